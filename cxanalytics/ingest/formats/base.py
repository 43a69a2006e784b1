"""What every family of exports answers: do I know this file, and how is it to be read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from cxanalytics.ingest.grid import Grid


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


def pick(table: pd.DataFrame, roles: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Column -> role: for each role the first of its names (any case) that is in the table and still free."""
    present = {str(name).lower(): str(name) for name in table}
    chosen: dict[str, str] = {}
    for role, names in roles.items():
        for name in names:
            column = present.get(name.lower())
            if column is not None and column not in chosen:
                chosen[column] = role
                break
    return chosen
