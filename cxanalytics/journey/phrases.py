"""Finds a journey's phrases in what customers wrote: whole words, upper or lower case, in any inflection.

Every different word is brought to its root once; after that texts are arrays of numbers and the phrases a
tree over them, so that half a million clauses take seconds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cxanalytics.journey.model import Journey
from cxanalytics.journey.renames import current
from cxanalytics.journey.roots import root

Ints = npt.NDArray[np.int64]

NONE = -1
EXACT, WEAK = "=", "~"  # marks before a phrase in a journey file
_BATCH = 100_000
_APOSTROPHES = "['\u2019\u2018\u02bc\u00b4`]"
_BETWEEN_WORDS = r"[^\pL\pM\pN]+"


@dataclass(frozen=True, eq=False)
class Words:
    """The words of `size` texts, in their order, in lower case.

    number[i] is the position of word i in `different`, text[i] that of the text it stands in.
    """

    number: Ints
    different: tuple[str, ...]
    text: Ints
    size: int


@dataclass(frozen=True, eq=False)
class Phrases:
    """The phrases of a journey, ready to be found.

    text[i] is phrase i without its marks, roots[i] the roots of its words, touchpoint[i] the position of its
    touchpoint in journey.touchpoints (NONE for an ignored phrase), weight[i] its number of words (0 if weak).
    """

    text: tuple[str, ...]
    roots: tuple[tuple[str, ...], ...]
    touchpoint: Ints
    weight: Ints
    _exact: frozenset[str]
    _vocabulary: dict[str, int]
    _steps: Ints  # sorted: state * size of vocabulary + word
    _next: Ints  # the state each step leads to
    _ends: Ints  # per state: the phrase that ends there, or NONE

    def find(self, clauses: "Sequence[str] | pd.Series | Words") -> Ints:
        """Per clause the phrase that says what it is about, or NONE.

        The phrase with the most words wins, a weak one only where there is no other, then the one that stands
        first. A phrase that lies inside an ignored one does not count.
        """
        words = clauses if isinstance(clauses, Words) else words_of(clauses)
        known = np.array([self._vocabulary.get(_key(word, self._exact), 0) for word in words.different], np.int64)
        parts = [np.empty(0, np.int64)]
        for first in range(0, words.size, _BATCH):
            last = min(first + _BATCH, words.size)
            here = slice(*np.searchsorted(words.text, [first, last]))
            parts.append(self._find(known[words.number[here]], words.text[here] - first, last - first))
        return np.concatenate(parts)

    def _find(self, word: Ints, clause: Ints, size: int) -> Ints:
        start, length, phrase = self._matches(word, clause)
        wanted = self.touchpoint[phrase] != NONE
        covered = np.maximum.accumulate(np.where(wanted, 0, start + length))
        kept = wanted & (start + length > covered)
        start, phrase = start[kept], phrase[kept]
        order = np.lexsort((start, -self.weight[phrase], clause[start]))
        winners, first = np.unique(clause[start][order], return_index=True)
        found = np.full(size, NONE, np.int64)
        found[winners] = phrase[order][first]
        return found

    def _matches(self, word: Ints, clause: Ints) -> tuple[Ints, Ints, Ints]:
        """Where phrases start, how many words they have, and which they are; the longest of each start."""
        longest, length = np.full(len(word), NONE, np.int64), np.zeros(len(word), np.int64)
        at, state = np.arange(len(word)), np.zeros(len(word), np.int64)
        depth = 0
        while len(at):
            step = state * len(self._vocabulary) + word[at + depth]
            place = np.minimum(np.searchsorted(self._steps, step), len(self._steps) - 1)
            alive = (self._steps[place] == step) & (clause[at] == clause[at + depth])
            at, state = at[alive], self._next[place[alive]]
            depth += 1
            ended = self._ends[state] != NONE
            longest[at[ended]], length[at[ended]] = self._ends[state[ended]], depth
            inside = at + depth < len(word)
            at, state = at[inside], state[inside]
        start = np.flatnonzero(longest != NONE)
        return start, length[start], longest[start]


@cache
def phrases_of(journey: Journey) -> Phrases:
    """The journey's phrases. A touchpoint without phrases is found by its names, former ones too, and aliases."""
    written = [
        (text, number)
        for number, touchpoint in enumerate(journey.touchpoints)
        for text in touchpoint.phrases or (touchpoint.name, *touchpoint.aliases)
    ]
    place = {item.name: number for number, item in enumerate(journey.touchpoints) if not item.phrases}
    written += [(text, NONE) for text in journey.ignore]
    # Last: where a former name is a word of something else by now, that is meant.
    written += [(old, place[name]) for old, name in current(journey).items() if name in place]
    marks = [re.match(f"[{EXACT}{WEAK}]*", text)[0] for text, _ in written]  # type: ignore[index]  # matches ""
    texts = tuple(text[len(mark) :] for mark, (text, _) in zip(marks, written, strict=True))
    words = _words(texts)
    exact = frozenset(word for mark, phrase in zip(marks, words, strict=True) if EXACT in mark for word in phrase)
    roots = tuple(tuple(_key(word, exact) for word in phrase) for phrase in words)
    vocabulary = {"": 0}  # 0 stands for every word that is in no phrase
    steps: dict[tuple[int, int], int] = {}
    ends: dict[int, int] = {}
    for number, phrase in enumerate(roots):
        state = 0
        for word in phrase:
            step = (state, vocabulary.setdefault(word, len(vocabulary)))
            state = steps.setdefault(step, len(steps) + 1)
        ends.setdefault(state, number)
    keys = np.array([state * len(vocabulary) + word for state, word in steps], np.int64)
    order = np.argsort(keys)
    weights = [0 if WEAK in mark else len(phrase) for mark, phrase in zip(marks, words, strict=True)]
    return Phrases(
        text=texts,
        roots=roots,
        touchpoint=np.array([number for _, number in written], np.int64),
        weight=np.array(weights, np.int64),
        _exact=exact,
        _vocabulary=vocabulary,
        _steps=keys[order],
        _next=np.array(list(steps.values()), np.int64)[order],
        _ends=np.array([ends.get(state, NONE) for state in range(len(steps) + 1)], np.int64),
    )


def words_of(texts: Sequence[str] | pd.Series) -> Words:
    """The words of texts, found once for all that ask for them."""
    table = pa.array(texts, pa.large_string())
    first = range(0, len(table), _BATCH)
    found = [_tokens(table.slice(at, _BATCH)) for at in first]
    codes = [pd.factorize(tokens.to_pandas()) for tokens, _ in found]
    merged, different = pd.factorize(np.concatenate([np.empty(0, object), *(words.to_numpy() for _, words in codes)]))
    ends = np.cumsum([0, *(len(words) for _, words in codes)])
    number = [merged[end:][batch] for end, (batch, _) in zip(ends[:-1], codes, strict=True)]
    text = [place + at for at, (_, place) in zip(first, found, strict=True)]
    nothing = np.empty(0, np.int64)
    return Words(
        np.concatenate([nothing, *number]), tuple(different.tolist()), np.concatenate([nothing, *text]), len(table)
    )


def _words(texts: Sequence[str]) -> list[list[str]]:
    tokens, text = _tokens(pa.array(texts, pa.large_string()))
    cuts = np.searchsorted(text, np.arange(len(texts) + 1)).tolist()
    words = tokens.to_pylist()
    return [words[first:last] for first, last in pairwise(cuts)]


def _tokens(texts: pa.LargeStringArray) -> tuple[pa.LargeStringArray, Ints]:
    """All words in lower case, and the position of the text each stands in."""
    closed = pc.replace_substring_regex(pc.utf8_lower(texts), _APOSTROPHES, "")
    lists = pc.split_pattern(pc.replace_substring_regex(closed, _BETWEEN_WORDS, " "), " ")
    words, text = pc.list_flatten(lists), pc.list_parent_indices(lists).to_numpy()
    filled = pc.not_equal(words, "")
    return words.filter(filled), text[filled.to_numpy(zero_copy_only=False)]


def _key(word: str, exact: frozenset[str]) -> str:
    return EXACT + word if word in exact else root(word)
