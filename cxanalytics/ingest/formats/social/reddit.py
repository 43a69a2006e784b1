"""Reddit: dumps of posts and comments, the site's own listings, and the tables that scripts write."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pandas as pd

from cxanalytics.ingest.formats.base import (
    BY_SYSTEM,
    REMOVED,
    Layout,
    aside,
    cell,
    frame,
    ignored,
    inside,
    named,
    objects,
    pick,
    plain_set,
    together,
)
from cxanalytics.ingest.grid import Grid

NAME = "reddit"

_GONE = ("[deleted]", "[removed]", "[deleted by user]")
_QUOTE = r"(?m)^[ \t]*(?:>|&gt;)(?!!)[^\n]*(?:\n|\Z)"
_COLUMNS = ("id", "created_utc", "title", "body", "author", "subreddit", "permalink")
_KNOWN = {
    "id": "source_id", "created_utc": "occurred_at", "title": "title", "body": "text", "author": "author",
    "permalink": "url",
}  # fmt: skip
_TABLES = ({"body", "comms num", "created"}, {"body", "subreddit", "created utc"}, {"selftext", "title", "created utc"},
           {"selftext", "title", "subreddit"}, {"body", "link id", "created utc"},
           {"comment body", "subreddit"})  # fmt: skip
_ROLES = {
    "source_id": ("id", "comment_id", "name"), "occurred_at": ("created_utc", "created", "timestamp"),
    "title": ("title", "post_title", "submission_title"), "text": ("body", "selftext", "comment_body"),
    "author": ("author", "comment_author"), "url": ("permalink", "url", "full_link"),
}  # fmt: skip
_IGNORED = ("score", "ups", "downs", "upvote_ratio", "comms_num", "num_comments", "timestamp", "edited", "parent_id",
            "link_id", "gilded", "controversiality")  # fmt: skip
_SETTLED = ("text", "rating", "channel", "touchpoint", "status", "reach", "segment", "customer")


def recognise(grid: Grid) -> float:
    """Sure by comments with their thread and subreddit, or posts with Reddit's own text field."""
    found = [thing for document in grid.documents[:20] for thing in islice(_things(document), 50)]
    if found and all(_is_comment(thing) or _is_post(thing) for thing in found):
        return 0.96
    return 0.9 if any(plain_set(grid) >= sign for sign in _TABLES) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Posts and comments in their authors' words: quotes of others are cut, what was removed is set aside."""
    rows = [_row(thing) for document in grid.documents for thing in _things(document)]
    if rows:
        table, known = frame(rows, _COLUMNS), dict(_KNOWN)
    else:
        table = grid.table()
        known = pick(table, _ROLES)
        known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    text, title = _column(known, "text"), _column(known, "title")
    body = table[text]
    heading = table[title] if title else pd.Series("", index=table.index)
    # Scripts give comments the constant title "Comment"; it says nothing.
    heading = heading.mask((heading == "Comment") | heading.isin(_GONE), "")
    gone = body.isin(_GONE)
    removed = aside(gone & (heading == ""), REMOVED)
    own = body.str.replace(_QUOTE, "", regex=True).str.strip()
    # What is nothing but a quotation stays as it is: it was posted all the same.
    table = table.assign(**{text: own.where(own != "", body).mask(gone, "")})
    if title:
        table = table.assign(**{title: heading})
    author = _column(known, "author")
    robots = table[author].str.lower() == "automoderator" if author else pd.Series(False, index=table.index)
    place = named(table, "subreddit")
    if place and table[place].nunique() > 1:
        known[place] = "segment"
    return Layout(table, "Reddit", "social", known, _SETTLED, set_aside=together(removed, aside(robots, BY_SYSTEM)))


def _column(known: dict[str, str], role: str) -> str:
    return next((name for name, given in known.items() if given == role), "")


def _is_comment(thing: dict[str, Any]) -> bool:
    return "body" in thing and bool({"subreddit", "link_id"} & thing.keys()) and "created_utc" in thing


def _is_post(thing: dict[str, Any]) -> bool:
    return "title" in thing and bool({"selftext", "num_comments"} & thing.keys()) and "subreddit" in thing


def _things(document: Any) -> Iterator[dict[str, Any]]:
    """Posts and comments of a document; the site's listings hold them inside, answers inside their comments."""
    for node in objects(document):
        if inside(node, "data", "children") is not None:
            yield from _things(inside(node, "data", "children"))
        elif node.get("kind") in ("t1", "t3") and isinstance(node.get("data"), dict):
            yield node["data"]
            yield from _things(node["data"].get("replies") or [])
        elif "kind" not in node or "data" not in node:
            yield node


def _row(thing: dict[str, Any]) -> dict[str, str]:
    row = {name: cell(thing.get(name)) for name in _COLUMNS}
    link = row["permalink"]
    return row | {
        "body": cell(thing.get("body") if "body" in thing else thing.get("selftext")),
        "created_utc": row["created_utc"] or cell(thing.get("created")),
        "permalink": f"https://www.reddit.com{link}" if link.startswith("/") else link,
    }
