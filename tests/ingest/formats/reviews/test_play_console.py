"""The review report of the Play Console."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

HEADER = (
    "Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,"
    "Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update Millis Since Epoch,"
    "Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,"
    "Developer Reply Text,Review Link\n"
)


def row(identity: str, updated: str, stars: int, text: str, reply: str = "", version: str = "1.2") -> str:
    return (
        f"com.example.app,12,{version},en,pixel,2026-01-02T03:04:05Z,1767323045000,{updated},1767409445000,{stars},,"
        f"{text},,,{reply},https://play.example/?reviewId={identity}&x=2\n"
    )


def test_report_in_utf16(write: Write) -> None:
    path = write(
        "reviews_com.example.app_202601.csv",
        HEADER + row("abc-1", "2026-01-03T03:04:05Z", 1, "Crashes at login", "Sorry for that")
        + row("abc-2", "2026-01-02T03:04:05Z", 5, "", version="1.3"),
        "utf-16",
    )  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("play console", "Google Play", "review")
    assert new.ledger.encoding == "UTF-16"
    assert new.feedback["source_id"].tolist() == ["abc-1", "abc-2"]
    assert new.feedback["rating"].tolist() == [1.0, 5.0]
    assert new.feedback["segment"].tolist() == ["1.2", "1.3"]
    assert new.ledger.dates == ("2026-01-02T03:04:05", "2026-01-03T03:04:05")
    assert new.ledger.roles["reply"] == "Developer Reply Text"
    assert new.ledger.with_text == 1


def test_of_an_edited_review_the_last_version_is_kept(write: Write) -> None:
    path = write(
        "reviews.csv",
        HEADER + row("abc-1", "2026-01-09T00:00:00Z", 4, "Works since the update")
        + row("abc-1", "2026-01-03T00:00:00Z", 1, "Crashes at login")
        + row("abc-2", "2026-01-03T00:00:00Z", 3, "Slow but fine"),
        "utf-16",
    )  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert new.feedback["text"].tolist() == ["Works since the update", "Slow but fine"]
    assert new.ledger.set_aside == {"edited later, the last version is kept": 1}
    later = write("later.csv", HEADER + row("abc-1", "2026-01-01T00:00:00Z", 1, "Crashes")
                  + row("abc-1", "2026-01-09T00:00:00Z", 4, "Works again"))  # fmt: skip
    assert ingest.read(later, salt=b"s").feedback["text"].tolist() == ["Works again"]


def test_older_reports_have_fewer_columns(write: Write) -> None:
    path = write(
        "old.csv",
        "Package Name,App Version,Device,Review Submit Millis Since Epoch,Star Rating,Review Title,Review Text,"
        "Review Link\ncom.example.app,3,pixel,1767323045000,2,Slow,Slow at the start,\n",
    )
    new = ingest.read(path, salt=b"s")
    assert new.feedback["text"].tolist() == ["Slow at the start"]
    assert new.ledger.dates == ("2026-01-02T03:04:05", "2026-01-02T03:04:05")


def test_api_writes_the_title_before_a_tab(write: Write) -> None:
    said = {"text": "Slow\tTakes ages to open", "lastModified": {"seconds": "1767323045"}, "starRating": 2,
            "reviewerLanguage": "en"}  # fmt: skip
    review = {"reviewId": "r-1", "authorName": "A B",
              "comments": [{"userComment": said}, {"developerComment": {"text": "Please update"}}]}  # fmt: skip
    new = ingest.read(write("api.json", json.dumps({"reviews": [review]})), salt=b"s")
    assert (new.ledger.format, new.feedback["source_id"].tolist()) == ("play console", ["r-1"])
    assert new.feedback["text"].tolist() == ["Slow\nTakes ages to open"]
    assert (new.ledger.roles["reply"], new.feedback["rating"].tolist()) == ("Developer Reply Text", [2.0])
    assert new.ledger.dates == ("2026-01-02T03:04:05", "2026-01-02T03:04:05")


def test_names_with_underscores_are_the_same_report(write: Write) -> None:
    path = write(
        "transfer.csv",
        "Package_Name,Star_Rating,Review_Text,Review_Last_Update_Date_and_Time,Developer_Reply_Text,Review_Link\n"
        "com.example.app,2,Slow at the start,2026-01-02T03:04:05Z,Sorry,https://play.example/?reviewId=r1\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.feedback["source_id"].tolist()) == ("play console", ["r1"])
    assert new.ledger.roles["reply"] == "Developer_Reply_Text"
