"""Texts as vectors learnt on the workspace's own words: what means the same lies close together.

Two views side by side: latent semantic analysis of words, pairs of words and runs of characters (`features`), which
knows a text by what it is written with, and word vectors (`company`), which know a word by the words around it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import clustering, company, features
from cxanalytics.patterns.company import Company
from cxanalytics.patterns.features import Features, Said
from cxanalytics.patterns.folding import plain
from cxanalytics.threads import one_thread

Vectors = npt.NDArray[np.float32]

AXES = 150
# Below so many texts a word that is said once may still be all that tells two of them apart; from COMPANY_TEXTS on,
# the words around a word say enough about it.
_FEW, COMPANY_TEXTS = 200, 500


@dataclass(frozen=True)
class Space:
    """What was learnt; `transform` gives any texts their place in it."""

    masked: frozenset[str]
    _features: Features | None
    _axes: Vectors
    _company: Company | None

    def transform(self, texts: pd.Series) -> Vectors:
        """A row of length 1 per text (n, d), float32; all 0 where nothing of a text is known."""
        return self.place(plain(texts, self.masked))

    def place(self, plain_texts: pd.Series) -> Vectors:
        """As `transform`, of texts that are plain already (`folding.plain`)."""
        if self._features is None:
            return np.zeros((len(plain_texts), 1), dtype=np.float32)
        with one_thread():
            return self._rows(features.said(plain_texts), self._features)

    def _rows(self, spoken: Said, learnt: Features) -> Vectors:
        written: Vectors = clustering.unit(learnt.matrix(spoken) @ self._axes)
        if self._company is None:
            return written
        return clustering.unit(np.hstack([written, self._company.rows(spoken)]))


def fit(texts: pd.Series, *, masked: frozenset[str] = frozenset(), seed: int = 0) -> Space:
    """Learn the space from texts; `masked` words (in lower case) tell nothing."""
    return fit_plain(plain(texts, masked), masked=masked, seed=seed)


def fit_plain(plain_texts: pd.Series, *, masked: frozenset[str] = frozenset(), seed: int = 0) -> Space:
    """As `fit`, of texts that are plain already (`folding.plain`)."""
    from sklearn.utils.extmath import randomized_svd

    spoken = features.said(plain_texts)
    if not len(spoken.words):
        return Space(masked, None, np.zeros((0, 1), dtype=np.float32), None)
    with one_thread():
        learnt = features.fit(spoken, 1 if len(plain_texts) < _FEW else 2)
        matrix = learnt.matrix(spoken)
        axes = max(1, min(AXES, min(matrix.shape) - 1))
        right = randomized_svd(matrix, axes, random_state=seed)[2]
        kept = company.fit(spoken, seed=seed) if len(plain_texts) >= COMPANY_TEXTS else None
    return Space(masked, learnt, right.T.astype(np.float32), kept)
