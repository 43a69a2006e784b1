"""Jotform submissions."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_submissions(write: Write) -> None:
    rows = [
        f'"Mar {day}, 2024","Ann","ann{day}@example.com",{day},"App{end}",'
        f'"Line one of answer {day}\nline two of it",5{day}'
        for day, end in ((4, "\nWeb"), (5, ""), (6, "\nShop"), (7, "\nWeb"), (8, "\nShop"), (9, ""))
    ]
    path = write("visit.csv", "\n".join([
        "Submission Date,First Name,Email,How satisfied are you?,Channels,What should we change?,Submission ID", *rows,
    ]))  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.source) == ("jotform", 0.8, "Jotform")
    assert new.feedback["text"].iloc[0] == "Line one of answer 4\nline two of it"
    assert new.ledger.roles["source_id"] == "Submission ID"
    assert new.ledger.dates == ("2024-03-04T00:00:00", "2024-03-09T00:00:00")
    assert (new.ledger.hashed, new.ledger.dropped) == (("Email",), ("First Name",))
    assert ingest.inspect(path).roles["Channels"] == "ignore"


def test_without_an_id_it_is_a_guess(write: Write) -> None:
    path = write("visit.csv", "Submission Date,What should we change?\n2024-03-04 10:00:00,More room between tables\n")
    assert (ingest.inspect(path).format, ingest.inspect(path).confidence) == ("jotform", 0.6)


def test_another_tools_key_is_no_submission(write: Write) -> None:
    path = write("odk.csv", "SubmissionDate,What should we change?,KEY\n2024-03-04,More room between tables,uuid:1\n")
    assert ingest.inspect(path).format == "table"
