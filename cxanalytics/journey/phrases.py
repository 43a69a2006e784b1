"""Finds a journey's phrases in what customers wrote: whole words, upper or lower case, in any inflection.

Every different word is stemmed once (Snowball, English); after that texts are arrays of numbers and the
phrases a tree over them, so that half a million clauses take seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cxanalytics.journey.model import Journey

Ints = npt.NDArray[np.int64]

NONE = -1
_BATCH = 100_000
_APOSTROPHES = "['\u2019\u2018\u02bc\u00b4`]"
_BETWEEN_WORDS = r"[^\pL\pM\pN]+"


@dataclass(frozen=True, eq=False)
class Phrases:
    """The phrases of a journey, ready to be found.

    text[i] is phrase i as written in the journey, touchpoint[i] the position of its touchpoint in
    journey.touchpoints (NONE for an ignored phrase), words[i] its stems.
    """

    text: tuple[str, ...]
    touchpoint: Ints
    words: tuple[tuple[str, ...], ...]
    _vocabulary: dict[str, int]
    _steps: Ints  # sorted: state * size of vocabulary + word
    _next: Ints  # the state each step leads to
    _ends: Ints  # per state: the phrase that ends there, or NONE
    _longest: int

    def find(self, clauses: Sequence[str] | pd.Series) -> Ints:
        """Per clause the phrase that says what it is about, or NONE.

        The phrase with the most words wins, then the one that stands first. A phrase that lies inside an
        ignored one does not count.
        """
        table = pa.array(clauses, pa.large_string())
        parts = [self._find(table.slice(at, _BATCH)) for at in range(0, len(table), _BATCH)]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    def _find(self, clauses: pa.LargeStringArray) -> Ints:
        tokens, clause = _tokens(clauses)
        word = _numbered(tokens, self._vocabulary)
        start, length, phrase = self._matches(word, clause)
        wanted = self.touchpoint[phrase] != NONE
        covered = np.maximum.accumulate(np.where(wanted, 0, start + length))
        kept = wanted & (start + length > covered)
        start, length, phrase = start[kept], length[kept], phrase[kept]
        order = np.lexsort((start, -length, clause[start]))
        winners, first = np.unique(clause[start][order], return_index=True)
        found = np.full(len(clauses), NONE, np.int64)
        found[winners] = phrase[order][first]
        return found

    def _matches(self, word: Ints, clause: Ints) -> tuple[Ints, Ints, Ints]:
        """Where phrases start, how many words they have, and which they are; the longest of each start."""
        longest = np.full(len(word), NONE, np.int64)
        length = np.zeros(len(word), np.int64)
        at, state = np.arange(len(word)), np.zeros(len(word), np.int64)
        for depth in range(self._longest):
            inside = at + depth < len(word)
            at, state = at[inside], state[inside]
            step = state * len(self._vocabulary) + word[at + depth]
            place = np.minimum(np.searchsorted(self._steps, step), len(self._steps) - 1)
            alive = (self._steps[place] == step) & (clause[at] == clause[at + depth]) & (word[at + depth] > 0)
            at, state = at[alive], self._next[place[alive]]
            ended = self._ends[state] != NONE
            longest[at[ended]] = self._ends[state[ended]]
            length[at[ended]] = depth + 1
        start = np.flatnonzero(longest != NONE)
        return start, length[start], longest[start]


@cache
def phrases_of(journey: Journey) -> Phrases:
    """The journey's phrases. A touchpoint without phrases is found by its name and aliases."""
    written = [
        (text, number)
        for number, touchpoint in enumerate(journey.touchpoints)
        for text in touchpoint.phrases or (touchpoint.name, *touchpoint.aliases)
    ]
    written += [(text, NONE) for text in journey.ignore]
    vocabulary = {"": 0}  # 0 stands for every word that is in no phrase
    steps: dict[tuple[int, int], int] = {}
    ends: dict[int, int] = {}
    words = stems([text for text, _ in written])
    for number, phrase in enumerate(words):
        state = 0
        for word in phrase:
            word_id = vocabulary.setdefault(word, len(vocabulary))
            state = steps.setdefault((state, word_id), len(steps) + 1)
        ends.setdefault(state, number)
    keys = np.array([state * len(vocabulary) + word for state, word in steps], np.int64)
    order = np.argsort(keys)
    return Phrases(
        text=tuple(text for text, _ in written),
        touchpoint=np.array([number for _, number in written], np.int64),
        words=words,
        _vocabulary=vocabulary,
        _steps=keys[order],
        _next=np.array(list(steps.values()), np.int64)[order],
        _ends=np.array([ends.get(state, NONE) for state in range(len(steps) + 1)], np.int64),
        _longest=max(map(len, words)),
    )


def stems(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The words of each text, cut down to their stems: "Waiting times" gives ("wait", "time")."""
    tokens, text = _tokens(pa.array(texts, pa.large_string()))
    cuts = np.searchsorted(text, np.arange(len(texts) + 1))
    words = [_stem(word) for word in tokens.to_pylist()]
    return tuple(tuple(words[first:last]) for first, last in pairwise(cuts.tolist()))


def _tokens(texts: pa.LargeStringArray) -> tuple[pa.LargeStringArray, Ints]:
    """All words in lower case, and the position of the text each stands in."""
    closed = pc.replace_substring_regex(pc.utf8_lower(texts), _APOSTROPHES, "")
    spaced = pc.utf8_trim_whitespace(pc.replace_substring_regex(closed, _BETWEEN_WORDS, " "))
    lists = pc.split_pattern(spaced, " ")
    words, text = pc.list_flatten(lists), pc.list_parent_indices(lists).to_numpy()
    filled = pc.not_equal(words, "")
    return words.filter(filled), text[filled.to_numpy(zero_copy_only=False)]


def _numbered(tokens: pa.LargeStringArray, vocabulary: dict[str, int]) -> Ints:
    codes, different = pd.factorize(tokens.to_pandas())
    known = np.array([vocabulary.get(_stem(word), 0) for word in different], np.int64)
    return known[codes]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_stemmer().stem(word))


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")
