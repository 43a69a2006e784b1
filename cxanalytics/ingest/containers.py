"""What a person gave - a file, an archive, a folder, an address - taken apart into its tables."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from cxanalytics.errors import ExportError, NoTable
from cxanalytics.ingest import archives, bundles, remote, workbooks
from cxanalytics.ingest.archives import Entry, LeftOut, printable
from cxanalytics.ingest.files import Content, content_of, open_export

DEEPEST = 2  # archives inside archives
MOST_TABLES = 1_000  # each gets a ledger, and somebody has to read them
_TABLES = frozenset(
    (".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".js", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods",
     ".parquet", ".sav", ".zsav", ".vtt", ".zip", ".gz", ".zst")
)  # fmt: skip
_BY_COMPUTERS = frozenset(("__macosx", "thumbs.db", "desktop.ini", "$recycle.bin"))
_NOTE = re.compile(r"(?i)(?:read[ _-]?me|licen[cs]e|copying|notice|changelog)(?:[._-].*)?")


@dataclass(frozen=True)
class _Place:
    """Where in what was given: the name to show, the member's key, and how many archives are around it."""

    name: str
    member: str = ""
    depth: int = 0
    inside: bool = False

    def step(self, path: str) -> "_Place":
        key = f"{self.member}/{path}" if self.member else path
        return _Place(f"{self.name}/{printable(path)}", key, self.depth, True)

    def holds(self, wanted: str | None) -> bool:
        """Whether the wanted member is here or further inside."""
        return wanted is None or wanted == self.member or wanted.startswith((f"{self.member}/", f"{self.member}#"))


def contents(given: Path | str, name: str | None = None, wanted: str | None = None) -> Iterator[Content | LeftOut]:
    """The tables inside a path or address, one after the other, and what of it holds none.

    A plain file gives itself; an archive or a folder what lies inside, a workbook its filled sheets, and files that
    belong together (`bundles`) one content. `wanted` is a member's key: only that is opened.

    Raises
    ------
    ExportError
        Something is missing, damaged, locked, or unpacks to more than is reasonable.
    """
    shown = printable(name or remote.name_of(given))
    place = _Place(shown)
    if isinstance(given, str):
        found = remote.fetched(given)
        yield from _file(found, place, wanted) if isinstance(found, bytes) else _inside(found, place, wanted)
    elif given.is_dir():
        yield from _inside(_folder(given, shown), place, wanted)
    else:
        yield from _path(given, place, wanted)


def one(given: Path | str, name: str | None = None, member: str | None = None) -> Content:
    """The table of a plain file (of a workbook as a whole), the only one inside something else, or the named member.

    Raises
    ------
    ExportError
        There is none, or there are several and none is named.
    """
    if isinstance(given, str) and not remote.is_address(given):
        given = Path(given)
    if member is None and isinstance(given, Path) and not given.is_dir() and not _packing(given):
        return open_export(given, name)
    shown = printable(name or remote.name_of(given))
    found = [part for part in contents(given, name, member) if isinstance(part, Content)]
    if member is not None:
        found = [part for part in found if part.member == member]
        if not found:
            raise ExportError(f"{shown} does not hold '{printable(member)}' any more; look at what is inside it.")
    if not found:
        raise NoTable(f"{shown} holds no table; name a file of answers (CSV, Excel, JSON or Parquet).")
    if len(found) > 1:
        names = ", ".join(f"'{printable(part.member)}'" for part in found[:3])
        raise ExportError(f"{shown} holds several tables ({names}{' …' if len(found) > 3 else ''}); name one of them.")
    return found[0]


def _packing(path: Path) -> archives.Packing:
    """How a file is packed; "" too for what cannot be opened, which `open_export` has the sentences for."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return ""
        with path.open("rb") as stream:
            return archives.packing(stream.read(8), path.suffix.lower())
    except OSError:
        return ""


def _path(path: Path, place: _Place, wanted: str | None) -> Iterator[Content | LeftOut]:
    how = _packing(path)
    if how == "zip":
        entries = archives.unzipped(path, place.name)
        if entries is not None:
            yield from _inside(entries, replace(place, depth=1), wanted)
            return
    if how in ("gz", "zst"):
        yield from _file(path.read_bytes(), place, wanted)
    else:
        yield from _sheets(open_export(path, place.name), wanted)


def _file(data: bytes, place: _Place, wanted: str | None) -> Iterator[Content | LeftOut]:
    how = archives.packing(data[:8], PurePosixPath(place.name).suffix.lower())
    if how and place.depth >= DEEPEST:
        raise ExportError(f"{place.name} lies in an archive within an archive; unpack it and import what is inside.")
    if how == "zip":
        entries = archives.unzipped(data, place.name)
        if entries is not None:
            yield from _inside(entries, replace(place, depth=place.depth + 1), wanted)
            return
    if how in ("gz", "zst"):
        inner = archives.unpacked(data, how, place.name)
        if inner[257:262] == b"ustar":
            raise ExportError(f"{place.name} is a tar archive; unpack it and import the files inside.")
        yield from _file(inner, replace(place, depth=place.depth + 1), wanted)
        return
    content = content_of(data, place.name)
    facts = {"path": place.name} if place.inside else {}
    yield from _sheets(replace(content, member=place.member, facts=facts), wanted)


def _inside(entries: tuple[Entry, ...], place: _Place, wanted: str | None) -> Iterator[Content | LeftOut]:
    plain, obvious = [], []
    for entry in entries:
        why = _obvious(entry)
        if why is None:
            plain.append(entry)
        else:
            obvious.append(why)
    yield from obvious
    sorted_ = bundles.sort_out(plain, place.name)
    yield from sorted_.left_out
    for bundle in sorted_.sets:
        here = place.step(bundle.path)
        if here.holds(wanted):
            # The set as a whole has the name of what holds it.
            name = here.name if bundle.named else place.name
            yield Content(name, bundle.data(), "json", here.member, {"path": here.name})
    certain = sum(_ending(entry) in _TABLES for entry in sorted_.rest)
    if certain > MOST_TABLES:
        raise ExportError(f"{place.name} holds {certain:,} tables, more than {MOST_TABLES:,}; import it in parts.")
    for entry in sorted_.rest:
        here = place.step(entry.path)
        if here.holds(wanted):
            yield from _entry(entry, here, wanted)


def _entry(entry: Entry, place: _Place, wanted: str | None) -> Iterator[Content | LeftOut]:
    certain = _ending(entry) in _TABLES
    try:
        if certain or _looks_like_a_table(entry.read(8192), place.name):
            yield from _file(entry.read(None), place, wanted)
        else:
            yield LeftOut(entry.path, "other")
    except NoTable:
        yield LeftOut(entry.path, "other")


def _ending(entry: Entry) -> str:
    return PurePosixPath(entry.path).suffix.lower()


def _looks_like_a_table(head: bytes, name: str) -> bool:
    """Files of other endings count where their first bytes are those of an archive, a workbook, JSON or Parquet."""
    if archives.packing(head) or head.startswith((b"PAR1", b"\xd0\xcf\x11\xe0", b"$FL")):
        return True
    try:
        return content_of(head, name).kind != "text"
    except ExportError:
        return False


def _obvious(entry: Entry) -> LeftOut | None:
    """What needs no look inside: links, and files that systems and tools put beside the data."""
    if entry.link:
        return LeftOut(entry.path, "link")
    steps = entry.path.replace("\\", "/").split("/")
    if any(step.lower() in _BY_COMPUTERS or step.startswith((".", "~$")) for step in steps if step):
        return LeftOut(entry.path, "computer")
    return LeftOut(entry.path, "note") if _NOTE.fullmatch(steps[-1]) else None


def _folder(root: Path, shown: str) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        # A hidden folder (.git) is named, not searched; a linked one may lead anywhere.
        closed = [name for name in folders if name.startswith(".") or (here / name).is_symlink()]
        folders[:] = sorted(set(folders) - set(closed))
        entries += [_lying(here / name, root, shown) for name in sorted([*names, *closed])]
        if len(entries) > archives.MOST_MEMBERS:
            raise ExportError(f"{shown} holds more than {archives.MOST_MEMBERS:,} files; import it in parts.")
    return tuple(entries)


def _lying(path: Path, root: Path, shown: str) -> Entry:
    relative = path.relative_to(root).as_posix()

    def read(size: int | None = None) -> bytes:
        try:
            with path.open("rb") as stream:
                return stream.read(-1 if size is None else size)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            name = f"{shown}/{printable(relative)}"
            raise ExportError(f"{name} cannot be opened ({reason}); check that you may read it.") from None

    # A pipe or a device in a folder would be waited for without end.
    return Entry(relative, read, path.is_symlink() or not (path.is_file() or path.is_dir()))


def _sheets(content: Content, wanted: str | None) -> Iterator[Content | LeftOut]:
    """A workbook with several filled sheets as one content for each; everything else as it is."""
    if content.kind != "workbook" or wanted == content.member:
        yield content
        return
    sheets = workbooks.sheets(content)
    filled = [sheet.name for sheet in sheets if sheet.is_table]
    if len(filled) < 2:
        yield content
        return
    for name in filled:
        member = f"{content.member}#{name}"
        if wanted is None or wanted == member:
            facts = {**content.facts, "sheet": name}
            yield replace(content, name=f"{content.name}/{printable(name)}", member=member, facts=facts)
    prefix = f"{content.member}#" if content.member else ""
    yield from (LeftOut(f"{prefix}{sheet.name}", "sheet") for sheet in sheets if not sheet.is_table and sheet.cells)
