"""How far a workbook's cells spread, told before it is read."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from cxanalytics import ingest
from cxanalytics.errors import ExportError
from cxanalytics.ingest import extents
from cxanalytics.ingest.files import Content


def book(rows: list[list[str]], change: Callable[[bytes], bytes] = bytes) -> Content:
    """A workbook of these rows, the XML of its sheet changed."""
    target, changed = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        sheet = made.add_worksheet("Data")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data) if part.endswith("sheet1.xml") else data)
    return Content("visits.xlsx", changed.getvalue(), "workbook")


ROWS = [["id", "comment"], ["1", "The queue was long"], ["2", "Friendly staff"]]


def at_the_end(cell: str) -> Callable[[bytes], bytes]:
    row = f'<row r="1048576" spans="1:2">{cell}</row></sheetData>'.encode()
    return lambda xml: xml.replace(b"</sheetData>", row)


def test_a_filled_cell_at_the_end_of_the_sheet_is_refused() -> None:
    with pytest.raises(ExportError, match=r"visits.xlsx spreads its cells over 1,048,576 rows and 3 columns"):
        extents.check(book(ROWS, at_the_end('<c r="C1048576" s="1"><v>0</v></c>')))


def test_cells_that_are_only_coloured_do_not_count() -> None:
    extents.check(book(ROWS, at_the_end('<c r="XFD1048576" s="1"/>')))


def test_cells_without_a_place_of_their_own_are_where_their_row_is() -> None:
    with pytest.raises(ExportError, match=r"spreads its cells over 1,048,576 rows"):
        extents.check(book([*ROWS, ["3", "x", "y"]], at_the_end("<c><v>0</v></c>")))


def test_one_text_in_thousands_of_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extents, "_NEVER_REPEATED", 2**22)
    with pytest.raises(ExportError, match=r"visits.xlsx unpacks to more than 20 times its size"):
        extents.check(book([["id", "comment"], *([str(n), "x" * 5000] for n in range(2000))]))
    extents.check(book([["id", "comment"], *([str(n), f"{n} " * 1000] for n in range(2000))]))


def test_too_many_columns_are_refused() -> None:
    wide = book([[f"q{n}" for n in range(6000)], ["x"] * 6000])
    with pytest.raises(ExportError, match=r"visits.xlsx has 6,000 columns, more than 5,000"):
        ingest.look_at(wide)


def test_a_damaged_part_is_a_damaged_workbook() -> None:
    data = bytearray(book(ROWS).data)
    data[200] ^= 0xFF
    with pytest.raises(ExportError, match=r"visits.xlsx is a damaged workbook"):
        extents.check(Content("visits.xlsx", bytes(data[:-40]), "workbook"))
