"""What part of the feedback is looked at. The same choice filters every number, chart and list."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.errors import SelectionError

COLUMNS = ("touchpoint", "stage", "source", "kind", "channel", "segment", "basis")

# Between the parts of a segment, as in "Tier: Gold | Region: North".
PART = " | "

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Selection:
    """Values to keep, per column; an empty tuple keeps all. Columns narrow each other, values widen.

    `since` and `until` are the first and the last day. A segment is chosen by one of its parts
    ("Tier: Gold") or as a whole; basis is "words" or "rating" (one that stands alone); "no channel", "no
    segment" and so on choose rows without a value.
    """

    touchpoint: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @classmethod
    def from_pairs(cls, pairs: Iterable[str], *, since: str | None = None, until: str | None = None) -> Self:
        """The selection written as "channel=web", "touchpoint=Invoice", ...; a key may come several times.

        Raises
        ------
        SelectionError
            A pair is not of that form, its key is unknown, a date is not one, or the first is after the last.
        """
        chosen: dict[str, list[str]] = {}
        for pair in pairs:
            key, sign, value = (part.strip() for part in pair.partition("="))
            if not sign or not value:
                raise SelectionError(f"'{pair}' is not of the form KEY=VALUE, as in channel=web.")
            if key not in COLUMNS:
                raise SelectionError(f"Cannot choose by '{key}'; choose by {', '.join(COLUMNS)}.")
            chosen.setdefault(key, []).append(value)
        values = {key: tuple(dict.fromkeys(items)) for key, items in chosen.items()}
        first, last = _day(since), _day(until)
        if first and last and first > last:
            raise SelectionError(f"The first day, {first}, is after the last, {last}; swap them.")
        return cls(**values, since=first, until=last)

    def __bool__(self) -> bool:
        """Whether anything is chosen at all."""
        return any(getattr(self, field.name) for field in fields(self))

    def apply(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of `frame` that are chosen, in their order, numbered anew.

        Raises
        ------
        SelectionError
            A chosen value occurs nowhere in its column, or the frame has no such column.
        """
        self.check(frame)
        return frame[self.mask(frame)].reset_index(drop=True) if self else frame

    def check(self, frame: pd.DataFrame) -> None:
        """Raise SelectionError when a chosen value occurs nowhere in its column of `frame`."""
        if frame.empty:
            return
        for name in COLUMNS:
            for value in getattr(self, name):
                known = _known(_column(frame, name))
                if value.casefold() not in {item.casefold() for item in known} | {f"no {name}"}:
                    raise SelectionError(_unknown(name, value, known))

    def mask(self, frame: pd.DataFrame) -> Mask:
        """Which rows of `frame` are chosen; a value that does not occur chooses none."""
        keep = np.ones(len(frame), dtype=bool)
        for name in COLUMNS:
            if wanted := getattr(self, name):
                keep &= _wanted(_column(frame, name), wanted)
        if self.since is not None:
            keep &= (_column(frame, "occurred_at") >= pd.Timestamp(self.since)).to_numpy(bool)
        if self.until is not None:
            after = pd.Timestamp(self.until + timedelta(days=1))
            keep &= (_column(frame, "occurred_at") < after).to_numpy(bool)
        return keep

    def words(self) -> str:
        """The choice in words: "source Trustpilot or Medallia, channel web, from 1 May 2026"."""
        parts = [f"{name} {' or '.join(values)}" for name in COLUMNS if (values := getattr(self, name))]
        parts += [
            f"{word} {day.day} {day:%B %Y}"
            for word, day in (("from", self.since), ("to", self.until))
            if day is not None
        ]
        return ", ".join(parts) or "all feedback"


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SelectionError(f"'{text}' is not a day; write it as 2026-01-31.") from error


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    if name not in frame:
        raise SelectionError(f"This table has no {name} to choose by; it has {', '.join(frame.columns)}.")
    return frame[name]


def _values(column: pd.Series) -> list[str]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return [str(value) for value in column.cat.categories]
    return [str(value) for value in column.dropna().unique()]


def _parts(value: str, name: object) -> list[str]:
    """A value and, for a segment, the parts it consists of."""
    return [value, *value.split(PART)] if name == "segment" else [value]


def _known(column: pd.Series) -> list[str]:
    """Everything that may be chosen in a column."""
    return sorted({part for value in _values(column) for part in _parts(value, column.name)})


def _wanted(column: pd.Series, wanted: Sequence[str]) -> Mask:
    names = {name.casefold() for name in wanted}
    kept = [value for value in _values(column) if names & {part.casefold() for part in _parts(value, column.name)}]
    keep = column.isin(kept).to_numpy(bool)
    return keep | column.isna().to_numpy(bool) if f"no {column.name}" in names else keep


def _unknown(name: str, value: str, known: Sequence[str]) -> str:
    folded = {item.casefold(): item for item in reversed(known)}
    near = [folded[item] for item in difflib.get_close_matches(value.casefold(), folded, n=3, cutoff=0.5)]
    if near:
        return f"No {name} is called '{value}'; the nearest are {', '.join(near)}."
    some = ", ".join(known[:8]) or "nothing"
    more = f" and {len(known) - 8} more" if len(known) > 8 else ""
    return f"No {name} is called '{value}'; there is {some}{more}."
