"""Store reviews as scrapers write them."""

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
