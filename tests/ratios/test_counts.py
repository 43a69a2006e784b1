import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics import ratios
from cxanalytics.errors import SelectionError
from cxanalytics.ratios.counts import COUNTS, TOGETHER

EXPERIENCES = pd.DataFrame(
    {
        "touchpoint": ["Pay", "Pay", "Pay", "Pay", "Call", "Call"],
        "channel": pd.Series(["web", "web", None, "shop", "phone", None], dtype="str"),
        "source": ["A", "A", "A", "B", "B", "B"],
        "positive": [True, False, True, False, False, False],
        "negative": [False, True, True, False, True, True],
        "occurred_at": pd.to_datetime(
            ["2026-01-01", "2025-12-31 23:59:59", None, "2026-01-05", "2024-02-29", "2026-10-31"],
            format="ISO8601",
        ).astype("datetime64[us]"),
    }
).astype({"touchpoint": "category"})


def rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(table.itertuples(index=False, name=None))


def test_mixed_counts_on_both_sides() -> None:
    counted = ratios.counts(EXPERIENCES)
    assert list(counted.columns) == ["touchpoint", *COUNTS, *TOGETHER]
    assert rows(counted[["touchpoint", *COUNTS]]) == [("Call", 0, 2, 0, 0, 2), ("Pay", 2, 2, 1, 1, 4)]
    assert (counted["n"] == counted.eval("positive + negative - mixed + neutral")).all()


def test_without_grouping_there_is_one_row() -> None:
    assert rows(ratios.counts(EXPERIENCES, ())[list(COUNTS)]) == [(2, 4, 1, 1, 6)]
    assert rows(ratios.counts(EXPERIENCES.iloc[:0], ())[list(COUNTS)]) == [(0, 0, 0, 0, 0)]


def test_no_experiences_give_no_groups() -> None:
    assert rows(ratios.counts(EXPERIENCES.iloc[:0], ("channel", "month"))) == []


def test_rows_without_a_value_are_a_group_of_their_own_at_the_end() -> None:
    assert rows(ratios.counts(EXPERIENCES, ("channel",))[["channel", "n"]]) == [
        ("phone", 1),
        ("shop", 1),
        ("web", 2),
        ("no channel", 2),
    ]


@pytest.mark.parametrize(
    ("period", "labels"),
    [
        ("day", ["2024-02-29", "2025-12-31", "2026-01-01", "2026-01-05", "2026-10-31", "no date"]),
        ("week", ["2024-W09", "2026-W01", "2026-W02", "2026-W44", "no date"]),
        ("month", ["2024-02", "2025-12", "2026-01", "2026-10", "no date"]),
        ("quarter", ["2024-Q1", "2025-Q4", "2026-Q1", "2026-Q4", "no date"]),
        ("year", ["2024", "2025", "2026", "no date"]),
    ],
)
def test_periods_in_order_with_undated_rows_last(period: str, labels: list[str]) -> None:
    counted = ratios.counts(EXPERIENCES, (period,))
    assert counted[period].tolist() == labels
    assert counted["n"].sum() == 6


def test_several_groupings() -> None:
    counted = ratios.counts(EXPERIENCES, ("source", "year"))
    assert rows(counted[["source", "year", "n"]]) == [
        ("A", "2025", 1),
        ("A", "2026", 1),
        ("A", "no date", 1),
        ("B", "2024", 1),
        ("B", "2026", 2),
    ]


def test_unused_categories_do_not_appear() -> None:
    pay = EXPERIENCES[EXPERIENCES["touchpoint"] == "Pay"]
    assert ratios.counts(pay)["touchpoint"].tolist() == ["Pay"]


def test_frames_are_left_alone() -> None:
    before = EXPERIENCES.copy(deep=True)
    ratios.counts(EXPERIENCES, ("touchpoint", "channel", "week"))
    pd.testing.assert_frame_equal(EXPERIENCES, before)


def test_unknown_grouping_names_the_known_ones() -> None:
    with pytest.raises(SelectionError, match="Cannot group by 'colour'; choose from touchpoint, stage, "):
        ratios.counts(EXPERIENCES, ("colour",))
    with pytest.raises(SelectionError, match="names the same thing twice"):
        ratios.counts(EXPERIENCES, ("source", "source"))


@settings(deadline=None)
@given(st.lists(st.booleans(), min_size=6, max_size=6), st.sampled_from([("channel", "month"), ("week",), ()]))
def test_counts_of_parts_add_up_to_counts_of_the_whole(first: list[bool], by: tuple[str, ...]) -> None:
    mask = pd.Series(first)
    parts = [ratios.counts(EXPERIENCES[mask], by), ratios.counts(EXPERIENCES[~mask], by)]
    pd.testing.assert_frame_equal(ratios.add(parts), ratios.counts(EXPERIENCES, by))


@settings(deadline=None)
@given(st.lists(st.sampled_from(pd.date_range("1969-12-20", "2100-01-10").tolist()), min_size=1))
def test_labels_agree_with_the_calendar(days: list[pd.Timestamp]) -> None:
    frame = pd.DataFrame({"occurred_at": days, "positive": True, "negative": False})
    expected = {
        "day": {f"{d:%Y-%m-%d}" for d in days},
        "week": {f"{d.isocalendar().year:04d}-W{d.isocalendar().week:02d}" for d in days},
        "month": {f"{d:%Y-%m}" for d in days},
        "quarter": {f"{d.year}-Q{d.quarter}" for d in days},
        "year": {f"{d.year}" for d in days},
    }
    for period, labels in expected.items():
        assert ratios.counts(frame, (period,))[period].tolist() == sorted(labels)


def test_experiences_of_one_feedback_are_known_to_go_together() -> None:
    three_of_one = EXPERIENCES.assign(feedback=[0, 0, 0, 1, 2, 2])
    pooled = ratios.counts(three_of_one, ())
    # Feedback 0: two positive and two negative; feedback 2: two negative.
    assert rows(pooled[list(TOGETHER)]) == [(4, 4, 8)]
    by_touchpoint = ratios.counts(three_of_one, ("touchpoint",))
    assert rows(by_touchpoint[["touchpoint", *TOGETHER]]) == [("Call", 0, 0, 2), ("Pay", 2, 1, 2)]
    assert ratios.add([pooled, pooled])[list(TOGETHER)].iloc[0].tolist() == [8, 8, 16]
