"""Formbricks exports, with the dates of newer and older versions."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

HEAD = (
    "No.,Response ID,Timestamp,Finished,Survey ID,Formbricks ID (internal),User ID,Notes,Tags,url,userAgent - os,"
    "userAgent - device,userAgent - browser,1. How likely are you to recommend us?,2. What should we change?"
)


def test_questions_without_their_numbers(write: Write) -> None:
    path = write(
        "export.csv",
        f"{HEAD}\n1,r1,2024-03-04 10:05:00,Yes,s1,f1,u1,Ask the kitchen about it,,https://example.com,iOS,mobile,Safari,9,"
        "More room between the tables\n"
        "2,r2,2024-03-05 10:05:00,No,s1,f2,u2,,,https://example.com,Linux,desktop,Firefox,3,\n",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.source) == ("formbricks", 0.95, "Formbricks")
    assert new.feedback["question"].tolist() == ["What should we change?", "How likely are you to recommend us?"]
    assert new.feedback["text"].fillna("-").tolist() == ["More room between the tables", "-"]
    assert (new.feedback["rating"].tolist(), new.ledger.scale) == ([9.0, 3.0], "0 to 10")
    assert new.feedback["status"].tolist() == ["Yes", "No"]
    assert (new.ledger.roles["reply"], new.ledger.roles["source_id"]) == ("Notes", "Response ID")
    assert new.ledger.hashed == ("User ID",)


def test_dates_without_a_time(write: Write) -> None:
    path = write("export.csv", f"{HEAD}\n1,r1,Mon Jan 15 2024,Yes,s1,f1,u1,,,,,,,9,More room between the tables\n")
    assert ingest.read(path, salt=b"s").ledger.dates == ("2024-01-15T00:00:00", "2024-01-15T00:00:00")
