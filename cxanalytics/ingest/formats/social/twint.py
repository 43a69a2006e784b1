"""twint: posts of X (Twitter) that a scraper wrote as CSV or JSON Lines."""

import pandas as pd

from cxanalytics.ingest.formats.base import RETWEET, Layout, aside, begins_with_rt, ignored, named, pick, plain_set
from cxanalytics.ingest.grid import Grid

NAME = "twint"

_SIGNATURE = {"conversation id", "created at", "date", "tweet"}
_ROLES = {
    "source_id": ("id",), "occurred_at": ("created_at",), "text": ("tweet",), "customer": ("user_id", "username"),
    "language": ("language",), "url": ("link",),
}  # fmt: skip
_IGNORED = ("name", "username", "place", "near", "geo", "timezone", "source", "hashtags", "mentions", "date", "time",
            "retweet_date", "user_rt", "user_rt_id", "thumbnail", "video", "likes_count")  # fmt: skip
_SETTLED = ("text", "rating", "title", "channel", "segment", "touchpoint", "author", "reach", "status")


def recognise(grid: Grid) -> float:
    """Sure by the text column "tweet" beside the ids and times twint writes."""
    return 0.95 if plain_set(grid) >= _SIGNATURE else 0.0


def lay_out(grid: Grid) -> Layout:
    """Posts; retweets are set aside. The time is `created_at`, a count of milliseconds or a time with its zone."""
    table = grid.table()
    known = pick(table, _ROLES)
    known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    text = next(name for name, role in known.items() if role == "text")
    mark = named(table, "retweet")
    marked = table[mark].str.lower() == "true" if mark else pd.Series(False, index=table.index)
    retweet = marked | begins_with_rt(table[text])
    people = tuple(name for name in ("geo", "near", "place") if name in table)
    return Layout(table, "X", "social", known, _SETTLED, set_aside=aside(retweet, RETWEET), personal=people)
