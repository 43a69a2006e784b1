"""App store reviews."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_play_console_report(write: Write) -> None:
    path = write(
        "reviews_com.example.app_202601.csv",
        "Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,"
        "Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update "
        "Millis Since Epoch,Star Rating,"
        "Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,"
        "Developer Reply Text,Review Link\n"
        "com.example.app,12,1.2,en,pixel,2026-01-02T03:04:05Z,1767323045000,2026-01-03T03:04:05Z,1767409445000,1,,"
        "Crashes at login,2026-01-04T00:00:00Z,1767484800000,Sorry for that,https://play.example/?reviewId=abc-1&x=2\n"
        "com.example.app,12,1.3,en,pixel,2026-01-02T03:04:05Z,1767323045000,2026-01-02T03:04:05Z,1767323045000,5,,,,,,"
        "https://play.example/?reviewId=abc-2\n",
        "utf-16",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("app store", "Google Play", "review")
    assert new.feedback["source_id"].tolist() == ["abc-1", "abc-2"]
    assert new.feedback["rating"].tolist() == [1.0, 5.0]
    assert new.ledger.dates == ("2026-01-02T03:04:05", "2026-01-03T03:04:05")
    assert new.ledger.roles["reply"] == "Developer Reply Text"
    assert new.ledger.with_text == 1


def test_play_scraper_keeps_equal_short_reviews(write: Write) -> None:
    path = write("play.csv", "userName,score,content,at\n" + "A Google user,5,good,2026-01-02 03:04:05\n"
                 "A Google user,5,good,2026-01-02 03:04:06\n")  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.source, new.ledger.kept) == ("Google Play", 2)
    assert new.feedback["feedback_id"].nunique() == 2
    assert new.feedback["customer"].isna().all()


def test_app_store_scraper(write: Write) -> None:
    line = "2026-01-02 03:04:05,\"{{'body': 'Thanks', 'id': 1}}\",Login fails since Monday,1,False,Broken,ab{}\n"
    path = write("app.csv", "date,developerResponse,review,rating,isEdited,title,userName\n"
                 + line.format(1) + line.format(1) + line.format(2))  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.source, new.ledger.roles["reply"]) == ("App Store", "developerResponse")
    assert new.ledger.set_aside == {"repeats another row": 1}
    assert new.feedback["text"].tolist() == ["Broken\nLogin fails since Monday"] * 2
    assert new.feedback["customer"].nunique() == 2
