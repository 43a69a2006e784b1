"""The App Store's feed of customer reviews (RSS as JSON), in which every field is an object with a label."""

from typing import Any

from cxanalytics.ingest.formats.base import Layout, aside, cell, frame, inside, last_version, objects, together
from cxanalytics.ingest.grid import Grid

NAME = "app store feed"
THE_APP = "the app itself, not a review"

_COLUMNS = ("id", "updated", "im:rating", "title", "content", "author", "im:version", "app")
_KNOWN = {
    "id": "source_id", "updated": "occurred_at", "im:rating": "rating", "title": "title", "content": "text",
    "author": "author", "im:version": "segment", "app": "segment",
}  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure by a feed with an entry that carries Apple's rating, or with entries of Apple's fields."""
    entries = [entry for page in grid.documents[:20] for entry in _entries(page)]
    if not entries:
        return 0.0
    if any("im:rating" in entry for entry in entries):
        return 0.98
    return 0.8 if any("im:name" in entry for entry in entries) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews; the entry about the app, which leads each page, is set aside."""
    rows: list[dict[str, str]] = []
    for document in grid.documents:
        for feed in objects(document):
            app = next((cell(inside(entry, "im:name", "label")) for entry in _entries(feed) if "im:name" in entry), "")
            rows += [_row(entry, app) for entry in _entries(feed)]
    table = frame(rows, _COLUMNS)
    is_app = aside(table["im:rating"] == "", THE_APP)
    table, edited = last_version(table, "id", "updated")
    known = {name: role for name, role in _KNOWN.items() if role != "segment" or table[name].nunique() > 1}
    return Layout(table, "App Store", "review", known, ("segment", "touchpoint", "channel"),
                  set_aside=together(is_app, edited))  # fmt: skip


def _entries(document: Any) -> list[dict[str, Any]]:
    """A single review makes `entry` an object instead of a list."""
    return [entry for page in objects(document) for entry in objects(inside(page, "feed", "entry"))]


def _row(entry: dict[str, Any], app: str) -> dict[str, str]:
    row = {name: cell(inside(entry, name, "label")) for name in _COLUMNS if name not in ("author", "app")}
    return row | {"author": cell(inside(entry, "author", "name", "label")), "app": app}
