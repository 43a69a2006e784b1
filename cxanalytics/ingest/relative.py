"""Dates that say how long ago ("4 months ago", "il y a un an"): counted back from the day the file was made.

They are no more exact than their unit. What says only how many years ago is no date at all: no month is known of it.
"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ingest.matching import fullmatch

# Unit -> how it is written in English, French, German and Spanish; days it stands for, 0 where these vary.
_UNITS = {
    "day": (r"seconds?|secondes?|sekunden?|segundos?|minutes?|minuten?|minutos?|hours?|heures?|stunden?|horas?", 0.0),
    "days": (r"days?|jours?|tag(?:en?)?|d[ií]as?", 1.0),
    "week": (r"weeks?|semaines?|wochen?|semanas?", 7.0),
    "month": (r"months?|mois|monat(?:en?)?|mes(?:es)?", 0.0),
    "year": (r"years?|ans?|ann[ée]es?|jahr(?:en?)?|a[ñn]os?", 0.0),
}
_ONE = r"an?|une?|einem|einer|una?|one"
_NUMBER = rf"({_ONE}|\d{{1,3}})"
_UNIT = "|".join(words for words, _ in _UNITS.values())
_EDITED = r"(?:(?:edited|modifi[ée]|bearbeitet|editado)\s+)?"
_AGO = re.compile(rf"{_EDITED}(?:{_NUMBER}\s+({_UNIT})\s+ago|(?:il y a|vor|hace)\s+{_NUMBER}\s+({_UNIT}))")
PATTERN = re.sub(r"\((?!\?)", "(?:", _AGO.pattern)
"""Without groups, for lower-case cells."""

_IN_NAME = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True)
class Ago:
    """values: datetime64[us], the days counted back, NaT where a cell says no more than the year or nothing.

    precision: "day", "week" or "month", that of the least exact value; "" where there is none.
    """

    values: npt.NDArray[np.datetime64]
    precision: str


def is_relative(cells: pd.Series) -> pd.Series:
    """Which cells say how long ago."""
    return fullmatch(cells.astype("str").str.strip("\"' ").str.lower(), PATTERN)


def parse(cells: pd.Series, made: pd.Timestamp) -> Ago:
    """The cells as days before the day the file was made."""
    found = cells.astype("str").str.strip("\"' ").str.lower().str.extract(f"^(?:{_AGO.pattern})$")
    number = found[0].fillna(found[2])
    counted = pd.to_numeric(number.str.replace(rf"^(?:{_ONE})$", "1", regex=True)).to_numpy("float64")
    unit = found[1].fillna(found[3])
    values = np.full(len(cells), np.datetime64("NaT"), dtype="datetime64[us]")
    exact = []
    for name, (words, days) in _UNITS.items():
        where = unit.str.fullmatch(words).fillna(False).to_numpy(dtype=bool)
        if not where.any() or name == "year":
            continue
        exact.append("day" if name == "days" else name)
        values[where] = _back(made, counted[where], days) if name != "month" else _months_back(made, counted[where])
    return Ago(values, next((name for name in ("month", "week", "day") if name in exact), ""))


def only_years(cells: pd.Series) -> pd.Series:
    """Which cells say how many years ago, and so nothing of the month."""
    found = cells.astype("str").str.strip("\"' ").str.lower().str.extract(f"^(?:{_AGO.pattern})$")
    return found[1].fillna(found[3]).str.fullmatch(_UNITS["year"][0]).fillna(False).astype(bool)


def _back(made: pd.Timestamp, counted: npt.NDArray[np.float64], days: float) -> npt.NDArray[np.datetime64]:
    day = np.datetime64(made.date(), "D")
    return (day - (counted * days).astype("timedelta64[D]")).astype("datetime64[us]")


def _months_back(made: pd.Timestamp, counted: npt.NDArray[np.float64]) -> npt.NDArray[np.datetime64]:
    """The same day so many months before, or the last of a shorter month."""
    month = np.datetime64(made.date(), "M") - counted.astype("timedelta64[M]")
    last = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype("int64")
    day = np.minimum(made.day, last) - 1
    days: npt.NDArray[np.datetime64] = month.astype("datetime64[D]") + day.astype("timedelta64[D]")
    return days.astype("datetime64[us]")


def day_in(name: str) -> pd.Timestamp | None:
    """The one day that a file's name states ("reviews_2026-03-01.csv"); None where it states none or several."""
    days = {"-".join(found) for found in _IN_NAME.findall(name)}
    if len(days) != 1:
        return None
    day = pd.to_datetime(days.pop(), errors="coerce")
    return None if pd.isna(day) else day
