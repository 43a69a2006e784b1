"""Yelp: the reviews of its academic data set, one JSON document per line, and those of its API."""

from cxanalytics.ingest.formats.base import Layout, ignored, named, pick, plain_set, segments
from cxanalytics.ingest.grid import Grid

NAME = "yelp"

_SIGNATURE = {"review id", "business id", "stars", "text", "date"}
_API = {"id", "rating", "text", "time created", "user id"}
_ROLES = {
    "source_id": ("review_id", "id"), "customer": ("user_id", "user.id"), "rating": ("stars", "rating"),
    "text": ("text",), "occurred_at": ("date", "time_created"), "url": ("url",),
}  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure by the ids of review and business beside the stars, the more so with Yelp's own votes."""
    names = plain_set(grid)
    if not names >= _SIGNATURE:
        return 0.8 if names >= _API else 0.0
    return 0.97 if names >= {"useful", "funny", "cool"} else 0.8


def lay_out(grid: Grid) -> Layout:
    """Reviews; the business is a segment, and the votes of other readers are no rating."""
    table = grid.table()
    known = pick(table, _ROLES) | ignored(table, ("useful", "funny", "cool")) | segments(table, ("business_id",))
    said = () if named(table, "review_id") else ("The API gives only the beginning of each review.",)
    return Layout(table, "Yelp", "review", known, ("text", "rating", "title", "touchpoint", "channel"), warnings=said)
