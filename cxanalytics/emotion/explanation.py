"""Why a text got its label: what each word, the question and the rating added towards negative and positive."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cxanalytics.emotion.characters import Numbers
from cxanalytics.emotion.evidence import logits, of_clauses, of_texts
from cxanalytics.emotion.grams import spelt
from cxanalytics.emotion.lexicon import ENGLISH, READ, Lexicon, lexicon
from cxanalytics.emotion.model import BANDS, KINDS, POLARITIES, RULES, Model, lean, shipped
from cxanalytics.emotion.questions import kinds
from cxanalytics.emotion.ratings import bands
from cxanalytics.emotion.reading import SCORED, Reading, read

_TELLS = 0.15  # a learnt word or pair that adds less is not named
LITTLE = "adds little"  # what is said of a word that no rule knows and that is not named
_NAMED = 2  # of those that add more, so many per word


@dataclass(frozen=True)
class Mark:
    """A stretch of a text, what it says, and what it added to the sums towards negative and positive."""

    start: int
    end: int
    word: str
    rule: str
    negative: float
    positive: float

    @property
    def weight(self) -> float:
        """Below 0 for words that pull towards negative, above 0 for those that pull towards positive."""
        return self.positive - self.negative


@dataclass(frozen=True)
class Reason:
    """Evidence that stands in no word: the base, marks such as !, the question, a rating."""

    rule: str
    negative: float
    positive: float


@dataclass(frozen=True)
class Explanation:
    """The evidence of a text. The columns of marks and reasons add up to the sums that decided.

    marks: in order; none where the text is not scored. A mark may weigh nothing (a phrase that is neither praise nor
    complaint, effort, an outcome), and a mark of an outcome may overlap others. negative and positive: the sums
    against neutral, which is 0. polarity: the greatest of the three, "" where the text is not scored.
    """

    marks: list[Mark]
    reasons: list[Reason]
    negative: float
    positive: float
    polarity: str


def explain(
    text: str,
    *,
    language: str = ENGLISH,
    question: str | None = None,
    rating: float | None = None,
    model: Model | None = None,
) -> Explanation:
    """Why `score` gives a text of this language its polarity, by the very sums it compares.

    rating: what the same person gave beside the text, as a share of the scale from 0 to 1. model: one of English; it
    changes nothing about other languages. A text of a language that is not read has no polarity.
    """
    if language not in READ:
        return Explanation([], [], 0.0, 0.0, "")
    model = model if model and language == ENGLISH else shipped(language)
    known = lexicon(language)
    reading = read([text], known)
    if reading.state[0] != SCORED:
        return Explanation([], [], 0.0, 0.0, "")
    parts = _Parts(len(reading.units))
    _rules(parts, reading, known, model)
    _entries(parts, reading, model)
    words = logits(reading, model)[1]
    reasons, decided = _beside(parts.reasons, words, model, question, rating)
    return Explanation(
        sorted([*_marks(text, reading, known, parts), *_outcomes(text, reading)], key=lambda mark: mark.start),
        reasons,
        float(decided[0, 0]),
        float(decided[0, 1]),
        POLARITIES[int(lean(decided)[0])],
    )


@dataclass
class _Parts:
    """What has been added so far: per unit of the text, and beside it."""

    size: int
    learnt: dict[int, list[tuple[str, float]]] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.units = np.zeros((self.size, 2))

    def spread(self, row: Numbers, places: Iterable[int], shares: Numbers) -> None:
        """Adds a row to units, by their shares; where these are all 0 it stays out."""
        total = float(np.sum(shares))
        if total:
            np.add.at(self.units, np.fromiter(places, np.intp), row * (shares / total)[:, np.newaxis])

    def beside(self, rule: str, row: Numbers) -> None:
        if row.any():
            self.reasons.append(Reason(rule, float(row[0]), float(row[1])))


def _rules(parts: _Parts, reading: Reading, known: Lexicon, model: Model) -> None:
    """What the rules added, handed on to the words that made them."""
    found = of_texts(reading, of_clauses(reading)).rules[0]
    added = dict(zip(RULES, found[:, np.newaxis] * model.rules, strict=True))
    hits, clause = reading.hits, reading.clauses.of[reading.hits.place]
    for sign, name in ((1, "praise"), (-1, "complaint")):
        pull = np.maximum(sign * hits.value, 0)
        parts.spread(added[name], hits.place, pull)
        parts.spread(added[f"{name} at the end"], hits.place, pull * (clause == len(reading.clauses) - 1))
        of_clause = np.bincount(clause, pull, len(reading.clauses))
        plain = sign * (reading.weights.positive - reading.weights.negative) > 0.3
        share = pull * plain[clause] / np.maximum(of_clause, 1e-9)[clause]
        parts.spread(added[f"clauses of {name}"], hits.place, share)
    effort = known.effort.take(reading.units.unit)
    effort[hits.place] &= hits.turned_by < 0
    parts.spread(added["effort"], range(parts.size), effort.astype(np.float64))
    parts.beside("before a word is read", model.base)
    parts.beside("praise and complaint stand together", added["both"])
    parts.beside("an exclamation mark", added["!"])


def _entries(parts: _Parts, reading: Reading, model: Model) -> None:
    """What learnt words and pairs added; half of a pair's to each of its words."""
    found = reading.grams
    entry = model.vocabulary.find_prints(found.prints)
    places = np.flatnonzero(entry)
    share = of_texts(reading, of_clauses(reading)).share[0]
    rows = model.weights[entry[places] - 1] * share
    unit = np.searchsorted(reading.units.token, np.arange(len(reading.tokens)), "right") - 1
    for ends in (found.first, found.last):
        np.add.at(parts.units, unit[ends[places]], rows / 2)
    for place, row, name in zip(
        places.tolist(), rows, spelt(reading.characters, reading.tokens, found, places), strict=True
    ):
        pull = float(row[1] - row[0])
        for at in {int(unit[found.first[place]]), int(unit[found.last[place]])}:
            if abs(pull) >= _TELLS:
                parts.learnt.setdefault(at, []).append((name, pull))


def _beside(
    reasons: list[Reason], words: Numbers, model: Model, question: str | None, rating: float | None
) -> tuple[list[Reason], Numbers]:
    """The reasons with what the question and the rating changed, and the sums that decide."""
    kind = kinds(pd.Series([question], dtype="str"))
    asked = model.asked(words, kind)
    band = bands(pd.Series([rating], dtype="float64"))
    decided = model.beside(asked, band, np.ones(1))
    listed = list(reasons)
    if kind[0]:
        said = f"the question asks for what was {KINDS[kind[0]]}{_turned(words, asked)}"
        listed.append(Reason(said, *map(float, (asked - words)[0])))
    if band[0]:
        said = f"the rating beside it is {BANDS[band[0]]} on its scale{_turned(asked, decided)}"
        listed.append(Reason(said, *map(float, (decided - asked)[0])))
    return listed, decided


def _turned(before: Numbers, after: Numbers) -> str:
    """Says so where this decided."""
    old, new = (POLARITIES[int(lean(sums)[0])] for sums in (before, after))
    return "" if old == new else f", and that decided: without it this reads as {old}"


def _marks(text: str, reading: Reading, known: Lexicon, parts: _Parts) -> list[Mark]:
    units, hits = reading.units, reading.hits
    number = {int(place): index for index, place in enumerate(hits.place)}
    marks = []
    for place, unit in enumerate(units.unit.tolist()):
        said = []
        hit = number.get(place)
        if hit is not None and (hits.value[hit] or hits.base[hit] or known.phrase[unit]):
            said.append(_rule(text, reading, known, hit))
        elif known.effort[unit]:
            said.append(f"{_quoted(text, reading, place)} shows effort")
        learnt = sorted(parts.learnt.get(place, []), key=lambda pair: -abs(pair[1]))[:_NAMED]
        if learnt:
            said.append("in labelled comments: " + ", ".join(f"“{name}” {pull:+.1f}" for name, pull in learnt))
        negative, positive = (float(side) for side in parts.units[place])
        if said or negative or positive:
            start, end = int(units.start[place]), int(units.end[place])
            rule = "; ".join(said) or LITTLE
            marks.append(Mark(start, end, text[start:end], rule, negative, positive))
    return marks


def _outcomes(text: str, reading: Reading) -> list[Mark]:
    told = reading.outcomes
    marks = []
    for start, end, still in zip(told.start.tolist(), told.end.tolist(), told.unresolved.tolist(), strict=True):
        word = text[start:end]
        said = f"“{word}” says that it {'is unresolved' if still else 'was resolved'}"
        marks.append(Mark(start, end, word, said, 0.0, 0.0))
    return marks


def _rule(text: str, reading: Reading, known: Lexicon, number: int) -> str:
    hits, place = reading.hits, int(reading.hits.place[number])
    base = hits.base[number]
    meaning = "is praise" if base > 0 else "is a complaint" if base < 0 else "is neither praise nor complaint here"
    said = f"{_quoted(text, reading, place)} {meaning}"
    pushed, turned = int(hits.pushed_by[number]), int(hits.turned_by[number])
    if pushed >= 0:
        stronger = known.boost[reading.units.unit[pushed]] > 0
        said += f", made {'stronger' if stronger else 'weaker'} by {_quoted(text, reading, pushed)}"
    if hits.capitals[number]:
        said += ", made stronger by its capitals"
    if turned >= 0:
        said += f", turned round by {_quoted(text, reading, turned)}"
    elif base and not hits.value[number]:
        said += ", spent on turning the next word round"
    if known.effort[reading.units.unit[place]] and turned < 0:
        said += "; it shows effort"
    return said


def _quoted(text: str, reading: Reading, place: int) -> str:
    return f"“{text[reading.units.start[place] : reading.units.end[place]]}”"
