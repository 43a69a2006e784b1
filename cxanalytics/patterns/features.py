"""What a text is written with: words, pairs of words and runs of characters, weighed by how telling they are."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
# A scipy sparse matrix (n, features); scipy is imported where it is used.
Sparse = Any

# Runs of so many characters within a word, blanks at its ends included: they know a misspelt word.
_RUNS = (3, 4, 5)
_WORD = re.compile(r"\n|[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True)
class Said:
    """The words of n texts, one after the other: which text each is in, and which of `words` it is."""

    n: int
    text: Ints
    word: Ints
    words: pd.Index

    def counts(self) -> Sparse:
        """How often each text holds each word (n, words)."""
        return _counted(self.text, self.word, (self.n, len(self.words)))


def said(texts: pd.Series) -> Said:
    """The words of texts as `folding.plain` leaves them, distinct ones in alphabetical order."""
    flat = np.array(_WORD.findall("\n".join(texts.tolist())), dtype="object")
    ends = flat == "\n"
    text = np.cumsum(ends)[~ends]
    word, words = pd.factorize(flat[~ends], sort=True)
    return Said(len(texts), text.astype("int64"), word.astype("int64"), pd.Index(words, dtype="object"))


@dataclass(frozen=True)
class Features:
    """What was learnt: which words, pairs and runs count, and how telling each is (inverse document frequency)."""

    words: pd.Index
    _pairs: Ints
    _runs: pd.Index
    _weights: tuple[Floats, Floats]

    def matrix(self, spoken: Said) -> Sparse:
        """TF-IDF (n, features): words and pairs one half of the weight of a text, runs of characters the other."""
        from scipy import sparse

        where = self.words.get_indexer(spoken.words).astype("int64")
        runs = spoken.counts() @ _runs_of(spoken.words, self._runs)
        worded = sparse.hstack([_of(where, spoken, len(self.words)), self._paired(where, spoken)]).tocsr()
        return sparse.hstack([_weighed(worded, self._weights[0]), _weighed(runs, self._weights[1])]).tocsr()

    def _paired(self, where: Ints, spoken: Said) -> Sparse:
        text, key = _pairs(where, spoken, len(self.words))
        at = np.minimum(np.searchsorted(self._pairs, key), max(len(self._pairs) - 1, 0))
        known = self._pairs[at] == key if len(self._pairs) else np.zeros(len(key), dtype=bool)
        return _counted(text[known], at[known], (spoken.n, len(self._pairs)))


def fit(spoken: Said, least: int = 2) -> Features:
    """Learn from texts which words, pairs and runs occur in at least `least` of them."""
    words = spoken.words[_texts_with(spoken.counts()) >= least]
    where = words.get_indexer(spoken.words).astype("int64")
    text, key = _pairs(where, spoken, len(words))
    codes, keys = pd.factorize(key, sort=True)
    paired = _counted(text, codes.astype("int64"), (spoken.n, len(keys)))
    often = _texts_with(paired) >= least
    all_runs = pd.Index(sorted({run for word in spoken.words for run in _cut(word)}), dtype="object")
    held = _texts_with(spoken.counts() @ _runs_of(spoken.words, all_runs))
    runs, run_texts = all_runs[held >= least], held[held >= least]
    worded = np.concatenate([_texts_with(_of(where, spoken, len(words))), _texts_with(paired)[often]])
    return Features(words, keys[often], runs, (_telling(worded, spoken.n), _telling(run_texts, spoken.n)))


def _telling(texts: Ints, n: int) -> Floats:
    """Inverse document frequency, smoothed."""
    weights: Floats = (np.log((1 + n) / (1 + texts)) + 1).astype(np.float32)
    return weights


def _weighed(counts: Sparse, weights: Floats) -> Sparse:
    """TF-IDF with rows of length 1; a thing said again counts less than at first."""
    from scipy import sparse
    from sklearn.preprocessing import normalize

    if not counts.shape[0]:
        return counts
    counts = counts.astype(np.float32)
    counts.data = 1 + np.log(counts.data)
    return normalize(counts @ sparse.diags(weights)).astype(np.float32)


def _of(where: Ints, spoken: Said, width: int) -> Sparse:
    """Counts in a vocabulary of that width; `where` says which of its words each spoken word is, -1 none."""
    word = where[spoken.word]
    return _counted(spoken.text[word >= 0], word[word >= 0], (spoken.n, width))


def _pairs(where: Ints, spoken: Said, width: int) -> tuple[Ints, Ints]:
    """Text and number of every two words that follow each other, both of them known."""
    word = where[spoken.word]
    both = (spoken.text[1:] == spoken.text[:-1]) & (word[1:] >= 0) & (word[:-1] >= 0)
    return spoken.text[1:][both], word[:-1][both] * width + word[1:][both]


def _cut(word: str) -> list[str]:
    closed = f" {word} "
    return [closed[at : at + size] for size in _RUNS for at in range(max(1, len(closed) - size + 1))]


def _runs_of(words: pd.Index, runs: pd.Index) -> Sparse:
    """How often each word holds each run (words, runs): texts are then counted by their words."""
    cut = [_cut(word) for word in words]
    of = np.repeat(np.arange(len(words)), [len(part) for part in cut])
    at = runs.get_indexer(pd.Index([run for part in cut for run in part], dtype="object")).astype("int64")
    return _counted(of[at >= 0], at[at >= 0], (len(words), len(runs)))


def _texts_with(counts: Sparse) -> Ints:
    """In how many rows each column is not 0."""
    texts: Ints = np.bincount(counts.indices, minlength=counts.shape[1]).astype("int64")
    return texts


def _counted(row: Ints, column: Ints, shape: tuple[int, int]) -> Sparse:
    from scipy import sparse

    counted = sparse.csr_matrix((np.ones(len(row), dtype=np.float32), (row, column)), shape=shape)
    counted.sum_duplicates()
    return counted
