"""App Store Connect's reviews."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest


def test_reviews_with_their_territory(write: Callable[..., Path]) -> None:
    rows = [
        {"type": "customerReviews", "id": f"r{n}", "relationships": {"response": {}},
         "attributes": {"rating": n, "title": "Login", "body": f"Fails {n} times a day", "reviewerNickname": f"ab{n}",
                        "createdDate": "2026-01-02T03:04:05-07:00", "territory": place}}
        for n, place in ((1, "USA"), (4, "FRA"))
    ]  # fmt: skip
    new = ingest.read(write("reviews.json", json.dumps({"data": rows, "links": {}})), salt=b"s")
    assert (new.ledger.format, new.ledger.source) == ("app store connect", "App Store")
    assert new.feedback["text"].tolist() == ["Login\nFails 1 times a day", "Login\nFails 4 times a day"]
    assert new.feedback["segment"].tolist() == ["USA", "FRA"]
    assert new.ledger.dates == ("2026-01-02T10:04:05", "2026-01-02T10:04:05")
