"""The words of clauses, brought to their roots: what an assigner learns from."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from cxanalytics.journey.phrases import Words
from cxanalytics.journey.roots import root

Sparse = Any  # scipy's csr_matrix, which is imported only where it is used


def roots_in(words: Words) -> tuple[str, ...]:
    """Every root that occurs, in alphabetical order."""
    return tuple(sorted({root(word) for word in words.different}))


def matrix(words: Words, roots: Sequence[str]) -> Sparse:
    """Texts x roots: the same number for each root that occurs in a text, so that a row's squares add up to 1.

    How often a word stands in a text does not count; a row is empty where no root is known.
    """
    from scipy.sparse import csr_matrix

    number = {known: place for place, known in enumerate(roots)}
    place = np.array([number.get(root(word), -1) for word in words.different], np.int64)[words.number]
    known = place >= 0
    counts = csr_matrix((np.ones(known.sum()), (words.text[known], place[known])), (words.size, len(roots)))
    size = np.diff(counts.indptr)  # different roots: scipy puts repeated ones together
    counts.data = np.repeat(1 / np.sqrt(np.maximum(size, 1)), size)
    return counts
