"""Counted: in which answers of which period every telling word, pair of words and pattern stands."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import words
from cxanalytics.patterns.clustering import Ints
from cxanalytics.patterns.folding import fold

Mask = npt.NDArray[np.bool_]

PERIODS = {"week": "W-SUN", "month": "M"}
# So many periods before the last are looked at.
BASELINE = 12


@dataclass(frozen=True)
class Counted:
    """The different answers of some periods (n), and the features (F) that stand in them.

    held: a sparse table (n, F) of ones. period (n): 0 .. P-1, the last is now. names (F): the words as customers write
    them, and the ids of patterns (is_pattern). answers (n rows): text (all mentions together), feedback_id. periods
    (P): their names.
    """

    held: Any
    period: Ints
    names: list[str]
    is_pattern: Mask
    answers: pd.DataFrame
    periods: list[str]


def count(mentions: pd.DataFrame, period: str, at: pd.Timestamp | None = None) -> Counted:
    """The features of the answers in the last period of the mentions (or that of `at`) and BASELINE before it.

    Every mention has a date. Of answers that say the same in one period, one counts.
    """
    from scipy import sparse

    if mentions.empty:
        empty = pd.DataFrame({"text": pd.Series(dtype="str"), "feedback_id": pd.Series(dtype="str")})
        none = np.zeros(0, dtype="int64")
        return Counted(sparse.csr_matrix((0, 0)), none, [], none.astype(bool), empty, [])
    frequency = PERIODS[period]
    own = mentions["occurred_at"].dt.to_period(frequency)
    last = own.max() if at is None else pd.Timestamp(at).to_period(frequency)
    back = last.ordinal - pd.PeriodIndex(own).asi8
    near = (back >= 0) & (back <= BASELINE)
    # In an order of their own, so that that of the rows makes no difference.
    names_of = [name for name in ("feedback_id", "start", "clause_text") if name in mentions]
    chosen = np.flatnonzero(near)
    sorted_by = mentions.iloc[chosen][names_of].reset_index(drop=True).sort_values(names_of, kind="stable")
    chosen = chosen[sorted_by.index.to_numpy()]
    mentions, back = mentions.iloc[chosen].reset_index(drop=True), back[chosen]
    first_period = int(back.max()) if len(back) else 0
    of_period = (first_period - back).astype("int64")
    unit = pd.MultiIndex.from_arrays([of_period, mentions["feedback_id"].astype("str")])
    answer, keys = pd.factorize(unit)
    text = mentions["clause_text"].astype("str").groupby(answer).agg(" ".join)
    whole = pd.DataFrame({"text": text.array, "feedback_id": keys.get_level_values(1).astype("str")})
    when = keys.get_level_values(0).to_numpy("int64")
    said = fold(whole["text"]).of
    once = np.flatnonzero((said >= 0) & ~pd.MultiIndex.from_arrays([when, said]).duplicated())
    names, row, column = _terms(words.read(mentions["clause_text"]))
    pattern = mentions["pattern"].astype("object") if "pattern" in mentions else pd.Series(np.nan, mentions.index)
    code, ids = pd.factorize(pattern, sort=True)
    inside = code >= 0
    rows, columns = np.append(answer[row], answer[inside]), np.append(column, len(names) + code[inside])
    held = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(whole), len(names) + len(ids)))
    held.data[:] = 1
    return Counted(
        held=held[once],
        period=when[once],
        names=[*names, *map(str, ids)],
        is_pattern=np.arange(held.shape[1]) >= len(names),
        answers=whole.iloc[once].reset_index(drop=True),
        periods=[str(last - (first_period - number)) for number in range(first_period + 1)],
    )


def per_period(read: Counted) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """In how many answers of each period each feature stands (P, F), and how many answers there are (P)."""
    from scipy import sparse

    n, p = len(read.period), len(read.periods)
    of = sparse.csr_matrix((np.ones(n), (read.period, np.arange(n))), shape=(p, n))
    return np.asarray((of @ read.held).todense()), np.bincount(read.period, minlength=p).astype("float64")


def _terms(read: words.Words) -> tuple[list[str], Ints, Ints]:
    """Every telling word and pair of words as customers write it; in which text each stands, and which it is."""
    silent = words.known("stop")
    tells = np.array([name not in silent and len(name) > 1 for name in read.surfaces.tolist()], dtype=bool)
    telling = tells[read.surface] if len(read.surface) else np.zeros(0, dtype=bool)
    single = np.flatnonzero(telling)
    pair = np.flatnonzero(read.joined[:-1] & telling[:-1] & telling[1:]) if len(telling) else single
    key = np.append(read.stem[single], (read.stem[pair] + 1) * len(read.stems) + read.stem[pair + 1])
    start, width = np.append(single, pair), np.append(np.ones(len(single), "int64"), np.full(len(pair), 2))
    column, distinct = pd.factorize(key)
    first = np.zeros(len(distinct), dtype="int64")
    first[column[::-1]] = np.arange(len(key))[::-1]
    names = [" ".join(read.surfaces[read.surface[start[i] : start[i] + width[i]]].tolist()) for i in first.tolist()]
    return names, read.text[start], column.astype("int64")
