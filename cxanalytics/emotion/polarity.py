"""How positive and how negative each clause is, by VADER's rules on our units.

Rules and constants: C.J. Hutto and E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of
Social Media Text", ICWSM 2014, as in nltk.sentiment.vader. Ours beside them: phrases count as one word, "no" turns
what follows, a denial reaches six words far, no rule reaches across a comma, and no word turns an emoji. In other
languages than English a second negation does not turn back ("no es nada bueno"), and one that stands behind its verb
turns it ("gefällt mir nicht", "je n'aime pas").
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from cxanalytics.emotion.characters import Characters, Flags, Numbers, Positions
from cxanalytics.emotion.lexicon import ENGLISH, Lexicon, emotions
from cxanalytics.emotion.tokens import UNKNOWN, Ids
from cxanalytics.emotion.units import Clauses, Units

_CAPITALS = 0.733  # added to a word in capitals among others that are not
_TURNED = -0.74  # factor of a negation
_FADING = (1.0, 0.95, 0.9)  # a booster one, two, three words ahead
_DENIED = (4, 5, 6)  # how far on a denial such as "I don't think that" still turns
_FURTHEST = 6
_BEHIND = (1, 2, 3)  # how far behind a verb its negation may stand
_EXCLAMATION, _MOST_EXCLAMATIONS = 0.292, 4
_QUESTION, _MANY_QUESTIONS = 0.18, 0.96
_SCALE = 15.0
_NOBODY = -1


@dataclass(frozen=True)
class Hits:
    """Units with a weight of their own, and what became of it. Positions index the units."""

    place: Positions
    base: Numbers  # from the lexicon
    value: Numbers  # after the rules
    turned_by: Positions  # the negation that turned it round, or -1
    pushed_by: Positions  # the nearest booster or dampener, or -1
    capitals: Flags


@dataclass(frozen=True)
class _Line:
    """The units as the rules look around among them: without single letters, as in VADER, and blanks at both ends."""

    at: Positions  # among the units
    unit: Ids
    reach: Positions  # rules stay within one number
    loud: Flags
    known: Flags
    boost: Numbers
    movable: Flags  # can be changed by words before it: no word turns an emoji ("nobody helped 😡")

    @classmethod
    def of(cls, units: Units, opens: Flags, pauses: Flags, lexicon: Lexicon) -> "_Line":
        at = np.flatnonzero((units.end - units.start > 1) | units.sign)
        unit = _padded(units.unit.take(at), UNKNOWN)
        words = _padded(~units.sign.take(at) | lexicon.vader, 0)
        return cls(
            at=_padded(at, _NOBODY),
            unit=unit,
            reach=_padded(np.cumsum(opens | pauses).take(at), _NOBODY),
            loud=_padded(_loud(units.upper.take(at), np.cumsum(opens).take(at)), 0),
            known=lexicon.known.take(unit),
            boost=lexicon.boost.take(unit),
            movable=words & (lexicon.valence.take(unit) != 0),
        )


def weigh(units: Units, opens: Flags, pauses: Flags, lexicon: Lexicon) -> Hits:
    """The units that weigh, each changed by the words before it in its clause and since the last pause."""
    line = _Line.of(units, opens, pauses, lexicon)
    place = np.flatnonzero(line.known & (line.boost == 0))
    base = lexicon.valence.take(line.unit.take(place))
    capitals = line.loud.take(place) & (base != 0)
    value = base + np.sign(base) * (_CAPITALS * capitals)
    movable, turned_by, pushed_by = line.movable.take(place), np.full_like(place, _NOBODY), np.full_like(place, _NOBODY)
    silent = np.zeros(len(line.unit), np.bool_)
    for distance, fading in enumerate(_FADING, 1):
        other = place - distance
        near = (line.reach.take(other) == line.reach.take(place)) & movable
        free = near & ~line.known.take(other)
        push = line.boost.take(other) * free
        push += (push != 0) * (_CAPITALS * line.loud.take(other))
        value += np.sign(value) * push * fading
        pushed = np.flatnonzero((push != 0) & (pushed_by == _NOBODY))
        pushed_by[pushed] = line.at.take(other.take(pushed))
        factor, turns = _turns(lexicon, line.unit, place, distance, free)
        value *= factor
        if not lexicon.vader:
            by_no = near & _no(lexicon, line.unit, place, distance)
            silent[other[by_no]] = True
            turns |= by_no
        if lexicon.language != ENGLISH:
            turns &= turned_by == _NOBODY
        _turn(np.flatnonzero(turns), line.at.take(other), value, turned_by)
    for distance in _DENIED:
        other = place - distance
        denied = (line.reach.take(other) == line.reach.take(place)) & lexicon.denies.take(line.unit.take(other))
        denied &= movable & (turned_by == _NOBODY)
        _turn(np.flatnonzero(denied), line.at.take(other), value, turned_by)
    verb = movable & lexicon.verb.take(line.unit.take(place))
    for distance in _BEHIND if verb.any() else ():
        other = place + distance
        behind = (line.reach.take(other) == line.reach.take(place)) & lexicon.negates.take(line.unit.take(other))
        _turn(np.flatnonzero(behind & verb & (turned_by == _NOBODY)), line.at.take(other), value, turned_by)
    value[silent.take(place)] = 0.0  # a "no" that turned another word says nothing itself
    return Hits(line.at.take(place), base, value, turned_by, pushed_by, capitals)


def _turn(hits: Positions, by: Positions, value: Numbers, turned_by: Positions) -> None:
    """Turns these hits round, in place; a second negation turns them back."""
    value[hits] *= _TURNED
    turned_by[hits] = np.where(turned_by[hits] == _NOBODY, by[hits], _NOBODY)


def find_pauses(units: Units, lexicon: Lexicon) -> Flags:
    """Units across which no rule reaches: after a comma, and at "and" where a new subject follows. VADER has none."""
    if lexicon.vader:
        return np.zeros(len(units), np.bool_)
    joins = lexicon.joins.take(units.unit)
    joins[:-1] &= lexicon.subject.take(units.unit[1:])
    joins[-1:] = False
    found: Flags = units.comma | joins
    return found


def split_opposites(units: Units, opens: Flags, pauses: Flags, hits: Hits, lexicon: Lexicon) -> Flags:
    """Units that open a clause, now also between parts of a list that pull opposite ways: "kind staff, long queue"."""
    parts = np.flatnonzero(opens | pauses)
    part = np.cumsum(opens | pauses) - 1
    pull = np.sign(sums(part[hits.place], hits.value, len(parts)))
    words = np.bincount(part) + np.bincount(part[lexicon.phrase.take(units.unit)], minlength=len(parts))
    opposite = np.zeros(len(parts), np.bool_)
    opposite[1:] = (pull[1:] * pull[:-1] < 0) & (words[1:] > 1) & (words[:-1] > 1)
    opens = opens.copy()
    opens[parts[opposite]] = True
    return opens


def _padded(values: npt.NDArray[Any], blank: int) -> npt.NDArray[Any]:
    """With as many blanks before the first word and behind the last as the rules look."""
    blanks = np.full(_FURTHEST, blank, values.dtype)
    return np.concatenate((blanks, values, blanks))


def _loud(upper: Flags, clause: npt.NDArray[Any]) -> Flags:
    """Words in capitals in a clause that also has words that are not."""
    if not len(clause):
        return upper
    size = int(clause[-1]) + 1
    every, capital = np.bincount(clause, minlength=size), np.bincount(clause[upper], minlength=size)
    found: Flags = upper & (capital < every)[clause]
    return found


def _turns(lexicon: Lexicon, unit: Ids, place: Positions, distance: int, free: Flags) -> tuple[Numbers, Flags]:
    """What the word `distance` before each hit does to it: a factor, and whether it turns it round."""
    other = place - distance
    turns = free & lexicon.negates.take(unit[other])
    factor = np.ones(len(place))
    if distance == 1:
        least = free & (unit[other] == lexicon.english_unit("least"))
        held = _either(unit[place - 2], lexicon, "at", "very")
        return factor, turns | (least & ~held)
    never_so = (unit[other] == lexicon.english_unit("never")) & _either(unit[other + 1], lexicon, "so", "this")
    if distance == 3:
        never_so |= _either(unit[place - 1], lexicon, "so", "this")
    never_so &= free
    factor[never_so] = 1.5 if distance == 2 else 1.25
    return factor, turns & ~never_so


def _no(lexicon: Lexicon, unit: Ids, place: Positions, distance: int) -> Flags:
    """Hits that a "no" before them turns, as in the later vaderSentiment; nltk's port lacks this rule."""
    found: Flags = unit[place - distance] == lexicon.english_unit("no")
    if distance == 3:
        found &= _either(unit[place - 1], lexicon, "or", "nor")
    return found


def _either(unit: Ids, lexicon: Lexicon, one: str, other: str) -> Flags:
    found: Flags = (unit == lexicon.english_unit(one)) | (unit == lexicon.english_unit(other))
    return found


@dataclass(frozen=True)
class Weights:
    """Per clause: the sums of its positive and of its negative hits, both 0 or more, and what ! and ? add."""

    positive: Numbers
    negative: Numbers
    emphasis: Numbers
    exclaims: Flags
    emotions: npt.NDArray[np.uint16]
    effort: Flags

    def compound(self) -> Numbers:
        """VADER's score from -1 to 1."""
        total = self.positive - self.negative
        total = total + np.sign(total) * self.emphasis
        compound: Numbers = total / np.sqrt(total * total + _SCALE)
        return compound


def add_up(characters: Characters, units: Units, clauses: Clauses, hits: Hits, lexicon: Lexicon) -> Weights:
    """The weights of each clause."""
    size = len(clauses)
    clause = clauses.of[hits.place]
    standing = hits.turned_by == _NOBODY
    effort = lexicon.effort.take(units.unit)
    effort[hits.place] &= standing
    emphasis, exclaims = _emphasis(characters, clauses)
    return Weights(
        sums(clause, np.maximum(hits.value, 0), size),
        sums(clause, np.maximum(-hits.value, 0), size),
        emphasis,
        exclaims,
        _emotions(units, clause, hits, lexicon, size),
        np.bincount(clauses.of[effort], minlength=size) > 0,
    )


def sums(group: Positions, values: Numbers, size: int) -> Numbers:
    """The sum of the values of each group."""
    totals: Numbers = np.bincount(group, values, size).astype(np.float64)
    return totals


def _emphasis(characters: Characters, clauses: Clauses) -> tuple[Numbers, Flags]:
    """What ! and ? add to each clause, and whether it has a !."""

    def per_clause(sign: str) -> Positions:
        places = np.flatnonzero(characters.codes == ord(sign))
        clause = np.searchsorted(clauses.start, places, "right") - 1
        inside = (clause >= 0) & (places < clauses.end.take(clause))
        return np.bincount(clause[inside], minlength=len(clauses))

    if not len(clauses):
        return np.zeros(0), np.zeros(0, np.bool_)
    marks, questions = per_clause("!"), per_clause("?")
    asking = np.where(questions > 3, _MANY_QUESTIONS, questions * _QUESTION) * (questions > 1)
    added: Numbers = np.minimum(marks, _MOST_EXCLAMATIONS) * _EXCLAMATION + asking
    return added, marks > 0


def _emotions(units: Units, clause: Positions, hits: Hits, lexicon: Lexicon, size: int) -> npt.NDArray[np.uint16]:
    felt = turned_emotions(units, hits, lexicon)
    result = np.zeros(size, np.uint16)
    some = np.flatnonzero(felt)
    np.bitwise_or.at(result, clause[some], felt[some])
    return result


def turned_emotions(units: Units, hits: Hits, lexicon: Lexicon) -> npt.NDArray[np.uint16]:
    """Per hit the emotions it names, one bit each, after what a negation makes of them."""
    felt = lexicon.emotions.take(units.unit[hits.place])
    turned = np.flatnonzero((hits.turned_by != _NOBODY) & (felt > 0))
    felt[turned] = _negated()[felt[turned]]
    felt[hits.value == 0] = 0
    return felt


@cache
def _negated() -> npt.NDArray[np.uint16]:
    """What a negation makes of each set of emotions."""
    order = [emotion.name for emotion in emotions()]
    result = np.zeros(1 << len(order), np.uint16)
    for place, emotion in enumerate(emotions()):
        if emotion.negated:
            has = (np.arange(len(result)) >> place) & 1 == 1
            result[has] |= 1 << order.index(emotion.negated)
    return result
