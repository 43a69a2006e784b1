"""Dates as the tools write them: ISO, day or month first, month names, epochs, Excel day numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ingest import relative
from cxanalytics.ingest.matching import fullmatch

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12, "fév": 2, "fev": 2, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aoû": 8, "aou": 8,
    "déc": 12, "mär": 3, "mrz": 3, "okt": 10, "dez": 12, "ene": 1, "abr": 4, "ago": 8, "set": 9, "out": 10,
    "dic": 12, "gen": 1, "mag": 5, "giu": 6, "lug": 7, "ott": 10, "mei": 5, "maa": 3,
}  # fmt: skip
_TIME = (
    r"(?:(?:[T ]|,\s*|\s+(?:at|à|um)\s+)\s*(?P<hour>\d{1,2})[:h](?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?)?"
)
_ZONE = r"\s*(?P<zone>Z|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?|UTC|GMT|[A-Z]{3,4})?(?:\s*\([^)]*\))?"
_NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_SHAPES = {
    "iso": re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}{_ZONE}"),
    "parts": re.compile(
        r"(?P<first>\d{1,2})[-/. ](?P<second_part>\d{1,2})(?:[-/.]|,?\s)\s*"
        rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}{_ZONE}"
    ),
    "day name": re.compile(
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:[- ]|\sde\s){_NAME}(?:[-, ]+|\sde\s)"
        rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}{_ZONE}"
    ),
    "name day": re.compile(
        rf"{_WEEKDAY}{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}{_ZONE}"
    ),
    "year last": re.compile(
        rf"{_WEEKDAY}{_NAME}\s+(?P<day>\d{{1,2}}){_TIME}{_ZONE}\s+(?P<year>\d{{4}})"
    ),
}  # fmt: skip
_NUMBER = re.compile(r"\d{4,19}(?:\.\d+)?(?:[eE]\+?\d{1,2})?")
_EPOCHS = (  # smallest, largest, seconds per unit, name; the years 1990 to about 2070
    (20_000, 62_000, 86_400.0, "Excel day numbers"),
    (631e6, 3.2e9, 1.0, "seconds since 1970"),
    (631e9, 3.2e12, 1e-3, "milliseconds since 1970"),
    (631e12, 3.2e15, 1e-6, "microseconds since 1970"),
)
_EXCEL_ZERO = 25_569  # days from 1899-12-30 to 1970-01-01
_LANGUAGES = {
    "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
}  # fmt: skip


@dataclass(frozen=True)
class Dates:
    """values: datetime64[us], NaT where blank or unread, UTC where an offset is written, else as written.
    order: how they are read, in words. said: the sentence for the ledger, "" when there is nothing to decide.
    unread: filled cells that are no dates. times: the cells carry a time of day. zoned: most of them say how far they
    are from UTC, or count seconds since 1970, so that the values are in UTC. relative: most cells say how long ago.
    precision: of dates counted back ("day", "week", "month"), "" where they are exact or there are none. years: cells
    that say only how many years ago.
    """

    values: pd.Series
    order: str
    said: str
    unread: int
    times: bool
    zoned: bool
    relative: bool = False
    precision: str = ""
    years: int = 0


def parse(
    column: pd.Series,
    others: Sequence[pd.Series] = (),
    language: str = "",
    day_first: bool | None = None,
    made: pd.Timestamp | None = None,
) -> Dates:
    """Read a column of dates, day and month in one order for the whole file.

    `others` are further date columns of the file that help to decide the order; `language` is that of its
    headers. `day_first` is what a person said of the order; then nothing is decided. `made` is the day the file was
    made, from which "4 months ago" is counted back; without it such a cell is no date.
    """
    codes, different = pd.factorize(column.astype("str").fillna("").str.strip("\"' "))
    cells = pd.Series(different, dtype="str")
    values = np.full(len(cells), np.datetime64("NaT"), dtype="datetime64[us]")
    kinds: list[str] = []
    values, kind = _numbers(cells, values)
    kinds += [kind] if kind else []
    utc = ~np.isnat(values) & ("since" in kind)
    said = ""
    for shape, pattern in _SHAPES.items():
        todo = np.isnat(values) & (cells != "").to_numpy()
        if not todo.any():
            break
        parts = cells[todo].str.extract(pattern.pattern.join(("^(?:", ")$")))
        found = parts["year"].notna().to_numpy()
        if not found.any():
            continue
        where = np.flatnonzero(todo)[found]
        parts = parts[found]
        if shape == "parts":
            name, said, parts = _ordered(parts, _in_file_order(codes, where), others, language, day_first)
        else:
            name = "year-month-day" if shape == "iso" else "month names"
        values[where] = _assemble(parts)
        if "zone" in parts:
            utc[where] = parts["zone"].notna().to_numpy()
        kinds.append(name)
    back = relative.parse(cells, made) if made is not None else None
    if back is not None:
        values = np.where(np.isnat(values), back.values, values)
        kinds += ["counted back"] if back.precision else []
    result = pd.Series(values, dtype="datetime64[us]").take(codes).set_axis(column.index)
    filled = (cells != "").to_numpy()[codes]
    unread = int((filled & result.isna().to_numpy()).sum())
    clock = result.dropna()
    times = bool(len(clock) and (clock != clock.dt.normalize()).mean() > 0.5)
    zoned = bool(len(clock) and utc[codes][result.notna().to_numpy()].mean() > 0.5)
    return Dates(
        result, ", ".join(dict.fromkeys(kinds)), said, unread, times, zoned, is_relative(column),
        back.precision if back else "", int(relative.only_years(cells).to_numpy()[codes].sum()),
    )  # fmt: skip


def share(column: pd.Series) -> float:
    """The share of the filled cells that look like dates, between 0 and 1; plain numbers do not."""
    cells = column[column != ""]
    return float(looks_dated(cells).mean()) if len(cells) else 0.0


def looks_dated(cells: pd.Series) -> pd.Series:
    """Which cells look like dates; plain numbers do not."""
    return fullmatch(cells.astype("str").str.strip("\"' "), _like_a_date()) | relative.is_relative(cells)


@cache
def _like_a_date() -> str:
    shapes = "|".join(f"(?:{_anonymous(pattern.pattern)})" for pattern in _SHAPES.values())
    return f"(?:{shapes})"


def is_relative(column: pd.Series) -> bool:
    """Most filled cells say how long ago ("4 months ago") instead of when."""
    cells = column[column != ""]
    return bool(len(cells) and relative.is_relative(cells).mean() > 0.5)


def epoch(cells: pd.Series) -> str:
    """What the numbers of a column count ("seconds since 1970", ...); "" when they are no dates."""
    numbers = pd.to_numeric(cells[cells != ""], errors="coerce").dropna()
    for smallest, largest, _, name in _EPOCHS:
        if len(numbers) and numbers.between(smallest, largest).mean() > 0.95:
            return name
    return ""


def _anonymous(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _numbers(cells: pd.Series, values: npt.NDArray[np.datetime64]) -> tuple[npt.NDArray[np.datetime64], str]:
    numeric = cells.str.fullmatch(_NUMBER.pattern).to_numpy(dtype=bool)
    if not numeric.any():
        return values, ""
    numbers = pd.to_numeric(cells[numeric], errors="coerce").to_numpy(dtype="float64")
    result = values.copy()
    kind = ""
    for smallest, largest, unit, name in _EPOCHS:
        fits = (numbers >= smallest) & (numbers <= largest)
        if not fits.any():
            continue
        zero = _EXCEL_ZERO * 86_400 if unit == 86_400.0 else 0
        # Excel's day fractions are rounded to the second: they are no more exact than that.
        seconds = np.round(numbers[fits] * unit) if unit == 86_400.0 else numbers[fits] * unit
        result[np.flatnonzero(numeric)[fits]] = _from_seconds(seconds - zero)
        kind = name
    packed = np.flatnonzero(numeric)[(numbers >= 19_000_101) & (numbers <= 22_001_231)]
    if len(packed):
        whole = cells.iloc[packed].astype("float64").to_numpy()
        dates = pd.DataFrame({"year": whole // 10_000, "month": whole // 100 % 100, "day": whole % 100})
        result[packed] = _assemble(dates)
        kind = kind or "year-month-day"
    return result, kind


def _from_seconds(seconds: npt.NDArray[np.float64]) -> npt.NDArray[np.datetime64]:
    return np.round(seconds * 1e6).astype("int64").astype("datetime64[us]")


def _in_file_order(codes: npt.NDArray[np.intp], where: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """For each record of the file that holds one of the cells `where`: its position in `where`."""
    position = np.full(codes.max(initial=0) + 1, -1, dtype=np.intp)
    position[where] = np.arange(len(where))
    placed = position[codes]
    return placed[placed >= 0]


def _ordered(
    parts: pd.DataFrame,
    records: npt.NDArray[np.intp],
    others: Sequence[pd.Series],
    language: str,
    given: bool | None,
) -> tuple[str, str, pd.DataFrame]:
    """Name of the order, the sentence about it, and the parts with `day` and `month` named."""
    first = pd.to_numeric(parts["first"]).to_numpy(dtype="float64")
    second = pd.to_numeric(parts["second_part"]).to_numpy(dtype="float64")
    day_first = parts.assign(day=first, month=second)
    month_first = parts.assign(day=second, month=first)
    day_votes, month_votes = _votes(first, second, others)
    if given is not None:
        is_day, why = given, ""
    elif day_votes and month_votes:
        is_day, why = day_votes >= month_votes, ""
    elif day_votes != month_votes:
        is_day = day_votes > month_votes
        why = _above_twelve((first if is_day else second)[records])
    elif language in _LANGUAGES:
        is_day, why = True, f"the header is {_LANGUAGES[language]}"
    elif parts["half"].notna().any():
        is_day, why = False, "the times are written with AM and PM"
    else:
        is_day, why = _by_sequence(_assemble(day_first), _assemble(month_first), records)
    order = "day/month/year" if is_day else "month/day/year"
    said = _about_order(order, why, given is not None, bool(day_votes and month_votes))
    return order, said, day_first if is_day else month_first


def _above_twelve(days: npt.NDArray[np.float64]) -> str:
    """The proof by days that are no months; where they stand in another column of dates, that is said."""
    number, all_ = int((days > 12).sum()), len(days)
    if not number:
        return "in another column of dates some days are above 12"
    return f"{number:,} of {all_:,} days {'is' if number == 1 else 'are'} above 12"


def _about_order(order: str, why: str, told: bool, both: bool) -> str:
    if told:
        return f"Dates are read as {order}, as it was said."
    if both:
        return (
            f"Dates are read as {order}, but both orders occur: in some the first number is above 12, "
            "in some the second; please check them."
        )
    if why:
        return f"Dates are read as {order}, because {why}."
    return f"Dates are read as {order}; nothing in the file tells day from month, so please check it."


def _votes(
    first: npt.NDArray[np.float64], second: npt.NDArray[np.float64], others: Sequence[pd.Series]
) -> tuple[int, int]:
    day, month = int((first > 12).sum()), int((second > 12).sum())
    if day or month:
        return day, month
    for other in others:
        parts = other.drop_duplicates().str.extract(_SHAPES["parts"].pattern.join(("^(?:", ")$")))
        day += int((pd.to_numeric(parts["first"]) > 12).sum())
        month += int((pd.to_numeric(parts["second_part"]) > 12).sum())
    return day, month


def _by_sequence(
    day: npt.NDArray[np.datetime64], month: npt.NDArray[np.datetime64], records: npt.NDArray[np.intp]
) -> tuple[bool, str]:
    """Day first or not, and why: which reading puts the records in order of time, else within fewer days."""
    if np.isnat(day).any() or np.isnat(month).any() or len(np.unique(day)) < 2:
        return False, ""
    in_order = [_sorted(values[records]) for values in (day, month)]
    if in_order[0] != in_order[1]:
        return in_order[0], "only so do the records follow each other in time"
    spans = [float((values.max() - values.min()) / np.timedelta64(1, "D")) for values in (day, month)]
    if min(spans) * 3 < max(spans):
        return spans[0] < spans[1], f"only so do all records lie within {max(1, round(min(spans)))} days"
    return False, ""


def _sorted(values: npt.NDArray[np.datetime64]) -> bool:
    steps = np.diff(values) / np.timedelta64(1, "s")
    return bool((steps >= 0).all() or (steps <= 0).all())


def _assemble(parts: pd.DataFrame) -> npt.NDArray[np.datetime64]:
    """Dates from columns year, month (or name), day and, where there are any, parts of the time and zone."""
    year = _number(parts, "year")
    year = np.where(year < 70, year + 2000, np.where(year < 100, year + 1900, year))
    month = _month(parts)
    day = _number(parts, "day")
    hour, minute, second = (_number(parts, name) for name in ("hour", "minute", "second"))
    if "half" in parts:
        half = parts["half"].str.lower()
        hour = np.where((half == "p") & (hour < 12), hour + 12, np.where((half == "a") & (hour == 12), 0, hour))
    micro = np.zeros(len(parts))
    if "fraction" in parts:
        micro = pd.to_numeric("0." + parts["fraction"].fillna("0")).to_numpy(dtype="float64") * 1e6
    good = (month >= 1) & (month <= 12) & (day >= 1) & (hour < 24) & (minute < 60) & (second <= 60)
    good &= (year >= 1900) & (year <= 2200)
    months = np.where(good, (year - 1970) * 12 + month - 1, 0).astype("int64").astype("datetime64[M]")
    days = months.astype("datetime64[D]") + np.where(good, day - 1, 0).astype("int64").astype("timedelta64[D]")
    good &= days.astype("datetime64[M]") == months
    clock = np.where(good, (hour * 3600 + minute * 60 + second) * 1e6 + np.round(micro) - _offset(parts), 0)
    stamps = days.astype("datetime64[us]") + clock.astype("int64").astype("timedelta64[us]")
    return np.where(good, stamps, np.datetime64("NaT", "us"))


def _number(parts: pd.DataFrame, name: str) -> npt.NDArray[np.float64]:
    if name not in parts:
        return np.zeros(len(parts))
    numbers: npt.NDArray[np.float64] = pd.to_numeric(parts[name]).fillna(0).to_numpy(dtype="float64")
    return numbers


def _month(parts: pd.DataFrame) -> npt.NDArray[np.float64]:
    if "name" not in parts:
        return _number(parts, "month")
    names = parts["name"].str.lower()
    long = names.str[:4].map(_MONTHS)
    return np.asarray(long.fillna(names.str[:3].map(_MONTHS)).fillna(0), dtype="float64")


def _offset(parts: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Microseconds ahead of UTC; zero where no offset is written."""
    if "zone" not in parts or not parts["zone"].notna().any():
        return np.zeros(len(parts))
    pieces = parts["zone"].str.extract(r"([+-])(\d{1,2}):?(\d{2})?$")
    hours = pd.to_numeric(pieces[1]).fillna(0).to_numpy(dtype="float64")
    minutes = pd.to_numeric(pieces[2]).fillna(0).to_numpy(dtype="float64")
    sign = np.where(pieces[0] == "-", -1.0, 1.0)
    offset: npt.NDArray[np.float64] = sign * (hours * 60 + minutes) * 60e6
    return offset
