"""Cells of a workbook as text; run as a program, those of the workbook on its standard input.

The program stands alone (it imports nothing of the package): old binary workbooks are read by it, in a process of its
own with bounds, because a damaged one can bring down the process that reads it.
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

MOST_MEMORY = 2 * 2**30  # bytes
MOST_CELLS = 17_000_000  # what the old format can hold on one sheet


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


def main() -> int:
    """Print the sheets as JSON: [{"name", "hidden", "rows"}]; 1 damaged, 2 locked, 3 too far spread."""
    from python_calamine import CalamineWorkbook, PasswordError

    _bounded()
    found = []
    try:
        with CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read())) as book:
            for sheet in book.sheets_metadata:
                cells = book.get_sheet_by_name(sheet.name)
                if cells.height * cells.width > MOST_CELLS:
                    return 3
                rows = [[cell_text(cell) for cell in row] for row in cells.to_python()]
                hidden = not str(sheet.visible).endswith(".Visible")
                found.append({"name": sheet.name, "hidden": hidden, "rows": rows})
    except PasswordError:
        return 2
    except BaseException:  # noqa: BLE001 - whatever a damaged workbook brings about ends here
        return 1
    json.dump(found, sys.stdout)
    return 0


def _bounded() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


if __name__ == "__main__":
    raise SystemExit(main())
