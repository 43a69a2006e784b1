"""Groups of rows that lie close together, found the same way every time."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.float32]

NEIGHBOURS = 15
# How much of a row stays its own when it is spread, and how often it is.
OWN, STEPS = np.float32(0.1), 10
_BATCH = 2_000
# Ward's method reads so many rows at most.
_WARD = 3_000
_ROUNDS = 30
# So many rows at most are in a part that is grouped to see how stable groups are.
PART = 6_000
# Groupings of different parts of the texts agree enough from this adjusted Rand index on.
STABLE = 0.75
# The share of rows, the weakest, that is left out where groupings are compared.
_WEAK = 0.25


def neighbours(n: int) -> int:
    """How many neighbours tell what a text among n is about: a twentieth of them, 3 to NEIGHBOURS."""
    return max(3, min(NEIGHBOURS, n // 20))


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
    theirs = shares(which, how, len(spread_rows)) @ spread_rows
    return unit(OWN * rows + (1 - OWN) * theirs)


def shares(which: Ints, how: Rows, width: int) -> Any:
    """What part of each row each of its neighbours has (n, width), sparse; rows sum to 1."""
    from scipy import sparse

    weight = np.maximum(how, 1e-6)
    weight = (weight / weight.sum(axis=1, keepdims=True)).astype(np.float32)
    at = np.arange(0, which.size + 1, which.shape[1])
    return sparse.csr_matrix((weight.ravel(), which.ravel(), at), shape=(len(which), width))


def others(which: Ints, how: Rows, itself: Ints) -> tuple[Ints, Rows]:
    """One neighbour less for each row: itself, where it is among them, or else the last."""
    order = np.argsort(which == itself[:, None], axis=1, kind="stable")[:, :-1]
    return np.take_along_axis(which, order, axis=1), np.take_along_axis(how, order, axis=1)


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
    """Ward's tree of rows of length 1."""
    from scipy.cluster.hierarchy import ward as joined

    alike = rows.astype(np.float64) @ rows.T.astype(np.float64)
    apart = np.sqrt(np.maximum(2 - 2 * alike, 0))
    result: npt.NDArray[np.float64] = joined(apart[np.triu_indices(len(rows), 1)])
    return result


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


@dataclass(frozen=True)
class Draw:
    """A part of the rows, spread, with its tree; and where all rows lie among them."""

    moved: Rows
    joined: npt.NDArray[np.float64]
    everything: Rows

    def grouped(self, k: int) -> tuple[Ints, Rows]:
        """The group of all rows as this part sees it; how much nearer it is than the second best."""
        group = _settled(self.moved, _cut(_thinned(self.moved), self.joined, k))
        similar = self.everything @ centres(self.moved, group, int(group.max()) + 1).T
        if similar.shape[1] < 2:
            return np.zeros(len(similar), dtype="int64"), similar[:, 0]
        two = np.partition(similar, -2, axis=1)[:, -2:]
        return similar.argmax(axis=1), two[:, 1] - two[:, 0]


def draws(rows: Rows, n: int, seed: int) -> list[Draw]:
    """n parts of the rows by chance, as large as a bootstrap has different rows (63 %), at most PART."""
    random = np.random.default_rng(seed)
    size = min(PART, max(2, int(len(rows) * 0.632)))
    made = []
    for _ in range(n):
        at = np.sort(random.permutation(len(rows))[:size])
        itself = np.full(len(rows), -1, dtype="int64")
        itself[at] = np.arange(size)
        # A row of the part is no neighbour of its own, or draws would agree on what they share by rote.
        which, how = others(*nearest(rows, rows[at], neighbours(size) + 1), itself)
        moved = spread(rows[at], which[at], how[at])
        made.append(Draw(moved, tree(_thinned(moved)), put(rows, which, how, moved)))
    return made


def stability(drawn: list[Draw], ks: list[int]) -> list[Tried]:
    """For each k: the mean adjusted Rand index between the groupings of every two draws.

    Compared are rows that both groupings hold strongly: the weakest quarter of each, which would be unclustered
    rather, is left out.
    """
    return [Tried(k, _agreement([draw.grouped(k) for draw in drawn])) for k in ks]


def _agreement(runs: list[tuple[Ints, Rows]]) -> float:
    from sklearn.metrics import adjusted_rand_score

    strong = [strength >= np.quantile(strength, _WEAK) for _, strength in runs]
    pairs = []
    for at in range(len(runs)):
        for other in range(at):
            both = strong[at] & strong[other]
            pairs.append(adjusted_rand_score(runs[at][0][both], runs[other][0][both]))
    return float(np.mean(pairs))
