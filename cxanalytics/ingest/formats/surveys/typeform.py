"""Typeform: "#" first, the times of the response last; a column per option of a multiple choice."""

import re

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.formats.surveys.answers import choices, filled_from, ignored, is_tick, with_texts
from cxanalytics.ingest.grid import Grid
from cxanalytics.ingest.profile import profile

NAME = "typeform"

_ROLES = {
    "source_id": ("#",),
    "occurred_at": ("Submit Date (UTC)",),
    "status": ("Response Type",),
}
_UNUSED = {"network id", "start date (utc)", "stage date (utc)", "ending"}
_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")


def recognise(grid: Grid) -> float:
    """Sure by "#" and the submit date in UTC."""
    if not grid.names or grid.names[0] != "#":
        return 0.0
    return 0.97 if "submit date (utc)" in header_set(grid) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Answers by response; ticked options are no text, what people typed under "Other" is."""
    table = grid.table()
    known = pick(table, _ROLES)
    known |= ignored(table, _UNUSED, known)
    table, said = _dated(table)
    typed: list[str] = []
    for name in (str(column) for column in table if column not in known):
        option = re.sub(r" \(\d+\)$", "", name)
        if option.casefold() == "other" and _is_typed(table[name]):
            typed.append(name)
        elif is_tick(table[name], option) or option.casefold() == "other":
            known[name] = "ignore"
    known |= choices(table, (*known, *typed), (", ", ";"))
    known = with_texts(table, known, typed)
    questions = {str(name): " ".join(_PLACEHOLDER.sub("…", str(name)).split()) for name in table
                 if _PLACEHOLDER.search(str(name))}  # fmt: skip
    return Layout(table, "Typeform", "survey", known, (), questions, facts={"time_zone": "UTC"}, warnings=said)


def _dated(table: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Unfinished responses have no submit date; when they stopped or began stands for it."""
    present = {str(name).lower(): str(name) for name in table}
    submitted = present["submit date (utc)"]
    others = [table[present[name]] for name in ("stage date (utc)", "start date (utc)") if name in present]
    filled = filled_from(table[submitted], *others)
    missing = int(((table[submitted] == "") & (filled != "")).sum())
    said = (f"{missing:,} responses were not submitted; they are dated by when they were begun.",) if missing else ()
    return table.assign(**{submitted: filled}), said


def _is_typed(column: pd.Series) -> bool:
    facts = profile(column)
    return facts.filled > 0 and facts.letters > 0.5 and facts.words >= 2
