"""Patterns that are new, back or gone."""

import pandas as pd

from cxanalytics.tracking import comings


def mentions(per_month: dict[str, list[int]]) -> pd.DataFrame:
    """How many answers hold each pattern, month by month from January 2026."""
    rows = [
        (pattern, f"{pattern}{month}-{i}", pd.Timestamp(2026, month + 1, 5))
        for pattern, counts in per_month.items()
        for month, many in enumerate(counts)
        for i in range(many)
    ]
    table = pd.DataFrame(rows, columns=["pattern", "feedback_id", "occurred_at"])
    return table.assign(occurred_at=table["occurred_at"].astype("datetime64[us]"))


COUNTS = {
    "P1": [4, 4, 4, 4, 4, 4], "P2": [0, 0, 0, 0, 0, 5], "P3": [5, 4, 5, 0, 0, 4], "P4": [6, 6, 6, 6, 0, 0],
    "P5": [0, 0, 0, 0, 0, 2],
}  # fmt: skip
NAMES = {name: f"Pain {name[1:]}" for name in COUNTS}


def test_new_back_and_gone() -> None:
    found = comings.comings(mentions(COUNTS), NAMES, pd.Timestamp("2026-06-10"))
    assert found[["pattern", "name", "what", "n"]].to_numpy().tolist() == [
        ["P3", "Pain 3", "back", 4], ["P4", "Pain 4", "gone", 0], ["P2", "Pain 2", "new", 5],
    ]  # fmt: skip
    assert found["before"].tolist() == [14 / 5, 24 / 5, 0.0]


def test_at_first_everything_is_new_and_nothing_is_said() -> None:
    assert comings.comings(mentions(COUNTS), NAMES, pd.Timestamp("2026-02-10")).empty


def test_what_came_later_is_not_known_yet() -> None:
    found = comings.comings(mentions(COUNTS), NAMES, pd.Timestamp("2026-05-10"))
    # In May number 3 was gone, and number 2 not heard of yet.
    assert found[["pattern", "what"]].to_numpy().tolist() == [["P3", "gone"]]


def test_patterns_that_live_no_more_are_left_out() -> None:
    assert comings.comings(mentions(COUNTS), {"P1": "Pain 1"}, pd.Timestamp("2026-06-10")).empty
    assert comings.comings(pd.DataFrame(), NAMES, pd.Timestamp("2026-06-10")).empty
