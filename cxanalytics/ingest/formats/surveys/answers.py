"""What the survey tools have in common: choices packed in a cell, ticks, unfinished responses, numbered responses."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from cxanalytics.ingest import roles
from cxanalytics.ingest.formats import generic
from cxanalytics.ingest.grid import Grid

NOT_ANSWERED = "not answered"
_LOOKED_AT = 2_000  # filled cells, evenly spaced, in which repeats are looked for
_FEW = 6  # filled cells below which repeats prove nothing


def is_tick(column: pd.Series, option: str) -> bool:
    """Every filled cell repeats the option that heads the column: somebody ticked it."""
    cells = column[column != ""]
    return bool(len(cells)) and bool((cells.str.casefold() == option.casefold()).all())


def is_packed(column: pd.Series, separator: str) -> bool:
    """Several choices share a cell ("A, B"): its parts occur again and again, as those of sentences do not."""
    cells = column[column != ""]
    cells = cells.iloc[:: max(1, len(cells) // _LOOKED_AT)]
    if separator == ";" and len(cells) and cells.str.endswith(";").mean() > 0.8:
        return True  # forms that end each choice with a semicolon
    several = cells.str.contains(separator, regex=False)
    if len(cells) < _FEW or several.mean() < 0.2:
        return False
    parts = cells.str.split(separator, regex=False).explode().str.strip()
    parts = parts[parts != ""]
    return bool(parts.duplicated(keep=False).mean() >= 0.8)


def choices(table: pd.DataFrame, known: Collection[str], separators: Sequence[str]) -> dict[str, str]:
    """The columns of packed choices as role "ignore"; none of those whose role is known."""
    return {
        str(name): "ignore"
        for name in table
        if name not in known and any(is_packed(table[name], sign) for sign in separators)
    }


def ignored(table: pd.DataFrame, names: Collection[str], known: Collection[str]) -> dict[str, str]:
    """The columns of these names (lower case) that are still free, as role "ignore"."""
    return {str(name): "ignore" for name in table if name not in known and str(name).lower() in names}


def with_texts(table: pd.DataFrame, known: Mapping[str, str], typed: Sequence[str] = ()) -> dict[str, str]:
    """The known roles with every open question, and the columns `typed`, as text.

    For formats that know which column is the company's: beside it, words under a short name are the customers'.
    """
    spoken = {name for name, role in known.items() if role == "reply"}
    if not typed and not spoken:
        return dict(known)
    aside = {**known, **dict.fromkeys((*typed, *spoken), "ignore")}
    found = roles.infer(table, aside).roles
    return {**known, **{name: "text" for name, role in found.items() if role == "text" or name in typed}}


def cells(table: pd.DataFrame, name: str) -> pd.Series:
    """The column of a name in any case; blank cells where there is none."""
    column = next((str(other) for other in table if str(other).lower() == name), None)
    return pd.Series("", index=table.index, dtype="str") if column is None else table[column]


def filled_from(column: pd.Series, *others: pd.Series) -> pd.Series:
    """The column, its blanks filled from the first of the others that has a value there."""
    result = column
    for other in others:
        result = result.where(result != "", other)
    return result


def numbered_source(tool: str, grid: Grid) -> str:
    """The tool and the file's name: response 1 of one form is not response 1 of another."""
    own = generic.source_name(grid.name)
    return tool if own == "Table" or own.casefold() in tool.casefold() else f"{tool}: {own}"
