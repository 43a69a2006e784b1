"""Transcripts of calls as a table."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

TABLE = (
    "call_id,speaker,text,date,team\n"
    "1,Agent,Good day how can I help,2026-03-01,North\n1,Caller,My card is lost,2026-03-01,North\n"
    "1,Caller,since Monday,2026-03-01,North\n2,Caller,The app is down,2026-03-02,South\n"
    "2,Agent,I will look,2026-03-02,South\n"
)


def test_turns_end_with_the_call(write: Write) -> None:
    new = ingest.read(write("calls.csv", TABLE), salt=b"s")
    assert (new.ledger.format, new.ledger.source, new.ledger.confidence) == (
        "call transcript table", "Call transcript", 0.7,
    )  # fmt: skip
    assert (new.ledger.read, new.ledger.kept) == (5, 2)
    assert new.ledger.set_aside == {"written by the company": 2, "joined to the same person's turn before": 1}
    assert new.feedback["text"].tolist() == ["My card is lost since Monday", "The app is down"]
    assert new.feedback["segment"].tolist() == ["North", "South"]
    assert new.ledger.hashed == ()


def test_speakers_that_are_no_parts_of_a_call_are_another_table(write: Write) -> None:
    talks = (
        "speaker,text\nAna Example,A talk about maps and how to read them\nBo Example,A talk about trains at night\n"
    )
    assert ingest.inspect(write("talks.csv", talks)).format == "table"
