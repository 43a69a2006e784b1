"""Hotjar: survey responses and incoming feedback. Its exports were not seen, so their columns are taken by name."""

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.formats.surveys.answers import choices, ignored, numbered_source
from cxanalytics.ingest.grid import Grid

NAME = "hotjar"

_SIGNATURE = {"number", "date submitted", "source url", "device", "browser", "os"}
_ROLES = {
    "source_id": ("Number",),
    "occurred_at": ("Date Submitted",),
    "customer": ("User", "Hotjar User ID", "User ID"),
    "url": ("Source URL",),
    "rating": ("Emotion (1-5)", "Emotion"),
}
_SEGMENTS = ("Country", "Device")
_UNUSED = {"browser", "os", "tags"}


def recognise(grid: Grid) -> float:
    """Likely by the columns about the visit."""
    return 0.8 if header_set(grid) >= _SIGNATURE else 0.0


def lay_out(grid: Grid) -> Layout:
    """Answers by response, with the page they were given on."""
    table = grid.table()
    known = pick(table, _ROLES)
    known |= {str(name): "segment" for name in table if name in _SEGMENTS and table[name].nunique() > 1}
    known |= ignored(table, _UNUSED, known)
    known |= choices(table, known, (", ", ";"))
    return Layout(table, numbered_source("Hotjar", grid), "survey", known, ("segment",))
