"""The Trustpilot Business export."""

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
