"""Yelp: the reviews of its academic data set, one JSON document per line."""

from cxanalytics.ingest.formats.base import Layout, ignored, pick, plain_set, segments
from cxanalytics.ingest.grid import Grid

NAME = "yelp"

_SIGNATURE = {"review id", "business id", "stars", "text", "date"}
_ROLES = {
    "source_id": ("review_id",), "customer": ("user_id",), "rating": ("stars",), "text": ("text",),
    "occurred_at": ("date",),
}  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure by the ids of review and business beside the stars, the more so with Yelp's own votes."""
    names = plain_set(grid)
    if not names >= _SIGNATURE:
        return 0.0
    return 0.97 if names >= {"useful", "funny", "cool"} else 0.8


def lay_out(grid: Grid) -> Layout:
    """Reviews; the business is a segment, and the votes of other readers are no rating."""
    table = grid.table()
    known = pick(table, _ROLES) | ignored(table, ("useful", "funny", "cool")) | segments(table, ("business_id",))
    return Layout(table, "Yelp", "review", known, ("text", "rating", "title", "touchpoint", "channel"))
