"""Assignment: a mention is put in the pattern whose members it is most like, or in none where it is like none.

Which pattern is told by ridge regression on the members' rows; how well a mention lies in it by the regression, the
pattern's middle and its nearest members together. Each pattern's own members, each left out in turn, tell how well
is well enough.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxanalytics.patterns.vectors import Vectors

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
_Numbers = npt.NDArray[np.float64]

# A mention that lies worse than nearly all members of its pattern is in none ...
FLOOR = 0.02
# ... as is one that has so little in common with every single member.
_LEAST_LIKE = 0.2
# One that lies worse than so many of them may as well be part of something new.
WEAK = 0.25
# So well must a mention lie in a pattern to speak for it when others look for theirs.
SPEAKS = 0.05
_RIDGE = 0.3
_NEAREST = 3
# A pattern of few members is judged as if it had so many more, as like each other as those of all patterns are.
_LENT = 50


def assign(members: Vectors, group: Ints, rows: Vectors) -> tuple[Ints, Floats]:
    """The group of each row (n), -1 for none, and its strength (n): the share of members that lie no better in it.

    members (m, d) are rows of length 1 in the groups 0..K-1 (m).
    """
    if not len(members) or not len(rows):
        return np.full(len(rows), -1, dtype="int64"), np.zeros(len(rows), dtype=np.float32)
    held = _Held.of(members.astype("float64"), group)
    best = (rows @ held.weights).argmax(axis=1)
    lies, like = held.lies(rows.astype("float64"), best)
    strength = held.typical(best, lies)
    inside = (strength >= FLOOR) & (like >= _LEAST_LIKE)
    return np.where(inside, best, -1), np.where(inside, strength, 0).astype(np.float32)


@dataclass(frozen=True)
class _Held:
    """What is learnt of the members (m, d) of K groups.

    weights (d, K) of the regression, sums (K, d) of the members' rows, own (m): how well each lies in its own group
    by what the others say.
    """

    members: _Numbers
    group: Ints
    weights: _Numbers
    sums: _Numbers
    own: _Numbers

    @classmethod
    def of(cls, members: _Numbers, group: Ints) -> "_Held":
        """Learn from members.

        What the regression says of a member that it did not see follows from its leverage (Allen 1974, PRESS).
        """
        m, d = members.shape
        wanted = np.zeros((m, int(group.max()) + 1))
        wanted[np.arange(m), group] = 1
        inverse = np.linalg.inv(members.T @ members + _RIDGE * np.eye(d))
        weights, sums = inverse @ (members.T @ wanted), wanted.T @ members
        leverage = ((members @ inverse) * members).sum(axis=1)
        said = (members * weights[:, group].T).sum(axis=1)
        unseen = 1 - (1 - said) / np.maximum(1 - leverage, 1e-9)
        others = sums[group] - members
        middle = (members * others).sum(axis=1) / np.maximum(np.linalg.norm(others, axis=1), 1e-9)
        near = _near(members, group, members, group, same=True)[0]
        return cls(members, group, weights, sums, unseen + middle + near)

    def lies(self, rows: _Numbers, group: Ints) -> tuple[_Numbers, _Numbers]:
        """How well each row lies in a group, and how like the nearest of its members it is."""
        said = (rows * self.weights[:, group].T).sum(axis=1)
        length = np.maximum(np.linalg.norm(self.sums, axis=1), 1e-9)
        middle = (rows * self.sums[group]).sum(axis=1) / length[group]
        near, first = _near(rows, group, self.members, self.group)
        return said + middle + near, first

    def typical(self, group: Ints, lies: _Numbers) -> _Numbers:
        """The share of a group's members that lie no better in it, a few lent from all groups among them."""
        every = np.sort(self.own)
        lent = np.searchsorted(every, lies, side="right") / len(every)
        result = np.zeros(len(lies))
        for number in np.unique(group):
            mine = group == number
            own = np.sort(self.own[self.group == number])
            below = np.searchsorted(own, lies[mine], side="right")
            result[mine] = (below + _LENT * lent[mine]) / (len(own) + _LENT)
        return result


def _near(rows: _Numbers, group: Ints, members: _Numbers, of: Ints, *, same: bool = False) -> tuple[_Numbers, _Numbers]:
    """How like the nearest members of its group each row is: the mean of a few, and the first."""
    mean, first = np.zeros(len(rows)), np.zeros(len(rows))
    for number in np.unique(group):
        at = np.flatnonzero(group == number)
        like = rows[at] @ members[of == number].T
        if same:
            np.fill_diagonal(like, -np.inf)
        count = min(_NEAREST, like.shape[1] - int(same))
        if count:
            best = -np.sort(np.partition(-like, count - 1, axis=1)[:, :count], axis=1)
            mean[at], first[at] = best.mean(axis=1), best[:, 0]
    return mean, first
