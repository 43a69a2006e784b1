"""Proposals: new patterns among the mentions that fit none, or theirs badly, for people to accept or turn down."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns.clustering import Ints, centres
from cxanalytics.patterns.vectors import Vectors

# A proposal needs so many mentions that say different things.
LEAST = 6
# Only the last months count: what is new is wanted, not what was left over for years.
MONTHS = 2
# Mentions are one group when they are alike on average as this share of pairs inside known patterns at least ...
_ALIKE = 0.25
# ... and never less or more than this, known patterns or not.
_LOWEST, _HIGHEST = 0.3, 0.35
# More than this are not compared pair by pair.
_MOST = 3_000


@dataclass(frozen=True)
class Proposed:
    """group (n): the proposal of each row, 0 .. G-1 the biggest first, -1 none. like (G): the known group whose members
    lie as near to it as its own, -1 where it is new."""

    group: Ints
    like: Ints


def recent(occurred_at: pd.Series, months: int = MONTHS) -> npt.NDArray[np.bool_]:
    """Which rows lie within so many months of the last of them; those without a date always."""
    last = occurred_at.max()
    if pd.isna(last):
        return np.ones(len(occurred_at), dtype=bool)
    first = last - pd.DateOffset(months=months)
    late: npt.NDArray[np.bool_] = (occurred_at.isna() | (occurred_at > first)).to_numpy(bool)
    return late


def find(rows: Vectors, members: Vectors, known: Ints) -> Proposed:
    """Groups among rows (n, d) that fit no known pattern well; members (m, d) are in the known groups (m).

    Average linkage, cut where members of one known pattern are alike; rows of length 1.
    """
    from scipy.cluster.hierarchy import average, fcluster
    from scipy.spatial.distance import pdist

    group = np.full(len(rows), -1, dtype="int64")
    said = np.flatnonzero((rows != 0).any(axis=1))[:_MOST]
    if len(said) < LEAST:
        return Proposed(group, np.zeros(0, dtype="int64"))
    alike = likeness(members, known)
    apart = np.maximum(pdist(rows[said].astype("float64"), "cosine"), 0)
    found = fcluster(average(apart), 1 - alike, criterion="distance") - 1
    size = np.bincount(found)
    big = np.flatnonzero(size >= LEAST)
    number = np.full(len(size), -1, dtype="int64")
    number[big[np.argsort(-size[big], kind="stable")]] = np.arange(len(big))
    group[said] = number[found]
    return Proposed(group, _like(rows, group, members, known, len(big)))


def likeness(members: Vectors, known: Ints) -> float:
    """How alike two mentions of one known pattern are, at the low end (cosine)."""
    k = int(known.max(initial=-1)) + 1
    if k == 0:
        return _LOWEST
    # The mean likeness of a pattern's members to each other follows from the length of their mean.
    size = np.bincount(known[known >= 0], minlength=k)
    inside = [float(np.linalg.norm(members[known == g].mean(axis=0)) ** 2) for g in range(k) if size[g] >= LEAST]
    return float(np.clip(np.quantile(inside, _ALIKE), _LOWEST, _HIGHEST)) if inside else _LOWEST


def _like(rows: Vectors, group: Ints, members: Vectors, known: Ints, count: int) -> Ints:
    """The known group that each proposal may belong to: as near to its middle as its own members are to theirs."""
    k = int(known.max(initial=-1)) + 1
    if not count or not k:
        return np.full(count, -1, dtype="int64")
    near = centres(rows, group, count) @ centres(members, known, k).T
    best = near.argmax(axis=1)
    return np.where(near.max(axis=1) >= _SAME, best, -1)


# So near lie the middles of two halves of one pattern.
_SAME = 0.75


def halves(texts: pd.Series, masked: frozenset[str] = frozenset()) -> Ints:
    """A pattern's texts in two parts (n), 0 the bigger and 1; all 0 where they are one."""
    from cxanalytics.patterns.discovery import discover

    found = discover(texts, wanted=2, masked=masked).nearest
    # Where only one part hangs together, the rest is the other.
    second = found == (1 if (found == 1).any() else -1)
    if second.all():
        second = ~second
    return np.where(second if second.sum() * 2 <= len(second) else ~second, 1, 0).astype("int64")
