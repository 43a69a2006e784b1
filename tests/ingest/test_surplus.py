"""Records with more fields than the header."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxanalytics import ingest

Write = Callable[..., Path]


def survey(*longer: str, header: str = "id,comment,date") -> str:
    rows = [f"{i},Friendly staff and quick service number {i},2024-01-{1 + i % 28:02d}" for i in range(1, 61)]
    for record in longer:
        rows[int(record.split(",")[0]) - 1] = record
    return "\n".join([header, *rows]) + "\n"


def test_surplus_goes_back_into_the_text(write: Write) -> None:
    reading = ingest.inspect(write("a.csv", survey("31,The staff, sadly, was rude,2024-01-03")))
    assert reading.roles == {"id": "source_id", "comment": "text", "date": "occurred_at"}
    assert reading.table.iloc[30].tolist() == ["31", "The staff, sadly, was rude", "2024-01-03"]
    assert reading.dates is not None
    assert reading.dates.values.notna().all()
    assert reading.warnings[0] == (
        "1 row has more fields than the header, perhaps because of a comma without quotes; "
        "its surplus was joined back into 'comment'; check row 31."
    )


def test_surplus_stays_where_the_other_columns_do_not_fit(write: Write) -> None:
    path = write("a.csv", survey("31,The staff, sadly, was rude,yesterday", "40,No, never,2024-01-03"))
    reading = ingest.inspect(path)
    assert reading.table.iloc[39].tolist() == ["40", "No, never", "2024-01-03", "", ""]
    assert reading.table.iloc[30].tolist() == ["31", "The staff", "sadly", "was rude", "yesterday"]
    assert reading.warnings[0] == (
        "2 rows have more fields than the header, perhaps because of a comma without quotes; "
        "that of 1 was joined back into 'comment'; check rows 31, 40."
    )


def test_two_columns_of_text_leave_it_open(write: Write) -> None:
    rows = "".join(f"{i},Friendly staff and quick service {i},Nothing could be done better {i}\n" for i in range(30))
    reading = ingest.inspect(write("a.csv", "id,What was good?,What was bad?\n" + rows + "31,Nice, really,The queue\n"))
    assert reading.table.iloc[30].tolist() == ["31", "Nice", "really", "The queue"]
    assert reading.warnings[0].endswith("without quotes; check row 31.")


def test_a_nameless_date_never_beats_a_named_one(write: Write) -> None:
    longer = "31,The staff,was rude,2024-01-03,yesterday"
    reading = ingest.inspect(write("a.csv", survey(longer, header="id,comment,when")))
    assert reading.roles["when"] == "occurred_at"
    assert reading.roles["Column 4"] == "ignore"


@pytest.mark.parametrize("header", ["id,comment,date,,", "comment,date"])
def test_columns_without_a_name_are_no_surplus(header: str, write: Write) -> None:
    content = survey(header=header).replace("2024", "x,2024,x") if header.endswith(",") else survey(header=header)
    assert not any("more fields" in sentence for sentence in ingest.inspect(write("a.csv", content)).warnings)


def test_surplus_far_down_a_long_file(write: Write) -> None:
    rows = "".join(f"{i},Friendly staff and quick service {i}\n" for i in range(9_000))
    reading = ingest.inspect(write("a.csv", "id,text\n" + rows + "9000,good, but late\n"))
    assert reading.table.iloc[-1].tolist() == ["9000", "good, but late"]
    assert reading.warnings[0].endswith("check row 9001.")
