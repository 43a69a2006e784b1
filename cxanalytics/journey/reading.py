"""The table in a spreadsheet file, for a journey to be made of it."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from cxanalytics.errors import ExportError
from cxanalytics.ingest import encoding, extents, tables
from cxanalytics.ingest.files import content_of, damaged_workbook, locked_workbook
from cxanalytics.ingest.grid import unique_names
from cxanalytics.ingest.workbook_cells import cell_text
from cxanalytics.journey.sheets import ROW, headers

# An apostrophe that keeps a spreadsheet from taking a text for a formula.
_GUARD = re.compile(r"^'(?=\s*[=+\-@＝＋－＠])")
# The header stands in one of the first rows, below a title perhaps.
_TITLE = 20


def read(file: Path | BinaryIO, name: str) -> pd.DataFrame:
    """The table in a spreadsheet or a CSV file, texts as they stand there, indexed by the number of the row.

    Of a workbook, the first sheet with a column of touchpoints.

    Raises
    ------
    ExportError
        It cannot be read as a table.
    """
    try:
        data = file.read_bytes() if isinstance(file, Path) else file.read()
    except OSError as error:
        raise ExportError(f"{name} cannot be opened ({error.strerror}); check the name and the folder.") from error
    content = content_of(data, name)
    if content.kind == "workbook":
        if not data.startswith(b"PK"):
            raise ExportError(f"{name} is in the old Excel format; open it and save it as XLSX or CSV.")
        extents.check(content)
        sheets = _workbook(data, name)
    elif content.kind == "text":
        sheets = [_lines(encoding.decode(data).utf8.decode("utf-8"), name)]
    else:
        raise ExportError(f"{name} is no spreadsheet; save the table as CSV (UTF-8) or XLSX and try again.")
    return _framed(next((rows for rows in sheets if _header(rows) is not None), max(sheets, key=len)))


def _workbook(data: bytes, name: str) -> list[list[list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = [
                workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in workbook.sheet_names
            ]
    except PasswordError:
        raise ExportError(locked_workbook(name)) from None
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise ExportError(damaged_workbook(name)) from error
    return [[[cell_text(cell) for cell in row] for row in rows] for rows in sheets] or [[]]


def _lines(text: str, name: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=tables.sniff(text)))
    except csv.Error as error:
        raise ExportError(f"{name} cannot be read as CSV ({error}); save it as CSV or XLSX again.") from error
    return [[_GUARD.sub("", cell) for cell in row] for row in rows]


def _header(rows: Sequence[Sequence[str]]) -> int | None:
    """Where the row of headers is; None where no row heads a column of touchpoints."""
    return next((at for at, row in enumerate(rows[:_TITLE]) if "name" in headers(row)), None)


def _framed(rows: Sequence[Sequence[str]]) -> pd.DataFrame:
    top = _header(rows)
    if top is None:
        top = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    width = max(map(len, rows), default=0)
    wide = [[*row, *[""] * (width - len(row))] for row in rows]
    body = {at + 1: row for at, row in enumerate(wide) if at > top and any(cell.strip() for cell in row)}
    names = unique_names(wide[top]) if wide else []
    made = pd.DataFrame(list(body.values()), columns=names, index=pd.Index(list(body), name=ROW), dtype="str")
    empty = [
        not name.strip() and bool((made.iloc[:, at] == "").all()) for at, name in enumerate(wide[top] if wide else [])
    ]
    return made.loc[:, [not gone for gone in empty]]
