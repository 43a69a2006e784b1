"""Yelp reviews."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest


def test_json_lines(write: Callable[..., Path]) -> None:
    rows = [
        {"review_id": "a1", "user_id": "u1", "business_id": "b1", "stars": 4.0, "useful": 0, "funny": 3, "cool": 0,
         "text": "Good tacos\nbut slow", "date": "2026-01-02 03:04:05"},
        {"review_id": "a2", "user_id": "u2", "business_id": "b2", "stars": 1.0, "useful": 5, "funny": 0, "cool": 1,
         "text": "Cold fries", "date": "2026-01-03 03:04:05"},
    ]  # fmt: skip
    new = ingest.read(write("review.json", "\n".join(map(json.dumps, rows))), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("yelp", "Yelp", "review")
    assert new.feedback["rating"].tolist() == [4.0, 1.0]
    assert new.feedback["text"].tolist() == ["Good tacos\nbut slow", "Cold fries"]
    assert new.feedback["segment"].tolist() == ["b1", "b2"]
    assert new.ledger.hashed == ("user_id",)


def test_api_gives_the_beginning_of_a_review(write: Callable[..., Path]) -> None:
    rows = [{"id": f"a{n}", "url": "https://x.example", "text": f"Good tacos {n} but...", "rating": n,
             "time_created": "2026-01-02 03:04:05", "user": {"id": f"u{n}", "profile_url": "https://x.example/u",
                                                             "name": "Ann"}} for n in (2, 5)]  # fmt: skip
    new = ingest.read(write("api.json", json.dumps({"reviews": rows, "total": 2})), salt=b"s")
    assert (new.ledger.format, new.feedback["rating"].tolist()) == ("yelp", [2.0, 5.0])
    assert new.ledger.hashed == ("user.id",)
    assert any("only the beginning" in sentence for sentence in new.ledger.warnings)
