"""The Trustpilot Business export."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cxanalytics import ingest

HEADER = ["Review ID", "Review Created (UTC)", "Review Consumer User ID", "Review Title", "Review Content",
"Review Stars",
          "Source Of Review", "Review Language", "Domain URL", "Webshop Name", "Business Unit ID", "Tags",
          "Company Reply Date (UTC)", "Location Name", "Location ID"]  # fmt: skip
WHEN = datetime(2024, 5, 9, 23, 29)


def row(identity: str, title: object, text: str, stars: int, place: object) -> list[object]:
    return [
        identity,
        WHEN,
        f"u{identity}",
        title,
        text,
        stars,
        "Organic",
        "en",
        "x.example",
        "Shop",
        "b1",
        "",
        WHEN,
        place,
        "l",
    ]


def test_reviews(workbook: Callable[..., Path]) -> None:
    path = workbook("reviews.xlsx", abc=[
        HEADER, row("r1", "Great gym...", "Great gym and kind staff", 5, 345), row("r2", "Cold",
        "Showers never warm", 1, "North"),
        row("r2", "Cold", "Showers never warm, still", 1, "North"), row("r1", "Great gym...",
        "Great gym and kind staff", 5, 345),
    ])  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("trustpilot", "Trustpilot", "review")
    assert new.feedback["text"].tolist() == ["Great gym and kind staff", "Cold\nShowers never warm"]
    assert new.feedback["segment"].tolist() == ["345", "North"]
    assert new.ledger.set_aside == {"same id as an earlier row": 1, "repeats another row": 1}
    assert new.ledger.roles["channel"] == "Source Of Review"
    assert new.ledger.hashed == ("Review Consumer User ID",)


def test_data_of_the_pages(write: Callable[..., Path]) -> None:
    rows = [
        {"id": "a", "rating": 1, "title": "Late", "text": "Late...", "language": "en",
         "dates": {"publishedDate": "2026-01-02T03:04:05.000Z", "experiencedDate": "2026-01-01T00:00:00.000Z"},
         "consumer": {"id": "c1", "displayName": "Ann"}, "reply": {"message": "Sorry"}},
        {"id": "b", "rating": 5, "title": "Quick", "text": "Came in a day", "language": "en",
         "dates": {"publishedDate": "2026-01-03T03:04:05.000Z", "experiencedDate": None},
         "consumer": {"id": "c2", "displayName": "Ben"}, "reply": None},
    ]  # fmt: skip
    new = ingest.read(write("pages.json", json.dumps({"reviews": rows})), salt=b"s")
    assert (new.ledger.format, new.ledger.roles["reply"]) == ("trustpilot", "reply.message")
    assert new.feedback["text"].tolist() == ["Late...", "Quick\nCame in a day"]
    assert new.ledger.dates == ("2026-01-02T03:04:05", "2026-01-03T03:04:05")
    assert new.ledger.hashed == ("consumer.id",)


def test_scraped_tables_are_probable_by_the_day_of_the_experience(write: Callable[..., Path]) -> None:
    path = write(
        "scraped.csv",
        "Author,Rating,Title,Review Text,Date of experience\n"
        "Ann,1,Late,It came two weeks late,2 January 2026\nBen,5,Quick,Came in a day,3 January 2026\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("trustpilot", 0.7)
    assert new.ledger.roles["occurred_at"] == "Date of experience"
