"""X analytics: the table of an account's own posts with their numbers."""

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.grid import Grid

NAME = "x analytics"

_ROLES = {
    "source_id": ("Tweet id", "Post id"), "url": ("Tweet permalink", "Post Link"),
    "reply": ("Tweet text", "Post text"), "occurred_at": ("time", "Date"), "reach": ("impressions",),
}  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure by the permalink and text of posts beside their impressions."""
    names = header_set(grid)
    older = {"tweet id", "tweet permalink", "tweet text", "impressions"}
    newer = {"post id", "post text", "post link", "impressions"}
    return 0.95 if names >= older or names >= newer else 0.0


def lay_out(grid: Grid) -> Layout:
    """Posts of the company itself: kept as its words, never as a customer's."""
    table = grid.table()
    known = dict.fromkeys(map(str, table), "ignore") | pick(table, _ROLES)
    said = ("This file holds the account's own posts; what customers answered is not in it.",)
    return Layout(table, "X", "social", known, ("text",), warnings=said)
