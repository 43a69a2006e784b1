"""Membership: which group each text belongs to, how surely, and whether to any at all."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import clustering
from cxanalytics.patterns.clustering import Draw, Ints, Rows, neighbours

# So many of the texts learnt from stand for all of them when others are put to their patterns.
LANDMARKS = 5_000
# A text belongs where at least half of the draws agree that it does ...
_AGREED = 0.5
# ... where it is more like its neighbours there than a quarter of texts are whose words were dealt out anew ...
_DEALT = 0.25
# ... and at least half as like them as the middle text of the group is. What so many write word for word is a turn of
# phrase that goes with everything: it has to be as like them as the middle text.
_MIDDLE, _COPIES = 0.5, 10


@dataclass(frozen=True)
class Members:
    """Of each row: the nearest group, how surely it is there (0 .. 1), and whether it belongs there at all."""

    group: Ints
    strength: Rows
    inside: npt.NDArray[np.bool_]


def members(rows: Rows, copies: Ints, learnt: Ints, grouped: "Grouped", dealt: Rows) -> Members:
    """Where all rows belong. `learnt` are the rows that were grouped, in the order of `grouped`; `copies` how many
    texts each row stands for.

    The strength is the share of draws that agree, times how like its neighbours in the group a row is. A row belongs
    where half of the draws agree, where it is more like its neighbours than a quarter of the rows of `dealt` are like
    theirs (texts whose words were dealt out anew), and half as like them as the middle text of its group at least.
    """
    marks = grouped.landmarks()
    itself = np.full(len(rows), -1, dtype="int64")
    itself[learnt[:: _step(len(learnt))]] = np.arange(len(marks.group))
    settled = np.full(len(rows), -1, dtype="int64")
    settled[learnt] = grouped.group
    found, like, sure = marks.answer(rows, settled, itself)
    sure[learnt] = grouped.sure
    floor = np.quantile(marks.answer(dealt)[1], _DEALT) if len(dealt) else 0.0
    middle = pd.Series(like).groupby(found).transform("median").to_numpy()
    turn = np.log(np.clip(copies, 1, _COPIES)) / np.log(_COPIES)
    inside = (sure >= _AGREED) & (like >= floor) & (like > 0) & (like >= middle * (_MIDDLE + (1 - _MIDDLE) * turn))
    return Members(found, (like * sure).astype(np.float32), inside)


def dealt(texts: pd.Series, seed: int) -> pd.Series:
    """As many texts of the same lengths, the words of all of them dealt out anew."""
    if texts.empty:
        return texts
    words = texts.iloc[:: _step(len(texts))].str.split()
    new = np.random.default_rng(seed).permutation(np.array([w for text in words for w in text], dtype="object"))
    ends = np.cumsum([len(text) for text in words]).tolist()
    return pd.Series([" ".join(new[a:b]) for a, b in zip([0, *ends[:-1]], ends, strict=True)], dtype="str")


def _step(n: int) -> int:
    return max(1, -(-n // LANDMARKS))


def agreed(drawn: list[Draw], group: Ints, k: int) -> Rows:
    """The share of draws that put each row where it is (n): 1 where all do.

    The groups of a draw, k as well, are matched to the given ones by the rows they share (Kuhn 1955).
    """
    from scipy.optimize import linear_sum_assignment

    agreeing = np.zeros(len(group), dtype=np.float32)
    for draw in drawn:
        said, _ = draw.grouped(k)
        shared = np.zeros((k, k))
        np.add.at(shared, (said, group), 1)
        theirs, ours = linear_sum_assignment(-shared)
        named = np.zeros(k, dtype="int64")
        named[theirs] = ours
        agreeing += named[said] == group
    return agreeing / np.float32(max(len(drawn), 1))


@dataclass(frozen=True)
class Grouped:
    """Rows that were grouped: as they are, as they were spread, their groups, how sure each is, the groups' centres."""

    rows: Rows
    moved: Rows
    group: Ints
    sure: Rows
    middle: Rows

    def landmarks(self) -> "Grouped":
        """Some of them, which stand for all."""
        step = _step(len(self.rows))
        return Grouped(self.rows[::step], self.moved[::step], self.group[::step], self.sure[::step], self.middle)

    def answer(self, rows: Rows, settled: Ints | None = None, itself: Ints | None = None) -> tuple[Ints, Rows, Rows]:
        """Of any rows the group, how like its neighbours in that group each is, and how sure these are, 0 .. 1.

        Neighbours of other groups count as unlike, so a row between two groups is not much like either. settled (n):
        the group where it is known, -1 elsewhere; itself (n): which of the grouped rows a row is, -1 none, as no row
        is its own neighbour.
        """
        which, how = clustering.nearest(rows, self.rows, neighbours(len(self.rows)) + 1)
        which, how = clustering.others(which, how, np.full(len(rows), -1) if itself is None else itself)
        group = (clustering.put(rows, which, how, self.moved) @ self.middle.T).argmax(axis=1)
        if settled is not None:
            group = np.where(settled >= 0, settled, group)
        near = np.where(self.group[which] == group[:, None], np.maximum(how, 0), 0)
        size = np.bincount(self.group, minlength=len(self.middle))
        like = np.clip(near.sum(axis=1) / np.clip(size[group] - 1, 1, neighbours(len(self.rows))), 0, 1)
        sure = (near * self.sure[which]).sum(axis=1) / np.maximum(near.sum(axis=1), 1e-9)
        return group, like.astype(np.float32), sure.astype(np.float32)
