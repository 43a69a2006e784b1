"""Groups of rows that lie close together, found the same way every time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.float32]

NEIGHBOURS = 15
# How much of a row stays its own when it is spread, and how often it is.
OWN, STEPS = np.float32(0.1), 10
_BATCH = 2_000
# Ward's method reads so many rows at most.
_WARD = 3_000
_ROUNDS = 30
# Groupings of different parts of the texts agree enough from this adjusted Rand index on.
STABLE = 0.75
_SAME = 0.9999
# The share of rows, the weakest, that is left out where groupings are compared.
_WEAK = 0.25


def nearest(rows: Rows, among: Rows, k: int, *, same: bool = False) -> tuple[Ints, Rows]:
    """The k most similar of `among` for each row, best first, and how similar (cosine of rows of length 1).

    `same` where both are one table: a row is then not its own neighbour.
    """
    k = max(0, min(k, len(among) - int(same)))
    which, how = np.zeros((len(rows), k), dtype="int64"), np.zeros((len(rows), k), dtype=np.float32)
    for start in range(0, len(rows) if k else 0, _BATCH):
        part = slice(start, start + _BATCH)
        similar = rows[part] @ among.T
        if same:
            similar[np.arange(len(similar)), np.arange(start, start + len(similar))] = -2
        best = np.argpartition(-similar, k - 1, axis=1)[:, :k]
        value = np.take_along_axis(similar, best, axis=1)
        order = np.argsort(-value, axis=1, kind="stable")
        which[part], how[part] = np.take_along_axis(best, order, axis=1), np.take_along_axis(value, order, axis=1)
    return which, how


def spread(rows: Rows, which: Ints, how: Rows) -> Rows:
    """Each row with what its neighbours say, and theirs, and so on: STEPS times nine tenths of it are theirs.

    A short text holds few of the words it might; those near it hold the others. `which` and `how` as of `nearest`.
    Gasteiger, Bojchevski and Guennemann (2019), Predict then propagate, equation 4.
    """
    from scipy import sparse

    n, k = which.shape
    if not k:
        return rows
    one_way = sparse.csr_matrix((np.maximum(how, 1e-6).ravel(), (np.repeat(np.arange(n), k), which.ravel())), (n, n))
    both = one_way.maximum(one_way.T)
    share = (sparse.diags(1 / np.asarray(both.sum(axis=1)).ravel()) @ both).astype(np.float32)
    result = rows
    for _ in range(STEPS):
        result = OWN * rows + (1 - OWN) * (share @ result)
    return unit(result)


def put(rows: Rows, which: Ints, how: Rows, spread_rows: Rows) -> Rows:
    """Where rows lie that were not there when the others were spread: with their neighbours among those."""
    if not which.shape[1]:
        return rows
    weight = np.maximum(how, 1e-6)
    weight = weight / weight.sum(axis=1, keepdims=True)
    theirs = np.zeros_like(rows)
    for place in range(which.shape[1]):
        theirs += weight[:, [place]] * spread_rows[which[:, place]]
    return unit(OWN * rows + (1 - OWN) * theirs)


def unit(rows: Rows) -> Rows:
    """Rows of length 1; rows of 0 stay."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    result: Rows = (rows / np.where(length > 0, length, 1)).astype(np.float32)
    return result


def centres(rows: Rows, group: Ints, k: int) -> Rows:
    """The mean direction of each of k groups (k, d), at length 1; rows of group -1 are left out."""
    from scipy import sparse

    inside = np.flatnonzero(group >= 0)
    member = sparse.csr_matrix((np.ones(len(inside), np.float32), (group[inside], inside)), shape=(k, len(rows)))
    return unit(member @ rows)


def grouped(rows: Rows, k: int, fixed: Ints | None = None, numbers: int = 0) -> Ints:
    """Which of k groups each row is in, 0 .. k-1.

    Ward's method on a sample finds where to begin, rounds of k-means (cosine) settle every row; no chance in it.
    `fixed` (n): the group a row must be in, 0 .. `numbers` - 1, -1 free; the numbers are kept.
    """
    return _settled(rows, _begun(rows, max(1, min(k, len(rows))), fixed, numbers), fixed)


def _settled(rows: Rows, begun: Rows, fixed: Ints | None = None) -> Ints:
    """Rounds of k-means (cosine) from these centres on."""
    group = (rows @ begun.T).argmax(axis=1)
    for _ in range(_ROUNDS):
        if fixed is not None:
            group = np.where(fixed >= 0, fixed, group)
        middle = centres(rows, group, len(begun))
        moved = (rows @ middle.T).argmax(axis=1)
        if (moved == group).all():
            break
        group = moved
    return np.where(fixed >= 0, fixed, group) if fixed is not None else group


def _begun(rows: Rows, k: int, fixed: Ints | None, numbers: int) -> Rows:
    """Centres to begin with: those of the fixed groups, then Ward's that are farthest from them."""
    free = ward(rows, k)
    if fixed is None:
        return free
    held = centres(rows, fixed, numbers)
    farthest = np.argsort((free @ held.T).max(axis=1), kind="stable")
    return np.vstack([held, free[farthest[: max(0, k - len(held))]]])


def ward(rows: Rows, k: int) -> Rows:
    """The centres of k groups of a sample of the rows by Ward's method."""
    sample = _thinned(rows)
    return sample if len(sample) <= k else _cut(sample, tree(sample), k)


def _thinned(rows: Rows) -> Rows:
    return rows[:: max(1, -(-len(rows) // _WARD))]


def _cut(sample: Rows, joined: npt.NDArray[np.float64], k: int) -> Rows:
    from scipy.cluster.hierarchy import fcluster

    group = fcluster(joined, k, criterion="maxclust").astype("int64") - 1
    return centres(sample, group, int(group.max()) + 1)


def tree(rows: Rows) -> npt.NDArray[np.float64]:
    """Ward's tree of rows."""
    from scipy.cluster.hierarchy import ward as joined
    from scipy.spatial.distance import pdist

    result: npt.NDArray[np.float64] = joined(pdist(rows.astype(np.float64)))
    return result


@dataclass(frozen=True)
class Landmarks:
    """Rows that stand for all that were grouped: as they are, as they were spread, and the centres of the groups."""

    rows: Rows
    moved: Rows
    middle: Rows

    def answer(self, rows: Rows, settled: Ints | None = None, itself: Ints | None = None) -> tuple[Ints, Rows]:
        """The group of each row, and its strength: the likeness (cosine) of its nearest neighbours that are in it.

        Neighbours of other groups count 0, so a row between two groups is weak in both. settled (n): the group where
        it is known, -1 elsewhere; itself (n): which landmark a row is, -1 none, as no row is its own neighbour.
        """
        settled = np.full(len(rows), -1, dtype="int64") if settled is None else settled
        which, how = nearest(rows, self.rows, NEIGHBOURS + 1)
        if itself is not None:
            which, how = _others(which, how, itself)
        which, how = which[:, :NEIGHBOURS], how[:, :NEIGHBOURS]
        group = np.where(settled >= 0, settled, (put(rows, which, how, self.moved) @ self.middle.T).argmax(axis=1))
        of = (self.moved @ self.middle.T).argmax(axis=1)
        size = np.bincount(of, minlength=len(self.middle))
        own = np.where(of[which] == group[:, None], np.maximum(how, 0), 0).sum(axis=1)
        strength = own / np.clip(size[group] - 1, 1, NEIGHBOURS)
        return group, np.clip(strength, 0, 1).astype(np.float32)


def _others(which: Ints, how: Rows, itself: Ints) -> tuple[Ints, Rows]:
    """Neighbours without the row itself, which goes last."""
    order = np.argsort(which == itself[:, None], axis=1, kind="stable")
    return np.take_along_axis(which, order, axis=1), np.take_along_axis(how, order, axis=1)


@dataclass(frozen=True)
class Tried:
    """A number of groups that was tried, and how alike the groups of two samples of the texts are."""

    k: int
    stability: float


def chosen(tried: list[Tried]) -> Tried:
    """The finest of those that are as stable as STABLE; the most stable where none is."""
    stable = [item for item in tried if item.stability >= STABLE]
    if stable:
        return max(stable, key=lambda item: item.k)
    return max(tried, key=lambda item: (np.nan_to_num(item.stability), item.k))


def stability(rows: Rows, ks: list[int], draws: int, seed: int) -> list[Tried]:
    """For each k: the mean adjusted Rand index between groupings learnt on different parts of the rows.

    `draws` times four fifths of the rows are spread and grouped, and all rows are put to what was found. Compared are
    rows that both groupings hold strongly: the weakest quarter of each, which would be unclustered, is left out.
    """
    random = np.random.default_rng(seed)
    drawn = []
    for _ in range(draws):
        part = rows[np.sort(random.permutation(len(rows))[: max(2, len(rows) * 4 // 5)])]
        drawn.append(_Drawn.of(part, rows))
    return [Tried(k, _agreement([draw.grouped(k) for draw in drawn])) for k in ks]


@dataclass(frozen=True)
class _Drawn:
    """A part of the rows, spread, with its tree; and the neighbours of all rows in it."""

    moved: Rows
    joined: npt.NDArray[np.float64]
    which: Ints
    how: Rows
    everything: Rows

    @classmethod
    def of(cls, part: Rows, rows: Rows) -> "_Drawn":
        moved = spread(part, *nearest(part, part, NEIGHBOURS, same=True))
        which, how = nearest(rows, part, NEIGHBOURS)
        # A row of the part is not its own neighbour.
        how = np.where(how > _SAME, 0, how)
        return cls(moved, tree(_thinned(moved)), which, how, put(rows, which, how, moved))

    def grouped(self, k: int) -> tuple[Ints, Rows]:
        """Group and strength of all rows."""
        group = _settled(self.moved, _cut(_thinned(self.moved), self.joined, k))
        middle = centres(self.moved, group, int(group.max()) + 1)
        answer = (self.everything @ middle.T).argmax(axis=1)
        return answer, np.where(group[self.which] == answer[:, None], self.how, 0).sum(axis=1)


def _agreement(runs: list[tuple[Ints, Rows]]) -> float:
    """The mean adjusted Rand index of every two runs, on what both hold strongly."""
    from sklearn.metrics import adjusted_rand_score

    strong = [strength >= np.quantile(strength, _WEAK) for _, strength in runs]
    pairs = []
    for at in range(len(runs)):
        for other in range(at):
            both = strong[at] & strong[other]
            pairs.append(adjusted_rand_score(runs[at][0][both], runs[other][0][both]))
    return float(np.mean(pairs))


def numbered_by_size(group: Ints) -> Ints:
    """The groups renumbered, the biggest 0; -1 stays. Of equally big ones the one that comes first."""
    inside = pd.Series(group[group >= 0])
    order = inside.groupby(inside, sort=False).size().sort_values(ascending=False, kind="stable").index
    number = pd.Series(np.arange(len(order)), index=order)
    result = np.full(len(group), -1, dtype="int64")
    result[group >= 0] = number.loc[inside].to_numpy()
    return result
