"""What carries a change: patterns, parts and words."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.tracking import carriers
from cxanalytics.tracking.carriers import Change


def experiences() -> tuple[pd.DataFrame, np.ndarray]:
    """Web gets worse from 10 to 50 %, shop stays at 20 %; as many of either before and after."""
    rows = [("web", i < 5, False) for i in range(50)] + [("shop", i < 10, False) for i in range(50)]
    rows += [("web", i < 25, True) for i in range(50)] + [("shop", i < 10, True) for i in range(50)]
    table = pd.DataFrame(rows, columns=["channel", "negative", "after"])
    return table, table.pop("after").to_numpy(bool)


def test_the_parts_of_a_change_add_up_to_it() -> None:
    table, after = experiences()
    found = carriers.parts(table, after, "negative").set_index("value")
    assert found.loc["web", ["before", "after"]].tolist() == [0.1, 0.5]
    assert found["part"].sum() == pytest.approx(0.35 - 0.15)
    assert found["part"]["web"] == pytest.approx(0.5 * (0.5 - 0.15) - 0.5 * (0.1 - 0.15))


def test_a_part_is_told_where_it_carries_most() -> None:
    table, after = experiences()
    said = carriers.sentences(Change(0.2, 0.2), carriers.parts(table, after, "negative"), pd.DataFrame(), [], {})
    assert said == ["channel web: 10 % → 50 %"]


def test_more_of_an_unhappy_channel_is_a_change_of_who_speaks() -> None:
    rows = [("web", True, False)] * 10 + [("shop", False, False)] * 90
    rows += [("web", True, True)] * 60 + [("shop", False, True)] * 40
    table = pd.DataFrame(rows, columns=["channel", "negative", "after"])
    after = table.pop("after").to_numpy(bool)
    said = carriers.sentences(Change(0.5, 0.5), carriers.parts(table, after, "negative"), pd.DataFrame(), [], {})
    assert said == ["channel web is 60 % of all, before 10 %: a change of who speaks"]


def test_a_pattern_is_counted_once_per_answer() -> None:
    mentions = pd.DataFrame(
        {"pattern": ["P1", "P1", "P1", "P2", None], "feedback_id": ["a", "b", "b", "c", "d"]}
    )  # fmt: skip
    after = np.array([False, True, True, True, True])
    found = carriers.patterns(mentions, after, (10, 5)).set_index("pattern")
    assert found.loc["P1", ["before", "after"]].tolist() == [0.1, 0.2]
    assert found.loc["P2", ["before", "after"]].tolist() == [0.0, 0.2]
    said = carriers.sentences(Change(0.3, 0.3), pd.DataFrame(), found.reset_index(), [], {"P2": "Left outside"})
    assert said == ["“Left outside”: 0.0 % → 20 % of answers", "“P1”: 10 % → 20 % of answers"]


def test_words_that_became_more_frequent() -> None:
    before = ["the driver was late again"] * 40
    after = ["the parcel was left outside in the rain"] * 40
    texts = pd.Series([*before, *after])
    found = carriers.telling(texts, np.arange(80) >= 40)
    assert set(found) <= {"parcel", "left", "outside", "rain"}
    assert "parcel" in found
    assert carriers.telling(texts, np.zeros(80, bool)) == []
