"""Trustpilot Business: the review export."""

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.grid import Grid

NAME = "trustpilot"

_ROLES = {
    "source_id": ("Review ID", "ReviewId"),
    "occurred_at": ("Review Created (UTC)", "Review Created", "Review Date"),
    "title": ("Review Title",),
    "text": ("Review Content", "Review Text"),
    "rating": ("Review Stars",),
    "channel": ("Source Of Review",),
    "language": ("Review Language",),
    "customer": ("Review Consumer User ID", "Review Consumer ID"),
    "author": ("Review Username",),
    "reply": ("Company Reply", "Company Reply Text"),
}
_SIGNATURE = {
    "review stars", "review content", "review created (utc)", "source of review", "review consumer user id",
    "domain url", "webshop name", "business unit id",
}  # fmt: skip
_SEGMENTS = ("Location Name", "Webshop Name", "Domain URL", "Tags")


def recognise(grid: Grid) -> float:
    """Sure by the columns together; "Review Stars" alone is a hint."""
    names = header_set(grid)
    hits = len(names & _SIGNATURE)
    return min(0.98, 0.2 * hits) if "review stars" in names and hits >= 3 else 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews; columns that part them (location, shop, domain) are segments where they differ."""
    table = grid.table()
    known = pick(table, _ROLES)
    for name in _SEGMENTS:
        if name in table and table[name].nunique() > 1:
            known[name] = "segment"
    return Layout(table, "Trustpilot", "review", known, ("segment",))
