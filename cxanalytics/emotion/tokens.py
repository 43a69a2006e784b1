"""Words, numbers, emoji and emoticons of a batch of texts, and the marks between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.emotion.characters import (
    APOSTROPHE,
    DIGIT,
    EMOJI,
    JOINER,
    LETTER,
    LOWER,
    NATURE,
    SIGN,
    SPACE,
    UPPER,
    Characters,
    Flags,
    Positions,
    lay_out,
)

Ids: TypeAlias = npt.NDArray[np.intp]

UNKNOWN, NUMBER = 0, 1  # ids that every vocabulary reserves
EMOTICON_STARTS = ":;=<>("
_EMOTICON_LENGTHS = (4, 3, 2)
_IN_NUMBERS = [ord(sign) for sign in ".,:/"]
_STOP, _END, _DASH, _COMMA = 1, 2, 3, 4
_MARKS = {_STOP: ".", _END: "!?;\n\r\u2028\u2029\u2026\u3002\uff01\uff1f\u2022\u00b7\u25cf\u25aa|", _DASH: "-\u2013\u2014*", _COMMA: ","}


class Vocabulary:
    """Known spellings, found by fingerprint. Two spellings may share an id."""

    def __init__(self, spellings: Sequence[str], ids: Sequence[int]) -> None:
        characters = lay_out(spellings)
        prints = pd.Series(ids, pd.Index(characters.fingerprints(characters.first, characters.last)), dtype="intp")
        prints = prints[~prints.index.duplicated()]  # :D and :d are one
        self._index = prints.index
        self._ids = np.append(prints.to_numpy(), UNKNOWN)

    def find(self, characters: Characters, start: Positions, end: Positions) -> Ids:
        """The id of each stretch; UNKNOWN where it is none of the spellings."""
        found: Ids = self._ids[self._index.get_indexer(characters.fingerprints(start, end))]
        return found


@dataclass(frozen=True)
class Tokens:
    """One entry per word, number, emoji or emoticon, in the order of the texts."""

    text: Positions  # which text of the batch
    start: Positions
    end: Positions
    word: Ids
    upper: Flags  # written in capitals only
    sign: Flags  # an emoji or emoticon
    number: Flags
    breaks: Flags  # a sentence, a line or a list item starts here
    comma: Flags  # a comma stands before it

    def __len__(self) -> int:
        return len(self.start)


def tokenise(characters: Characters, words: Vocabulary, emoticons: Vocabulary, shortened: Flags) -> Tokens:
    """The tokens of a batch. `shortened[id]` says which words may end in a full stop that ends no sentence.

    Web addresses, @handles and e-mail addresses are left out.
    """
    opens, closes, signs = _edges(characters, emoticons)
    start, end = np.flatnonzero(opens), np.flatnonzero(closes) + 1
    kept = ~_addresses(characters, start, end)
    start, end = start[kept], end[kept]
    number = (characters.nature[start] == DIGIT) & ~signs[start]
    word = words.find(characters, start, end)
    word[number & (word == UNKNOWN)] = NUMBER
    text = np.repeat(np.arange(len(characters.first)), _counts(start, characters))
    first = np.ones(len(text), np.bool_)
    first[1:] = text[1:] != text[:-1]
    initial = (end - start == 1) & ~number & ((characters.nature[end - 1] & (UPPER | LOWER)) > 0)
    breaks, comma = _marks(characters, start, end, first, number, shortened[word] | initial)
    return Tokens(text, start, end, word, _upper(characters, start, end), signs[start], number, breaks, comma)


def _counts(start: Positions, characters: Characters) -> Positions:
    return np.diff(np.searchsorted(start, np.append(characters.first, len(characters.codes))))


def _edges(characters: Characters, emoticons: Vocabulary) -> tuple[Flags, Flags, Flags]:
    """Characters at which a token starts, at which one ends, and at which an emoji or emoticon starts."""
    nature, codes = characters.nature & NATURE, characters.codes
    solid = nature >= EMOJI
    solid &= nature != JOINER
    inner = np.flatnonzero(nature[1:-1] == APOSTROPHE) + 1
    solid[inner[(nature[inner - 1] >= DIGIT) & (nature[inner + 1] >= DIGIT)]] = True
    points = np.flatnonzero(nature[1:-1] == SIGN) + 1
    points = points[(nature[points - 1] == DIGIT) & (nature[points + 1] == DIGIT)]
    solid[points[np.isin(codes[points], _IN_NUMBERS)]] = True
    signs = nature == EMOJI
    letter, digit = nature == LETTER, nature == DIGIT
    opens = solid.copy()
    opens[1:] &= ~solid[:-1] | signs[1:] | signs[:-1] | (digit[:-1] & letter[1:])
    closes = solid.copy()
    closes[:-1] &= ~solid[1:] | opens[1:]
    for place, length in _emoticons(characters, ~solid, emoticons):
        for step in range(length):
            opens[place + step] = step == 0
            closes[place + step] = step == length - 1
        signs[place] = True
        opens[place + length] |= solid[place + length]
        closes[place - 1] |= solid[place - 1]
    return opens, closes, signs


def _emoticons(characters: Characters, free: Flags, known: Vocabulary) -> list[tuple[Positions, int]]:
    """Where emoticons of each length start, the longest first; none inside another."""
    codes, nature = characters.codes, characters.nature & NATURE
    places = np.flatnonzero((nature == SIGN) & free)
    places = places[np.isin(codes[places], [ord(sign) for sign in EMOTICON_STARTS])]
    places = places[(places == 0) | (nature[places - 1] != SIGN)]
    found = []
    for length in _EMOTICON_LENGTHS:
        places = places[places + length < len(codes)]
        here = known.find(characters, places, places + length) != UNKNOWN
        here &= (nature[places + length] < DIGIT) | (nature[places + length - 1] < DIGIT)
        found.append((places[here], length))
        places = places[~here]
    return found


def _addresses(characters: Characters, start: Positions, end: Positions) -> Flags:
    """Tokens of web addresses, and those that touch an @ sign."""
    codes = characters.codes
    left = codes[np.maximum(start - 1, 0)] == ord("@")
    inside = left | (codes[end] == ord("@"))
    slashes = np.flatnonzero(codes == ord("/"))
    slashes = slashes[(slashes > 0) & (codes[slashes - 1] == ord(":"))]
    if len(slashes):
        spaces = np.flatnonzero((characters.nature & NATURE) == SPACE)
        stop = spaces[np.searchsorted(spaces, slashes)]
        first = np.searchsorted(end, slashes - 1)
        last = np.searchsorted(start, stop)
        inside[first[first < len(inside)]] = True
        depth = np.zeros(len(start) + 1, np.int32)
        np.add.at(depth, first, 1)
        np.add.at(depth, last, -1)
        inside |= np.cumsum(depth[:-1]) > 0
    return inside


def _upper(characters: Characters, start: Positions, end: Positions) -> Flags:
    """Tokens with a capital letter and no small one."""
    found = (characters.nature[start] & UPPER) > 0
    candidates = np.flatnonzero(found & ((characters.nature[end - 1] & LOWER) == 0))
    small = np.concatenate(([0], np.cumsum((characters.nature & LOWER) > 0, dtype=np.int32)))
    found[:] = False
    found[candidates] = small[end[candidates]] == small[start[candidates]]
    return found


def _marks(
    characters: Characters, start: Positions, end: Positions, first: Flags, number: Flags, shortened: Flags
) -> tuple[Flags, Flags]:
    """Before which tokens a sentence, line or list item ends, and before which a comma stands."""
    nature = characters.nature & NATURE
    kinds = _mark_kinds().take(np.minimum(characters.codes, 0xFFFF))
    places = np.flatnonzero(kinds)
    kind, following = kinds[places], np.searchsorted(start, places, "right")
    previous = np.maximum(following - 1, 0)
    breaks, comma = np.zeros(len(start) + 1, np.bool_), np.zeros(len(start) + 1, np.bool_)
    if not len(start):
        return breaks[:-1], comma[:-1]
    outside = (following == 0) | (end[previous] <= places)
    spaced = (nature[np.maximum(places - 1, 0)] == SPACE) & (nature[places + 1] == SPACE)
    ends = (kind == _STOP) & _stops(characters, places, end, previous, shortened)
    ends |= (kind == _END) | ((kind == _DASH) & spaced)
    breaks[following[ends & outside]] = True
    breaks[:-1] |= first
    listed = number & breaks[:-1] & (characters.codes[end] == ord("."))
    breaks[np.flatnonzero(listed) + 1] = False  # "1. The queue": the number opens the item
    comma[following[(kind == _COMMA) & outside]] = True
    return breaks[:-1], comma[:-1]


def _stops(
    characters: Characters, places: Positions, end: Positions, previous: Positions, shortened: Flags
) -> Flags:
    """Which places, were they full stops, would end a sentence: not 3.5, e.g., Dr. or shop.com, but "slow.The"."""
    beyond, ahead = characters.nature[places + 1], characters.nature[np.maximum(places - 1, 0)]
    inside = (beyond & NATURE) >= DIGIT
    inside &= ((beyond & UPPER) == 0) | ((ahead & LOWER) == 0)
    return ~inside & ~((end[previous] == places) & shortened[previous])


@cache
def _mark_kinds() -> npt.NDArray[np.uint8]:
    kinds = np.zeros(0x10000, np.uint8)
    for kind, signs in _MARKS.items():
        for sign in signs:
            kinds[ord(sign)] = kind
    return kinds
