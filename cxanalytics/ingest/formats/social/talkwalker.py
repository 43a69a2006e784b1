"""Talkwalker: results under flat names with dots, as CSV, workbook or JSON."""

import pandas as pd

from cxanalytics.ingest.formats.base import RETWEET, Layout, aside, begins_with_rt, ignored, pick, plain_set
from cxanalytics.ingest.grid import Grid

NAME = "talkwalker"

_SIGNATURE = {"published", "content", "source type"}
_OWN = ("search indexed", "extra author attributes", "extra source attributes")
_ROLES = {
    "occurred_at": ("published",),
    "title": ("title",),
    "text": ("content", "content_snippet", "title_snippet"),
    "url": ("url",),
    "channel": ("source_type",),
    "language": ("lang",),
    "reach": ("reach", "extra_author_attributes.followers"),
    "customer": ("extra_author_attributes.id",),
    "author": ("extra_author_attributes.short_name", "extra_author_attributes.name"),
    "segment": ("extra_source_attributes.world_data.country", "world_data.country"),
}
_IGNORED = ("sentiment", "engagement", "search_indexed", "indexed", "extra_source_attributes.name")
_SETTLED = ("text", "rating", "title", "touchpoint", "segment", "status", "reply")


def recognise(grid: Grid) -> float:
    """Sure by the nested names of author and source beside content and time."""
    names = plain_set(grid)
    if not names >= _SIGNATURE:
        return 0.0
    return 0.95 if any(name.startswith(_OWN) for name in names) else 0.6


def lay_out(grid: Grid) -> Layout:
    """Results; of the kinds of a source, which are a list, the most exact one is the channel."""
    table = grid.table()
    known = pick(table, _ROLES)
    known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    channel = next((name for name, role in known.items() if role == "channel"), None)
    if channel:
        kinds = _most_exact(table[channel])
        table = table.assign(**{channel: kinds})
        if "title" in table:
            # A post has no headline: what stands in the title is its beginning, or its author's name.
            table = table.assign(title=table["title"].mask(kinds.str.startswith("SOCIALMEDIA"), ""))
    text = next(name for name, role in known.items() if role == "text")
    retweet = aside(begins_with_rt(table[text]), RETWEET)
    return Layout(table, "Talkwalker", "social", known, _SETTLED, set_aside=retweet)


def _most_exact(kinds: pd.Series) -> pd.Series:
    """ "SOCIALMEDIA; SOCIALMEDIA_TWITTER" is SOCIALMEDIA_TWITTER."""
    plain = kinds.str.replace(r"[\[\]\"']", "", regex=True)
    return plain.str.split(r"\s*[;,|]\s*", regex=True).str[-1].fillna("").str.strip()
