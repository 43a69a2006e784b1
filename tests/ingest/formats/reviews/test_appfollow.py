"""AppFollow reviews."""

import json
from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_reviews_of_the_api(write: Write) -> None:
    rows = [
        {"review_id": "r1", "ext_id": "1", "store": "as", "author": "ab", "title": "Slow", "content": "Opens slowly",
         "rating": 2, "date": "2026-01-02", "updated": "2026-01-02 10:00:00", "answer_text": "Sorry", "is_answer": 1},
        {"review_id": "r1", "ext_id": "1", "store": "as", "author": "ab", "title": "Fast", "content": "Opens quickly",
         "rating": 5, "date": "2026-01-02", "updated": "2026-01-05 10:00:00", "answer_text": "", "is_answer": 0},
        {"review_id": "r2", "ext_id": "2", "store": "gp", "author": "cd", "title": "", "content": "Login fails",
         "rating": 1, "date": "2026-01-03", "updated": "2026-01-03 10:00:00", "answer_text": "", "is_answer": 0},
    ]  # fmt: skip
    new = ingest.read(write("appfollow.json", json.dumps({"reviews": {"list": rows}})), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.kind) == ("appfollow", "AppFollow", "review")
    assert new.feedback["text"].tolist() == ["Fast\nOpens quickly", "Login fails"]
    assert new.ledger.set_aside == {"edited later, the last version is kept": 1}
    assert (new.ledger.roles["reply"], new.ledger.roles["channel"]) == ("answer_text", "store")


def test_table_is_only_probable(write: Write) -> None:
    path = write(
        "reviews.csv",
        "Date,Store,App,Country,Version,Author,Rating,Title,Review,Translated review,Reply\n"
        "2026-01-02,App Store,Example,de,1.2,ab,2,Langsam,Startet sehr langsam,Starts very slowly,Sorry\n"
        "2026-01-03,Google Play,Example,us,1.3,cd,5,Good,Does what it should,,\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("appfollow", 0.7)
    assert new.feedback["text"].tolist() == ["Langsam\nStartet sehr langsam", "Good\nDoes what it should"]
    assert new.feedback["channel"].tolist() == ["App Store", "Google Play"]
