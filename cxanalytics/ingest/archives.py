"""What lies inside archives, read under guard: nothing escapes from them, nothing unpacks without end."""

import gzip
import io
import lzma
import re
import stat
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from cxanalytics import privacy
from cxanalytics.errors import ExportError
from cxanalytics.ingest.files import is_workbook

Packing = Literal["zip", "gz", "zst", ""]

MOST_MEMBERS = 200_000  # a Slack export of some years has tens of thousands
LARGEST = 4 * 2**30  # bytes of one file once unpacked
LARGEST_ALTOGETHER = 16 * 2**30
STEEPEST = 100  # times its packed size: text packs to a tenth, a table of equal rows to a fiftieth
_NEVER_STEEP = 64 * 2**20  # bytes that are harmless however well they were packed
_CHUNK = 2**20
_SIP = 2**11  # packed bytes; a block of a few gives 128 KiB
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, IndexError,
    MemoryError, struct.error, lzma.LZMAError,
)  # fmt: skip
_ESCAPE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")


class Readable(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """The next so many bytes at most; none at the end."""


@dataclass(frozen=True)
class Entry:
    """A file inside something: its path there, and how to get at its bytes (all, or the first so many)."""

    path: str
    read: Callable[[int | None], bytes]
    link: bool = False


Why = Literal["computer", "note", "other", "link", "set", "sheet", "no words", "running text", "explains"]


@dataclass(frozen=True)
class LeftOut:
    """A file (or sheet) inside something that holds no table of feedback, and why.

    computer: put there by the system. note: a README or licence. other: no table. link: points elsewhere. set: of a
    known archive, but not where customers speak. sheet: too small, or hidden. no words: a table without customers'
    words. running text: prose. explains: a sheet about the others.
    """

    path: str
    why: Why


def printable(text: str) -> str:
    """A name without e-mail addresses, and without signs that would break a line or cannot be shown."""
    return privacy.mask_name("".join(sign if sign.isprintable() else "?" for sign in text))


def packing(head: bytes, ending: str = "") -> Packing:
    """How a file beginning with these bytes is packed; "" for what is no archive. A workbook is a zip too."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and ending not in (".xlsx", ".xlsm", ".xlsb", ".ods"):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    return "zst" if head.startswith(b"\x28\xb5\x2f\xfd") else ""


def unzipped(source: Path | bytes, name: str) -> tuple[Entry, ...] | None:
    """The files of a zip archive by their paths; None where it is a workbook.

    Raises
    ------
    ExportError
        The archive is damaged, locked, or would unpack to more than is reasonable.
    """
    try:
        # Stays open as long as one of its entries is held.
        archive = zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
    except _DAMAGES:
        raise ExportError(f"{name} is damaged (often a download that broke off); download it again.") from None
    parts = archive.infolist()
    if is_workbook([part.filename for part in parts]):
        archive.close()
        return None
    _guard(parts, name)
    return tuple(_entry(archive, part, name) for part in parts if not part.is_dir())


def _guard(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MOST_MEMBERS:
        raise ExportError(f"{name} holds {len(parts):,} files, more than {MOST_MEMBERS:,}; import it in parts.")
    for part in parts:
        if not part.filename:
            raise ExportError(f"{name} holds a file without a name, so it is damaged; download it again.")
        if _ESCAPE.search(part.filename):
            raise ExportError(
                f"{name} holds a file that would be written outside of its folder; "
                "it was not made by an export, ask where it comes from."
            )
        if part.flag_bits & 1:
            raise ExportError(f"{name} is protected by a password; unpack it and import the files inside.")
    size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if size > _NEVER_STEEP and size > STEEPEST * packed:
        raise _endless(name)
    if size > LARGEST_ALTOGETHER:
        raise ExportError(f"{name} is too large once unpacked; import it in parts.")


def _entry(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Entry:
    shown = f"{name}/{printable(part.filename)}"

    def read(size: int | None = None) -> bytes:
        try:
            with archive.open(part) as stream:
                return _unpacked(stream, part.compress_size, shown) if size is None else stream.read(size)
        except ExportError:
            raise
        except _DAMAGES:
            raise ExportError(f"{shown} is damaged; download the archive again.") from None

    return Entry(part.filename, read, stat.S_ISLNK(part.external_attr >> 16))


def unpacked(data: bytes, how: Literal["gz", "zst"], name: str) -> bytes:
    """The bytes that were packed with gzip or Zstandard.

    Raises
    ------
    ExportError
        They are damaged or would unpack to more than is reasonable.
    """
    try:
        opened: Any = gzip.GzipFile(fileobj=io.BytesIO(data)) if how == "gz" else _zst(data, name)
        with opened as stream:
            return _unpacked(stream, len(data), name)
    except ExportError:
        raise
    except _DAMAGES:
        raise _broken(name) from None
    except Exception as error:
        # zstandard has an error of its own, which cannot be named here without importing it.
        if type(error).__name__ not in ("ZstdError", "error"):
            raise
        raise _broken(name) from None


def _broken(name: str) -> ExportError:
    return ExportError(f"{name} is damaged or cut off before its end; download or copy it again.")


def _zst(data: bytes, name: str) -> Any:
    source = io.BytesIO(data)
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.ZstdFile(source)
    try:
        import zstandard
    except ImportError:
        raise ExportError(
            f"{name} is packed with Zstandard, which needs the package zstandard; "
            "install it with 'pip install zstandard' or unpack the file."
        ) from None
    return _Frames(source, zstandard.ZstdDecompressor(max_window_size=2**31).decompressobj)


class _Frames(io.RawIOBase):
    """Zstandard frames one after the other; zstandard's own reader would not say that the last is cut off."""

    def __init__(self, source: io.BytesIO, begin: Callable[[], Any]) -> None:
        self._source, self._begin, self._frame, self._fed = source, begin, begin(), b""

    def read(self, size: int = -1) -> bytes:  # noqa: ARG002 - as every reader has it
        """What a little more of the source gives, however much that is; nothing at the end."""
        while fed := self._fed or self._source.read(_SIP):
            self._fed = b""
            if self._frame.eof:
                self._frame = self._begin()
            given: bytes = self._frame.decompress(fed)
            if self._frame.eof:
                self._fed = self._frame.unused_data
            if given:
                return given
        if not self._frame.eof:
            raise EOFError
        return b""


def _endless(name: str) -> ExportError:
    return ExportError(
        f"{name} unpacks to more than {STEEPEST} times its size, as no export does; ask where it comes from."
    )


def _unpacked(stream: Readable, packed: int, name: str) -> bytes:
    pieces: list[bytes] = []
    total = 0
    while piece := stream.read(_CHUNK):
        pieces.append(piece)
        total += len(piece)
        if total > LARGEST:
            raise ExportError(f"{name} is too large once unpacked; export it in parts.")
        if total > _NEVER_STEEP and total > STEEPEST * packed:
            raise _endless(name)
    return b"".join(pieces)
