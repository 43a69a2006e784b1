"""From a workbook (XLSX, XLSB, XLS, ODS) to its raw table."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd

from cxanalytics.errors import ExportError, NoTable
from cxanalytics.ingest import extents, workbook_cells
from cxanalytics.ingest.files import Content, damaged_workbook, locked_workbook
from cxanalytics.ingest.grid import Grid, refuse_too_wide, trim
from cxanalytics.ingest.workbook_cells import cell_text

_PATIENCE = 120  # seconds


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: its name, its rows and columns from the first filled cell to the last, whether hidden."""

    name: str
    height: int
    width: int
    hidden: bool

    @property
    def cells(self) -> int:
        """Cells from the first filled one to the last."""
        return self.height * self.width

    @property
    def is_table(self) -> bool:
        """A header and a record at least, and meant to be seen."""
        return self.height > 1 and not self.hidden


def sheets(content: Content) -> list[Sheet]:
    """The sheets of a workbook in its order; none where there is only one, which need not be measured.

    Raises
    ------
    ExportError
        The workbook is damaged, locked or spreads its cells without end.
    """
    return _in_old(content)[0] if _is_old(content) else _in_new(content)[0]


def read_workbook(content: Content) -> Grid:
    """The raw table of a workbook's largest sheet (or of the one that is named), as text.

    Dates are in ISO form, whole numbers have no decimal point.

    Raises
    ------
    ExportError
        The workbook is damaged, locked or has no filled sheet.
    """
    wanted = content.facts.get("sheet", "")
    found, sheet, rows = _in_old(content, wanted) if _is_old(content) else _in_new(content, wanted, read=True)
    if not any(any(cell != "" for cell in row) for row in rows):
        raise NoTable(f"{content.name} has no filled sheet; download it again from the tool it came from.")
    refuse_too_wide(max(map(len, rows)), content.name)
    others = [other.name for other in found if other.name != sheet and other.cells > 0]
    said = (f"The sheet '{sheet}' was read, not {_listed(others)}.",) if others and not wanted else ()
    kind = "OpenDocument" if b"opendocument.spreadsheet" in content.data[:200] else "Excel"
    return Grid(content.name, trim(_as_text(rows)), {"encoding": kind, "sheet": sheet}, said)


def _is_old(content: Content) -> bool:
    """Whether it is one of the binary kinds (XLS, XLSB), which nothing can be told of before they are read."""
    if not content.data.startswith(b"PK"):
        return True
    try:
        with zipfile.ZipFile(BytesIO(content.data)) as book:
            return any(name.lower().endswith("workbook.bin") for name in book.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ExportError(damaged_workbook(content.name)) from None


def _in_new(content: Content, wanted: str = "", *, read: bool = False) -> tuple[list[Sheet], str, list[list[Any]]]:
    """The sheets (none where there is only one), the name of the wanted or largest one and, to `read`, its cells."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    extents.check(content)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content.data)) as book:
            names = list(book.sheet_names)
            found = [_measured(book, meta) for meta in book.sheets_metadata] if len(names) > 1 and not wanted else []
            name = wanted or _largest(found) or next(iter(names), "")
            return found, name, book.get_sheet_by_name(name).to_python() if read and name else []
    except PasswordError:
        raise ExportError(locked_workbook(content.name)) from None
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise ExportError(damaged_workbook(content.name)) from error
    except BaseException as error:
        # What the reader calls a panic is no Exception, and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise ExportError(damaged_workbook(content.name)) from None


def _measured(book: Any, meta: Any) -> Sheet:
    sheet = book.get_sheet_by_name(meta.name)
    return Sheet(str(meta.name), int(sheet.height), int(sheet.width), not str(meta.visible).endswith(".Visible"))


def _largest(found: Sequence[Sheet]) -> str:
    seen = [sheet for sheet in found if not sheet.hidden and sheet.cells] or found
    return max(seen, key=lambda sheet: sheet.cells).name if seen else ""


def _in_old(content: Content, wanted: str = "") -> tuple[list[Sheet], str, list[list[Any]]]:
    """As `_in_new`, read by a process of its own: a damaged workbook can bring down the one that reads it."""
    command = [sys.executable, "-I", workbook_cells.__file__]
    try:
        done = subprocess.run(command, input=content.data, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired:
        done = None
    if done is not None and done.returncode == 2:
        raise ExportError(locked_workbook(content.name))
    if done is None or done.returncode != 0:
        raise ExportError(damaged_workbook(content.name))
    read = json.loads(done.stdout)
    found = [Sheet(each["name"], len(each["rows"]), max(map(len, each["rows"]), default=0), each["hidden"])
             for each in read]  # fmt: skip
    name = wanted or _largest(found)
    rows: list[list[Any]] = next((each["rows"] for each in read if each["name"] == name), [])
    return found if len(found) > 1 else [], name, rows


def _as_text(rows: list[list[Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, dtype="object")
    return pd.DataFrame({name: column.map(cell_text).astype("str") for name, column in frame.items()})


def _listed(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names[:3]) + (" and others" if len(names) > 3 else "")
