"""Zendesk satisfaction ratings: "good" or "bad", a comment and a reason, for each ticket asked about."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, pick
from cxanalytics.ingest.formats.support.turns import objects, opening
from cxanalytics.ingest.grid import Grid, trim

NAME = "zendesk satisfaction"

_ROLES = {
    "source_id": ("id", "rating id", "satisfaction rating id"),
    "occurred_at": ("created_at", "created at", "rated at", "updated_at"),
    "rating": ("score", "satisfaction score", "satisfaction_score", "rating"),
    "text": ("comment", "satisfaction comment", "satisfaction_comment"),
    "segment": ("reason", "satisfaction reason", "satisfaction_reason"),
    "customer": ("requester_id", "requester id"),
    "url": ("url",),
}
_SCORES = {"good", "bad", "offered", "unoffered", "not offered"}
_COLUMNS = ("id", "created_at", "score", "comment", "reason", "ticket_id", "requester_id")


def recognise(grid: Grid) -> float:
    """Sure by the API's list of ratings, or by a ticket beside scores that are Zendesk's words."""
    if _rated(opening(grid.documents)):
        return 0.97
    names = {name.lower().replace(" ", "_") for name in grid.names}
    if "ticket_id" not in names or "comment" not in " ".join(names) or grid.header is None:
        return 0.0
    position = next((i for i, name in enumerate(grid.names) if name.lower() in _ROLES["rating"]), None)
    if position is None:
        return 0.0
    scores = {row[position].lower().split("_with")[0] for row in grid.head[grid.header + 1 :]} - {""}
    return 0.93 if scores and scores <= _SCORES else 0.0


def lay_out(grid: Grid) -> Layout:
    """Ratings; one that was only offered says nothing, so nothing stands in its cell."""
    rated = _rated(grid.documents)
    table = grid.table()
    if rated:
        rows = [{name: "" if row.get(name) is None else str(row[name]) for name in _COLUMNS} for row in rated]
        table = trim(pd.DataFrame(rows, columns=[*_COLUMNS], dtype="str"))
    known = pick(table, _ROLES)
    score = next((name for name, role in known.items() if role == "rating"), None)
    if score is not None:
        words = table[score].str.lower().str.replace(r"_with(out)?_comment$", "", regex=True)
        table = table.assign(**{score: words.where(words.isin(["good", "bad"]), "")})
    return Layout(table, "Zendesk", "support", known, ("text", "title", "rating", "channel", "touchpoint", "status"))


def _rated(documents: Sequence[Any]) -> list[dict[str, object]]:
    pages = [document for document in documents if isinstance(document, dict)]
    return [row for page in pages for row in objects(page.get("satisfaction_ratings"))]
