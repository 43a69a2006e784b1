"""Groups of rows that lie close together, found the same way every time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.float32]

NEIGHBOURS = 10
_BATCH = 2_000
# Ward's method reads so many rows at most.
_WARD = 3_000
_ROUNDS = 30


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


def smoothed(rows: Rows, among: Rows, k: int = NEIGHBOURS, *, same: bool = False) -> Rows:
    """Each row moved half-way to the mean of its k nearest among the others, at length 1.

    A short text holds few of the words it might; its neighbours hold the others.
    """
    which, how = nearest(rows, among, k, same=same)
    if not which.shape[1]:
        return rows
    weight = np.maximum(how, 0)[:, :, None] / which.shape[1]
    return unit(rows + (among[which] * weight).sum(axis=1))


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
    sample = _spread(rows)
    return sample if len(sample) <= k else _cut(sample, tree(sample), k)


def _spread(rows: Rows) -> Rows:
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
class Tried:
    """A number of groups that was tried, and how alike the groups of two samples of the texts are."""

    k: int
    stability: float


def chosen(tried: list[Tried], margin: float) -> Tried:
    """The finest of those whose stability is within `margin` of the best."""
    if len(tried) == 1:
        return tried[0]
    best = max(item.stability for item in tried)
    return max((item for item in tried if item.stability >= best - margin), key=lambda item: item.k)


def stability(rows: Rows, ks: list[int], draws: int, seed: int) -> list[Tried]:
    """For each k: the mean adjusted Rand index between groupings learnt on different parts of the rows.

    `draws` times four fifths of the rows are grouped and all rows are put to the nearest centre.
    """
    from sklearn.metrics import adjusted_rand_score

    random = np.random.default_rng(seed)
    parts = [np.sort(random.permutation(len(rows))[: max(2, len(rows) * 4 // 5)]) for _ in range(draws)]
    trees = [tree(_spread(rows[part])) for part in parts]
    tried = []
    for k in ks:
        runs = []
        for part, joined in zip(parts, trees, strict=True):
            group = _settled(rows[part], _cut(_spread(rows[part]), joined, k))
            runs.append((rows @ centres(rows[part], group, int(group.max()) + 1).T).argmax(axis=1))
        pairs = [adjusted_rand_score(a, b) for at, a in enumerate(runs) for b in runs[:at]]
        tried.append(Tried(k, float(np.mean(pairs))))
    return tried


def numbered_by_size(group: Ints) -> Ints:
    """The groups renumbered, the biggest 0; -1 stays. Of equally big ones the one that comes first."""
    inside = pd.Series(group[group >= 0])
    order = inside.groupby(inside, sort=False).size().sort_values(ascending=False, kind="stable").index
    number = pd.Series(np.arange(len(order)), index=order)
    result = np.full(len(group), -1, dtype="int64")
    result[group >= 0] = number.loc[inside].to_numpy()
    return result
