"""Words, numbers, emoji and emoticons of a batch of texts, and the marks between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.emotion.characters import (
    APOSTROPHE,
    DIGIT,
    EMOJI,
    LETTER,
    LOWER,
    MARK,
    NATURE,
    SIGN,
    SPACE,
    UPPER,
    Characters,
    Flags,
    Hashes,
    Positions,
    joined,
    lay_out,
)
from cxanalytics.emotion.patterns import leftmost

Ids = npt.NDArray[np.intp]

UNKNOWN, NUMBER = 0, 1  # ids that every vocabulary reserves
EMOTICON_STARTS = ":;=<>("
_EMOTICON_LENGTHS = (4, 3, 2)
_SLOT_BITS = 18
_IN_NUMBERS = ".,:/"
_DRAWN_OUT = re.compile(r"(.)\1{2,}", re.IGNORECASE)
_ONE_WORD = 6  # nearer apostrophes that are set apart may be of one word, which has one at most
_DASHES = "-\u2013\u2014*"


class Vocabulary:
    """Known spellings, found by fingerprint. Two spellings may share an id."""

    def __init__(self, spellings: Sequence[str], ids: Sequence[int]) -> None:
        characters = lay_out(spellings)
        self._fill(characters.fingerprints(characters.first, characters.last), ids)

    @classmethod
    def of_prints(cls, printed: Hashes) -> "Vocabulary":
        """Fingerprints made elsewhere; the id of each is its place, counted from 1."""
        made = cls.__new__(cls)
        made._fill(printed, np.arange(1, len(printed) + 1))
        return made

    def _fill(self, printed: Hashes, ids: Sequence[int] | Ids) -> None:
        prints = pd.Series(ids, pd.Index(printed), dtype="intp")
        prints = prints[~prints.index.duplicated()]  # :D and :d are one
        self._index = prints.index
        # A fingerprint's first bits give a slot that holds its place; where several share one, the index decides.
        self._prints, self._ids = np.append(prints.index, 0), np.append(prints.to_numpy(), UNKNOWN)
        slots = self._slot(self._prints[:-1])
        self._places = np.full(1 << _SLOT_BITS, len(prints), np.int32)
        self._places[slots] = np.arange(len(prints), dtype=np.int32)
        self._crowded = np.append(np.bincount(slots, minlength=1 << _SLOT_BITS)[slots] > 1, False)

    @staticmethod
    def _slot(prints: Hashes) -> Positions:
        return (prints.view(np.uint64) >> np.uint64(64 - _SLOT_BITS)).view(np.intp)

    def find(self, characters: Characters, start: Positions, end: Positions) -> Ids:
        """The id of each stretch; UNKNOWN where it is none of the spellings."""
        return self.find_prints(characters.fingerprints(start, end))

    def find_prints(self, prints: Hashes) -> Ids:
        """The id of each fingerprint; UNKNOWN where it is that of none of the spellings."""
        place = self._places.take(self._slot(prints))
        alike = self._prints.take(place) == prints
        found: Ids = self._ids.take(place) * alike  # UNKNOWN is 0
        again = np.flatnonzero(self._crowded.take(place) > alike)
        found[again] = self._ids.take(self._index.get_indexer(pd.Index(prints.take(again))))
        return found


@dataclass(frozen=True)
class Tokens:
    """One entry per word, number, emoji or emoticon, in the order of the texts."""

    text: Positions  # which text of the batch
    start: Positions
    end: Positions
    word: Ids
    prints: Hashes  # of the spelling, whatever its case; of every number that of "0"
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
    nature = characters.nature
    signs = np.flatnonzero((nature & NATURE) == SIGN)
    apart = _set_apart(characters)
    opens, closes, pictures = _edges(characters, signs, emoticons, apart)
    signs = _drop_addresses(characters, signs, opens, closes)
    start, end = np.flatnonzero(opens), np.flatnonzero(closes) + 1
    before = np.cumsum(opens, dtype=np.int32)  # tokens that start at or before each character
    sign, kind = pictures.take(start), nature.take(start) & NATURE
    number = (kind == DIGIT) & ~sign
    prints = characters.fingerprints(start, end)
    _close_up(characters, before, prints, start, end, apart)
    word = words.find_prints(prints)
    prints[number] = _zero()
    word[number & (word == UNKNOWN)] = NUMBER
    _shorten(characters, before, start, end, word, words)
    first = np.append(0, before.take(characters.last))  # tokens before each text
    text = np.repeat(np.arange(len(characters.first)), np.diff(first))
    leads = np.zeros(len(start) + 1, np.bool_)
    leads[first] = True
    may_stop = shortened.take(word) | ((end - start == 1) & (kind == LETTER))
    breaks, comma = _marks(characters, signs, before, end, number, may_stop, leads[:-1])
    return Tokens(text, start, end, word, prints, _upper(characters, start, end), sign, number, breaks, comma)


@cache
def _zero() -> np.int64:
    figure = lay_out(["0"])
    return np.int64(figure.fingerprints(figure.first, figure.last)[0])


def _drop_addresses(characters: Characters, signs: Positions, opens: Flags, closes: Flags) -> Positions:
    """Clears from `opens` and `closes` what touches an @ sign and web addresses; the signs outside of these."""
    codes = characters.codes.take(signs)
    at = signs[codes == ord("@")]
    colons = signs[(codes == ord(":")) & (characters.codes.take(signs + 1) == ord("/"))]
    if not len(at) + len(colons):
        return signs
    start, end = np.flatnonzero(opens), np.flatnonzero(closes) + 1
    spaces = np.flatnonzero((characters.nature & NATURE) == SPACE)
    stop = spaces.take(np.searchsorted(spaces, colons))
    scheme = np.maximum(np.searchsorted(start, colons) - 1, 0)  # "https"
    after, ahead = np.searchsorted(start, at + 1), np.searchsorted(end, at)
    depth = np.zeros(len(start) + 1, np.int32)
    np.add.at(depth, scheme, 1)
    np.add.at(depth, np.searchsorted(start, stop), -1)
    dropped = np.cumsum(depth) > 0
    dropped[after[np.append(start, -1).take(after) == at + 1]] = True
    dropped[ahead[np.append(end, -1).take(ahead) == at]] = True
    opens[start[dropped[:-1]]] = False
    closes[end[dropped[:-1]] - 1] = False
    last = np.searchsorted(colons, signs, "right") - 1
    hidden = (last >= 0) & (signs < np.append(stop, 0).take(last))
    return signs[~hidden]


def _shorten(
    characters: Characters,
    before: npt.NDArray[np.int32],
    start: Positions,
    end: Positions,
    word: Ids,
    words: Vocabulary,
) -> None:
    """Gives drawn-out words ("sooo", "looove") the id of the word they are, with the letter once or twice."""
    codes = characters.codes
    drawn = np.flatnonzero((codes[2:] == codes[1:-1]) & (codes[1:-1] == codes[:-2]))
    drawn = drawn[(characters.nature.take(drawn) & NATURE) == LETTER]
    places = np.unique(before.take(drawn)) - 1
    places = places[places >= 0]
    places = places[word[places] == UNKNOWN]
    # A handful in a thousand texts: here a loop is cheap.
    spelt = [codes[a:b].tobytes().decode("utf-32-le") for a, b in zip(start[places], end[places], strict=True)]
    for again in (r"\1", r"\1\1"):
        found = lay_out([_DRAWN_OUT.sub(again, spelling) for spelling in spelt])
        ids = words.find(found, found.first, found.last)
        word[places[ids != UNKNOWN]] = ids[ids != UNKNOWN]


def _set_apart(characters: Characters) -> Positions:
    """Apostrophes that an export has set apart by spaces within one word, as in "didn ' t" and "it ' s"."""
    nature, last = characters.nature & NATURE, len(characters.codes) - 1
    places = np.flatnonzero(nature == APOSTROPHE)
    places = places[(places >= 2) & (places + 2 <= last)]
    spaces = (characters.codes.take(places - 1) == ord(" ")) & (characters.codes.take(places + 1) == ord(" "))
    places = places[spaces & (nature.take(places - 2) == LETTER) & (nature.take(places + 2) == LETTER)]
    first, second = (characters.codes.take(np.minimum(places + step, last)) | 32 for step in (2, 3))
    ends_first, ends_second = (nature.take(np.minimum(places + step, last)) < DIGIT for step in (3, 4))
    before = characters.codes.take(places - 2) | 32
    single = among(first, "sdm") | ((first == ord("t")) & (before == ord("n")))
    double = (among(first, "rv") & (second == ord("e"))) | ((first == ord("l")) & (second == ord("l")))
    places = places[(single & ends_first) | (double & ends_second & ~ends_first)]
    # The space between two texts parts them.
    places = places[~np.isin(places, characters.first) & ~np.isin(places + 1, characters.last)]
    found: Positions = places[np.diff(places, prepend=-_ONE_WORD) >= _ONE_WORD]
    return found


def _close_up(
    characters: Characters,
    before: npt.NDArray[np.int32],
    prints: Hashes,
    start: Positions,
    end: Positions,
    apart: Positions,
) -> None:
    """Gives words whose apostrophe was set apart the fingerprint they have without the two spaces."""
    token = before.take(apart) - 1
    head, mark = characters.fingerprints(start.take(token), apart - 1), characters.fingerprints(apart, apart + 1)
    tail = characters.fingerprints(apart + 2, end.take(token))
    size = apart - 1 - start.take(token)
    prints[token] = joined(joined(head, mark, size), tail, size + 1)


def _edges(
    characters: Characters, signs: Positions, emoticons: Vocabulary, apart: Positions
) -> tuple[Flags, Flags, Flags]:
    """Characters at which a token starts, at which one ends, and at which an emoji or emoticon starts."""
    nature = characters.nature & NATURE
    solid = nature >= EMOJI
    for step in (-1, 0, 1):
        solid[apart + step] = True
    inner = np.flatnonzero(nature[1:-1] == APOSTROPHE) + 1
    solid[inner[(nature[inner - 1] >= DIGIT) & (nature[inner + 1] >= DIGIT)]] = True
    inside = signs[(signs > 0) & among(characters.codes.take(signs), _IN_NUMBERS)]
    solid[inside[(nature[inside - 1] == DIGIT) & (nature[inside + 1] == DIGIT)]] = True
    pictures, letter, digit = nature == EMOJI, nature == LETTER, nature == DIGIT
    opens = solid.copy()
    opens[1:] &= ~solid[:-1] | pictures[1:] | pictures[:-1] | (digit[:-1] & letter[1:])
    closes = solid.copy()
    closes[:-1] &= ~solid[1:] | opens[1:]
    for place, length in _emoticons(characters, signs[~solid.take(signs)], emoticons):
        for step in range(length):
            opens[place + step] = step == 0
            closes[place + step] = step == length - 1
        pictures[place] = True
        opens[place + length] |= solid[place + length]
        closes[place - 1] |= solid[place - 1]
    return opens, closes, pictures


def _emoticons(characters: Characters, signs: Positions, known: Vocabulary) -> Iterator[tuple[Positions, int]]:
    """Where emoticons of each length start, the longest first; none inside another."""
    nature = characters.nature & NATURE
    places = signs[among(characters.codes.take(signs), EMOTICON_STARTS)]
    places = places[(places == 0) | (nature.take(places - 1) != SIGN)]
    for length in _EMOTICON_LENGTHS:
        end = np.minimum(places + length, len(nature) - 1)
        here = known.find(characters, places, end) != UNKNOWN
        here &= (nature.take(end) < DIGIT) | (nature.take(end - 1) < DIGIT)
        here &= end == places + length
        found = places[here]
        found = found[leftmost(found, length)]
        yield found, length
        inside = (found[:, np.newaxis] + np.arange(length)).ravel()
        places = places[~np.isin(places, inside)]


def _upper(characters: Characters, start: Positions, end: Positions) -> Flags:
    """Tokens with a capital letter and no small one."""
    nature = characters.nature
    found = (nature.take(start) & UPPER) > 0
    found &= (nature.take(end - 1) & LOWER) == 0
    left = np.flatnonzero(found)
    place = start.take(left)
    while len(left):  # as often as the longest such word has letters
        small = (nature.take(place) & LOWER) > 0
        found[left[small]] = False
        going = np.flatnonzero(~small & (place + 1 < end.take(left)))
        left, place = left.take(going), place.take(going) + 1
    return found


def _marks(
    characters: Characters,
    signs: Positions,
    before: npt.NDArray[np.int32],
    end: Positions,
    number: Flags,
    may_stop: Flags,
    leads: Flags,
) -> tuple[Flags, Flags]:
    """Before which tokens a sentence, line or list item ends, and before which a comma stands."""
    breaks, comma = np.append(leads, False), np.zeros(len(end) + 1, np.bool_)
    lines = np.flatnonzero((characters.nature & (MARK | NATURE)) == (MARK | SPACE))
    breaks[before.take(lines)] = True
    places = signs[(characters.nature.take(signs) & MARK) > 0]
    following = before.take(places)  # the first token after each mark
    previous = np.maximum(following - 1, 0)
    outside = np.flatnonzero((following == 0) | (end.take(previous) <= places)) if len(end) else places[:0]
    places, following, previous = places.take(outside), following.take(outside), previous.take(outside)
    attached = end.take(previous) == places if len(end) else np.zeros(0, np.bool_)
    sign = characters.codes.take(places)
    stop, commas, dash = sign == ord("."), sign == ord(","), among(sign, _DASHES)
    ends = ~(stop | commas | dash)
    ends |= stop & ~_inside_word(characters, places) & ~(attached & may_stop.take(previous))
    ends |= dash & _spaced(characters, places)
    ends &= ~((sign == ord(";")) & attached & _entity(characters, places))
    breaks[following[ends]] = True
    comma[following[commas]] = True
    listed = number & breaks[:-1] & (characters.codes.take(end) == ord("."))
    breaks[np.flatnonzero(listed) + 1] = False  # "1. The queue": the number opens the item
    breaks[:-1] |= leads
    return breaks[:-1], comma[:-1]


def _inside_word(characters: Characters, places: Positions) -> Flags:
    """Which places, were they full stops, stand inside a word: shop.com, but not "slow.The"."""
    beyond, ahead = characters.nature.take(places + 1), characters.nature.take(np.maximum(places - 1, 0))
    inside = (beyond & NATURE) >= DIGIT
    inside &= ((beyond & UPPER) == 0) | ((ahead & LOWER) == 0)
    return inside


def _spaced(characters: Characters, places: Positions) -> Flags:
    """Which places have a space on both sides."""
    nature = characters.nature
    spaced: Flags = (nature.take(np.maximum(places - 1, 0)) & NATURE) == SPACE
    spaced &= (nature.take(places + 1) & NATURE) == SPACE
    return spaced


def _entity(characters: Characters, places: Positions) -> Flags:
    """Which places may end an HTML entity such as &amp; or &lt; that the export left in the text."""
    near = np.zeros(len(places), np.bool_)
    for distance in (3, 4, 5):
        near |= characters.codes.take(np.maximum(places - distance, 0)) == ord("&")
    return near


def among(codes: npt.NDArray[np.uint32], signs: str) -> Flags:
    """Which of some characters are one of these signs."""
    found: Flags = codes == ord(signs[0])
    for sign in signs[1:]:
        found |= codes == ord(sign)
    return found
