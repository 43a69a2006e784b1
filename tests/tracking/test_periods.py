"""Periods as a company counts them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.errors import SelectionError
from cxanalytics.ratios import groups
from cxanalytics.tracking import periods
from cxanalytics.tracking.periods import PERIODS, Calendar

DAYS = st.datetimes(pd.Timestamp("1985-01-01"), pd.Timestamp("2060-01-01"))
CALENDARS = st.builds(Calendar, st.integers(1, 12), st.integers(0, 6))


def times(*days: str | None) -> pd.Series:
    return pd.Series(pd.to_datetime(pd.Series(days)).astype("datetime64[us]"))


@pytest.mark.parametrize(
    ("period", "calendar", "begins", "name"),
    [
        ("day", Calendar(), "2026-05-06", "6 May 2026"),
        ("week", Calendar(), "2026-05-04", "week of 4 May 2026"),
        ("week", Calendar(week_start=6), "2026-05-03", "week of 3 May 2026"),
        ("month", Calendar(), "2026-05-01", "May 2026"),
        ("quarter", Calendar(), "2026-04-01", "Q2 2026"),
        ("quarter", Calendar(fiscal_start=2), "2026-05-01", "Q2 2026/27"),
        ("quarter", Calendar(fiscal_start=7), "2026-04-01", "Q4 2025/26"),
        ("year", Calendar(), "2026-01-01", "2026"),
        ("year", Calendar(fiscal_start=7), "2025-07-01", "2025/26"),
        ("year", Calendar(fiscal_start=4), "2026-04-01", "2026/27"),
    ],
)
def test_a_day_lies_in_its_period(period: str, calendar: Calendar, begins: str, name: str) -> None:
    found = periods.starts(times("2026-05-06 13:00", None), period, calendar)
    assert found.iloc[0] == pd.Timestamp(begins)
    assert pd.isna(found.iloc[1])
    assert periods.label(found.iloc[0], period, calendar) == name


@given(DAYS, CALENDARS, st.sampled_from(PERIODS))
def test_periods_follow_each_other_without_a_gap(day: pd.Timestamp, calendar: Calendar, period: str) -> None:
    when = pd.Timestamp(day).as_unit("us")
    number = periods.number_of(when, period, calendar)
    begins, ends = (periods.start(number + i, period, calendar) for i in (0, 1))
    assert begins <= when < ends
    assert periods.number_of(ends, period, calendar) == number + 1
    assert periods.following(when, period, calendar) == ends


@given(st.lists(DAYS, min_size=1, max_size=8), st.sampled_from(PERIODS))
def test_the_plain_calendar_groups_as_ratios_do(days: list[pd.Timestamp], period: str) -> None:
    when = pd.Series(pd.to_datetime(pd.Series(days))).astype("datetime64[us]")
    own = periods.starts(when, period)
    theirs = groups.grouping(pd.DataFrame({"occurred_at": when}), period).codes
    assert pd.factorize(own, sort=True)[0].tolist() == theirs.tolist()


def test_all_periods_between_two_days() -> None:
    found = periods.every(pd.Timestamp("2025-11-30"), pd.Timestamp("2026-02-01"), "month")
    assert [f"{day:%Y-%m-%d}" for day in found] == ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"]


@pytest.mark.parametrize(
    ("last", "over"), [("2026-05-31 23:00", True), ("2026-05-27", True), ("2026-05-20", False), ("2026-06-02", True)]
)
def test_a_period_is_whole_when_it_is_nearly_over(last: str, over: bool) -> None:
    assert periods.whole(pd.Timestamp("2026-05-01"), pd.Timestamp(last), "month") is over


def test_the_same_period_of_the_year_before() -> None:
    day = pd.Timestamp("2026-05-06")
    then = [periods.start(periods.a_year_before(periods.number_of(day, p), p), p) for p in PERIODS]
    assert [f"{item:%Y-%m-%d}" for item in then] == [
        "2025-05-07", "2025-05-05", "2025-05-01", "2025-04-01", "2025-01-01",
    ]  # fmt: skip


def test_times_move_to_a_zone_and_bare_days_stay() -> None:
    moved = periods.local(times("2026-03-01 02:00", "2026-03-01 00:00", "2026-07-01 23:30", None), "America/New_York")
    assert [str(item) for item in moved] == ["2026-02-28 21:00:00", "2026-03-01 00:00:00", "2026-07-01 19:30:00", "NaT"]
    assert periods.local(times("2026-03-01 02:00"), "").iloc[0] == pd.Timestamp("2026-03-01 02:00")


def test_a_calendar_says_how_it_counts() -> None:
    assert Calendar(4, 6, "Europe/Berlin").words == ("Weeks begin on Sunday, years in April; times are Europe/Berlin.")
    for wrong in ({"fiscal_start": 13}, {"week_start": 7}, {"zone": "Berlin"}):
        with pytest.raises(SelectionError):
            Calendar(**wrong)  # type: ignore[arg-type]
    with pytest.raises(SelectionError, match="'fortnight' is no period"):
        periods.numbers(times("2026-05-06"), "fortnight")


def test_a_year_is_not_whole_before_its_last_days() -> None:
    begins = pd.Timestamp("2026-01-01")
    assert not periods.whole(begins, pd.Timestamp("2026-10-31"), "year")
    assert periods.whole(begins, pd.Timestamp("2026-12-28"), "year")


def test_a_period_is_known_from_its_start() -> None:
    begins = pd.Timestamp("2025-01-01")
    assert periods.from_the_start(begins, pd.Timestamp("2025-01-04"), "year")
    assert not periods.from_the_start(begins, pd.Timestamp("2025-05-01"), "year")
