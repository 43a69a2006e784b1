"""App Store Connect: customer reviews as Apple's API gives them."""

from cxanalytics.ingest.formats.base import Layout, pick, plain_set, segments
from cxanalytics.ingest.grid import Grid

NAME = "app store connect"

_SIGNATURE = {"attributes rating", "attributes body", "attributes created date"}
_ROLES = {
    "source_id": ("id",), "rating": ("attributes.rating",), "title": ("attributes.title",),
    "text": ("attributes.body",), "occurred_at": ("attributes.createdDate",),
    "author": ("attributes.reviewerNickname",),
}  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure by the nested fields of a review together."""
    return 0.95 if plain_set(grid) >= _SIGNATURE else 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews; the territory is a segment. Answers come from the API as records of their own, and are not read."""
    table = grid.table()
    known = dict.fromkeys(map(str, table), "ignore") | pick(table, _ROLES) | segments(table, ("attributes.territory",))
    return Layout(table, "App Store", "review", known, ("text", "rating"))
