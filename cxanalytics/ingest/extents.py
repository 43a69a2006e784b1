"""How far the cells of a workbook spread, told before it is read: one stray cell must not fill the memory."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from cxanalytics.errors import ExportError
from cxanalytics.ingest.archives import STEEPEST
from cxanalytics.ingest.files import Content, damaged_workbook

MOST_CELLS = 60_000_000  # from the first filled cell to the last; each takes tens of bytes, filled or not
_NEVER_SPARSE = 2_000_000
_PER_BYTE = 4  # cells for each byte of their XML: a filled cell takes at least ten, so most would be empty
_NEVER_STEEP = 64 * 2**20
_CHUNK = 2**20
_REFERENCE = re.compile(rb' r="([A-Z]{0,3})(\d{1,7})"')
_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_REPEATED = re.compile(rb'<table:table-cell\b[^>]*number-columns-repeated="(\d{4,9})"[^>]*(?<!/)>')


def check(content: Content) -> None:
    """Refuse a workbook (XLSX, ODS) whose cells would fill the memory.

    Raises
    ------
    ExportError
        It is damaged, or a cell stands so far out that nearly all of its table is empty.
    """
    try:
        with zipfile.ZipFile(BytesIO(content.data)) as book:
            parts = book.infolist()
            size = sum(part.file_size for part in parts)
            if size > _NEVER_STEEP and size > STEEPEST * len(content.data):
                raise ExportError(
                    f"{content.name} unpacks to more than {STEEPEST} times its size, as no export does; "
                    "ask where it comes from."
                )
            for part in parts:
                name = part.filename.lower()
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _refuse(content.name, *_of_xlsx(_pieces(book, part)), part.file_size)
                elif name == "content.xml":
                    _refuse(content.name, *_of_ods(book.read(part)), part.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise ExportError(damaged_workbook(content.name)) from error


def _refuse(name: str, rows: int, columns: int, size: int) -> None:
    cells = rows * columns
    if cells > MOST_CELLS or (cells > _NEVER_SPARSE and cells > _PER_BYTE * size):
        raise ExportError(
            f"{name} spreads its cells over {rows:,} rows and {columns:,} columns, nearly all of them empty; "
            "delete the stray cells far below or far right of the table, or save the table as CSV."
        )


def _pieces(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The XML in pieces, each beginning with the end of the one before, so that nothing is cut in two."""
    before = b""
    with book.open(part) as stream:
        while piece := stream.read(_CHUNK):
            yield before + piece
            before = piece[-20:]


def _of_xlsx(pieces: Iterator[bytes]) -> tuple[int, int]:
    rows = columns = 0
    letters: set[bytes] = set()
    for piece in pieces:
        references = _REFERENCE.findall(piece)
        letters.update([letter for letter, _ in references])
        rows = max(rows, max(map(int, {row for _, row in references}), default=0))
    for name in letters:
        number = 0
        for letter in name:
            number = number * 26 + letter - 64
        columns = max(columns, number)
    return rows, columns


def _of_ods(data: bytes) -> tuple[int, int]:
    """Rows and columns at most; empty rows that fill up the sheet are not counted, nor empty cells."""
    rows = 0
    for row in _ROW.finditer(data):
        repeated = _ROWS_REPEATED.search(row.group(1))
        times = int(repeated.group(1)) if repeated else 1
        if times > 100:
            end = data.find(b"</table:table-row>", row.end())
            inside = data[row.end() : end if end >= 0 else None]
            times = times if b"office:value" in inside or b"text:p" in inside else 1
        rows += min(times, 1_048_576)
    wide = max((min(int(times), 16_384) for times in _REPEATED.findall(data)), default=1)
    return rows, wide
