"""Discovery: which groups of mentions recur, and how many groups there are."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import clustering, folding, membership, recited, vectors
from cxanalytics.patterns.clustering import Draw, Ints, Tried, neighbours
from cxanalytics.patterns.membership import Grouped
from cxanalytics.patterns.vectors import Space, Vectors
from cxanalytics.threads import one_thread

# A pattern is said in so many different texts at least.
LEAST = 3
# So many different texts are learnt from; the others are put to what was found in them.
SAMPLE = 14_000
# So many parts of them are grouped to see how stable patterns are.
_DRAWS = 5
# Of n different texts, between a sixth of the root of n and the root of n patterns are looked for.
_COARSEST = 1 / 6
_KS = (2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 26, 30, 35, 40, 50, 60)
# Fewer patterns than this are too few to tell which of them stand closer than others do.
_NESTING = 8
# Where all are equally far from each other, none stands out by how numbers are rounded.
_HAIR = 1e-4


@dataclass(frozen=True)
class Discovery:
    """What was found in n texts.

    pattern (n): the group of each text, 0 .. K-1, the biggest first, -1 unclustered. strength (n), float32: how surely
    it belongs there, 0..1. nearest (n): the group it would be in if it had to be in one. theme (K): the theme that
    each group is part of, 0 .. T-1; each its own where they do not nest. alternatives: the numbers of patterns that
    were tried: k, stability (adjusted Rand index between groupings of different parts of the texts), chosen; one row
    with a missing stability where `wanted` said how many.
    """

    pattern: Ints
    strength: npt.NDArray[np.float32]
    theme: Ints
    alternatives: pd.DataFrame
    space: Space
    rows: Vectors
    nearest: Ints


def discover(
    texts: pd.Series,
    *,
    wanted: int | None = None,
    masked: frozenset[str] = frozenset(),
    known: Ints | None = None,
    seed: int = 0,
) -> Discovery:
    """Find what recurs in the texts; `wanted` groups, or as many as are stable.

    `masked` words (in lower case) tell nothing. `known` (n): a number for rows that must be together, -1 free; rows of
    different numbers are never together, and none of them is unclustered. Texts that are the same but for case, signs
    and the like count once; what very many say word for word is a group of its own (`recited`). The order of the texts
    makes no difference.
    """
    folded = folding.fold(texts, masked)
    held = _held(folded, known)
    numbers = 0 if known is None else len(np.unique(known[known >= 0]))
    chosen = _sample(len(folded.texts), held, seed)
    space = vectors.fit_plain(folded.texts.iloc[chosen], masked=masked, seed=seed)
    rows = space.place(folded.texts)
    copies = np.bincount(folded.of[folded.of >= 0], minlength=len(folded.texts))
    with one_thread():
        found, tried = _found(_Read(folded.texts, copies, rows, chosen, held, numbers), space, wanted, seed)
    found = _with_recited(found, _recited(folded.texts, copies, held, found), rows, wanted)
    inside = folded.of >= 0
    pattern, nearest = np.full((2, len(texts)), -1, dtype="int64")
    strength, placed = np.zeros(len(texts), dtype=np.float32), np.zeros((len(texts), rows.shape[1]), dtype=np.float32)
    of = folded.of[inside]
    pattern[inside], nearest[inside], strength[inside] = found.group[of], found.nearest[of], found.strength[of]
    placed[inside] = rows[of]
    pattern, strength = _known_kept(pattern, strength, found.number, known)
    nearest = np.where(pattern >= 0, pattern, nearest)
    return Discovery(pattern, strength, found.theme, tried, space, placed, nearest)


@dataclass(frozen=True)
class _Found:
    """Of each different text its group, -1 unclustered, the nearest group and the strength; theme of each group; the
    group of each known number."""

    group: Ints
    nearest: Ints
    strength: npt.NDArray[np.float32]
    theme: Ints
    number: Ints


def _held(folded: folding.Folded, known: Ints | None) -> Ints:
    """The known number of each different text, counted from 0; the lowest where copies differ, -1 where none has."""
    held = np.full(len(folded.texts), -1, dtype="int64")
    if known is None:
        return held
    codes = _codes(known)
    rows = np.flatnonzero((codes >= 0) & (folded.of >= 0))
    rows = rows[np.argsort(-codes[rows], kind="stable")]
    held[folded.of[rows]] = codes[rows]
    return held


def _codes(known: Ints) -> Ints:
    """Known numbers, counted from 0 without gaps; -1 stays."""
    numbers = np.unique(known[known >= 0])
    return np.where(known >= 0, np.searchsorted(numbers, known), -1)


def _sample(n: int, held: Ints, seed: int) -> Ints:
    """Which of the different texts are learnt from: those held, and others by chance up to SAMPLE."""
    if n <= SAMPLE:
        return np.arange(n)
    order = np.random.default_rng(seed).permutation(n)
    order = order[np.argsort(held[order] < 0, kind="stable")]
    return np.sort(order[:SAMPLE])


@dataclass(frozen=True)
class _Read:
    """The different texts, their copies and rows; which of them are learnt from; their known number out of `numbers`,
    or -1."""

    texts: pd.Series
    copies: Ints
    rows: Vectors
    chosen: Ints
    held: Ints
    numbers: int


def _found(read: _Read, space: Space, wanted: int | None, seed: int) -> tuple[_Found, pd.DataFrame]:
    chosen = read.chosen[(read.rows[read.chosen] != 0).any(axis=1)]
    if len(chosen) < LEAST:
        return _as_held(read), _table([], 0)
    learnt = read.rows[chosen]
    moved = clustering.spread(learnt, *clustering.nearest(learnt, learnt, neighbours(len(learnt)), same=True))
    drawn = clustering.draws(learnt, _DRAWS, seed)
    tried = [Tried(wanted, np.nan)] if wanted else _tried(drawn, len(learnt))
    best = clustering.chosen(tried)
    fixed = read.held[chosen] if read.numbers else None
    group = clustering.grouped(moved, max(best.k, read.numbers), fixed, read.numbers)
    middle = clustering.centres(moved, group, max(int(group.max(initial=-1)) + 1, read.numbers))
    grouped = Grouped(learnt, moved, group, membership.agreed(drawn, group, len(middle)), middle)
    dealt = space.place(membership.dealt(read.texts.iloc[chosen], seed))
    found = membership.members(read.rows, read.copies, chosen, grouped, dealt)
    nearest, inside = np.where(read.held >= 0, read.held, found.group), found.inside | (read.held >= 0)
    size = np.bincount(nearest[inside], minlength=len(middle))
    number = _kept(size, read.numbers)
    nearest = number[nearest]
    group = np.where(inside, nearest, -1)
    strength = np.where(group >= 0, found.strength, 0).astype(np.float32)
    theme = _themes(clustering.centres(read.rows, group, int(group.max(initial=-1)) + 1))
    return _Found(group, nearest, strength, theme, number[: read.numbers]), _table(tried, best.k)


def _as_held(read: _Read) -> _Found:
    """Too few different texts to find anything: they are where they are held."""
    group, nearest = read.held.copy(), read.held.copy()
    held, free = np.flatnonzero(group >= 0), np.flatnonzero(group < 0)
    if len(held):
        nearest[free] = group[held[(read.rows[free] @ read.rows[held].T).argmax(axis=1)]]
    numbers = np.arange(read.numbers)
    return _Found(group, nearest, (group >= 0).astype(np.float32), numbers, numbers)


def _recited(texts: pd.Series, copies: Ints, held: Ints, found: _Found) -> Ints:
    """The different texts that are patterns of their own, as so many say them word for word; the commonest first.

    Where there are few different ones, each of them; else those that belong to none.
    """
    alone = (found.group < 0) | (len(texts) < 2 * LEAST)
    at = np.flatnonzero(recited.common(texts, copies) & alone & (held < 0))
    return at[np.argsort(-copies[at], kind="stable")]


def _with_recited(found: _Found, at: Ints, rows: Vectors, wanted: int | None) -> _Found:
    """With a pattern for each of these texts, and without those that too few texts are left of."""
    k = max(len(found.theme), int(found.number.max(initial=-1)) + 1)
    at = at[: max(0, wanted - k)] if wanted and len(found.theme) else at[:wanted]
    if not len(at):
        return found
    left = found.group.copy()
    left[at] = -1
    kept = (np.bincount(left[left >= 0], minlength=k) >= LEAST) | np.isin(np.arange(k), found.number)
    number = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)
    new = int(kept.sum()) + np.arange(len(at))
    group, nearest, strength = number[left], number[found.nearest], found.strength.copy()
    lost = np.flatnonzero(nearest < 0)
    nearest[lost] = new[(rows[lost] @ rows[at].T).argmax(axis=1)]
    group[at], nearest[at], strength[at] = new, new, 1
    strength[group < 0] = 0
    theme = np.append(found.theme, len(found.theme) + np.arange(k - len(found.theme)))[kept]
    theme = np.append(pd.factorize(theme)[0], len(np.unique(theme)) + np.arange(len(at)))
    return _Found(group, nearest, strength, theme.astype("int64"), number[found.number])


def _tried(drawn: list[Draw], n: int) -> list[Tried]:
    """Numbers of patterns for n different texts, and how stable they are."""
    ks = [k for k in _KS if n**0.5 * _COARSEST <= k <= n**0.5] or [1]
    return clustering.stability(drawn, ks) if len(ks) > 1 else [Tried(ks[0], np.nan)]


def _kept(size: Ints, numbers: int) -> Ints:
    """The new number of each group, the biggest first; -1 for those of too few texts, but not the first `numbers`."""
    kept = np.flatnonzero((size >= LEAST) | (np.arange(len(size)) < numbers))
    number = np.full(len(size), -1, dtype="int64")
    number[kept[np.argsort(-size[kept], kind="stable")]] = np.arange(len(kept))
    return number


def _known_kept(
    pattern: Ints, strength: npt.NDArray[np.float32], number: Ints, known: Ints | None
) -> tuple[Ints, npt.NDArray[np.float32]]:
    """Rows whose pattern is known are in it, whatever their copies are in."""
    if known is None or not (known >= 0).any():
        return pattern, strength
    codes = _codes(known)
    at = codes >= 0
    right = number[codes[at]]
    sure = np.where(right == pattern[at], strength[at], 1).astype(np.float32)
    pattern, strength = pattern.copy(), strength.copy()
    pattern[at], strength[at] = right, sure
    return pattern, strength


def _themes(middle: Vectors) -> Ints:
    """The theme of each pattern: those are one whose centres lie so close that it stands out from all other pairs.

    Average linkage, cut at Tukey's outer fence (1977) of the distances of all pairs: the lower quartile less three
    times the distance between the quartiles.
    """
    from scipy.cluster.hierarchy import average, fcluster
    from scipy.spatial.distance import pdist

    if len(middle) < _NESTING:
        return np.arange(len(middle))
    apart = np.maximum(pdist(middle.astype(np.float64), "cosine"), 0)
    low, high = np.quantile(apart, [0.25, 0.75])
    fence = low - 3 * (high - low) - _HAIR
    theme: Ints = pd.factorize(fcluster(average(apart), fence, criterion="distance"))[0].astype("int64")
    return theme


def _table(tried: list[Tried], k: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "k": pd.Series([item.k for item in tried], dtype="int64"),
            "stability": pd.Series([item.stability for item in tried], dtype="float64"),
            "chosen": pd.Series([item.k == k for item in tried], dtype="bool"),
        }
    )
