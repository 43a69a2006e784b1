"""Delimited text, JSON and Parquet to raw tables."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cxanalytics import ingest
from cxanalytics.errors import ExportError
from cxanalytics.ingest.files import open_export
from cxanalytics.ingest.tables import read_grid, sniff

Write = Callable[..., Path]


def cells(path: Path) -> list[list[str]]:
    return read_grid(open_export(path)).cells.to_numpy().tolist()


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n3,1;4,2\n", ";"),
        ("a\tb\n1, or 2\t3\n", "\t"),
        ("a|b\nx, y|z; w\n", "|"),
        ('a;b\n"x;y,z";2\n', ";"),
        ("id,comment,date,score\nx\n2,Kind,2024-01-01,4\ny\nz\n3,Slow,2024-01-02,5\nw\n", ","),
        ("Report\nMade;2024-01-01\n\na;b;c\n1;2;3\n4;5;6\n", ";"),
        ("id;q, with comma;r\n1;a;b\n2;c, d, e;f\n", ";"),
    ],
)
def test_the_delimiter_cuts_evenly(sample: str, delimiter: str) -> None:
    assert sniff(sample) == delimiter


def test_one_column_of_sentences_is_not_cut() -> None:
    assert sniff("Review\nGood, clean, quick\nBad\nSlow, sad\nFine; thanks\n") not in (",", ";")


def test_cells_are_text_and_trimmed(write: Write) -> None:
    assert cells(write("a.csv", '\ufeffid,text\n007," a ""b"" \n c "\n10,\u00a0None\u00a0\n')) == [
        ["id", "text"], ["007", 'a "b" \n c'], ["10", "None"],
    ]  # fmt: skip


def test_a_declared_delimiter_is_taken(write: Write) -> None:
    assert cells(write("a.csv", "sep=;\na;b\n1;2\n")) == [["a", "b"], ["1", "2"]]


def test_longer_records_are_kept_and_told(write: Write) -> None:
    path = write("a.csv", "id,code\n1,x7\n2,x8,x9\n3,x5\n")
    grid = read_grid(open_export(path))
    assert grid.cells.iloc[2].tolist() == ["2", "x8", "x9"]
    assert grid.warnings == (
        "1 row has more fields than the header, perhaps because of a comma without quotes; check row 2.",
    )


def test_lines_above_the_header_do_not_hide_it(write: Write) -> None:
    rows = "Kind staff;2024-01-02;5\nSlow, sad;2024-01-03;1\n"
    head = "Report of answers\nCreated;2024-01-01\n\ncomment;date;score\n"
    reading = ingest.inspect(write("a.csv", head + rows + "Total: 2\n"))
    assert reading.roles == {"comment": "text", "date": "occurred_at", "score": "rating"}
    assert len(reading.table) == 3


def test_an_open_quotation_mark_does_not_swallow_the_file(write: Write) -> None:
    grid = read_grid(open_export(write("a.csv", 'id,text\n1,"fine\n2,good\n')))
    assert grid.cells.to_numpy().tolist() == [["id", "text"], ["1", '"fine'], ["2", "good"]]
    assert "not closed" in grid.warnings[0]


def test_json_lines_keep_long_numbers(write: Write) -> None:
    path = write("a.jsonl", '{"id": 1440716895355764743, "stars": 5.0}\n{"id": 2, "stars": null, "x": {"y": true}}\n')
    assert ingest.read_table(path).to_dict("list") == {
        "id": ["1440716895355764743", "2"], "stars": ["5.0", ""], "x.y": ["", "True"],
    }  # fmt: skip


def test_json_finds_the_list_of_records(write: Write) -> None:
    content = '{"meta": {"n": 2}, "reviews": [{"id": "a", "tags": ["x", "y"]}, {"id": "b", "tags": []}]}'
    table = ingest.read_table(write("a.json", content))
    assert table.to_dict("list") == {"id": ["a", "b"], "tags": ["x; y", ""]}


def test_javascript_archive(write: Write) -> None:
    path = write("tweets.js", 'window.YTD.tweets.part0 = [ {"tweet": {"id": "1", "full_text": "hi"}} ]')
    assert ingest.read_table(path).to_dict("list") == {"id": ["1"], "full_text": ["hi"]}


@pytest.mark.parametrize("content", ['{"a": [1, 2', '{"a": 1}\n{"a": ', "[1, 2, 3]", "{}"])
def test_broken_json_is_refused(content: str, write: Write) -> None:
    with pytest.raises(ExportError, match=r"^a.json "):
        ingest.inspect(write("a.json", content))


def test_a_csv_may_begin_with_a_bracket(write: Write) -> None:
    assert ingest.read_table(write("a.csv", "[Seed],Comment\n1,fine\n")).columns.tolist() == [
        "[Seed]",
        "Comment",
    ]


def test_parquet_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pd.DataFrame(
        {
            "id": [1, 2],
            "score": [4.0, None],
            "at": pd.to_datetime(["2024-01-02 00:00:00", "2024-01-03 04:05:06"]),
            "ok": [True, False],
        }
    ).to_parquet(path)
    assert ingest.read_table(path).to_dict("list") == {
        "id": ["1", "2"], "score": ["4", ""], "at": ["2024-01-02 00:00:00", "2024-01-03 04:05:06"],
        "ok": ["True", "False"],
    }  # fmt: skip


def test_a_time_zone_in_parquet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    at = pd.to_datetime(["2024-01-02 00:30:00", "2024-07-03 12:00:00"]).tz_localize("Europe/Berlin")
    pd.DataFrame({"at": at, "day": at.tz_convert("UTC"), "comment": ["Kind staff", "Slow"]}).to_parquet(path)
    reading = ingest.inspect(path, {"at": "occurred_at"})
    assert reading.warnings[0] == "The times in 'at' are in the time zone Europe/Berlin; they are moved to UTC."
    assert not any("'day'" in sentence for sentence in reading.warnings)
    assert reading.dates is not None
    assert reading.dates.values.astype("str").tolist() == ["2024-01-01 23:30:00", "2024-07-03 10:00:00"]


def test_damaged_notes_of_pandas_in_parquet_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"date": ["2026-01-01"], "comment": ["Kind staff"]})
    pq.write_table(
        table.replace_schema_metadata({"pandas": '{"index_columns": [], "columns": [{"name": "date"}]}'}), path
    )
    assert ingest.inspect(path).table["comment"].tolist() == ["Kind staff"]


def test_a_damaged_parquet_file_is_refused(write: Write) -> None:
    with pytest.raises(ExportError, match=r"a.parquet is a damaged Parquet file"):
        ingest.inspect(write("a.parquet", b"PAR1" + b"x" * 40 + b"PAR1"))


def test_a_header_alone_is_refused(write: Write) -> None:
    with pytest.raises(ExportError, match=r"a.csv has a header but no records"):
        ingest.inspect(write("a.csv", "id,comment\n"))


def test_damaged_texts_in_parquet_are_said(tmp_path: Path) -> None:
    path = tmp_path / "survey.parquet"
    texts = pa.array([b"fine", b"100\xf1"], type=pa.binary()).view(pa.string())
    pq.write_table(pa.table({"id": ["1", "2"], "comment": texts, "rating": [1, 2]}), path)
    with pytest.raises(ExportError, match=r"survey.parquet is a damaged Parquet file"):
        ingest.inspect(path)
