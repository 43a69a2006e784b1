"""What a question asks for: what was good, what was bad, or neither (or both), by data/lexicons/questions.csv."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.emotion.characters import lay_out
from cxanalytics.emotion.lexicon import rows
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
    phrases = [(parse(row["phrase"]), KINDS.index(row["asks"])) for row in rows("questions.csv")]
    words = dict.fromkeys(word for slots, _ in phrases for slot in slots for choice in slot.choices for word in choice)
    # The ids below are taken by what is unknown and by numbers.
    number = {word: place for place, word in enumerate(words, UNKNOWN + 2)}
    spelt = {**number, **{word.replace("'", ""): place for word, place in number.items() if "'" in word}}
    return _Wordings(
        Vocabulary(list(spelt), list(spelt.values())), Vocabulary([":)"], [UNKNOWN + 1]), Finder(phrases, number),
        len(number) + 2,
    )  # fmt: skip
