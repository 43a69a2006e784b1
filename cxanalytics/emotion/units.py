"""Words, with those that form a phrase joined into one; and the clauses they stand in."""

from dataclasses import dataclass

import numpy as np

from cxanalytics.emotion.characters import NATURE, SIGN, SPACE, Characters, Flags, Positions
from cxanalytics.emotion.lexicon import Lexicon
from cxanalytics.emotion.tokens import Ids, Tokens, among

_OPENING = "([{\"'“‘«#@£$€*"
_DANGLING = "-–—*•·●▪|"


@dataclass(frozen=True)
class Units:
    """One entry per word outside phrases, phrase or emoji, in the order of the texts."""

    token: Positions  # the first token of each
    text: Positions
    start: Positions
    end: Positions
    unit: Ids
    upper: Flags
    sign: Flags
    breaks: Flags
    comma: Flags

    def __len__(self) -> int:
        return len(self.start)


def join_phrases(tokens: Tokens, lexicon: Lexicon) -> Units:
    """The tokens with durations and the like, then phrases, joined."""
    first = np.arange(len(tokens))
    unit, breaks = tokens.word, tokens.breaks
    for finder in (lexicon.classes, lexicon.phrases):
        matches = finder.find(unit, breaks)
        unit = unit.copy()
        unit[matches.start] = matches.phrase
        kept = np.flatnonzero(~matches.followers(len(unit)))
        first, unit, breaks = first.take(kept), unit.take(kept), breaks.take(kept)
    last = np.append(first[1:], len(tokens))[: len(first)] - 1
    return Units(
        token=first,
        text=tokens.text.take(first),
        start=tokens.start.take(first),
        end=tokens.end.take(last),
        unit=unit,
        upper=tokens.upper.take(first) & tokens.upper.take(last),
        sign=tokens.sign.take(first),
        breaks=breaks,
        comma=tokens.comma.take(first),
    )


@dataclass(frozen=True)
class Clauses:
    """Where each clause lies, in characters of the batch, and which clause each unit stands in."""

    text: Positions
    start: Positions
    end: Positions
    of: Positions  # per unit

    def __len__(self) -> int:
        return len(self.start)


def split_clauses(units: Units, lexicon: Lexicon) -> Flags:
    """Units that open a clause: after a sentence end, a line, a bullet, and at a contrast word."""
    opens = units.breaks.copy()
    contrast = np.flatnonzero(lexicon.contrast.take(units.unit) & ~opens)
    # "good though." and "but however": a contrast needs words of its own after it.
    beyond = contrast + 1
    ends = (beyond == len(units)) | opens.take(np.minimum(beyond, len(units) - 1))
    contrast = contrast[~ends]
    opens[contrast] = True
    opens[contrast[np.isin(contrast - 1, contrast)]] = False
    return opens


def clauses(characters: Characters, units: Units, opens: Flags) -> Clauses:
    """The clauses that start at the units in `opens`; between them they cover their texts but for spaces."""
    first = np.flatnonzero(opens)
    text = units.text[first]
    start = _before_opening_signs(characters, units.start[first])
    leads = np.ones(len(first), np.bool_)
    leads[1:] = text[1:] != text[:-1]
    start[leads] = _after_bullets(characters, characters.first[text[leads]])
    end = np.empty_like(start)
    end[:-1] = start[1:]
    closes = np.append(leads[1:], [True])[: len(first)]
    end[closes] = characters.last[text[closes]]
    return Clauses(text, start, _without_trailing(characters, start, end), np.cumsum(opens) - 1)


def _before_opening_signs(characters: Characters, start: Positions) -> Positions:
    start = start.copy()
    for _ in range(3):
        before = np.maximum(start - 1, 0)
        opening = among(characters.codes[before], _OPENING)
        # A quotation mark that touches the word before it closes that word.
        opening &= (characters.nature[np.maximum(start - 2, 0)] & NATURE) <= SIGN
        start[opening] -= 1
    return start


def _after_bullets(characters: Characters, start: Positions) -> Positions:
    """Starts moved on over spaces, and over bullets and dashes that stand alone."""
    start = start.copy()
    moving = np.arange(len(start))
    while len(moving):
        here, ahead = start[moving], characters.nature[start[moving] + 1] & NATURE
        bullet = among(characters.codes[here], _DANGLING) & (ahead == SPACE)
        moving = moving[((characters.nature[here] & NATURE) == SPACE) | bullet]
        start[moving] += 1
    return start


def _without_trailing(characters: Characters, start: Positions, end: Positions) -> Positions:
    """Ends moved back over spaces and over the bullet or dash that opens the next clause."""
    end = end.copy()
    moving = np.arange(len(end))
    while len(moving):
        last = characters.codes[end[moving] - 1]
        space = (characters.nature[end[moving] - 1] & NATURE) == SPACE
        ahead = (characters.nature[np.maximum(end[moving] - 2, 0)] & NATURE) == SPACE
        moving = moving[(end[moving] - 1 > start[moving]) & (space | (among(last, _DANGLING) & ahead))]
        end[moving] -= 1
    return end
