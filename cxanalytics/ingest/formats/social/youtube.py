"""YouTube: comments as the API gives them, or as scripts write them into a table."""

from typing import Any

from cxanalytics.ingest.formats.base import (
    BY_COMPANY,
    Layout,
    aside,
    cell,
    frame,
    ignored,
    inside,
    objects,
    pick,
    plain_set,
    segments,
)
from cxanalytics.ingest.grid import Grid

NAME = "youtube"

_TABLES = (
    ({"author", "comment", "likes", "published at"}, 0.9),
    ({"text original", "published at", "like count"}, 0.95),
    ({"text display", "published at", "like count"}, 0.95),
    ({"text display", "published at", "author display name"}, 0.95),
    ({"cid", "text", "votes", "time"}, 0.9),
    ({"comment", "video id", "published at"}, 0.85),
    ({"text", "video id", "published at", "like count"}, 0.85),
)
_ROLES = {
    "source_id": ("comment_id", "commentId", "cid", "id"),
    "occurred_at": ("publishedAt", "published_at", "time_parsed", "time"),
    "text": ("textOriginal", "text_original", "comment", "textDisplay", "text_display", "text"),
    "customer": ("authorChannelId", "author_channel_id", "authorChannelId.value", "channel"),
    "author": ("authorDisplayName", "author_display_name", "author"),
}
_IGNORED = ("likes", "likeCount", "like_count", "votes", "textDisplay", "text_display", "updatedAt", "replies",
            "reply_count", "totalReplyCount", "photo", "heart", "reply", "parentId")  # fmt: skip
_SEGMENTS = ("video_title", "videoTitle", "video_id", "videoId")
_COLUMNS = ("id", "publishedAt", "text", "customer", "videoId", "channelId")
_KNOWN = {
    "id": "source_id", "publishedAt": "occurred_at", "text": "text", "customer": "customer", "channelId": "ignore",
}  # fmt: skip
_SETTLED = ("text", "rating", "title", "channel", "touchpoint", "segment", "reach", "status", "reply")


def recognise(grid: Grid) -> float:
    """Sure by the API's kinds; nearly so by a script's headers together."""
    found = [thing for document in grid.documents[:20] for thing in _things(document)]
    if found and all(str(thing.get("kind", "")).startswith("youtube#comment") for thing in found):
        return 0.98
    names = plain_set(grid)
    return max((sure for sign, sure in _TABLES if names >= sign), default=0.0)


def lay_out(grid: Grid) -> Layout:
    """Comments as they were typed, not as HTML; those of the channel that shows the video are set aside."""
    rows = [
        _row(comment)
        for document in grid.documents
        for thing in _things(document)
        if str(thing.get("kind", "")).startswith("youtube#comment")
        for comment in _comments(thing)
    ]
    if rows:
        table = frame(rows, _COLUMNS)
        own = (table["customer"] != "") & (table["customer"] == table["channelId"])
        known = _KNOWN | segments(table, ("videoId",))
        return Layout(table, "YouTube", "social", known, _SETTLED, set_aside=aside(own, BY_COMPANY))
    table = grid.table()
    known = pick(table, _ROLES)
    known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    parts = segments(table, _SEGMENTS[:2]) or segments(table, _SEGMENTS[2:])
    known |= {name: role for name, role in parts.items() if name not in known}
    return Layout(table, "YouTube", "social", known, _SETTLED)


def _things(document: Any) -> list[dict[str, Any]]:
    """The threads or comments of a page, or of a list of them."""
    return [
        thing
        for page in objects(document)
        for thing in (objects(page["items"]) if isinstance(page.get("items"), list) else [page])
    ]


def _comments(thing: dict[str, Any]) -> list[dict[str, Any]]:
    """A thread holds its first comment and, as far as they were asked for, the answers; each with the channel."""
    first = inside(thing, "snippet", "topLevelComment")
    if not isinstance(first, dict):
        return [thing]
    channel = inside(thing, "snippet", "channelId")
    found = [first, *objects(inside(thing, "replies", "comments"))]
    return [comment | {"snippet": {"channelId": channel, **_snippet(comment)}} for comment in found]


def _snippet(comment: dict[str, Any]) -> dict[str, Any]:
    snippet = comment.get("snippet")
    return snippet if isinstance(snippet, dict) else {}


def _row(comment: dict[str, Any]) -> dict[str, str]:
    snippet = _snippet(comment)
    text = inside(snippet, "textOriginal") or inside(snippet, "textDisplay")
    return {
        "id": cell(comment.get("id")),
        "publishedAt": cell(inside(snippet, "publishedAt")),
        "text": cell(text),
        "customer": cell(inside(snippet, "authorChannelId", "value")) or cell(inside(snippet, "authorDisplayName")),
        "videoId": cell(inside(snippet, "videoId")),
        "channelId": cell(inside(snippet, "channelId")),
    }
