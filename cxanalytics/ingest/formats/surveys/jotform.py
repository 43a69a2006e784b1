"""Jotform: the submission date first, then a column per label. Its exports were not seen, so it is a likely guess."""

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.formats.surveys.answers import choices, ignored
from cxanalytics.ingest.grid import Grid

NAME = "jotform"

_ROLES = {"occurred_at": ("Submission Date",), "source_id": ("Submission ID",)}
_UNUSED = {
    "submission edit url",
    "edit link",
    "last update date",
    "submission status",
    "approval status",
    "flow status",
}


def recognise(grid: Grid) -> float:
    """Likely by the first column, more so with the submission's id."""
    if not grid.names or grid.names[0].casefold() != "submission date":
        return 0.0
    return 0.8 if "submission id" in header_set(grid) else 0.6


def lay_out(grid: Grid) -> Layout:
    """Answers by submission; the choices of a checkbox stand on lines of their own in a cell."""
    table = grid.table()
    known = pick(table, _ROLES)
    known |= ignored(table, _UNUSED, known)
    known |= choices(table, known, ("\n", ";"))
    return Layout(table, "Jotform", "survey", known)
