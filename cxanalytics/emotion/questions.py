"""What a question asks for: what was good, what was bad, or neither (or both), by the questions.csv of each language.

Questions of all languages that are read are looked at together: no wording of one means another thing in the next.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.emotion.characters import lay_out
from cxanalytics.emotion.inflection import ways_to_write
from cxanalytics.emotion.lexicon import READ, rows
from cxanalytics.emotion.model import KINDS
from cxanalytics.emotion.patterns import Finder, parse
from cxanalytics.emotion.tokens import UNKNOWN, Vocabulary, tokenise

_NEITHER, _GOOD, _BAD = range(len(KINDS))


def kinds(questions: pd.Series) -> npt.NDArray[np.int8]:
    """Per question its place in KINDS; "neither" where it is missing, asks for both, or shows nothing."""
    same, different = pd.factorize(questions)
    return np.append(_kinds([str(question) for question in different.tolist()]), np.int8(_NEITHER))[same]


def _kinds(questions: list[str]) -> npt.NDArray[np.int8]:
    known = _wordings()
    characters = lay_out([*questions, ""])
    tokens = tokenise(characters, known.words, known.emoticons, np.zeros(known.size, np.bool_))
    matches = known.finder.find(tokens.word, tokens.breaks)
    text = tokens.text[matches.start]
    asks = [np.bincount(text[matches.phrase == kind], minlength=len(questions)) > 0 for kind in range(len(KINDS))]
    found = np.full(len(asks[0]), _NEITHER, np.int8)
    found[asks[_GOOD] & ~asks[_BAD]] = _GOOD
    found[asks[_BAD] & ~asks[_GOOD]] = _BAD
    return found[: len(questions)]


@dataclass(frozen=True)
class _Wordings:
    words: Vocabulary
    emoticons: Vocabulary
    finder: Finder
    size: int


@cache
def _wordings() -> _Wordings:
    listed = [(row, language) for language in READ for row in rows("questions.csv", language)]
    phrases = [(parse(row["phrase"]), KINDS.index(row["asks"])) for row, _ in listed]
    words = {
        word: language
        for (slots, _), (_, language) in zip(phrases, listed, strict=True)
        for slot in slots
        for choice in slot.choices
        for word in choice
    }
    # The ids below are taken by what is unknown and by numbers.
    number = {word: place for place, word in enumerate(words, UNKNOWN + 2)}
    spelt = dict(number)
    for word, language in words.items():
        for other in (word.replace("'", ""), *ways_to_write(word, language)):
            spelt.setdefault(other, number[word])
    return _Wordings(
        Vocabulary(list(spelt), list(spelt.values())), Vocabulary([":)"], [UNKNOWN + 1]), Finder(phrases, number),
        len(number) + 2,
    )  # fmt: skip
