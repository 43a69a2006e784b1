"""What a file is, told from its first bytes; files that hold no table are refused in one sentence."""

import hashlib
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePath
from typing import Literal

from cxanalytics import privacy
from cxanalytics.errors import ExportError, NoTable

Kind = Literal["workbook", "parquet", "spss", "json", "text"]

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
JAVASCRIPT = re.compile(r"^\s*window\.[\w.\[\]\"']+\s*=\s*")  # how an X archive begins
_HTML = re.compile(r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_LARGEST_WORKBOOK = 4 * 2**30  # bytes once unpacked; more is a mistake or an attack

_REFUSED = (
    (b"%PDF", "is a PDF; export the answers as CSV or Excel instead"),
    (b"{\\rtf", "is a word-processor document; save the table as CSV or Excel instead"),
    (b"\x1f\x8b", "is a gzip archive; unpack it and import the file inside"),
    (b"7z\xbc\xaf", "is a 7-Zip archive; unpack it and import the files inside"),
    (b"Rar!", "is a RAR archive; unpack it and import the files inside"),
    (b"SQLite format 3", "is a database; export the table as CSV instead"),
    (b"\x89PNG", "is a picture; import the table it shows as CSV or Excel"),
    (b"\xff\xd8\xff", "is a picture; import the table it shows as CSV or Excel"),
)
_WITHOUT_TABLE = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")


@dataclass(frozen=True)
class Content:
    """A file's bytes and what they are.

    member: which part of what a person gave it is ("location-1/reviews.json", "#Sheet2"), "" for the whole. facts: what
    is known from outside: path (inside a zip or folder), sheet (of a workbook with several).
    """

    name: str
    data: bytes
    kind: Kind
    member: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def ending(self) -> str:
        """The ending of the name in lower case, without that of a packing: ".csv" for "reviews.csv.gz"."""
        return PurePath(re.sub(r"(?i)\.(?:gz|zst)$", "", self.name)).suffix.lower()

    @property
    def import_id(self) -> str:
        """What the same bytes (and the same sheet of them) give again."""
        digest = hashlib.blake2b(self.data, digest_size=8)
        if "sheet" in self.facts:
            digest.update(b"\x00sheet\x00" + self.facts["sheet"].encode("utf-8", "replace"))
        return digest.hexdigest()


def open_export(path: Path, name: str | None = None) -> Content:
    """Read a file and say what it is.

    `name` is the file name to show where the file lies under another name (an upload).

    Raises
    ------
    ExportError
        The file is missing, empty, damaged, locked or of a kind that holds no table.
    """
    shown = privacy.mask_name(name or path.name)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ExportError(f"{shown}: there is no such file; check the name and the folder.") from None
    except IsADirectoryError:
        raise ExportError(f"{shown} is a folder; name the files inside it.") from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise ExportError(f"{shown} cannot be opened ({reason}); check that you may read it.") from None
    return content_of(data, shown)


def content_of(data: bytes, name: str) -> Content:
    """The bytes of a file and what they are.

    Raises
    ------
    ExportError
        They are empty, damaged, locked or of a kind that holds no table.
    """
    return Content(name, data, _kind(data, name))


def _kind(data: bytes, name: str) -> Kind:
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise NoTable(f"{name} is empty; download it again from the tool it came from.")
    for magic, sentence in _REFUSED:
        if data.startswith(magic):
            # An archive or a database may hold one: that is for the person to take out.
            raise (NoTable if magic in _WITHOUT_TABLE else ExportError)(f"{name} {sentence}.")
    if data.startswith(b"PK"):
        return _workbook(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(data, name)
    if data.startswith(b"PAR1"):
        if not data.endswith(b"PAR1") or len(data) < 12:
            raise ExportError(f"{name} is cut off before its end; download or copy it again.")
        return "parquet"
    if data.startswith((b"$FL2", b"$FL3")):
        return "spss"
    return _text(data, name)


def _workbook(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ExportError(damaged_workbook(name)) from None
    if not is_workbook([part.filename for part in parts]):
        raise ExportError(f"{name} is a zip archive; unpack it and import the files inside.")
    if sum(part.file_size for part in parts) > _LARGEST_WORKBOOK:
        raise ExportError(f"{name} is too large once unpacked; export it in parts or as CSV.")
    return "workbook"


def is_workbook(parts: Sequence[str]) -> bool:
    """Whether these are the parts of a workbook (XLSX, XLSB, ODS), not the files of an archive."""
    # A text document (ODT, DOCX) has the same outer shape; reading it as a workbook fails with a sentence.
    return any(part.startswith("xl/workbook.") for part in parts) or {"mimetype", "content.xml"} <= set(parts)


def damaged_workbook(name: str) -> str:
    """The sentence about a workbook that is damaged."""
    return f"{name} is a damaged workbook (often a download that broke off); download it again."


def locked_workbook(name: str) -> str:
    """The sentence about a workbook that asks for a password."""
    return f"{name} is protected by a password; open it in Excel, remove the password and save it again."


def _old_office(data: bytes, name: str) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ExportError(locked_workbook(name))
    if not any(stream.encode("utf-16-le") in data for stream in ("Workbook\0", "Book\0", "WORKBOOK\0", "BOOK\0")):
        raise NoTable(f"{name} is an old Office document, not a workbook; save the table as XLSX or CSV.")
    return "workbook"


def _text(data: bytes, name: str) -> Kind:
    head = opening(data)
    if _HTML.match(head):
        raise NoTable(
            f"{name} is a web page, not a table (the download link often needs a login); "
            "download the file itself and import that."
        )
    if head.startswith("version https://git-lfs"):
        raise ExportError(
            f"{name} is only a pointer to a file kept in Git LFS; fetch the file itself with 'git lfs pull'."
        )
    if head.lstrip().startswith("<?xml"):
        raise NoTable(f"{name} is an XML file; export the answers as CSV, Excel or JSON instead.")
    if _is_binary(head):
        raise NoTable(f"{name} is not a table that can be read; export it as CSV, Excel, JSON or Parquet.")
    if JAVASCRIPT.match(head) or head.lstrip()[:1] in ("{", "["):
        return "json"
    return "text"


def opening(data: bytes, size: int = 8192) -> str:
    """The beginning of a text file, decoded well enough to tell what it is."""
    head = data[:size]
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    wide = guess_utf16(head)
    return head.decode(wide or "latin-1", "replace")


def guess_utf16(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` where every other byte at the beginning is zero; None otherwise."""
    head = data[:8192]
    even, odd = head[0::2], head[1::2]
    if len(odd) < 4:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _is_binary(head: str) -> bool:
    controls = sum(1 for sign in head if ord(sign) < 32 and sign not in "\t\n\r\f\v\x1a\x1c\x1e")
    return controls > max(2, 0.01 * len(head))
