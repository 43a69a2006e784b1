"""Pulsar TRAC: posts found by a search, with the number of the post they pass on."""

from cxanalytics.ingest.formats.base import RETWEET, Layout, aside, begins_with_rt, ignored, named, pick, plain_set
from cxanalytics.ingest.grid import Grid

NAME = "pulsar"

_SIGNATURE = {"search", "source", "application", "content", "parent"}
_ROLES = {
    "source_id": ("ID",), "occurred_at": ("Date",), "title": ("Title",), "text": ("Content",), "channel": ("Source",),
    "language": ("Language",), "url": ("URL",), "author": ("User Screen Name", "User Name", "Author"),
    "reach": ("Followers", "User Followers", "Reach", "Impressions"), "segment": ("Country",),
}  # fmt: skip
_IGNORED = ("Application", "Search", "Domain", "Sentiment", "Parent")


def recognise(grid: Grid) -> float:
    """Sure by search and application beside content and parent."""
    return 0.9 if plain_set(grid) >= _SIGNATURE else 0.0


def lay_out(grid: Grid) -> Layout:
    """Posts; those whose parent is not 0 are retweets and set aside."""
    table = grid.table()
    known = pick(table, _ROLES) | ignored(table, _IGNORED)
    text, parent = named(table, "Content"), named(table, "Parent")
    retweet = ~table[parent].isin(["", "0", "0.0"]) | begins_with_rt(table[text])
    return Layout(table, "Pulsar", "social", known, ("text", "rating", "touchpoint", "segment", "customer", "status"),
                  set_aside=aside(retweet, RETWEET))  # fmt: skip
