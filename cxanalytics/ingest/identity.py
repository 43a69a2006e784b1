"""Which records are the same: damaged ids, repeated rows, and ids that stay the same in a later export."""

from collections.abc import Collection

import pandas as pd

from cxanalytics import privacy

_POWER = r"\d(?:[.,]\d+)?[eE]\+\d{2}"
REPEATED_ROW = "repeats another row"
REPEATED_ID = "same id as an earlier row"


def is_damaged(ids: pd.Series) -> bool:
    """Long numbers that a spreadsheet has rounded (5.7E+17, or all ending in 00): no key."""
    filled = ids[ids != ""]
    if filled.empty:
        return False
    powers = filled.str.fullmatch(_POWER)
    long = filled.str.fullmatch(r"\d{16,}")
    zeros = long & filled.str.endswith("00")
    return bool(powers.mean() > 0.05 or (long.sum() >= 5 and zeros.sum() > 0.5 * long.sum()))


def rounded(ids: pd.Series) -> int:
    """How many ids look rounded by a spreadsheet."""
    return int((ids.str.fullmatch(_POWER) | (ids.str.fullmatch(r"\d{16,}") & ids.str.endswith("00"))).sum())


def repeated_rows(table: pd.DataFrame, identity: Collection[str]) -> pd.Series:
    """Which rows are full copies of an earlier one and tell by one of the `identity` columns whose they are.

    A nameless running number beside the rows does not make two of them different.
    """
    compared = [name for name in table if not _is_running(table[name])]
    copies = table[compared].duplicated() if compared else pd.Series(False, index=table.index)
    named = pd.Series(False, index=table.index)
    for name in identity:
        named |= table[name] != ""
    return copies & named


def copies(table: pd.DataFrame) -> int:
    """How many rows are full copies of an earlier one."""
    return int(table.duplicated().sum())


def repeated_ids(ids: pd.Series) -> pd.Series:
    """Which rows carry an id that an earlier row carries."""
    return ids.duplicated() & (ids != "")


def of_answers(table: pd.DataFrame, column: str, question: str | None) -> pd.Series:
    """The id of each row; with its question, where a column of questions gives a response several rows."""
    ids = table[column].reset_index(drop=True)
    if question is None:
        return ids
    return (ids + "\x1f" + table[question].reset_index(drop=True)).where(ids != "", "")


def older_versions(ids: pd.Series, when: pd.Series) -> pd.Series:
    """Which rows carry an id that a later row in time carries; of rows of the same time none is older."""
    known = (ids != "") & when.notna()
    last = when.where(known).groupby(ids.where(known)).transform("max")
    return (known & (when < last)).fillna(False).astype("bool")


def digests(salt: bytes, *parts: pd.Series) -> pd.Series:
    """16 hex digits of the parts of each row, the same whenever they are computed with this salt."""
    joined = parts[0].astype("str")
    for part in parts[1:]:
        joined = joined + "\x1f" + part.astype("str")
    return pd.Series(privacy.digests(joined, salt), index=joined.index, dtype="str")


def numbered(key: pd.Series) -> pd.Series:
    """The key, with a running number where it occurs more than once, so that equal rows stay apart."""
    number = key.groupby(key, sort=False).cumcount().astype("str")
    return key + "\x1f" + number


def _is_running(column: pd.Series) -> bool:
    if len(column) < 2 or not (str(column.name).startswith("Column ") or str(column.name) in ("index", "#")):
        return False
    numbers = pd.to_numeric(column, errors="coerce")
    return bool((numbers.diff().dropna() == 1).all() and numbers.notna().all())
