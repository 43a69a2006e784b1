"""How far the cells of a workbook spread, told before it is read: one stray cell must not fill the memory."""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from cxanalytics.errors import ExportError
from cxanalytics.ingest.archives import STEEPEST
from cxanalytics.ingest.files import Content, damaged_workbook

MOST_CELLS = 60_000_000  # from the first filled cell to the last; each takes tens of bytes, filled or not
_NEVER_SPARSE = 2_000_000
_PER_BYTE = 4  # cells for each byte of their XML: a filled cell takes at least ten, so most would be empty
_NEVER_STEEP = 64 * 2**20
_NEVER_REPEATED = 200 * 2**20  # bytes of text
_TIMES_REPEATED = 20  # their share of the XML; a text that many cells point to is in the file once
_CHUNK = 2**20
_LONGEST_TAG = 4096
# Any cell or row, quick to find.
_ANY = re.compile(rb"""\sr=["']([A-Za-z]{0,9})(\d+)["']""")
# A cell that is filled; one that is only coloured closes itself, and is not read.
_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]+)(\d+)["'][^>]*(?<!/)>""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s(?:[^>]*?\s)?r\s*=\s*["'](\d+)["'][^>]*(?<!/)>\s*<(?:\w+:)?c(?![^>]*\sr\s*=)""")
_POINTED = re.compile(rb"""\st\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v>\s*(\d+)""")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_CELLS_REPEATED = re.compile(rb'<table:table-cell\b[^>]*number-columns-repeated="(\d{4,10})"[^>]*(?<!/)>')


def check(content: Content) -> None:
    """Refuse a workbook (XLSX, ODS) whose cells would fill the memory.

    Raises
    ------
    ExportError
        It is damaged, or a cell stands so far out that nearly all of its table is empty, or it unpacks without end.
    """
    try:
        with zipfile.ZipFile(BytesIO(content.data)) as book:
            _check(book, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise ExportError(damaged_workbook(content.name)) from error


def _check(book: zipfile.ZipFile, content: Content) -> None:
    parts = {part.filename.lower(): part for part in book.infolist()}
    size = sum(part.file_size for part in parts.values())
    if size > _NEVER_STEEP and size > STEEPEST * len(content.data):
        raise _endless(content.name, STEEPEST)
    if "content.xml" in parts:
        _refuse(content.name, *_of_ods(book.read(parts["content.xml"])), parts["content.xml"].file_size)
    shared = parts.get("xl/sharedstrings.xml")
    texts = [len(text) for text in book.read(shared).split(b"</si>")] if shared is not None else []
    expanded = 0
    for name, part in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            if _is_wide(*_of_xlsx(_pieces(book, part), _ANY), part.file_size):
                _refuse(content.name, *_of_xlsx(_pieces(book, part), _CELL, _ROW), part.file_size)
            expanded += _pointed(_pieces(book, part), texts) if texts else 0
    if expanded > _NEVER_REPEATED and expanded > _TIMES_REPEATED * size:
        raise _endless(content.name, _TIMES_REPEATED)


def _endless(name: str, times: int) -> ExportError:
    return ExportError(
        f"{name} unpacks to more than {times} times its size, as no export does; ask where it comes from."
    )


def _is_wide(rows: int, columns: int, size: int) -> bool:
    cells = rows * columns
    return cells > MOST_CELLS or (cells > _NEVER_SPARSE and cells > _PER_BYTE * size)


def _refuse(name: str, rows: int, columns: int, size: int) -> None:
    if _is_wide(rows, columns, size):
        raise ExportError(
            f"{name} spreads its cells over {rows:,} rows and {columns:,} columns, nearly all of them empty; "
            "delete the stray cells far below or far right of the table, or save the table as CSV."
        )


def _pieces(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The XML in pieces that end with a whole tag."""
    before = b""
    with book.open(part) as stream:
        while piece := stream.read(_CHUNK):
            whole = before + piece
            end = whole.rfind(b"<") if len(whole) > _LONGEST_TAG else len(whole)
            end = end if end > len(whole) - _LONGEST_TAG else len(whole)
            yield whole[:end]
            before = whole[end:]
    yield before


def _of_xlsx(pieces: Iterator[bytes], cell: re.Pattern[bytes], row: re.Pattern[bytes] | None = None) -> tuple[int, int]:
    """The furthest row and column of a sheet's cells as `cell` finds them, and of its rows as `row` does."""
    rows = columns = 0
    letters: set[bytes] = set()
    for piece in pieces:
        cells = cell.findall(piece)
        letters.update([name for name, _ in cells])
        numbers = {number for _, number in cells} | set(row.findall(piece) if row is not None else ())
        rows = max(rows, max(map(int, numbers), default=0))
    for name in letters:
        number = 0
        for letter in name.upper():
            number = number * 26 + letter - 64
        columns = max(columns, number)
    return rows, columns


def _pointed(pieces: Iterator[bytes], texts: list[int]) -> int:
    """Bytes of the shared texts that the cells of a sheet point to; roughly, where that is little at most."""
    longest, bytes_ = max(texts), 0
    for piece in pieces:
        cells = piece.count(b"<v>") + piece.count(b":v>") // 2
        if longest * cells > _CHUNK:
            times = Counter(map(int, _POINTED.findall(piece)))
            bytes_ += sum(texts[text] * n for text, n in times.items() if text < len(texts))
        else:
            bytes_ += longest * cells
    return bytes_


def _of_ods(data: bytes) -> tuple[int, int]:
    """Rows and columns at most; empty rows that fill up the sheet are not counted, nor empty cells."""
    rows = written = 0
    for row in _ODS_ROW.finditer(data):
        repeated = _ROWS_REPEATED.search(row.group(1))
        times = int(repeated.group(1)) if repeated else 1
        if times > 100:
            end = data.find(b"</table:table-row>", row.end())
            inside = data[row.end() : end if end >= 0 else None]
            times = times if b"office:value" in inside or b"text:p" in inside else 1
        rows += min(times, 1_048_576)
        written += 1
    usual = data.count(b"<table:table-cell") // max(1, written)
    return rows, max((min(int(times), 16_384) for times in _CELLS_REPEATED.findall(data)), default=1) + usual
