"""Periods: days, weeks, months, quarters and years, as a company counts them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.errors import SelectionError

PERIODS = ("day", "week", "month", "quarter", "year")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

Whole = npt.NDArray[np.int64]

# A period is whole where the last feedback came no earlier than this part of it before its end, or so many days.
_NEARLY, _NEARLY_DAYS = 0.25, pd.Timedelta(days=5)
_SEVERAL = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Calendar:
    """How a company counts time.

    fiscal_start: the month its year begins in, 1..12. week_start: the day its week begins on, 0 Monday .. 6 Sunday.
    zone: the time zone that days are told in (an IANA name as "Europe/Berlin"); "" leaves times as the export has them,
    which is UTC where it states a zone.
    """

    fiscal_start: int = 1
    week_start: int = 0
    zone: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.fiscal_start <= 12:
            raise SelectionError(f"A year begins in month 1 to 12, not {self.fiscal_start}.")
        if not 0 <= self.week_start <= 6:
            raise SelectionError(f"A week begins on day 0 (Monday) to 6 (Sunday), not {self.week_start}.")
        if self.zone:
            _known_zone(self.zone)

    @property
    def words(self) -> str:
        """How time is counted, in a sentence."""
        zone = self.zone or "as in the exports (UTC where they state a zone)"
        return (
            f"Weeks begin on {WEEKDAYS[self.week_start]}, years in {MONTHS[self.fiscal_start - 1]}; times are {zone}."
        )


STANDARD = Calendar()


def _known_zone(zone: str) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SelectionError(f"'{zone}' is no time zone; write it as Europe/Berlin or America/New_York.") from error


def weekday(name: str) -> int:
    """The number of a day of the week, 0 Monday .. 6 Sunday, by its name or the beginning of it.

    Raises
    ------
    SelectionError
        It is none.
    """
    fitting = [i for i, day in enumerate(WEEKDAYS) if len(name) > 1 and day.casefold().startswith(name.casefold())]
    if len(fitting) != 1:
        raise SelectionError(f"'{name}' is no day of the week; write it as Monday or Sunday.")
    return fitting[0]


def local(occurred_at: pd.Series, zone: str) -> pd.Series:
    """Times in UTC as they are in a zone, without a mark of it. A bare day (midnight sharp) stays that day."""
    if not zone:
        return occurred_at
    moved = occurred_at.dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None).astype("datetime64[us]")
    bare = (occurred_at == occurred_at.dt.normalize()).to_numpy(bool)
    shown: pd.Series = moved.where(~bare, occurred_at)
    return shown


def check(period: str) -> None:
    """Raise SelectionError where `period` is none of PERIODS."""
    if period not in PERIODS:
        raise SelectionError(f"'{period}' is no period; choose from {', '.join(PERIODS)}.")


def numbers(occurred_at: pd.Series, period: str, calendar: Calendar = STANDARD) -> Whole:
    """The number of each one's period, counted up by one from period to period; the least of all where undated.

    Raises
    ------
    SelectionError
        `period` is none of PERIODS.
    """
    check(period)
    days = occurred_at.to_numpy(dtype="datetime64[us]").astype("datetime64[D]")
    return np.where(np.isnat(days), np.iinfo("int64").min, _NUMBER[period](days, calendar))


def starts(occurred_at: pd.Series, period: str, calendar: Calendar = STANDARD) -> pd.Series:
    """The first day of each one's period (datetime64[us]); NaT where undated. Times are taken as they stand."""
    codes, distinct = pd.factorize(numbers(occurred_at, period, calendar))
    days = [pd.NaT if n == np.iinfo("int64").min else start(int(n), period, calendar) for n in distinct]
    first = pd.DatetimeIndex(days).as_unit("us")
    return pd.Series(first.to_numpy()[codes], index=occurred_at.index, dtype="datetime64[us]")


def start(number: int, period: str, calendar: Calendar = STANDARD) -> pd.Timestamp:
    """The first day of the period of that number."""
    return pd.Timestamp(_START[period](number, calendar)).as_unit("us")


def number_of(day: pd.Timestamp, period: str, calendar: Calendar = STANDARD) -> int:
    """The number of the period that a day is in."""
    return int(numbers(pd.Series([day]), period, calendar)[0])


def following(day: pd.Timestamp, period: str, calendar: Calendar = STANDARD, by: int = 1) -> pd.Timestamp:
    """The first day of the period `by` periods after the one a day is in."""
    return start(number_of(day, period, calendar) + by, period, calendar)


def every(first: pd.Timestamp, last: pd.Timestamp, period: str, calendar: Calendar = STANDARD) -> pd.DatetimeIndex:
    """The first days of all periods from that of `first` to that of `last`."""
    low, high = (number_of(day, period, calendar) for day in (first, last))
    days = [start(n, period, calendar) for n in range(low, high + 1)]
    return pd.DatetimeIndex(days).as_unit("us")


def a_year_before(number: int, period: str) -> int:
    """The number of the same period of the year before: of days and weeks the one 52 weeks earlier."""
    return number - {"day": 364, "week": 52, "month": 12, "quarter": 4, "year": 1}[period]


def whole(begins: pd.Timestamp, last: pd.Timestamp, period: str, calendar: Calendar = STANDARD) -> bool:
    """Whether a period that begins then is over, or nearly, when the last feedback came at `last`."""
    ends = following(begins, period, calendar)
    return bool(last >= ends - min(_NEARLY * (ends - begins), _NEARLY_DAYS))


def from_the_start(begins: pd.Timestamp, first: pd.Timestamp, period: str, calendar: Calendar = STANDARD) -> bool:
    """Whether a period is known from its beginning, or nearly, when the first feedback came at `first`."""
    ends = following(begins, period, calendar)
    return bool(first <= begins + min(_NEARLY * (ends - begins), _NEARLY_DAYS))


def label(begins: pd.Timestamp, period: str, calendar: Calendar = STANDARD) -> str:
    """A period by name: "4 May 2026", "week of 4 May 2026", "May 2026", "Q2 2026", "2026".

    Where the year does not begin in January, a quarter and a year are named by both years they lie in:
    "Q1 2026/27", "2026/27".
    """
    if period == "day":
        return f"{begins.day} {begins:%B %Y}"
    if period == "week":
        return f"week of {begins.day} {begins:%B %Y}"
    if period == "month":
        return f"{begins:%B %Y}"
    since = (begins.month - calendar.fiscal_start) % 12
    first = begins.year - (begins.month < calendar.fiscal_start)
    year = str(first) if calendar.fiscal_start == 1 else f"{first}/{(first + 1) % 100:02d}"
    return f"Q{since // 3 + 1} {year}" if period == "quarter" else year


def _months(days: npt.NDArray[np.datetime64], calendar: Calendar) -> Whole:
    """Months since that in which the fiscal year of 1970 began."""
    counted: Whole = days.astype("datetime64[M]").astype("int64") - (calendar.fiscal_start - 1)
    return counted


def _by_months(several: int) -> Callable[[npt.NDArray[np.datetime64], Calendar], Whole]:
    return lambda days, calendar: _months(days, calendar) // several


def _after_months(several: int) -> Callable[[int, Calendar], np.datetime64]:
    return lambda number, calendar: np.datetime64(number * several + calendar.fiscal_start - 1, "M").astype(
        "datetime64[D]"
    )


# 1 January 1970 was a Thursday: day 0 is three days after a Monday.
_NUMBER: dict[str, Callable[[npt.NDArray[np.datetime64], Calendar], Whole]] = {
    "day": lambda days, _: days.astype("int64"),
    "week": lambda days, calendar: (days.astype("int64") + 3 - calendar.week_start) // 7,
    **{name: _by_months(several) for name, several in _SEVERAL.items()},
}
_START: dict[str, Callable[[int, Calendar], np.datetime64]] = {
    "day": lambda number, _: np.datetime64(number, "D"),
    "week": lambda number, calendar: np.datetime64(7 * number - 3 + calendar.week_start, "D"),
    **{name: _after_months(several) for name, several in _SEVERAL.items()},
}
