"""Workbooks to raw tables."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from cxanalytics import ingest
from cxanalytics.errors import ExportError

Workbook = Callable[..., Path]


def test_cells_as_a_person_would_read_them(workbook: Workbook) -> None:
    rows = [["ID", "When", "Title", "Score"], [12345678901, datetime(2024, 5, 6, 7, 8), 345, 4.5]]
    table = ingest.read_table(workbook("a.xlsx", Data=rows))
    assert table.to_dict("list") == {
        "ID": ["12345678901"], "When": ["2024-05-06 07:08:00"], "Title": ["345"], "Score": ["4.5"],
    }  # fmt: skip


def test_the_largest_sheet_is_read_and_the_others_named(workbook: Workbook) -> None:
    path = workbook("a.xlsx", Cover=[["Report"]], Data=[["id", "comment"], [1, "fine"], [2, "bad"]])
    reading = ingest.inspect(path)
    assert reading.facts["sheet"] == "Data"
    assert "The sheet 'Data' was read, not 'Cover'." in reading.warnings


def test_a_workbook_without_cells_is_refused(workbook: Workbook) -> None:
    with pytest.raises(ExportError, match=r"a.xlsx has no filled sheet"):
        ingest.inspect(workbook("a.xlsx", Data=[]))
