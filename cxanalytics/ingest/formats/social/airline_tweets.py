"""The data set of posts to US airlines that people labelled, as it is passed on and opened in spreadsheets."""

from cxanalytics.ingest.formats.base import Layout, ignored, pick, plain_set
from cxanalytics.ingest.grid import Grid

NAME = "airline tweets"

_SIGNATURE = {"tweet id", "airline sentiment", "text", "airline", "tweet created"}
_ROLES = {
    "source_id": ("tweet_id",), "occurred_at": ("tweet_created",), "text": ("text",), "segment": ("airline",),
    "author": ("name",),
}  # fmt: skip
# Labels that people gave are not the customer's words, nor a rating by the customer.
_IGNORED = ("airline_sentiment", "airline_sentiment_confidence", "airline_sentiment_gold", "negativereason",
            "negativereason_confidence", "negativereason_gold", "retweet_count", "user_timezone")  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure by the label beside text, airline and time."""
    return 0.97 if plain_set(grid) >= _SIGNATURE else 0.0


def lay_out(grid: Grid) -> Layout:
    """Posts; the airline is a segment."""
    table = grid.table()
    known = pick(table, _ROLES) | ignored(table, _IGNORED)
    return Layout(table, "X", "social", known, ("rating", "channel", "touchpoint", "status", "title"))
