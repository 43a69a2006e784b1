"""What the ratio would be without a pattern."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.patterns import effects
from tests.patterns.heard import experiences, mentions


def two_patterns() -> tuple[pd.DataFrame, pd.DataFrame]:
    """40 positive experiences and 20 negative: 8 of P1 alone, 4 of P1 and P2, 3 of P2 and none, 5 of none."""
    rows = [(f"p{i}", "Invoice", True, False) for i in range(40)]
    rows += [(f"n{i}", "Invoice", False, True) for i in range(20)]
    said = [{"feedback_id": f"n{i}", "pattern": "P1"} for i in range(12)]
    said += [{"feedback_id": f"n{i}", "start": 30, "pattern": "P2"} for i in range(8, 15)]
    said += [{"feedback_id": f"n{i}"} for i in range(12, 20)]
    return experiences(rows), mentions(said)


def test_only_experiences_that_are_wholly_of_it_would_go() -> None:
    known, said = two_patterns()
    found = effects.without(known, said, ["P1", "P2"])
    assert found.held.tolist() == [8, 0]
    assert found.of == 20
    table = found.table()
    assert table["ratio"].tolist() == [2.0, 2.0]
    # 40 / (20 - 8); a pattern that holds nothing wholly changes nothing.
    assert table["ratio_without"][0] == pytest.approx(40 / 12, rel=0.03)
    assert table["times"][0] == pytest.approx(20 / 12, rel=0.03)
    assert table["times_low"][0] < 20 / 12 < table["times_high"][0]
    assert table.loc[1, ["times", "times_low", "times_high"]].tolist() == [1.0, 1.0, 1.0]
    assert table["ratio_without"][1] == 2.0
    assert table["ratio_without_low"][1] < 2.0 < table["ratio_without_high"][1]


def test_part_of_it_resolved_and_part_of_that_turned_positive() -> None:
    known, said = two_patterns()
    table = effects.without(known, said, ["P1"], resolved=0.5, turned=0.5).table()
    # (40 + .5 * .5 * 8) / (20 - .5 * 8)
    assert table["ratio_without"][0] == pytest.approx(42 / 16, rel=0.02)
    assert effects.without(known, said, ["P1"], resolved=0.0).table()["times"].tolist() == [1.0]


def test_a_mixed_experience_cannot_turn_positive_twice() -> None:
    known = experiences([(f"m{i}", "Invoice", True, True) for i in range(10)])
    said = mentions([{"feedback_id": f"m{i}", "pattern": "P1"} for i in range(5)])
    turned = effects.without(known, said, ["P1"], turned=1.0).table()
    silent = effects.without(known, said, ["P1"], turned=0.0).table()
    assert turned["ratio_without"].tolist() == silent["ratio_without"].tolist()


def test_an_experience_is_one_touchpoint_of_an_answer() -> None:
    known = experiences([("a", "Invoice", False, True), ("a", "Delivery", False, True), ("b", "Invoice", True, False)])
    said = mentions(
        [
            {"feedback_id": "a", "pattern": "P1"},
            {"feedback_id": "a", "touchpoint": "Delivery", "start": 9, "pattern": None},
        ]
    )
    assert effects.without(known, said, ["P1"]).held.tolist() == [1]


def test_without_what_people_love_the_ratio_falls() -> None:
    known = experiences(
        [(f"p{i}", "Shop", True, False) for i in range(30)] + [(f"n{i}", "Shop", False, True) for i in range(10)]
    )
    said = mentions([{"feedback_id": f"p{i}", "touchpoint": "Shop", "pattern": "L1"} for i in range(15)])
    table = effects.without(known, said, ["L1"], polarity="positive").table()
    assert table["ratio_without"][0] == pytest.approx(1.5, rel=0.03)
    assert 0.3 < table["times_low"][0] < table["times"][0] < table["times_high"][0] < 0.7


def test_all_that_is_negative_may_be_of_one_pattern() -> None:
    known = experiences([("p", "Shop", True, False), ("n", "Shop", False, True), ("o", "Shop", False, True)])
    said = mentions([{"feedback_id": name, "touchpoint": "Shop", "pattern": "P1"} for name in ("n", "o")])
    found = effects.without(known, said, ["P1"])
    assert found.held.tolist() == [2]
    assert np.isfinite(found.gains()).all()
    assert found.table()["times_high"][0] > 2


def test_nothing_at_all() -> None:
    known, said = experiences([]), mentions([])
    assert effects.without(known, said, []).table().empty
    table = effects.without(known, said, ["P1"]).table()
    assert table["held"].tolist() == [0]
    assert table["times"].tolist() == [1.0]
    assert np.isnan(table["ratio"][0])
    assert effects.without(known, said, ["P1"]).gains().max() == 0


def test_other_patterns_and_the_order_of_rows_make_no_difference() -> None:
    known, said = two_patterns()
    alone = effects.without(known, said, ["P1"]).table()
    shuffled = effects.without(
        known.sample(frac=1, random_state=1), said.sample(frac=1, random_state=2), ["P2", "P1"]
    ).table()
    pd.testing.assert_frame_equal(alone, shuffled.iloc[[1]].reset_index(drop=True))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.floats(0, 1), st.floats(0, 1))
def test_the_interval_holds_the_middle_and_resolving_never_harms(
    positive: int, negative: int, held: int, resolved: float, turned: float
) -> None:
    rows = [(f"p{i}", "Shop", True, False) for i in range(positive)]
    rows += [(f"n{i}", "Shop", False, True) for i in range(negative)]
    said = mentions(
        [{"feedback_id": f"n{i}", "touchpoint": "Shop", "pattern": "P1" if i < held else None} for i in range(negative)]
    )
    row = effects.without(experiences(rows), said, ["P1"], resolved=resolved, turned=turned).table().iloc[0]
    assert row["held"] == min(held, negative)
    assert row["times_low"] <= row["times"] <= row["times_high"]
    assert row["times_low"] >= 1 - 1e-12


@pytest.mark.parametrize(("happy", "unhappy", "held"), [(20, 6, 6), (20, 100, 100), (0, 100, 99), (5, 1, 1)])
def test_without_all_that_is_negative_the_ratio_still_has_a_size(happy: int, unhappy: int, held: int) -> None:
    known = experiences(
        [(f"n{i}", "Invoice", False, True) for i in range(unhappy)]
        + [(f"p{i}", "Invoice", True, False) for i in range(happy)]
    )
    said = mentions([{"feedback_id": f"n{i}", "pattern": "P1" if i < held else None} for i in range(unhappy)])
    row = effects.without(known, said, ["P1"]).table().iloc[0]
    assert row["held"] == held
    assert row["ratio_without_low"] <= row["ratio_without"] <= row["ratio_without_high"]
    assert row["ratio_without"] <= happy / 0.5
    assert 1 < row["times_low"] <= row["times"] <= row["times_high"] <= 2 * unhappy
    assert row["gain_low"] <= row["gain"] <= row["gain_high"] < np.inf
