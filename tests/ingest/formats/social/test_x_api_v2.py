"""X API v2 documents."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

POSTS = [
    {"id": "1440716895355764743", "author_id": "7", "created_at": "2026-01-22T16:37:29.000Z", "lang": "en",
     "text": "@shop still no parcel &amp; no answer", "public_metrics": {"impression_count": 12,
     "like_count": 0}},
    {"id": "1440716895355764744", "author_id": "8", "created_at": "2026-01-22T16:38:29.000Z", "lang": "en",
     "text": "RT @ab: shop", "referenced_tweets": [{"type": "retweeted", "id": "1"}]},
    {"id": "1440716895355764745", "author_id": "8", "created_at": "2026-01-22T16:39:29.000Z", "lang": "en",
     "text": "cut...", "note_tweet": {"text": "The whole long story of my parcel"}},
]  # fmt: skip
USERS = {
    "users": [
        {"id": "7", "username": "ab", "name": "A B", "description": "a@example.com"},
        {"id": "8", "username": "cd"},
    ]
}


def check(path: Path) -> ingest.Import:
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("x api v2", "X", "social")
    assert (new.ledger.read, new.ledger.kept, new.ledger.set_aside) == (3, 2, {"retweet": 1})
    assert new.feedback["text"].tolist() == [
        "[handle] still no parcel & no answer",
        "The whole long story of my parcel",
    ]
    assert new.feedback["source_id"].tolist() == ["1440716895355764743", "1440716895355764745"]
    assert new.ledger.hashed == ("author_id",)
    return new


def test_pages_of_posts(write: Write) -> None:
    pages = [
        {"data": POSTS[:2], "includes": USERS, "meta": {}},
        {"data": POSTS[2:], "includes": USERS, "meta": {}},
    ]
    new = check(write("pages.jsonl", "\n".join(json.dumps(page) for page in pages)))
    assert new.feedback["reach"].tolist()[0] == 12
    assert "description of the author" in new.ledger.dropped
    check(write("page.json", json.dumps({"data": POSTS, "includes": USERS, "meta": {}})))


def test_one_post_per_line(write: Write) -> None:
    check(write("posts.jsonl", "\n".join(json.dumps(post) for post in POSTS)))


def test_other_json_is_not_taken_for_posts(write: Write) -> None:
    path = write(
        "reviews.jsonl",
        '{"id": "1", "text": "Lovely staff in the shop"}\n{"id": "2", "text": "Long queue again"}\n',
    )
    assert ingest.inspect(path).format == "table"
