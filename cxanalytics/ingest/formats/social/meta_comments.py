"""Comments under posts of Facebook and Instagram: the Graph API's pages and the tables of scripts and scrapers."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pandas as pd

from cxanalytics.ingest.formats.base import (
    BY_COMPANY,
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
)
from cxanalytics.ingest.grid import Grid

NAME = "meta comments"

_TABLES = (
    ({"comment id", "status id", "comment message", "comment published"}, 0.8, "Facebook"),
    ({"owner username", "text", "post url", "likes count"}, 0.8, "Instagram"),
    ({"owner username", "text", "timestamp"}, 0.8, "Instagram"),
    ({"owner username", "text", "created at"}, 0.8, "Instagram"),
    ({"username", "text", "timestamp", "like count", "media id"}, 0.8, "Instagram"),
    ({"profile name", "text", "facebook url", "likes count"}, 0.8, "Facebook"),
)
_ROLES = {
    "source_id": ("comment_id", "id"),
    "occurred_at": ("comment_published", "timestamp", "created_at", "date"),
    "text": ("comment_message", "text"),
    "customer": ("owner.id", "ownerId", "profileId"),
    "author": ("comment_author", "ownerUsername", "owner.username", "owner_username", "username", "profileName"),
    "url": ("commentUrl", "postUrl", "post_url"),
}
_IGNORED = ("comment_likes", "likesCount", "likes_count", "like_count", "num_reactions", "parent_id", "status_id",
            "repliesCount", "replies", "answers", "profilePicture", "ownerProfilePicUrl")  # fmt: skip
_COLUMNS = ("id", "created_time", "text", "customer", "author", "url", "own", "network")
_KNOWN = {
    "id": "source_id", "created_time": "occurred_at", "text": "text", "customer": "customer", "author": "author",
    "url": "url", "own": "ignore", "network": "ignore",
}  # fmt: skip
_TIMES = ("created_time", "timestamp")
_SETTLED = ("text", "rating", "title", "channel", "touchpoint", "segment", "status", "reach", "reply")


def recognise(grid: Grid) -> float:
    """Sure by the Graph API's comments inside their posts; fairly so by comments alone, or a script's headers."""
    found = [thing for document in grid.documents[:20] for thing in islice(_things(document), 50)]
    if found and all(_is_graph(thing) for thing in found):
        return 0.95 if any(inside(thing, "comments", "data") is not None for thing in found) else 0.8
    names = plain_set(grid)
    return max((sure for sign, sure, _ in _TABLES if names >= sign), default=0.0)


def lay_out(grid: Grid) -> Layout:
    """Comments and answers to them; posts, and what their author wrote below them, are the company's."""
    rows = [row for document in grid.documents for thing in _things(document) if _is_graph(thing)
            for row in _rows(thing, "", "comments" in thing)]  # fmt: skip
    if rows:
        table = frame(rows, _COLUMNS)
        source = "Instagram" if (table["network"] == "Instagram").all() else "Facebook"
        owned = aside(table["own"] != "", BY_COMPANY)
        return Layout(table, source, "social", dict(_KNOWN), _SETTLED, set_aside=owned)
    table = grid.table()
    names = plain_set(grid)
    known = pick(table, _ROLES)
    known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    source = next(network for sign, _, network in _TABLES if names >= sign)
    author, owner = named(table, *_ROLES["author"]), named(table, "post_owner", "postOwnerUsername", "page_name")
    own = table[author] == table[owner] if author and owner else pd.Series(False, index=table.index)
    return Layout(table, source, "social", known, _SETTLED, set_aside=aside(own, BY_COMPANY))


def _things(document: Any) -> Iterator[dict[str, Any]]:
    """Posts or comments: the list of a page, or objects that stand alone."""
    for node in objects(document):
        if isinstance(node.get("data"), list):
            yield from objects(node["data"])
        elif isinstance(inside(node, "media", "data"), list):
            yield from objects(inside(node, "media", "data"))
        else:
            yield node


def _is_graph(thing: dict[str, Any]) -> bool:
    """A post with its comments, or a comment with its author and the Graph API's time."""
    if inside(thing, "comments", "data") is not None:
        return "id" in thing
    facebook = {"id", "created_time", "message"} <= thing.keys()
    instagram = {"id", "timestamp", "text"} <= thing.keys() and bool({"username", "from"} & thing.keys())
    instagram = instagram and bool({"like_count", "replies", "media", "hidden", "parent_id"} & thing.keys())
    return facebook or instagram


def _rows(thing: dict[str, Any], owner: str, is_post: bool) -> Iterator[dict[str, str]]:
    """The row of a post or comment and those of everything below it; `owner` is who wrote the post."""
    author = cell(inside(thing, "from", "id"))
    name = cell(inside(thing, "from", "name")) or cell(inside(thing, "from", "username")) or cell(thing.get("username"))
    owner = (author or name) if is_post else owner
    yield {
        "id": cell(thing.get("id")),
        "created_time": cell(next((thing[field] for field in _TIMES if field in thing), "")),
        "text": cell(thing.get("message") or thing.get("text") or thing.get("caption")),
        "customer": author,
        "author": name,
        "url": cell(thing.get("permalink_url") or thing.get("permalink")),
        "own": "own" if is_post or (owner and owner in (author, name)) else "",
        "network": "Instagram" if {"timestamp", "caption", "media_type"} & thing.keys() else "Facebook",
    }
    for field in ("comments", "replies"):
        for below in objects(inside(thing, field, "data")):
            yield from _rows(below, owner, is_post=False)
