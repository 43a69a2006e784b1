"""Texts as vectors learnt on the workspace's own words: what means the same lies close together."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Space:
    """What was learnt; `transform` gives any texts their place in it."""

    _words: Any
    _characters: Any
    _axes: Any

    def transform(self, texts: pd.Series) -> Vectors:
        """A row of length 1 per text (n, d), float32; all 0 where nothing of a text is known."""
        from scipy import sparse
        from sklearn.preprocessing import normalize

        counted = sparse.hstack([self._words.transform(texts), self._characters.transform(texts)]).tocsr()
        rows: Vectors = normalize(self._axes.transform(counted)).astype(np.float32)
        return rows


def fit(texts: pd.Series, *, seed: int = 0) -> Space:
    """Learn the space from texts: latent semantic analysis of words and of runs of characters."""
    from scipy import sparse
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2 if len(texts) > 200 else 1, sublinear_tf=True)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True)
    counted = sparse.hstack([words.fit_transform(texts), characters.fit_transform(texts)]).tocsr()
    axes = TruncatedSVD(max(1, min(150, min(counted.shape) - 1)), random_state=seed).fit(counted)
    return Space(words, characters, axes)
