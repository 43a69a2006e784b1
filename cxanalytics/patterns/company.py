"""Words known by the company they keep: vectors of words, learnt from the words around them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns.clustering import unit
from cxanalytics.patterns.features import Ints, Said, Sparse

Floats = npt.NDArray[np.float32]

# How many words to either side are company, and how many axes the vectors have.
WINDOW, AXES = 4, 200
# Arora, Liang and Ma (2017): a word as frequent as this counts half.
_FREQUENT = 1e-3


@dataclass(frozen=True)
class Company:
    """Vectors (words, d), each weighed by how rare its word is, and the direction that all texts share."""

    words: pd.Index
    vectors: Floats
    shared: Floats

    def rows(self, spoken: Said) -> Floats:
        """One row of length 1 per text (n, d); 0 where no word of it is known."""
        rows = unit(_mean(self.words, self.vectors, spoken))
        return unit(rows - np.outer(rows @ self.shared, self.shared))


def fit(spoken: Said, *, seed: int = 0, least: int = 2) -> Company | None:
    """Learn from texts; nothing where too few words recur.

    Positive pointwise mutual information of words within WINDOW of each other, the context smoothed by a power of
    .75, factorised (Levy, Goldberg and Dagan 2015); the mean of a text's words loses its first component.
    """
    from sklearn.utils.extmath import randomized_svd

    count = np.bincount(spoken.word, minlength=len(spoken.words))
    kept = np.flatnonzero(count >= least)
    if len(kept) < AXES:
        return None
    number = np.full(len(count), -1, dtype="int64")
    number[kept] = np.arange(len(kept))
    left, values, _ = randomized_svd(_information(spoken.text, number[spoken.word], len(kept)), AXES, random_state=seed)
    share = count[kept] / count[kept].sum()
    rare = (_FREQUENT / (_FREQUENT + share)).astype(np.float32)
    vectors = unit(left * np.sqrt(values)) * rare[:, None]
    words = spoken.words[kept]
    shared = randomized_svd(unit(_mean(words, vectors, spoken)), 1, random_state=seed)[2][0]
    return Company(words, vectors, shared.astype(np.float32))


def _mean(words: pd.Index, vectors: Floats, spoken: Said) -> Floats:
    """The sum of the vectors of each text's words."""
    from scipy import sparse

    at = words.get_indexer(spoken.words)
    chosen = sparse.csr_matrix(
        (np.ones((at >= 0).sum(), dtype=np.float32), (np.flatnonzero(at >= 0), at[at >= 0])), (len(at), len(words))
    )
    summed: Floats = spoken.counts() @ (chosen @ vectors)
    return summed


def _information(text: Ints, word: Ints, width: int) -> Sparse:
    """Positive pointwise mutual information of words near each other (width, width)."""
    from scipy import sparse

    near = []
    for apart in range(1, WINDOW + 1):
        both = (text[apart:] == text[:-apart]) & (word[apart:] >= 0) & (word[:-apart] >= 0)
        near.append((word[:-apart][both], word[apart:][both]))
    first, second = (np.concatenate(side) for side in zip(*near, strict=True))
    once = sparse.csr_matrix((np.ones(len(first), dtype=np.float64), (first, second)), shape=(width, width))
    met = (once + once.T).tocoo()
    total = np.asarray(met.sum(axis=1)).ravel()
    context = total**0.75 / max((total**0.75).sum(), 1.0)
    information = np.log(met.data / (total[met.row] * context[met.col]))
    above = information > 0
    return sparse.csr_matrix((information[above], (met.row[above], met.col[above])), shape=(width, width))
