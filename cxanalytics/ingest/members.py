"""All tables of what a person gave, each for itself; what was left out of it is said in a sentence."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from cxanalytics.errors import ExportError, MappingError, NoTable, NoTextColumn
from cxanalytics.ingest import containers, remote
from cxanalytics.ingest.archives import LeftOut, printable
from cxanalytics.ingest.decisions import NONE, Decisions, plain
from cxanalytics.ingest.files import Content
from cxanalytics.ingest.reading import Look, Reading, look_at, understand

_SHOWN = 4  # names of each kind in a sentence

_WHY = {
    "other": ("holds no table", "hold no table"),
    "no words": ("is a table without customers' words", "are tables without customers' words"),
    "running text": ("is running text, not a table", "are running text, not tables"),
    "explains": ("has neither date, rating nor id", "have neither date, rating nor id"),
    "sheet": ("is hidden or without records", "are hidden or without records"),
    "set": ("is not where customers speak", "are not where customers speak"),
    "link": ("is a link to elsewhere", "are links to elsewhere"),
    "note": ("is a note", "are notes"),
    "computer": ("was put there by the system", "were put there by the system"),
}


class HasReading(Protocol):
    """What a look at a table was made into: a reading, with whatever else the caller needs of it."""

    @property
    def reading(self) -> Reading:
        """The table understood."""


R = TypeVar("R", bound=HasReading)


@dataclass(frozen=True)
class Found(Generic[R]):
    """A table of what a person gave: the look at it, what the caller made of it (None where it asked for nothing),
    and what is to be said of the others; only with the last.
    """

    seen: Look
    read: R | None
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Member:
    """A table inside what a person gave: the name to show, and the key to ask for it (None for the file itself)."""

    name: str
    key: str | None


@dataclass(frozen=True)
class Listing:
    """The tables of what a person gave that hold words or ratings, and what is to be said of the rest."""

    members: tuple[Member, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class _Plainly:
    reading: Reading


def inspect_all(
    path: Path | str, decisions: Decisions | Mapping[str, str] = NONE, name: str | None = None
) -> list[Reading]:
    """Every table of a file, an archive, a folder or an address, read; the last one's warnings name what was left out.

    Raises
    ------
    ExportError, NoTextColumn, MappingError
        As `each` has it.
    """

    said_of = decisions if isinstance(decisions, Decisions) else Decisions(decisions)

    def read(seen: Look, several: bool) -> _Plainly:
        return _Plainly(understand(seen, said_of.among(seen.columns) if several else said_of))

    found = [item for item in each(path, name, read=read, asked=said_of.columns()) if item.read is not None]
    readings = [item.read.reading for item in found if item.read is not None]
    said = tuple(chain.from_iterable(item.said for item in found))
    return [*readings[:-1], *(replace(last, warnings=(*last.warnings, *said)) for last in readings[-1:])]


def each(
    path: Path | str,
    name: str | None = None,
    member: str | None = None,
    *,
    read: Callable[[Look, bool], R | None],
    asked: Collection[str] = (),
) -> Iterator[Found[R]]:
    """The tables of a file, an archive, a folder or an address, one after the other, as the caller reads them.

    A plain file, or the `member` of that key, is given whatever it holds. `read` is told whether there are several; it
    gives None where it has no need of the table. Of several tables, those without customers'
    words are left out, as are notes, pictures and the like. `asked` are the columns a person said something of: each
    must be in one of the tables at least.

    Raises
    ------
    ExportError
        Something is missing, damaged or locked, or nothing holds a table.
    NoTextColumn
        There are tables, but none with customers' words.
    MappingError
        No table has a column that something was said of.
    """
    given = remote.location(path) if isinstance(path, str) else path
    shown = printable(name or remote.name_of(given))
    if member is not None:
        yield _whole(look_at(containers.one(given, name, member)), read)
        return
    parts = containers.contents(given, name)
    first, second = next(parts, None), next(parts, None)
    if second is None and isinstance(first, Content) and first.member == "":
        yield _whole(look_at(first), read)
        return
    yield from _several(chain([part for part in (first, second) if part], parts), shown, read, asked)


def _whole(seen: Look, read: Callable[[Look, bool], R | None]) -> Found[R]:
    return Found(seen, read(seen, False))


def _several(
    parts: Iterator[Content | LeftOut], shown: str, read: Callable[[Look, bool], R | None], asked: Collection[str]
) -> Iterator[Found[R]]:
    out: list[LeftOut] = []
    looks: list[tuple[str, ...]] = []
    held: Found[R] | None = None
    silent: Found[R] | None = None
    for part in parts:
        if isinstance(part, LeftOut):
            out.append(part)
            continue
        try:
            seen = look_at(part)
        except NoTable:
            out.append(LeftOut(part.member, "other"))
            continue
        looks.append(seen.columns)
        found = Found(seen, read(seen, True))
        why = _why_left_out(found.read.reading, part) if found.read is not None else None
        if why is not None:
            silent = silent or found
            out.append(why)
            continue
        if held is not None:
            yield held
        held = found
    if held is None and silent is not None and len(looks) == 1:
        # The only table: the person is told what it lacks, or has said to keep its ratings alone.
        held, out = silent, [item for item in out if item.why not in ("no words", "running text", "explains")]
    _all_there(asked, looks, shown)
    if held is None:
        raise _nothing(shown, out, tables=len(looks))
    yield replace(held, said=account(out))


def _all_there(asked: Collection[str], looks: Sequence[Collection[str]], shown: str) -> None:
    present = {plain(column) for columns in looks for column in columns}
    missing = next((column for column in asked if plain(column) not in present), None)
    if missing is not None and looks:
        raise MappingError(f"No table in {shown} has a column '{missing}'; check how it is spelled.")


def listing(path: Path, name: str | None = None) -> Listing:
    """The tables of what a person gave that hold words or ratings, without keeping what is in them.

    Raises
    ------
    ExportError
        Something is missing, damaged or locked, or nothing holds a table.
    """
    shown = printable(name or remote.name_of(path))
    parts = containers.contents(path, name)
    first, second = next(parts, None), next(parts, None)
    if second is None and isinstance(first, Content) and first.member == "":
        return Listing((Member(shown, None),), ())
    found: list[Member] = []
    out: list[LeftOut] = []
    for part in chain([part for part in (first, second) if part], parts):
        why = part if isinstance(part, LeftOut) else _why_unread(part)
        if why is not None:
            out.append(why)
        elif isinstance(part, Content):
            found.append(Member(part.name, part.member))
    if not found:
        raise _nothing(shown, out, tables=0)
    return Listing(tuple(found), account(out))


def _why_unread(content: Content) -> LeftOut | None:
    """Why a person need not see the table: it holds neither words nor ratings."""
    try:
        reading = understand(look_at(content))
    except NoTable:
        return LeftOut(content.member, "other")
    why = _why_left_out(reading, content)
    return None if why is not None and why.why == "no words" and reading.column("rating") else why


def _why_left_out(reading: Reading, content: Content) -> LeftOut | None:
    """Why one table of several is no feedback; None where it is."""
    rated = reading.column("rating") in reading.mapped
    if not reading.columns("text") and not rated and not reading.grid:
        return LeftOut(content.member, "no words")
    if reading.mapped or reading.confidence >= 0.6:
        return None
    if content.ending == ".txt" and len(reading.table.columns) == 1 and "layout" not in reading.facts:
        return LeftOut(content.member, "running text")
    told = any(reading.column(role) for role in ("occurred_at", "rating", "source_id"))
    if not told and ("sheet" in content.facts or content.kind == "json"):
        return LeftOut(content.member, "explains")
    return None


def account(out: Sequence[LeftOut]) -> tuple[str, ...]:
    """What was left out, in one sentence with the names and the number of each kind; nothing where nothing was."""
    kinds: list[str] = []
    for why, (one, more) in _WHY.items():
        paths = [printable(item.path.removeprefix("#")) for item in out if item.why == why]
        if paths:
            rest = f" and {len(paths) - _SHOWN:,} more" if len(paths) > _SHOWN else ""
            kinds.append(f"{len(paths):,} {one if len(paths) == 1 else more} ({', '.join(paths[:_SHOWN])}{rest})")
    return (f"Left out of it: {'; '.join(kinds)}.",) if kinds else ()


def _nothing(shown: str, out: Sequence[LeftOut], *, tables: int) -> ExportError:
    said = " ".join(account(out)).removeprefix("Left out of it: ").removesuffix(".") or "it is empty"
    if tables:
        return NoTextColumn(
            f"{shown} holds {tables:,} tables but none with customers' words: {said}; say which column they are in "
            "(on the Import page, or with --map COLUMN=text)."
        )
    return ExportError(f"{shown} holds no table of feedback: {said}; name one with CSV, Excel, JSON or Parquet files.")
