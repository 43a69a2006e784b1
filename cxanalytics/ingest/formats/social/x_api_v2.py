"""The X (Twitter) API, version 2: result pages or single posts, one JSON document per line."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, aside
from cxanalytics.ingest.grid import Grid, trim, unique_names

NAME = "x api v2"

_KNOWN = {
    "id": "source_id", "created_at": "occurred_at", "text": "text", "lang": "language",
    "author_id": "customer", "username": "author", "impressions": "reach",
}  # fmt: skip
_LEFT_OUT = ("name of the author", "description of the author", "location of the author", "places")


def recognise(grid: Grid) -> float:
    """Sure by pages of posts with their authors; nearly so by posts that carry an author's id."""
    documents = [document for document in grid.documents[:20] if isinstance(document, dict)]
    if not documents:
        return 0.0
    posts = [post for document in documents for post in _posts(document)[:20]]
    if not posts or not all({"id", "text"} <= post.keys() for post in posts):
        return 0.0
    paged = all("data" in document for document in documents)
    fields = {key for post in posts for key in post}
    if paged and ({"includes", "meta", "__twarc"} & {key for d in documents for key in d} or "author_id" in fields):
        return 0.98 if "author_id" in fields else 0.7
    return 0.9 if {"author_id", "created_at"} <= fields else 0.0


def lay_out(grid: Grid) -> Layout:
    """Posts; retweets are set aside, because their words are somebody else's and counted there."""
    people: dict[str, dict[str, Any]] = {}
    rows: list[dict[str, str]] = []
    for document in grid.documents:
        if isinstance(document, dict):
            people |= {str(user.get("id")): user for user in _users(document)}
            rows += [_row(post) for post in _posts(document)]
    table = pd.DataFrame(rows, columns=[*_COLUMNS], dtype="str")
    names = {identity: str(user.get("username", "")) for identity, user in people.items()}
    # Where nobody counted who saw a post, those who follow its author may have.
    followed = {identity: _followers(user) for identity, user in people.items()}
    followers = table["author_id"].map(followed).astype("str").fillna("")
    seen = table["impressions"].where(table["impressions"] != "", followers)
    table = trim(table.assign(username=table["author_id"].map(names).astype("str").fillna(""), impressions=seen))
    table = table.set_axis(unique_names(list(table.columns)), axis=1)
    retweet = table["reference"].str.contains("retweeted", regex=False)
    return Layout(table, "X", "social", dict(_KNOWN), ("text", "rating", "segment", "touchpoint", "channel"),
                  set_aside=aside(retweet, "retweet"), personal=_LEFT_OUT)  # fmt: skip


_COLUMNS = (
    "id",
    "created_at",
    "text",
    "lang",
    "author_id",
    "conversation_id",
    "reference",
    "impressions",
    "likes",
)


def _posts(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    data = document.get("data", document)
    found = data if isinstance(data, list) else [data]
    return [post for post in found if isinstance(post, dict)]


def _users(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    included = document.get("includes")
    users = included.get("users") if isinstance(included, dict) else None
    author = document.get("author")  # the flattened variant carries the author inside the post
    found = [*(users if isinstance(users, list) else []), author]
    return [user for user in found if isinstance(user, dict)]


def _followers(user: Mapping[str, Any]) -> str:
    counted = user.get("public_metrics")
    return str(counted.get("followers_count") or "") if isinstance(counted, dict) else ""


def _row(post: Mapping[str, Any]) -> dict[str, str]:
    note = post.get("note_tweet")
    long = note.get("text") if isinstance(note, dict) else None
    counted = post.get("public_metrics")
    metrics = counted if isinstance(counted, dict) else {}
    referenced = post.get("referenced_tweets")
    kinds = [str(r.get("type", "")) for r in referenced if isinstance(r, dict)] if isinstance(referenced, list) else []
    row = {name: str(post.get(name) or "") for name in ("id", "created_at", "lang", "author_id", "conversation_id")}
    return row | {
        "text": str(long or post.get("text") or ""),
        "reference": " ".join(kinds),
        "impressions": str(metrics.get("impression_count") or ""),
        "likes": str(metrics.get("like_count") or ""),
    }
