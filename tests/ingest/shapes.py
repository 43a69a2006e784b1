"""Workbooks of the kinds that no library of ours writes: OpenDocument and old Excel, made by hand."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[str]]

_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
_SECTOR = 512


def ods(sheets: Mapping[str, Rows], row_times: int = 1, cell_times: int = 1) -> bytes:
    """An OpenDocument workbook of texts, the last row and the last cell repeated so often."""
    tables = []
    for name, rows in sheets.items():
        lines = []
        for number, row in enumerate(rows, start=1):
            cells = [
                f'<table:table-cell office:value-type="string" table:number-columns-repeated='
                f'"{cell_times if place == len(row) else 1}"><text:p>{escape(cell)}</text:p></table:table-cell>'
                for place, cell in enumerate(row, start=1)
            ]
            times = row_times if number == len(rows) else 1
            lines.append(f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>')
        tables.append(f'<table:table table:name="{escape(name)}">{"".join(lines)}</table:table>')
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format("".join(tables)))
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return target.getvalue()


def xls(sheets: Mapping[str, Rows]) -> bytes:
    """An Excel workbook of 1997 (BIFF8 in a compound file) of texts."""
    stream = _biff(sheets)
    stream += bytes(max(4096, -(-len(stream) // _SECTOR) * _SECTOR) - len(stream))
    sectors = len(stream) // _SECTOR
    # Sector 0 is the table of sectors, sector 1 the directory, the workbook follows.
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    directory = _folder("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _folder("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return head + struct.pack("<128I", *table) + directory + bytes(256) + stream


def _folder(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    told = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return told + bytes(36) + struct.pack("<IQ", start, size)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _biff(sheets: Mapping[str, Rows]) -> bytes:
    bodies = []
    for rows in sheets.values():
        body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
        width = max(map(len, rows))
        body += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                body += _record(0x204, struct.pack("<HHH", row, column, 0) + text)
        bodies.append(body + _record(0x0A, b""))
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _record(0x42, struct.pack("<H", 1200))
    listed = sum(4 + 4 + 2 + 2 + 2 * len(name) for name in sheets)
    at = len(begin) + listed + 4
    for name, body in zip(sheets, bodies, strict=True):
        told = struct.pack("<IBBBB", at, 0, 0, len(name), 1) + name.encode("utf-16-le")
        begin += _record(0x85, told)
        at += len(body)
    return begin + _record(0x0A, b"") + b"".join(bodies)
