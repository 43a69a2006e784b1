"""The languages of a workspace's comments: which are read, and how many comments stay aside because theirs is not."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cxanalytics.emotion import READ
from cxanalytics.emotion.language import name_of
from cxanalytics.store import queries

_NAMED = 4


def spoken(texts: Sequence[Path]) -> pd.DataFrame:
    """Comments per language in the scorer's files: language (code), name, read, n; the commonest first.

    Comments of emoji alone have no language and are left out.
    """
    counted = queries.languages(texts)
    names = [name_of(code) for code in counted["language"]]
    return counted.assign(name=names, read=counted["language"].isin(READ))[["language", "name", "read", "n"]]


def comments(table: pd.DataFrame) -> str:
    """How many comments `spoken` counts and in which languages: "3 comments (Dutch 2, Italian 1)"."""
    n = int(table["n"].sum())
    return f"{n:,} comment{'' if n == 1 else 's'} ({listed(table)})"


def listed(table: pd.DataFrame) -> str:
    """The languages of `spoken` with their numbers, in words: "Dutch 20, Italian 4"; of many the first four."""
    shown = [f"{row['name']} {row['n']:,}" for row in table.head(_NAMED).to_dict("records")]
    rest = int(table["n"].iloc[_NAMED:].sum())
    return ", ".join(shown) + (f", others {rest:,}" if rest else "")
