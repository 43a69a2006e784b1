"""The effects of the actions of a workspace, one or all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from cxanalytics import actions
from cxanalytics.effects import tables
from cxanalytics.effects.outcome import AFTER, BEFORE, Outcome
from cxanalytics.effects.tables import Table
from cxanalytics.engine import Analysis
from cxanalytics.errors import ActionError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracked import calendar_of
from cxanalytics.tracking import effects, stretches
from cxanalytics.tracking.effects import Effect, Subject
from cxanalytics.tracking.periods import Calendar

_EVERYTHING = Selection()
# Of a pattern, where nobody said what to expect: half of it gone.
_HALF = 0.5
_COLUMNS = {
    "action": "int64",
    **dict.fromkeys(("title", "touchpoint", "pattern"), "str"),
    "began": "object",
    "months_before": "Int64",
    "months_after": "Int64",
    **dict.fromkeys(("effect", "low", "high", "smallest"), "float64"),
    **dict.fromkeys(("verdict", "words", "when", "regression", "registered"), "str"),
}


def of(
    workspace: Workspace,
    analysis: Analysis,
    number: int,
    calendar: Calendar | None = None,
    selection: Selection = _EVERYTHING,
) -> Outcome:
    """What became of an action, seen in what the selection leaves; by the workspace's calendar unless one is given.

    Raises
    ------
    ActionError
        There is none of that number.
    SelectionError
        The selection names a value that occurs nowhere.
    """
    known = actions.all(workspace, analysis.journey)
    if not (known["action"] == number).any():
        raise ActionError(f"There is no action number {number}; `cxanalytics action list` shows them.")
    return _Reader(analysis, known, calendar or calendar_of(workspace), selection).outcome(number)


def all(  # noqa: A001
    workspace: Workspace,
    analysis: Analysis,
    calendar: Calendar | None = None,
    selection: Selection = _EVERYTHING,
) -> pd.DataFrame:
    """What became of every action, a row each in the order they were added.

    Columns: action, title, touchpoint, pattern, began, months_before, months_after, effect, low, high, smallest (parts
    of 1; missing where not known), verdict (one of VERDICTS), words, when, regression, registered (BEFORE, AFTER, "").

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    known = actions.all(workspace, analysis.journey)
    reader = _Reader(analysis, known, calendar or calendar_of(workspace), selection)
    rows = [_row(reader.outcome(number)) for number in known["action"].tolist()]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def _row(found: Outcome) -> dict[str, Any]:
    about = {name: found.action[name] for name in ("action", "title", "touchpoint", "pattern", "began")}
    names = ("months_before", "months_after", "effect", "low", "high", "smallest")
    measured = {name: getattr(found.effect, name, None) for name in names}
    told = {name: getattr(found, name) for name in ("verdict", "words", "when", "regression", "registered")}
    return about | measured | told


@dataclass(frozen=True)
class _Reader:
    """What the effects of all actions are read from; a table is counted when the first of them needs it."""

    analysis: Analysis
    known: pd.DataFrame
    calendar: Calendar
    selection: Selection
    counted: dict[str | None, Table] = field(default_factory=dict)

    def outcome(self, number: int) -> Outcome:
        """What became of one action."""
        found = self.known[(self.known["action"] == number).to_numpy(bool)].iloc[0]
        row = {str(name): value for name, value in found.to_dict().items()}
        pattern = "" if pd.isna(row["pattern"]) else str(row["pattern"])
        registered = "" if row["began"] is None else self._registered(row)
        if lacking := self._lacking(row, pattern):
            return Outcome(row, registered=registered, lacking=lacking)
        at = self._at_touchpoint(row) if row["touchpoint"] else None
        against = self._of_pattern(row, pattern) if pattern else None
        main = at if row["touchpoint"] else against
        subject = row["touchpoint"] or self._name(pattern)
        return Outcome(
            row,
            effect=main,
            pattern=against if row["touchpoint"] else None,
            registered=registered,
            lacking="" if main else f"nothing dated speaks of {subject} in what is shown",
            notes=self._notes(row, registered),
        )

    def _lacking(self, row: Mapping[str, Any], pattern: str) -> str:
        if row["state"] == actions.DROPPED:
            return "it was dropped"
        if not row["touchpoint"] and not pattern:
            return "it names no touchpoint and no pattern to look at"
        if row["began"] is None:
            return "no day is set on which it took effect"
        return "" if len(self.analysis.experiences) else "there is no feedback yet"

    def _registered(self, row: Mapping[str, Any]) -> str:
        """Whether it was put down as it is now before anything came in from the time after it began."""
        experiences = self.analysis.experiences
        if experiences.empty:
            return BEFORE
        later = experiences[(experiences["occurred_at"] >= pd.Timestamp(row["began"])).to_numpy(bool)]
        seen = set(later["import_id"].astype("str").unique())
        came = [record.imported_at for record in self.analysis.imports if record.import_id in seen]
        return BEFORE if not came or row["registered_at"] <= min(came) else AFTER

    def _at_touchpoint(self, row: Mapping[str, Any]) -> Effect | None:
        if None not in self.counted:
            self.counted[None] = tables.of_touchpoints(self.analysis, self.selection, self.calendar)
        return self._effect(self.counted[None], row, "touchpoint", Subject(row["touchpoint"]), _stated(row))

    def _of_pattern(self, row: Mapping[str, Any], pattern: str) -> Effect | None:
        touchpoint = row["touchpoint"]
        if touchpoint not in self.counted:
            made = tables.of_patterns(self.analysis, self.selection, self.calendar, touchpoint)
            self.counted[touchpoint] = made
        table = self.counted[touchpoint]
        where = f" at {touchpoint}" if touchpoint else ""
        about = Subject(f"“{self._name(pattern)}”{where}", "the share of answers that speak of", "patterns")
        # What was stated is of the negative share where it names a touchpoint.
        wanted = None if touchpoint else _stated(row)
        if wanted is None and pattern in table.names:
            place = table.names.index(pattern)
            before, _ = stretches.phases(table.months, table.starts, place, row["began"])
            wanted = _HALF * stretches.of_one(table.months, place, before)
        return self._effect(table, row, "pattern", about, wanted)

    def _effect(
        self, table: Table, row: Mapping[str, Any], column: str, subject: Subject, wanted: float | None
    ) -> Effect | None:
        """The effect on what the action names in `column`, held against all that nothing was done about."""
        name = str(row[column])
        if name not in table.names:
            return None
        kept = table.without(set(self._others(row)[column].dropna().astype("str")), name)
        wanted = wanted if wanted else None
        return effects.effect(
            kept.months, kept.starts, kept.names.index(name), row["began"], subject=subject, wanted=wanted
        )

    def _others(self, row: Mapping[str, Any]) -> pd.DataFrame:
        """The other actions that began in the time that is looked at for this one."""
        kept = self.known[
            (self.known["action"] != row["action"]).to_numpy(bool)
            & (self.known["state"] != actions.DROPPED).to_numpy(bool)
            & self.known["began"].notna().to_numpy(bool)
        ]
        first = _months_before(row["began"], stretches.BASELINE)
        within = [number for number, day in zip(kept["action"], kept["began"], strict=True) if first <= day]
        others: pd.DataFrame = kept[kept["action"].isin(within).to_numpy(bool)]
        return others

    def _notes(self, row: Mapping[str, Any], registered: str) -> tuple[str, ...]:
        notes = []
        if registered == AFTER:
            notes.append(
                "Registered after the data were seen: read with care. Who knows the numbers already finds a touchpoint "
                "and a day at which they look well."
            )
        others = self._others(row)
        same = others[(others["touchpoint"] == row["touchpoint"]).to_numpy(bool)] if row["touchpoint"] else others[:0]
        notes += [
            f"Action {number}, “{title}”, was at the same touchpoint in that time; the two cannot be told apart."
            for number, title in zip(same["action"].tolist(), same["title"].tolist(), strict=True)
        ]
        return tuple(notes)

    def _name(self, pattern: str) -> str:
        return str(self.analysis.recurring.names.get(pattern, pattern))


def _stated(row: Mapping[str, Any]) -> float | None:
    """The fall that is expected, as a part of 1."""
    return None if pd.isna(row["expected_points"]) else -row["expected_points"] / 100


def _months_before(day: date, months: int) -> date:
    return (pd.Timestamp(day) - pd.DateOffset(months=months)).date()
