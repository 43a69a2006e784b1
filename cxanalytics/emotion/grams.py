"""Words and pairs of neighbouring words, each with a number of its own: what the shipped model knows beside the rules.

An entry of the model is written `slow` (a word), `very slow` (two neighbours in one clause) or `[not] slow` (a word
within three after a negation, no comma or break between). Every number is written `0`. Case does not matter. What lies
wholly within a phrase of the lexicon is left to the rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cxanalytics.emotion.characters import Characters, Flags, Hashes, Positions, lay_out
from cxanalytics.emotion.lexicon import Lexicon
from cxanalytics.emotion.tokens import Tokens
from cxanalytics.emotion.units import Clauses, Units

NEGATED = "[not] "

_REACH = 3  # words, as in VADER
_PAIR = np.uint64(0xD6E8FEB86659FD93)
_TURNED = np.uint64(0x2545F4914F6CDD1D)


@dataclass(frozen=True)
class Grams:
    """One entry per word outside phrases, then one per pair. first and last are places among the tokens."""

    clause: Positions
    prints: Hashes
    first: Positions
    last: Positions
    negated: Flags
    words: Positions  # per clause, how many words it has


def grams(tokens: Tokens, units: Units, clauses: Clauses, lexicon: Lexicon) -> Grams:
    """The words and pairs of a batch."""
    size = len(tokens)
    length = np.diff(np.append(units.token, size))
    clause = np.repeat(clauses.of, length)
    turned = _turned(tokens, lexicon)
    single = tokens.prints.view(np.uint64)
    unit = np.repeat(np.arange(len(units)), length)
    pair = np.flatnonzero((clause[1:] == clause[:-1]) & (unit[1:] != unit[:-1]))
    pairs = single.take(pair) * _PAIR + single.take(pair + 1)
    alone = np.where(turned, single * _PAIR ^ _TURNED, single)
    every = np.flatnonzero((length == 1).take(unit))
    alone, turned, words = alone.take(every), turned.take(every), np.bincount(clause, minlength=len(clauses))
    return Grams(
        np.concatenate((clause.take(every), clause.take(pair))),
        np.concatenate((alone, pairs)).view(np.int64),
        np.concatenate((every, pair)),
        np.concatenate((every, pair + 1)),
        np.concatenate((turned, np.zeros(len(pair), np.bool_))),
        words,
    )


def _turned(tokens: Tokens, lexicon: Lexicon) -> Flags:
    """Words up to three after a negation, with neither comma nor break between; no negation itself."""
    negates = lexicon.negates.take(tokens.word) | (tokens.word == lexicon.english_unit("no"))
    reach = np.cumsum(tokens.breaks | tokens.comma)
    found = np.zeros(len(tokens), np.bool_)
    source = np.flatnonzero(negates)
    for distance in range(1, _REACH + 1):
        place = source + distance
        place, origin = place[place < len(tokens)], source[place < len(tokens)]
        found[place[reach.take(place) == reach.take(origin)]] = True
    found[source] = False
    return found


def spelt(characters: Characters, tokens: Tokens, found: Grams, places: Positions) -> list[str]:
    """How the model writes these entries."""
    return [
        (NEGATED if found.negated[place] else "")
        + " ".join(
            _word(characters, tokens, token) for token in sorted({int(found.first[place]), int(found.last[place])})
        )
        for place in places.tolist()
    ]


def _word(characters: Characters, tokens: Tokens, token: int) -> str:
    if tokens.number[token]:
        return "0"
    # A word holds spaces only about an apostrophe that was set apart.
    spelling = characters.codes[tokens.start[token] : tokens.end[token]].tobytes().decode("utf-32-le")
    return spelling.replace(" ", "").lower()


def prints_of(entries: Sequence[str]) -> Hashes:
    """The number of each entry, made from how it is written."""
    turned = np.array([entry.startswith(NEGATED) for entry in entries], np.bool_)
    parts = [entry.removeprefix(NEGATED).split(" ", 1) for entry in entries]
    first, second = (_printed([part[place] if place < len(part) else "" for part in parts]) for place in (0, 1))
    paired = np.array([len(part) > 1 for part in parts], np.bool_)
    numbers = np.where(paired, first * _PAIR + second, np.where(turned, first * _PAIR ^ _TURNED, first))
    return numbers.astype(np.uint64).view(np.int64)


def _printed(words: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    characters = lay_out(words)
    return characters.fingerprints(characters.first, characters.last).view(np.uint64)
