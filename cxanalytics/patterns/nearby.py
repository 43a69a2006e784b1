"""Nearby: answers of a period that lie among one another and not among those of the periods before.

A theme that is new has its nearest neighbours in its own period. Nothing has to be known of the theme or its words.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxanalytics.patterns import surprise
from cxanalytics.patterns.clustering import Ints, nearest, unit
from cxanalytics.patterns.vectors import Vectors

Mask = npt.NDArray[np.bool_]

# Of so many nearest neighbours it is counted how many are of the period.
NEIGHBOURS = (6, 10)
# Of the answers flagged as clearly, and as perhaps, among their own, so great a share may be false.
CLEARLY, PERHAPS = 0.30, 0.50
# Each answer is moved half-way to so many of its nearest first: a short text holds few of the words it might.
_SMOOTHED = 5
# Groups are one when so great a share of the smaller is in both.
OVERLAP = 0.3
# A group has so many answers at least.
LEAST = 4


@dataclass(frozen=True)
class Neighbours:
    """The nearest of all rows for each row, itself left out, best first: which (n, 10); rows (n, d) as compared."""

    which: Ints
    rows: Vectors

    @classmethod
    def of(cls, rows: Vectors) -> "Neighbours":
        """Those of rows of length 1."""
        which, how = nearest(rows, rows, _SMOOTHED, same=True)
        smooth = rows
        if which.shape[1]:
            weight = np.maximum(how, 0)[:, :, None] / which.shape[1]
            smooth = unit(rows + (rows[which] * weight).sum(axis=1))
        return cls(nearest(smooth, smooth, max(NEIGHBOURS), same=True)[0], smooth)


def groups(near: Neighbours, now: Mask, looked: Mask, false: float) -> list[Ints]:
    """Groups of rows of a period (`now`) that lie among each other, `looked` being the rows of it and before.

    Per row, the number of its nearest neighbours that are of the period is held against a binomial distribution; of
    the rows flagged, at most the share `false` are so by chance on average (Benjamini, Hochberg 1995).
    """
    from scipy.stats import binom

    found: dict[int, set[int]] = {}
    share = min(now.sum() / max(looked.sum(), 1), 0.9)
    tested = np.flatnonzero(now)
    inside = now[near.which] & looked[near.which]
    counted = looked[near.which]
    for k in NEIGHBOURS:
        have = counted[tested, :k].sum(axis=1)
        mine = inside[tested, :k].sum(axis=1)
        unlikely = np.asarray(binom.sf(mine - 1, have, share), dtype="float64")
        for row in tested[surprise.discoveries(unlikely, false)].tolist():
            own = near.which[row, :k][inside[row, :k]]
            found.setdefault(row, set()).update([row, *own.tolist()])
    return [np.array(sorted(group), dtype="int64") for group in joined(list(found.values())) if len(group) >= LEAST]


def joined(sets: list[set[int]]) -> list[set[int]]:
    """The sets, those that overlap put together."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    if not sets:
        return []
    row = np.repeat(np.arange(len(sets)), [len(item) for item in sets])
    column = np.array([member for item in sets for member in sorted(item)], dtype="int64")
    held = csr_matrix((np.ones(len(row)), (row, column)))
    shared = np.asarray((held @ held.T).todense())
    smaller = np.minimum.outer(np.diag(shared), np.diag(shared))
    count, part = connected_components(csr_matrix(shared >= OVERLAP * np.maximum(smaller, 1)), directed=False)
    return [set().union(*(sets[i] for i in np.flatnonzero(part == number))) for number in range(count)]


def overlap(a: Ints, b: Ints) -> float:
    """The share of the smaller that is in both; 0 where one is empty."""
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b)) / smaller if smaller else 0.0


def alike(rows: Vectors, group: Ints) -> Mask:
    """Which rows (n) lie as near to the middle of a group as three quarters of its own do."""
    middle = unit(rows[group].mean(axis=0, keepdims=True))[0]
    near = rows @ middle
    result: Mask = near >= np.quantile(near[group], 0.25)
    return result
