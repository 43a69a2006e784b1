"""Posts of the X (Twitter) API, version 2, made into a table (twarc's CSV)."""

import pandas as pd

from cxanalytics.ingest.formats.base import RETWEET, Layout, aside, header_set, named, pick
from cxanalytics.ingest.grid import Grid

NAME = "x api v2 table"

_ROLES = {
    "source_id": ("id",), "occurred_at": ("created_at",), "text": ("text",), "language": ("lang",),
    "customer": ("author_id",), "reach": ("public_metrics.impression_count", "author.public_metrics.followers_count"),
}  # fmt: skip
_RETWEETED = "referenced_tweets.retweeted.id"


def recognise(grid: Grid) -> float:
    """Sure by the API's nested names beside the author's id."""
    names = header_set(grid)
    nested = any(name.startswith(("public_metrics.", "referenced_tweets.", "author.")) for name in names)
    return 0.95 if nested and {"id", "text", "author_id", "created_at"} <= names and not grid.documents else 0.0


def lay_out(grid: Grid) -> Layout:
    """Posts; retweets are set aside, and what describes the author is not kept."""
    table = grid.table()
    known = dict.fromkeys(map(str, table), "ignore") | pick(table, _ROLES)
    mark = named(table, _RETWEETED)
    retweeted = table[mark] != "" if mark else pd.Series(False, index=table.index)
    return Layout(table, "X", "social", known, set_aside=aside(retweeted, RETWEET))
