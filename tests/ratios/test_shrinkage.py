import numpy as np
import pandas as pd
import pytest

from cxanalytics import ratios
from cxanalytics.ratios.shrinkage import ranking
from tests.ratios.labelled import experiences


def counted(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["touchpoint", "positive", "negative", "n"])
    return frame.assign(mixed=0, neutral=frame["n"] - frame["positive"] - frame["negative"])


USUAL = [(f"T{number}", 60 + number, 20 - number, 100) for number in range(8)]


def test_few_voices_are_drawn_towards_what_is_usual() -> None:
    table = ranking(counted(*USUAL, ("Kiosk", 2, 3, 6), ("Invoice", 300, 300, 700))).set_index("touchpoint")
    # The kiosk's own ratio is 0.67, below the invoice's 1.0; six comments do not make it the worst.
    assert table["shrunk"]["Kiosk"] > table["shrunk"]["Invoice"]
    assert table["p_worst"].idxmax() == "Invoice"
    assert table["p_worst"].sum() == pytest.approx(1)
    assert table["shrunk"]["Invoice"] == pytest.approx(1.0, rel=0.08)


def test_groups_that_do_not_differ_become_the_usual() -> None:
    table = ranking(counted(*[("A", 6, 2, 10), ("B", 5, 3, 10), ("C", 7, 1, 10), ("D", 6, 2, 10)]))
    assert table["shrunk"].max() / table["shrunk"].min() < 1.5
    assert (table["shrunk_low"] < table["shrunk"]).all()


def test_empty_groups_take_no_part() -> None:
    table = ranking(counted(*USUAL, ("Empty", 0, 0, 0)))
    assert table["p_worst"].iloc[-1] == 0
    assert ranking(counted()).empty
    assert ranking(counted(("A", 0, 0, 0)))["p_worst"].tolist() == [0]


def test_same_counts_same_ranking_and_the_table_is_left_alone() -> None:
    table = counted(*USUAL)
    before = table.copy()
    pd.testing.assert_frame_equal(ranking(table), ranking(table))
    pd.testing.assert_frame_equal(table, before)


def test_what_labels_leave_open_is_in_the_ranking() -> None:
    audited = experiences(
        ("Pay", "positive", 400, {"positive": 14, "negative": 8}),
        ("Call", "positive", 400, {"positive": 20, "negative": 4}),
    ).assign(person=np.arange(800))
    sure = ranking(ratios.counts(audited).assign(positive=[333, 255], negative=[67, 145])).set_index("touchpoint")
    unsure = ranking(ratios.counts(audited), ratios.draws(audited)).set_index("touchpoint")
    assert sure["p_worst"]["Pay"] > unsure["p_worst"]["Pay"] > 0.5
