"""Google Forms: the form's own CSV and downloads of the sheet behind it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from cxanalytics import ingest

Write = Callable[..., Path]


def test_answers_of_a_form(write: Write) -> None:
    path = write(
        "visit.csv",
        "Timestamp,Email Address,How likely are you to recommend us?,\"What could we do\nbetter?\",Score\r\n"
        "2024/03/04 5:05:47 PM GMT+1,ann@example.com,9,\"Open on Sundays, please\",8 / 10\r\n"
        "2024/03/05 9:15:00 AM GMT+1,bob@example.com,2,None of the tills was open at noon,2 / 10\r\n",
    )  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.source) == ("google forms", 0.9, "Google Forms")
    assert new.ledger.dates == ("2024-03-04T16:05:47", "2024-03-05T08:15:00")
    assert new.ledger.clock == "UTC"
    assert new.feedback[["question", "text", "rating"]].to_numpy().tolist() == [
        ["What could we do better?", "Open on Sundays, please", 9.0],
        ["What could we do better?", "None of the tills was open at noon", 2.0],
    ]
    assert new.ledger.roles["rating"] == "How likely are you to recommend us?"  # not the points of the quiz
    assert new.ledger.hashed == ("Email Address",)


STAMPS = (
    ("Timestamp", "4/22/2016 19:57:50", "2016-04-22T19:57:50"),
    ("Horodateur", "08/11/2021 17:05:47", "2021-11-08T17:05:47"),
    ("Zeitstempel", "08.11.2021 17:05:47", "2021-11-08T17:05:47"),
    ("Marca temporal", "08/11/2021 17:05:47", "2021-11-08T17:05:47"),
    ("Marca temporal", "2021/11/08 5:05:47 p. m. GMT+1", "2021-11-08T16:05:47"),
    ("Carimbo de data/hora", "08/11/2021 17:05:47", "2021-11-08T17:05:47"),
    ("Informazioni cronologiche", "08/11/2021 17.05.47", "2021-11-08T17:05:47"),
    ("Tijdstempel", "8-11-2021 17:05:47", "2021-11-08T17:05:47"),
    ("タイムスタンプ", "2021/11/08 5:05:47 午後 GMT+9", "2021-11-08T08:05:47"),
    ("타임스탬프", "2021. 11. 8 오후 5:05:47", "2021-11-08T17:05:47"),
)


@pytest.mark.parametrize("stamp", STAMPS)
def test_timestamps_by_the_language_of_the_account(stamp: tuple[str, str, str], write: Write) -> None:
    header, cell, expected = stamp
    path = write("form.csv", f"{header},How was your visit?\n{cell},Quick and friendly at the desk\n")
    reading = ingest.inspect(path)
    assert (reading.format, reading.column("occurred_at")) == ("google forms", header)
    assert reading.dates is not None
    assert reading.dates.values.iloc[0].isoformat() == expected


def test_a_download_of_the_sheet_as_a_workbook(workbook: Callable[..., Path]) -> None:
    path = workbook("Visit.xlsx", **{"Form Responses 1": [
        ["Timestamp", "Service", "Remarks"], [datetime(2024, 11, 8, 17, 5), 4, "Quick and friendly"],
    ]})  # fmt: skip
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.with_text) == ("google forms", 1)
    assert new.ledger.dates == ("2024-11-08T17:05:00", "2024-11-08T17:05:00")


def test_checkboxes_are_no_words_of_customers(write: Write) -> None:
    used = (
        "Web, App",
        "App, Shop, by the river",
        "Web, Shop, by the river",
        "App, Web",
        "Web",
        "Web, App, Shop, by the river",
    )
    lines = [
        f'2024/03/0{n} 9:00:00 AM GMT,"{cell}",Answer number {n} says it was fine' for n, cell in enumerate(used, 1)
    ]
    path = write("form.csv", "\n".join(["Timestamp,Which of our channels did you use?,And why?", *lines]))
    reading = ingest.inspect(path)
    assert reading.roles["Which of our channels did you use?"] == "ignore"
    assert reading.columns("text") == ["And why?"]


def test_a_timestamp_alone_makes_no_form(write: Write) -> None:
    path = write("log.csv", "Timestamp,comment,score\n2024-01-01 10:00:00,All is well here,5\n")
    assert ingest.inspect(path).format == "table"
