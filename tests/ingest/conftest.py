"""Files as the tools write them, made on the spot; and the folder of real exports where it is there."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

EXPORTS = Path(__file__).resolve().parents[2] / ".." / "shared" / "exports"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a file of text or bytes and returns its path."""

    def make(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return make


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a workbook of one or more sheets of rows and returns its path."""

    def make(name: str, **sheets: Sequence[Sequence[object]]) -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return make


@pytest.fixture(scope="session")
def export() -> Callable[[str], Path]:
    """A function that finds a real export by its path in the folder of exports, or skips the test."""

    def find(name: str) -> Path:
        path = EXPORTS / name
        if not path.exists():
            pytest.skip(f"the folder of real exports is not here: {name}")
        return path

    return find
