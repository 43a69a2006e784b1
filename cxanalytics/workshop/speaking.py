"""How much texts speak of a prompt: which hold, close together, the words that it is asked in."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.journey.phrases import words_of
from cxanalytics.journey.roots import root
from cxanalytics.patterns.words import known
from cxanalytics.workshop.prompts import Prompt, denials, words_in

# The words of a way to say it stand within so many words of its rarest one; a denial so many words before it.
_CLOSE, _BEFORE = 4, 3
# Of a prompt without words to look for, so much of the weight of its own words must be found, in two words at least.
_ENOUGH = 0.6
_EITHER, _DENIED = "/", "NOT"
# Between the last word of a text and the first of the next: further than words are ever looked for.
_APART = 100

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Texts:
    """Texts as numbered words, of which it is asked how much they speak of a prompt."""

    def __init__(self, texts: pd.Series) -> None:
        words = words_of(texts.fillna("").astype("str"))
        self._size = words.size
        self._text_of = words.text
        # Where each word stands, in texts that lie apart.
        self._at = np.arange(len(words.number)) + words.text * _APART
        numbers: dict[str, list[int]] = {}
        for number, word in enumerate(words.different):
            numbers.setdefault(root(word), []).append(number)
        self._numbers = numbers
        self._order = np.argsort(words.number, kind="stable")
        self._cuts = np.searchsorted(words.number[self._order], np.arange(len(words.different) + 1))

    def speak(self, prompt: Prompt) -> Floats:
        """Per text how much it speaks of the prompt: 0 not at all; rare words count more."""
        if not prompt.words:
            return self._own(prompt.text)
        return np.asarray(np.max([self._way(entry.split()) for entry in prompt.words], axis=0))

    def _way(self, slots: Sequence[str]) -> Floats:
        """Per text the weight of a way to say it, where all its words stand close together; else 0."""
        named = [self._places(_roots(slot)) for slot in slots]
        denied = [self._places(_denied()) if _DENIED in slot.split(_EITHER) else _NOWHERE for slot in slots]
        both = [np.union1d(*pair) for pair in zip(named, denied, strict=True)]
        # What is denied is looked for around what it is denied of.
        anchor = min(range(len(slots)), key=lambda slot: (len(named[slot]) == 0, len(both[slot])))
        here = both[anchor]
        for slot in (slot for slot in range(len(slots)) if slot != anchor):
            beside = _near(self._at[here], self._at[named[slot]], _CLOSE, _CLOSE)
            here = here[beside | _near(self._at[here], self._at[denied[slot]], _BEFORE, 0)]
        weight = sum(self._weight(places) for places in both)
        result = np.zeros(self._size)
        result[self._text_of[here]] = weight
        return result

    def _own(self, text: str) -> Floats:
        """Per text the weight of the prompt's own telling words in it, where enough of them are."""
        telling = [word for word in words_in(text) if word not in known("stop") and len(word) > 2]
        result, held = np.zeros(self._size), np.zeros(self._size, np.int64)
        found = [self._places([word]) for word in dict.fromkeys(map(root, telling))]
        for places in found:
            texts = np.unique(self._text_of[places])
            result[texts] += self._weight(places)
            held[texts] += 1
        enough = _ENOUGH * sum(map(self._weight, found))
        return np.where((result >= enough) & (held >= min(2, len(found))), result, 0.0)

    def _places(self, roots: Iterable[str]) -> Ints:
        """The numbers of all words that have one of these roots, in their order."""
        numbers = [number for one in roots for number in self._numbers.get(one, ())]
        parts = [self._order[self._cuts[number] : self._cuts[number + 1]] for number in numbers]
        return np.sort(np.concatenate([_NOWHERE, *parts]))

    def _weight(self, places: Ints) -> float:
        """How rare what stands in these places is among all texts (inverse document frequency)."""
        texts = len(np.unique(self._text_of[places]))
        return float(np.log((self._size + 1) / (texts + 0.5)))


_NOWHERE: Ints = np.zeros(0, np.int64)


def _near(places: Ints, others: Ints, before: int, after: int) -> npt.NDArray[np.bool_]:
    """Of which places another one stands at most so many words before, or after; none is near to itself."""
    if not len(others):
        return np.zeros(len(places), bool)
    left = np.searchsorted(others, places, "left") - 1
    right = np.searchsorted(others, places, "right")
    back = (left >= 0) & (places - others[np.maximum(left, 0)] <= before)
    on = (right < len(others)) & (others[np.minimum(right, len(others) - 1)] - places <= after)
    return np.asarray(back | on)


@lru_cache(maxsize=10_000)
def _roots(slot: str) -> frozenset[str]:
    """The roots of the words that a slot stands for: "wrong/incorrect"."""
    words = [part for part in slot.split(_EITHER) if part != _DENIED]
    return frozenset(map(root, words_in(" ".join(words))))


@lru_cache(maxsize=1)
def _denied() -> frozenset[str]:
    return frozenset(map(root, words_in(" ".join(denials()))))
