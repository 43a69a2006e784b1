"""From an Excel workbook to its raw table."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pandas as pd

from cxanalytics.errors import ExportError
from cxanalytics.ingest.files import Content, damaged_workbook, locked_workbook
from cxanalytics.ingest.grid import Grid, trim


def read_workbook(content: Content) -> Grid:
    """The raw table of a workbook's largest sheet, dates as ISO text, whole numbers without a decimal point.

    Raises
    ------
    ExportError
        The workbook is damaged, locked or has no filled sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content.data)) as workbook:
            sizes = {name: _size(workbook, name) for name in workbook.sheet_names}
            sheet = max(sizes, key=lambda name: sizes[name]) if sizes else ""
            rows = workbook.get_sheet_by_name(sheet).to_python() if sheet else []
    except PasswordError:
        raise ExportError(locked_workbook(content.name)) from None
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise ExportError(damaged_workbook(content.name)) from error
    if not any(any(cell != "" for cell in row) for row in rows):
        raise ExportError(f"{content.name} has no filled sheet; download it again from the tool it came from.")
    others = [name for name, size in sizes.items() if name != sheet and size > 0]
    said = (f"The sheet '{sheet}' was read, not {_listed(others)}.",) if others else ()
    return Grid(content.name, trim(_as_text(rows)), {"encoding": "Excel", "sheet": sheet}, said)


def _size(workbook: Any, name: str) -> int:
    sheet = workbook.get_sheet_by_name(name)
    return int(sheet.height) * int(sheet.width)


def _as_text(rows: list[list[Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, dtype="object")
    return pd.DataFrame({name: column.map(cell_text).astype("str") for name, column in frame.items()})


def cell_text(cell: Any) -> str:
    """A cell as text: dates in ISO form, whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell.replace("_x000D_", "")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds" if cell.microsecond == 0 else "microseconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if cell is None or isinstance(cell, timedelta):
        return "" if cell is None else str(cell)
    return str(cell)


def _listed(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names[:3]) + (" and others" if len(names) > 3 else "")
