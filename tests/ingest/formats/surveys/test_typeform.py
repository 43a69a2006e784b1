"""Typeform exports of 2016 and of today."""

from collections.abc import Callable
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]

CURRENT = (
    "#,How was it at the desk?,App,Web,Other,How likely are you to recommend {{field:1f0c}}?,Phone number,"
    "Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags,Ending"
)
ROWS = (
    "a1,None of the staff looked up,App,,,3,'+441632960001,completed,2024-03-04 10:00:00,,2024-03-04 10:05:00,n1,,e1",
    "a2,They were quick and kind,App,Web,By pigeon mostly,9,,completed,2024-03-05 10:00:00,,2024-03-05 10:05:00,n2,,e1",
    "a3,I gave up halfway through,,,,,,partial,2024-03-06 10:00:00,2024-03-06 10:01:00,,n3,,",
)


def test_current_layout(write: Write) -> None:
    new = ingest.read(write("responses.csv", "\n".join((CURRENT, *ROWS))), salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.source) == ("typeform", 0.97, "Typeform")
    shown = (
        new.feedback[["source_id", "question", "text", "rating", "status"]]
        .astype("object")
        .fillna("-")
        .to_numpy()
        .tolist()
    )
    assert shown == [
        ["a1", "How was it at the desk?", "None of the staff looked up", 3.0, "completed"],
        ["a2", "How was it at the desk?", "They were quick and kind", 9.0, "completed"],
        ["a2", "Other", "By pigeon mostly", 9.0, "completed"],
        ["a3", "How was it at the desk?", "I gave up halfway through", "-", "partial"],
    ]
    assert new.ledger.scale == "0 to 10"
    assert new.ledger.dates == ("2024-03-04T10:05:00", "2024-03-06T10:01:00")
    assert any("1 responses were not submitted" in sentence for sentence in new.ledger.warnings)
    assert "Phone number" in new.ledger.dropped


def test_ticked_options_and_placeholders(write: Write) -> None:
    reading = ingest.inspect(write("responses.csv", "\n".join((CURRENT, *ROWS))))
    assert {reading.roles[name] for name in ("App", "Web", "Network ID", "Ending")} == {"ignore"}
    asked = "How likely are you to recommend {{field:1f0c}}?"
    assert reading.questions == {asked: "How likely are you to recommend …?"}


def test_layout_of_2016_with_repeated_names(write: Write) -> None:
    path = write(
        "old.csv",
        "#,What is it for?,None,Other,None,Other,Start Date (UTC),Submit Date (UTC),Network ID\n"
        "t1,Mostly for letters home,None,,,,2016-03-04 10:00:00,2016-03-04 10:05:00,n1\n"
        "t2,None,,,None,,2016-03-05 10:00:00,2016-03-05 10:05:00,n2\n",
    )
    new = ingest.read(path, salt=b"s")
    assert new.feedback["text"].tolist() == ["Mostly for letters home", "None"]  # a typed "None" is an answer
    reading = ingest.inspect(path)
    assert reading.columns("text") == ["What is it for?"]
    assert "None (2)" in reading.table
