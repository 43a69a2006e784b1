"""Assignment: a mention is put in the pattern of the members nearest to it, or in none when none is near enough."""

import numpy as np
import numpy.typing as npt

from cxanalytics.patterns.clustering import nearest
from cxanalytics.patterns.vectors import Vectors

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

# So many of the nearest members have a vote, each by the square of its likeness.
NEIGHBOURS = 7
# The winner needs this share of the votes.
_CLEAR = 0.4
# A pattern's floor: nearer than this share of its own members are to the nearest of the others ...
_NEARER = 0.1
# ... and never below or above these, whatever they are.
_LOWEST, _HIGHEST = 0.3, 0.6


def assign(members: Vectors, group: Ints, rows: Vectors) -> tuple[Ints, Floats]:
    """The group of each row (n), -1 for none, and how near its nearest member of that group is (n), 0..1.

    members (m, d) are rows of length 1 in the groups 0..K-1 (m).
    """
    if not len(members) or not len(rows):
        return np.full(len(rows), -1, dtype="int64"), np.zeros(len(rows), dtype=np.float32)
    floor = floors(members, group)
    at, near = nearest(rows, members, min(NEIGHBOURS, len(members)))
    best, likeness, share = _voted(group[at], near, int(group.max()) + 1)
    inside = (likeness >= floor[best]) & (share >= _CLEAR)
    return np.where(inside, best, -1), np.where(inside, np.clip(likeness, 0, 1), 0).astype(np.float32)


def floors(members: Vectors, group: Ints) -> npt.NDArray[np.float64]:
    """How near a row must be to a member of each group (K) to be one of it."""
    k = int(group.max()) + 1
    at, near = nearest(members, members, min(NEIGHBOURS, max(len(members) - 1, 1)), same=True)
    own = np.where(group[at] == group[:, None], near, -1).max(axis=1)
    floor = np.full(k, _HIGHEST)
    for number in range(k):
        likeness = own[(group == number) & (own > 0)]
        if len(likeness) >= 3:
            floor[number] = np.quantile(likeness, _NEARER)
    clipped: npt.NDArray[np.float64] = np.clip(floor, _LOWEST, _HIGHEST)
    return clipped


def _voted(groups: Ints, near: Floats, k: int) -> tuple[Ints, Floats, npt.NDArray[np.float64]]:
    """The group with most votes of each row, its nearest member's likeness, and its share of the votes."""
    n = len(groups)
    weight = np.maximum(near, 0).astype("float64") ** 2
    box = np.arange(n)[:, None] * k + groups
    votes = np.bincount(box.ravel(), weights=weight.ravel(), minlength=n * k).reshape(n, k)
    best = votes.argmax(axis=1)
    likeness: Floats = np.where(groups == best[:, None], near, 0).max(axis=1)
    total = votes.sum(axis=1)
    share = np.divide(votes[np.arange(n), best], total, out=np.zeros(n), where=total > 0)
    return best, likeness, share
