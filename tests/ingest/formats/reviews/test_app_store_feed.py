"""The App Store's feed of reviews."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cxanalytics import ingest

Write = Callable[..., Path]

APP = {"im:name": {"label": "Example"}, "title": {"label": "Example - Shop"}, "id": {"label": "https://x.example"},
       "summary": {"label": "The best app there is"}}  # fmt: skip


def entry(identity: str, stars: str, text: str, updated: str = "2026-01-02T03:04:05-07:00") -> dict[str, Any]:
    fields = {"id": identity, "im:rating": stars, "title": "Login", "content": text, "updated": updated,
              "im:version": "1.2"}  # fmt: skip
    return {name: {"label": value} for name, value in fields.items()} | {
        "author": {"name": {"label": f"user {identity}"}, "uri": {"label": "https://x.example/u"}}
    }


def test_reviews_without_the_entry_of_the_app(write: Write) -> None:
    feed = {"feed": {"entry": [APP, entry("1", "1", "Login fails"), entry("2", "5", "Runs well")], "link": [{}]}}
    new = ingest.read(write("reviews.json", json.dumps(feed)), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("app store feed", "App Store", "review")
    assert new.ledger.set_aside == {"the app itself, not a review": 1}
    assert new.feedback["text"].tolist() == ["Login fails", "Login\nRuns well"]
    assert new.feedback["rating"].tolist() == [1.0, 5.0]
    assert new.feedback["source_id"].tolist() == ["1", "2"]
    assert new.feedback["customer"].nunique() == 2
    assert new.ledger.dates == ("2026-01-02T10:04:05", "2026-01-02T10:04:05")


def test_a_single_review_is_an_object(write: Write) -> None:
    new = ingest.read(write("one.json", json.dumps({"feed": {"entry": entry("1", "2", "Slow start")}})), salt=b"s")
    assert (new.ledger.read, new.feedback["text"].tolist()) == (1, ["Login\nSlow start"])


def test_pages_and_edited_reviews(write: Write) -> None:
    pages = [{"feed": {"entry": [entry("1", "2", "Slow start")]}},
             {"feed": {"entry": [entry("1", "4", "Quick now", "2026-02-02T03:04:05-07:00")]}}]  # fmt: skip
    new = ingest.read(write("pages.jsonl", "\n".join(map(json.dumps, pages))), salt=b"s")
    assert new.feedback["text"].tolist() == ["Login\nQuick now"]
