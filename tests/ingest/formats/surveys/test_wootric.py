"""Wootric responses."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_a_table_is_a_guess(write: Write) -> None:
    path = write(
        "responses.csv",
        "score,text,created_at,email,plan\n9,Kind people at the desk,2024-03-04 10:00:00 UTC,ann@example.com,Gold\n"
        "2,,2024-03-05 10:00:00 UTC,bob@example.com,Basic\n8,,2024-03-06 10:00:00 UTC,cat@example.com,Gold\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.source) == ("wootric", 0.6, "Wootric")
    assert (new.ledger.kept, new.ledger.with_text, new.ledger.hashed) == (3, 1, ("email",))
    assert new.feedback["rating"].tolist() == [9.0, 2.0, 8.0]
    assert new.feedback["segment"].tolist() == ["Gold", "Basic", "Gold"]


def test_responses_of_the_api(write: Write) -> None:
    rows = [{"id": n, "score": n, "text": "Kind people at the desk", "created_at": "2024-03-04 10:00:00 -0800",
             "end_user_id": 70 + n, "survey_id": 5, "origin_url": "https://example.com/cart"}
            for n in (7, 8)]  # fmt: skip
    reading = ingest.inspect(write("responses.json", json.dumps(rows)))
    assert (reading.format, reading.confidence) == ("wootric", 0.8)
    assert (reading.column("source_id"), reading.column("customer")) == ("id", "end_user_id")


def test_posts_with_votes_are_none(write: Write) -> None:
    path = write("posts.csv", "score,text,created_at,email,subreddit\n9,Kind people,2024-03-04,a@example.com,bread\n")
    assert ingest.inspect(path).format != "wootric"
