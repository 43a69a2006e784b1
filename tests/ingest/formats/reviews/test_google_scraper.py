"""Scraped Google reviews."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_dates_that_say_how_long_ago(write: Write) -> None:
    path = write("shops.csv", "date|user_name|review|star\n4 months ago|Ann|Long queue at the till|2\n"
                 "a year ago|Ben||5\n"
                 "edited 2 weeks ago|Cleo|(Translated by Google) Nice (Original) Schön hier|4\n")  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.delimiter) == ("google reviews scraper", "Google", "pipe")
    assert new.ledger.confidence < 0.7
    assert new.feedback["rating"].tolist() == [2.0, 5.0, 4.0]
    assert new.feedback["text"].dropna().tolist() == ["Long queue at the till", "Schön hier"]


def test_owner_answers_are_apart(write: Write) -> None:
    path = write(
        "outscraper.csv",
        "name,place_id,author_title,review_id,review_text,review_rating,review_datetime_utc,owner_answer\n"
        "Shop North,p1,Ann,r1,Long queue at the till,2,01/22/2026 16:37:29,Sorry Ann\n"
        "Shop South,p2,Ben,r2,Kind staff as always,5,01/23/2026 16:37:29,\n",
    )
    new = ingest.read(path, salt=b"s")
    assert new.ledger.format == "google reviews scraper"
    assert (new.ledger.roles["reply"], new.ledger.roles["segment"]) == ("owner_answer", "name")
    assert new.feedback["text"].tolist() == ["Long queue at the till", "Kind staff as always"]


def test_stars_beside_real_dates_are_any_table(write: Write) -> None:
    path = write("t.csv", "date,review,star\n2026-01-02,Long queue at the till,2\n2026-01-03,Kind staff,5\n")
    assert ingest.inspect(path).format == "table"


def test_api_of_places_gives_the_original_beside_the_translation(write: Write) -> None:
    review = {"name": "places/1/reviews/2", "rating": 2, "relativePublishTimeDescription": "a month ago",
              "text": {"text": "Cold fries", "languageCode": "en"},
              "originalText": {"text": "Frites froides", "languageCode": "fr"},
              "authorAttribution": {"displayName": "Ann"}, "publishTime": "2026-01-02T03:04:05Z"}  # fmt: skip
    new = ingest.read(write("place.json", json.dumps({"reviews": [review, review | {"rating": 4}]})), salt=b"s")
    assert (new.ledger.format, new.feedback["text"].tolist()) == (
        "google reviews scraper", ["Frites froides", "Frites froides"],
    )  # fmt: skip
    assert new.feedback["language"].tolist() == ["fr", "fr"]
    assert new.ledger.dates == ("2026-01-02T03:04:05", "2026-01-02T03:04:05")
