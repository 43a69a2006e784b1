"""SurveyMonkey exports with one and two header records."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cxanalytics import ingest

Write = Callable[..., Path]


def test_two_header_records(write: Write) -> None:
    path = write(
        "survey.csv",
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last "
        "Name,Custom Data 1,"
        "How likely are you to recommend us?,What did you buy?,,,What could be better?\r\n"
        ",,,,,,,,,Response,Bread,Milk,Other (please specify),Open-Ended Response\r\n"
        "11111111111,9,01/17/2020 12:25:48 AM,01/17/2020 12:30:48 AM,10.0.0.1,,,,,9,Bread,,A cake,"
        "Shorter queues\r\n"
        "11111111112,9,01/18/2020 12:25:48 AM,01/18/2020 01:30:48 PM,10.0.0.2,,,,,3,,Milk,,\r\n",
        "utf-8-sig",
    )
    new = ingest.read(path, salt=b"s")
    assert (new.ledger.format, new.ledger.confidence) == ("surveymonkey", 0.97)
    assert new.ledger.dates == ("2020-01-17T00:30:48", "2020-01-18T13:30:48")
    shown = new.feedback[["source_id", "question", "text", "rating"]].fillna("-").to_numpy().tolist()
    assert shown == [
        ["11111111111", "What did you buy?", "A cake", 9.0],
        ["11111111111", "What could be better?", "Shorter queues", 9.0],
        ["11111111112", "How likely are you to recommend us?", "-", 3.0],
    ]
    assert "IP Address" in new.ledger.dropped
    reading = ingest.inspect(path)
    assert reading.roles["What did you buy? - Bread"] == "ignore"


def test_flattened_copies_are_known_by_the_id(write: Write) -> None:
    path = write(
        "flat.csv",
        "Respondent ID,Collector ID,End Date,Misc feedback\n11111111111,9,9/18/2018 2:11:12 PM,More "
        "of the same please\n",
    )
    reading = ingest.inspect(path)
    assert (reading.format, reading.confidence) == ("surveymonkey", 0.8)
    assert reading.table["Respondent ID"].tolist() == ["11111111111"]
    assert (reading.column("source_id"), reading.columns("text")) == ("Respondent ID", ["Misc feedback"])


def test_expanded_workbook_with_a_grid(workbook: Callable[..., Path]) -> None:
    about = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"]
    when = datetime(2020, 1, 17, 9, 30)
    path = workbook("survey.xlsx", Sheet1=[
        [*about, "What did you buy?", "", "How satisfied were you with these?", "", "What could be better?"],
        ["", "", "", "", "", "Bread", "Cake", "The till", "The car park", "Open-Ended Response"],
        [11111111111, 9, when, when, "10.0.0.1", "Bread", "", "Satisfied", "Very dissatisfied", "Shorter queues"],
        [11111111112, 9, when, when, "10.0.0.2", "Bread", "Cake", "Dissatisfied", "Satisfied", ""],
    ])  # fmt: skip
    reading = ingest.inspect(path)
    assert (reading.format, reading.confidence) == ("surveymonkey", 0.97)
    assert reading.table["Respondent ID"].tolist() == ["11111111111", "11111111112"]  # no ".0"
    assert reading.columns("text") == ["What could be better?"]
    assert {reading.roles["What did you buy? - Bread"], reading.roles["What did you buy? - Cake"]} == {"ignore"}
    # The rows of a grid are answers, not ticks: they may be ratings.
    assert [(item.touchpoint, item.ratings.values.tolist()) for item in reading.grid] == [
        ("Till", [4.0, 2.0]), ("Car park", [1.0, 4.0]),
    ]  # fmt: skip
    assert reading.table["How satisfied were you with these? - The car park"].tolist() == [
        "Very dissatisfied", "Satisfied",
    ]  # fmt: skip


def test_condensed_choices_share_a_cell(write: Write) -> None:
    bought = ("Bread, Cake", "Cake, Tea, hot", "Bread, Cake", "Bread, Tea, hot", "Cake", "Bread")
    rows = [
        f'1111111111{n},9,01/{n + 12}/2020 12:30:48 AM,"{cell}",Number {n} would like shorter queues'
        for n, cell in enumerate(bought, 1)
    ]
    head = (
        "Respondent ID,Collector ID,End Date,What did you buy?,What could be better?\n,,,Response,Open-Ended Response"
    )
    reading = ingest.inspect(write("survey.csv", "\n".join((head, *rows)), "utf-8-sig"))
    assert reading.roles["What did you buy?"] == "ignore"
    assert reading.columns("text") == ["What could be better?"]
    assert reading.facts["date_order"] == "month/day/year"
    alone = "Respondent ID,Collector ID,End Date,What did you buy?,What could be better?"
    flat = ingest.inspect(write("flat.csv", "\n".join((alone, *rows))))
    assert (flat.roles["What did you buy?"], flat.confidence) == ("ignore", 0.8)
    assert flat.columns("text") == ["What could be better?"]
