"""The words of clauses, brought to their roots and counted: what an assigner learns from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from cxanalytics.journey.phrases import words_in
from cxanalytics.journey.roots import root

Floats = npt.NDArray[np.float64]
Sparse = Any  # scipy's csr_matrix, imported only where it is used


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The roots that are known, and how telling each is: ln((1 + n) / (1 + texts with it)) + 1."""

    roots: tuple[str, ...]
    rarity: Floats

    def matrix(self, texts: Sequence[str] | pd.Series) -> Sparse:
        """Texts x roots: the rarity of each root that occurs, a text's row divided by its length (Euclid's)."""
        from scipy.sparse import csr_matrix

        words, text = words_in(pa.array(texts, pa.large_string()))
        codes, different = pd.factorize(words.to_pandas())
        number = {known: place for place, known in enumerate(self.roots)}
        place = np.array([number.get(root(word), -1) for word in different], np.int64)[codes]
        known = place >= 0
        counts = csr_matrix((np.ones(known.sum()), (text[known], place[known])), (len(texts), len(self.roots)))
        counts.sum_duplicates()
        counts.data = self.rarity[counts.indices]
        length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
        counts.data /= np.repeat(length, np.diff(counts.indptr))
        return counts


def vocabulary(texts: Sequence[str] | pd.Series, least: int = 1) -> Vocabulary:
    """The roots that occur in at least `least` of the texts, in alphabetical order."""
    words, text = words_in(pa.array(texts, pa.large_string()))
    codes, different = pd.factorize(words.to_pandas())
    roots, number = np.unique(np.array([root(word) for word in different], object), return_inverse=True)
    pairs = np.unique(np.column_stack([text, number[codes]]), axis=0) if len(codes) else np.empty((0, 2), np.int64)
    count = np.bincount(pairs[:, 1], minlength=len(roots))
    kept = count >= least
    return Vocabulary(tuple(roots[kept].tolist()), np.log((1 + len(texts)) / (1 + count[kept])) + 1)
