"""The archive of an X (Twitter) account: its own posts, in JavaScript, or in the table of older archives."""

from typing import Any

from cxanalytics.ingest.formats.base import (
    RETWEET,
    Layout,
    aside,
    begins_with_rt,
    cell,
    frame,
    header_set,
    inside,
    named,
    pick,
)
from cxanalytics.ingest.grid import Grid

NAME = "x archive"

_COLUMNS = ("id_str", "created_at", "full_text", "lang")
_KNOWN = {"id_str": "source_id", "created_at": "occurred_at", "full_text": "text", "lang": "language"}
_TABLE = {"tweet_id", "in_reply_to_status_id", "timestamp", "source", "text", "retweeted_status_id"}
_TABLE_ROLES = {"source_id": ("tweet_id",), "occurred_at": ("timestamp",), "text": ("text",)}
_SETTLED = ("text", "rating", "channel", "segment", "touchpoint", "customer", "author", "url", "reach", "title")
_PERSONAL = ("coordinates", "geo", "in_reply_to_screen_name", "in_reply_to_user_id")
_OWN = "These are posts of the account that the archive belongs to; if that is your company, no customer is speaking."


def recognise(grid: Grid) -> float:
    """Sure by posts that stand each in an object of its own and name no author, or by the older table's headers."""
    if header_set(grid) >= _TABLE:
        return 0.95
    items = [item for document in grid.documents[:20] for item in _items(document)[:20]]
    if not items:
        return 0.0
    posts = [_post(item) for item in items]
    return 0.98 if all(post and ("id_str" in post or "noteTweetId" in post) for post in posts) else 0.0


def lay_out(grid: Grid) -> Layout:
    """The account's posts. Whole retweets, which the older table marks, are set aside."""
    if header_set(grid) >= _TABLE:
        table = grid.table()
        known = dict.fromkeys(map(str, table), "ignore") | pick(table, _TABLE_ROLES)
        shared = aside(table[named(table, "retweeted_status_id")] != "", RETWEET)
        return Layout(table, "X", "social", known, _SETTLED, set_aside=shared, warnings=(_OWN,))
    rows = [_row(_post(item)) for document in grid.documents for item in _items(document)]
    table = frame(rows, _COLUMNS)
    passed_on = int(begins_with_rt(table["full_text"]).sum())
    said = (f"{passed_on:,} posts begin with 'RT @', which passes on somebody else's words.",) if passed_on else ()
    return Layout(table, "X", "social", dict(_KNOWN), _SETTLED, warnings=(_OWN, *said), personal=_PERSONAL)


def _items(document: Any) -> list[Any]:
    """The wrapped posts of a file; empty where the list holds anything else."""
    items = document if isinstance(document, list) else []
    wrapped = all(isinstance(item, dict) and len(item) == 1 and {"tweet", "noteTweet"} & item.keys() for item in items)
    return items if wrapped else []


def _post(item: dict[str, Any]) -> dict[str, Any]:
    post = item.get("tweet") or item.get("noteTweet")
    return post if isinstance(post, dict) and "user" not in post else {}


def _row(post: dict[str, Any]) -> dict[str, str]:
    if "noteTweetId" in post:  # a long post, in a file of its own
        return {"id_str": cell(post.get("noteTweetId")), "created_at": cell(post.get("createdAt")),
                "full_text": cell(inside(post, "core", "text")), "lang": ""}  # fmt: skip
    return {name: cell(post.get(name)) for name in _COLUMNS} | {
        "full_text": cell(post.get("full_text") or post.get("text"))
    }
