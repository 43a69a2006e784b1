"""The X (Twitter) API, version 1.1: single posts or search pages, one JSON document per line."""

from typing import Any

from cxanalytics.ingest.formats.base import RETWEET, Layout, aside, begins_with_rt, cell, frame, inside, objects
from cxanalytics.ingest.grid import Grid

NAME = "x api v1.1"

_COLUMNS = ("id_str", "created_at", "text", "lang", "user.id_str", "user.followers_count", "retweet")
_KNOWN = {
    "id_str": "source_id", "created_at": "occurred_at", "text": "text", "lang": "language",
    "user.id_str": "customer", "user.followers_count": "reach", "retweet": "ignore",
}  # fmt: skip
_SETTLED = ("text", "rating", "channel", "segment", "touchpoint", "author", "url", "title")
_LEFT_OUT = ("name of the author", "description of the author", "location of the author", "coordinates", "places")


def recognise(grid: Grid) -> float:
    """Sure by posts with their own id, time and author."""
    posts = [post for document in grid.documents[:20] for post in _posts(document)[:20]]
    whole = [post for post in posts if {"id_str", "created_at", "user"} <= post.keys()]
    return 0.97 if posts and len(whole) == len(posts) and all(isinstance(p["user"], dict) for p in posts) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Posts with their whole text; retweets are set aside, because their words are somebody else's."""
    rows = [_row(post) for document in grid.documents for post in _posts(document)]
    table = frame(rows, _COLUMNS)
    retweet = (table["retweet"] != "") | begins_with_rt(table["text"])
    cut = int((table["text"].str.contains(r"…(?: https://t\.co/\w+)?$", regex=True) & ~retweet).sum())
    said = (f"{cut:,} posts are cut off in the file (their text ends in …).",) if cut else ()
    return Layout(table, "X", "social", dict(_KNOWN), _SETTLED, set_aside=aside(retweet, RETWEET),
                  warnings=said, personal=_LEFT_OUT)  # fmt: skip


def _posts(document: Any) -> list[dict[str, Any]]:
    """A search page holds its posts under "statuses"; notices of a stream ("delete", "limit") are no posts."""
    found = objects(inside(document, "statuses") or document)
    return [post for post in found if "delete" not in post and "limit" not in post]


def _row(post: dict[str, Any]) -> dict[str, str]:
    long = inside(post, "extended_tweet", "full_text") or post.get("full_text")
    row = {name: cell(post.get(name)) for name in ("id_str", "created_at", "lang")}
    return row | {
        "text": cell(long or post.get("text")),
        "user.id_str": cell(inside(post, "user", "id_str") or inside(post, "user", "id")),
        "user.followers_count": cell(inside(post, "user", "followers_count")),
        "retweet": "retweet" if isinstance(post.get("retweeted_status"), dict) else "",
    }
