"""YouTube comments from Google Takeout: those of the account itself, each text written as JSON."""

import json
from typing import Any

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, header_set, ignored, pick, segments
from cxanalytics.ingest.grid import Grid

NAME = "youtube takeout"

_SIGNATURE = {"comment id", "channel id", "comment create timestamp", "comment text"}
_ROLES = {
    "source_id": ("Comment ID",), "occurred_at": ("Comment create timestamp",), "text": ("Comment text",),
}  # fmt: skip
_IGNORED = ("Channel ID", "Price", "Post ID", "Parent comment ID", "Top-level comment ID")
_OWN = "These are comments of the account that was exported; if that is your company, no customer is speaking."


def recognise(grid: Grid) -> float:
    """Sure by Takeout's headers together."""
    return 0.97 if header_set(grid) >= _SIGNATURE else 0.0


def lay_out(grid: Grid) -> Layout:
    """Comments with their text taken out of its JSON."""
    table = grid.table()
    known = pick(table, _ROLES) | ignored(table, _IGNORED) | segments(table, ("Video ID",))
    text = next(name for name, role in known.items() if role == "text")
    table = table.assign(**{text: _typed(table[text])})
    return Layout(table, "YouTube", "social", known, ("text", "rating", "customer", "author", "channel", "segment"),
                  warnings=(_OWN,))  # fmt: skip


def _typed(column: pd.Series) -> pd.Series:
    return column.map(_plain).astype("str")


def _plain(cell: str) -> str:
    """The text behind {"text": ...}, {"text": ...}: several objects are pieces of one comment."""
    if not cell.lstrip().startswith(("{", "[")):
        return cell
    try:
        found: Any = json.loads(cell if cell.lstrip().startswith("[") else f"[{cell}]")
    except (json.JSONDecodeError, RecursionError):
        return cell
    return "".join(str(piece.get("text", "")) for piece in found if isinstance(piece, dict)).strip()
