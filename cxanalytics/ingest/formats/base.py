"""What every family of exports answers: do I know this file, and how is it to be read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

import pandas as pd

from cxanalytics.ingest import dates, headers
from cxanalytics.ingest.grid import Grid, trim, unique_names

# Reasons why a record is no feedback, the same words in every format.
BY_COMPANY = "written by the company"
BY_SYSTEM = "written by the system"
RETWEET = "retweet"
SHARE = "share"
EDITED = "edited later, the last version is kept"
REMOVED = "deleted or removed"
# A header is looked for among so many records, and in so many cells of each.
_HEADER_RECORDS, _HEADER_CELLS = 40, 400


def no_records() -> pd.DataFrame:
    """An empty account of records set aside."""
    return pd.DataFrame({"record": pd.Series(dtype="int64"), "reason": pd.Series(dtype="str")})


def aside(mask: pd.Series, reason: str) -> pd.DataFrame:
    """The records for which the mask holds (by position), with the reason."""
    positions = mask.reset_index(drop=True)
    found = positions.index[positions.to_numpy(dtype=bool)]
    return pd.DataFrame({"record": found.astype("int64"), "reason": pd.Series([reason] * len(found), dtype="str")})


@dataclass(frozen=True)
class Layout:
    """How a file of a known format is read.

    table: the records as text under unique column names. source and kind as in the feedback table; kind "" is
    told from the headers. known: columns whose role is certain. settled: further roles nobody else may get.
    questions: column -> question text where it differs from the header. set_aside: records (positions in the
    table) that are no feedback. personal: fields that were left out of the table.
    """

    table: pd.DataFrame
    source: str
    kind: str
    known: Mapping[str, str] = field(default_factory=dict)
    settled: Collection[str] = ()
    questions: Mapping[str, str] = field(default_factory=dict)
    set_aside: pd.DataFrame = field(default_factory=no_records)
    facts: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()


class Format(Protocol):
    """A module of this package. `NAME` is what the ledger calls the format."""

    NAME: str

    def recognise(self, grid: Grid) -> float:
        """How sure it is that the file is of this family, 0 to 1."""

    def lay_out(self, grid: Grid) -> Layout:
        """The file's records and what is certain about its columns."""


def header_set(grid: Grid) -> set[str]:
    """The column names of a file, lower case, for signatures."""
    return {name.lower() for name in grid.names if name}


def plain_set(grid: Grid) -> set[str]:
    """The column names of a file as plain words ("userName" and "User Name" are both "user name"), for signatures."""
    return set(_plain_names(tuple(grid.names)))


@lru_cache(maxsize=64)
def _plain_names(names: tuple[str, ...]) -> frozenset[str]:
    """The names as plain words; kept, because every format asks for those of the same file."""
    return frozenset(headers.clean(name) for name in names if name)


def pick(table: pd.DataFrame, roles: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Column -> role: for each role the first of its names that is in the table and still free.

    Names are compared as plain words: "Review ID", "review_id" and "reviewId" are the same.
    """
    present: dict[str, str] = {}
    for column in table:
        present.setdefault(headers.clean(str(column)), str(column))
    chosen: dict[str, str] = {}
    for role, names in roles.items():
        for name in names:
            column = present.get(headers.clean(name))
            if column is not None and column not in chosen:
                chosen[column] = role
                break
    return chosen


def named(table: pd.DataFrame, *names: str) -> str | None:
    """The first of the names, as plain words, that is a column; None where none is."""
    return next(iter(pick(table, {"": names})), None)


def ignored(table: pd.DataFrame, names: Iterable[str]) -> dict[str, str]:
    """Column -> "ignore" for those of the names that are in the table."""
    wanted = {headers.clean(name) for name in names}
    return {str(column): "ignore" for column in table if headers.clean(str(column)) in wanted}


def segments(table: pd.DataFrame, names: Iterable[str]) -> dict[str, str]:
    """Column -> "segment" for those of the names that are in the table and differ between its records."""
    wanted = {headers.clean(name) for name in names}
    return {str(c): "segment" for c in table if headers.clean(str(c)) in wanted and table[c].nunique() > 1}


def header_at(grid: Grid, signature: Collection[str]) -> int | None:
    """Position of the first record that holds all names of a signature (plain words); None where none does."""
    wanted = set(signature)
    for position, record in enumerate(grid.head[:_HEADER_RECORDS]):
        if wanted <= _plain_names(tuple(name for name in record[:_HEADER_CELLS] if len(name) < 80)):
            return position
    return None


def together(*accounts: pd.DataFrame) -> pd.DataFrame:
    """Several accounts of records set aside as one; each record once, with the first reason given."""
    joined: pd.DataFrame = pd.concat(accounts, ignore_index=True)
    return joined.drop_duplicates("record", ignore_index=True).sort_values("record", ignore_index=True)


def last_version(table: pd.DataFrame, identity: str, when: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table and its earlier versions set aside: of the records with one id the latest counts.

    The earlier ones lose their id in the table, so that the latest is not taken for a repeat of them.
    """
    stamps = dates.parse(table[when]).values.reset_index(drop=True)
    ids = table[identity].reset_index(drop=True)
    latest = stamps.groupby(ids).transform("max")
    older = (ids != "") & stamps.notna() & (stamps < latest)
    kept = ids.mask(older, "").set_axis(table.index)
    return table.assign(**{identity: kept}), aside(older, EDITED)


def first_records(grid: Grid) -> pd.DataFrame:
    """The records among the first lines of a file under its column names, for signatures in the cells."""
    first = 0 if grid.header is None else grid.header + 1
    return pd.DataFrame(grid.head[first:], columns=unique_names(grid.names), dtype="str")


def begins_with_rt(text: pd.Series) -> pd.Series:
    """Which posts pass on somebody else's words the old way: "RT @name: ..."."""
    return text.str.match(r"RT @\w+")


def cell(value: Any) -> str:
    """A JSON value as the text of a cell; "" for nothing and for what holds other values."""
    return "" if value is None or isinstance(value, dict | list) else str(value)


def inside(node: Any, *keys: str) -> Any:
    """The value under keys one below the other; None where the way breaks off."""
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def objects(node: Any) -> list[dict[str, Any]]:
    """The objects of a JSON list; an object alone is a list of one, anything else an empty one."""
    if isinstance(node, dict):
        return [node]
    return [item for item in node if isinstance(item, dict)] if isinstance(node, list) else []


def frame(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> pd.DataFrame:
    """Rows of cells as a table of text with these columns, without gaps."""
    return trim(pd.DataFrame(rows, columns=list(columns), dtype="str"))
