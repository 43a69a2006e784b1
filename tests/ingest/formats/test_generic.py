"""Plain tables."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxanalytics import ingest
from cxanalytics.ingest.formats.generic import source_name

Write = Callable[..., Path]


def test_lines_above_the_header_are_no_records(write: Write) -> None:
    path = write(
        "a.csv",
        "Report of March,,\n,,\nid,date,comment\n1,2024-03-01,Lovely staff\n2,2024-03-02,Long queue\n",
    )
    reading = ingest.inspect(path)
    assert reading.table.columns.tolist() == ["id", "date", "comment"]
    assert len(reading.table) == 2
    assert "The first 2 lines above the header were not read as records." in reading.warnings


def test_a_title_line_above_a_wide_header(write: Write) -> None:
    path = write(
        "a.csv",
        "Mentions of our shop\nid;comment;stars\n1;Lovely staff in the shop;5\n2;Long queue again;1\n",
    )
    assert ingest.inspect(path).table.columns.tolist() == ["id", "comment", "stars"]


def test_a_file_without_a_header_is_numbered(write: Write) -> None:
    path = write("a.csv", "1,2024-03-01,Lovely staff in the shop\n2,2024-03-02,Long queue again at the till\n")
    reading = ingest.inspect(path)
    assert reading.table.columns.tolist() == ["Column 1", "Column 2", "Column 3"]
    assert len(reading.table) == 2
    assert (reading.column("text"), reading.column("occurred_at")) == ("Column 3", "Column 2")
    assert "The file has no header, so its columns are numbered." in reading.warnings


def test_a_list_of_comments(write: Write) -> None:
    said = [
        "Lovely staff in the shop, quick, kind.",
        "Long queue, again!",
        "It was fine.",
        "Slow; late, cold, dear",
    ]
    new = ingest.read(write("a.txt", "\n".join(said)), salt=b"s")
    assert new.feedback["text"].tolist() == said
    with_header = ingest.read(write("b.csv", "Comment\n" + "\n".join(said)), salt=b"s")
    assert with_header.feedback["text"].tolist() == said


def test_repeated_and_missing_names(write: Write) -> None:
    path = write("a.csv", "Other,Other,,\nx,y,z,\n")
    assert ingest.read_table(path).columns.tolist() == ["Other", "Other (2)", "Column 3"]


def test_what_the_company_wrote_is_set_aside(write: Write) -> None:
    path = write("a.csv", "tweet_id,inbound,text\n1,True,My parcel is late again\n2,False,Sorry to hear that\n")
    new = ingest.read(path, salt=b"s")
    assert new.ledger.set_aside == {"written by the company": 1}
    assert new.feedback["text"].tolist() == ["My parcel is late again"]


@pytest.mark.parametrize(
    ("file", "source"),
    [("NPS survey 2024-03.csv", "NPS survey"), ("20240131-complaints_v2.XLSX", "complaints v"), ("2024.csv",
    "Table"),
     ("shop - Aug 13, 2025 - 10 37 11 AM.csv", "shop"), ("reviews.jsonl", "reviews"), ("avis_été.tsv",
     "avis été")],
)  # fmt: skip
def test_the_source_is_the_same_next_month(file: str, source: str) -> None:
    assert source_name(file) == source
