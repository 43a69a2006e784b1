"""The raw table: every record as text cells, header records included, before anybody knows what they mean."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from cxanalytics import privacy
from cxanalytics.errors import ExportError

TRIMMED = " \t\r\n\f\v\u00a0\u202f\u2007\ufeff\u200b\u200e\u200f\u2060"
MOST_COLUMNS = 5_000  # SurveyMonkey and LimeSurvey write hundreds
HEAD = 60  # records looked at to find the header
_VALUE = re.compile(
    r"[-+]?\d[\d.,]*%?|\d{4}-\d\d?-\d\d?.*|\d\d?[/.]\d\d?[/.]\d{2,4}.*|[^@\s]+@[^@\s]+\.\w+|https?://.*"
)


@dataclass(frozen=True)
class Grid:
    """A file's cells as text (columns 0..n-1, no gaps, trimmed); for JSON also the documents behind them."""

    name: str
    cells: pd.DataFrame
    facts: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    documents: tuple[Any, ...] = ()
    named: bool = False  # the first record is certainly the header (JSON, Parquet)

    @cached_property
    def head(self) -> list[list[str]]:
        """The first records, as lists of cells."""
        rows: list[list[str]] = self.cells.iloc[:HEAD].to_numpy(dtype=object).tolist()
        return rows

    @cached_property
    def header(self) -> int | None:
        """Position of the header record; None where the file begins with data."""
        return 0 if self.named else find_header(self.head)

    @cached_property
    def names(self) -> list[str]:
        """Column names of the header record, "" where it has none; all empty where there is no header.

        What stands in it of a person's is masked: a file without a header may be taken for one with.
        """
        if self.header is None or not self.head:
            return [""] * self.cells.shape[1]
        return privacy.mask_headings(self.head[self.header])

    def table(self, names: Sequence[str] | None = None, first: int | None = None) -> pd.DataFrame:
        """The data records under unique column names; nameless columns without a single cell are left out.

        `names` and `first` (position of the first data record) stand for formats with several header records.
        """
        if first is None:
            first = 0 if self.header is None else self.header + 1
        body = self.cells.iloc[first:].reset_index(drop=True)
        named = unique_names(self.names if names is None else names)
        raw = self.names if names is None else names
        keep = [i for i, name in enumerate(raw) if name or bool((body.iloc[:, i] != "").any())]
        return body.iloc[:, keep].set_axis([named[i] for i in keep], axis=1)


def refuse_too_wide(columns: int, name: str) -> None:
    """Refuse a table that nobody can look through.

    Raises
    ------
    ExportError
        It has more columns than that.
    """
    if columns > MOST_COLUMNS:
        raise ExportError(
            f"{name} has {columns:,} columns, more than {MOST_COLUMNS:,}; remove those that are not needed, or check "
            "that it is a table with a record in each row."
        )


def trim(cells: pd.DataFrame) -> pd.DataFrame:
    """The same cells as text without gaps, and without spaces, marks and line ends around them."""
    columns = {name: cells[name].astype("str").fillna("").str.strip(TRIMMED) for name in cells}
    return pd.DataFrame(columns, index=cells.index, columns=cells.columns)


def unique_names(names: Sequence[str]) -> list[str]:
    """Names for columns: nameless ones are numbered, repeated ones get " (2)", " (3)"."""
    taken: set[str] = set()
    result: list[str] = []
    for position, name in enumerate(names, start=1):
        base = re.sub(r"\s+", " ", name).strip() or f"Column {position}"
        unique, number = base, 1
        while unique in taken:
            number += 1
            unique = f"{base} ({number})"
        taken.add(unique)
        result.append(unique)
    return result


def find_header(head: list[list[str]]) -> int | None:
    """The first record as wide as most of the table; lines above it are a title or a description."""
    filled = [sum(cell != "" for cell in record) for record in head]
    wide = [count for count in filled if count > 0]
    if not wide:
        return None
    if max(wide) == 1:
        return _first_line(head)
    times = Counter(count for count in wide if count > 1)
    usual = max(times, key=lambda count: (times[count], count))
    for position, record in enumerate(head):
        nameless_index = usual == 2 and filled[position] == 1 and record[0] == ""
        if filled[position] >= max(2, 0.5 * usual) or nameless_index:
            below = _header_below(head, filled, usual, position)
            return below if below is not None else None if _is_data(record) else position
    return None


def _header_below(head: list[list[str]], filled: list[int], usual: int, position: int) -> int | None:
    """Where a narrow record ("Created", "2024-01-01") only describes the table: the full header further down.

    That is the first full record, without a value in it, and with values in the record below it.
    """
    if filled[position] >= usual:
        return None
    full = next((i for i in range(position + 1, len(head) - 1) if filled[i] >= usual), None)
    if full is None or any(_VALUE.fullmatch(cell) for cell in head[full]):
        return None
    return full if any(_VALUE.fullmatch(cell) for cell in head[full + 1]) else None


def _first_line(head: list[list[str]]) -> int | None:
    """In a file of one column the first line is a header when it is short and unlike a sentence."""
    position = next(i for i, record in enumerate(head) if any(record))
    cell = next(cell for cell in head[position] if cell)
    short = len(cell.split()) <= 4 and not cell.endswith((".", "!"))
    return position if short and not _VALUE.fullmatch(cell) else None


def _is_data(record: list[str]) -> bool:
    values = [cell for cell in record if cell and _VALUE.fullmatch(cell)]
    named = [cell for cell in record if cell]
    return len(values) >= max(1, 0.3 * len(named)) and not _numbered_header(named)


def _numbered_header(named: list[str]) -> bool:
    """Years or question numbers may head some columns, as long as most headings are words."""
    words = [cell for cell in named if not _VALUE.fullmatch(cell)]
    return len(words) >= 0.5 * len(named) and all(len(cell) <= 4 for cell in named if _VALUE.fullmatch(cell))
