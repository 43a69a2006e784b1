"""The words of clauses, brought to their roots: what an assigner learns from."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from cxanalytics.journey.phrases import words_in
from cxanalytics.journey.roots import root

Ints = npt.NDArray[np.int64]
Sparse = Any  # scipy's csr_matrix, which is imported only where it is used


def roots_in(texts: Sequence[str] | pd.Series) -> tuple[str, ...]:
    """Every root that occurs in the texts, in alphabetical order."""
    return tuple(sorted({root(word) for word in _words(texts)[1]}))


def matrix(texts: Sequence[str] | pd.Series, roots: Sequence[str]) -> Sparse:
    """Texts x roots: the same number for each root that occurs in a text, so that a row's squares add up to 1.

    How often a word stands in a text does not count; a row is empty where no root is known.
    """
    from scipy.sparse import csr_matrix

    codes, different, text = _words(texts)
    number = {known: place for place, known in enumerate(roots)}
    place = np.array([number.get(root(word), -1) for word in different], np.int64)[codes]
    known = place >= 0
    counts = csr_matrix((np.ones(known.sum()), (text[known], place[known])), (len(texts), len(roots)))
    size = np.diff(counts.indptr)  # different roots: scipy puts repeated ones together
    counts.data = np.repeat(1 / np.sqrt(np.maximum(size, 1)), size)
    return counts


def _words(texts: Sequence[str] | pd.Series) -> tuple[Ints, "pd.Index[str]", Ints]:
    """All words as numbers, the different words behind the numbers, and the position of the text each stands in."""
    words, text = words_in(pa.array(texts, pa.large_string()))
    codes, different = pd.factorize(words.to_pandas())
    return codes.astype(np.int64), different, text
