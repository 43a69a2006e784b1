"""Store reviews as scrapers write them."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


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


def test_of_an_edited_review_the_last_version_is_kept(write: Write) -> None:
    path = write(
        "play.csv",
        "reviewId,userName,content,score,thumbsUpCount,reviewCreatedVersion,at,replyContent,repliedAt,appVersion\n"
        "r1,ab,Crashes,1,0,1.2,2026-01-02 03:04:05,Sorry,,1.2\nr1,ab,Works now,5,0,1.3,2026-02-02 03:04:05,,,1.3\n",
    )
    new = ingest.read(path, salt=b"s")
    assert new.feedback["text"].tolist() == ["Works now"]
    assert new.ledger.set_aside == {"edited later, the last version is kept": 1}
    assert (new.ledger.roles["reply"], new.ledger.roles["segment"]) == ("replyContent", "reviewCreatedVersion")


def test_json_by_app_and_day_is_read_whole(write: Write) -> None:
    def review(text: str) -> dict[str, object]:
        return {"review": text, "rating": 2, "title": "Login", "userName": text[:2], "date": "2026-01-02 03:04:05",
                "isEdited": False, "developerResponse": {"body": "Sorry", "id": 1}}  # fmt: skip

    document = {"North Bank": {"2026-01-02": [review("Fails again")], "2026-01-03": [review("Slow, slow")]},
                "South Bank": {"2026-01-02": [review("No fingerprint")]}}  # fmt: skip
    new = ingest.read(write("reviews.json", json.dumps(document)), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.read) == ("store scraper", "App Store", 3)
    assert new.feedback["segment"].tolist() == ["North Bank", "North Bank", "South Bank"]
    assert new.feedback["text"].tolist()[0] == "Login\nFails again"
    apps = {name: [entry for day in days.values() for entry in day] for name, days in document.items()}
    assert ingest.read(write("apps.json", json.dumps(apps)), salt=b"s").ledger.read == 3
