"""X API v1.1 documents."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]
AUTHOR = {"id_str": "7", "screen_name": "ab", "followers_count": 12, "description": "a@example.com"}
BASE = {"created_at": "Wed Oct 19 20:07:25 +0000 2022", "lang": "en", "user": AUTHOR}
POSTS = [
    BASE | {"id_str": "1582825767519809536", "text": "My parcel &amp; my patie…",
            "extended_tweet": {"full_text": "My parcel &amp; my patience are lost"}},
    BASE | {"id_str": "2", "text": "RT @ab: lost", "retweeted_status": {"id_str": "1", "text": "lost"}},
    BASE | {"id_str": "3", "full_text": "Still waiting at the gate", "user": AUTHOR | {"id_str": "8"}},
    BASE | {"id_str": "4", "text": "The queue here is so long that… https://t.co/abc"},
]  # fmt: skip


def check(path: Path) -> None:
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("x api v1.1", "X", "social")
    assert new.feedback["text"].tolist()[:2] == ["My parcel & my patience are lost", "Still waiting at the gate"]
    assert new.ledger.set_aside == {"retweet": 1}
    assert new.feedback["source_id"].tolist() == ["1582825767519809536", "3", "4"]
    assert new.feedback["reach"].tolist() == [12.0, 12.0, 12.0]
    assert new.ledger.hashed == ("user.id_str",)
    assert any("1 posts are cut off" in sentence for sentence in new.ledger.warnings)


def test_posts_line_by_line(write: Write) -> None:
    check(write("posts.jsonl", "\n".join(map(json.dumps, [*POSTS, {"delete": {"status": {"id": 1}}}]))))


def test_search_page(write: Write) -> None:
    check(write("search.json", json.dumps({"statuses": POSTS, "search_metadata": {"count": 4}})))
