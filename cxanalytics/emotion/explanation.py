"""Which words of a text decided, and by which rule."""

from dataclasses import dataclass

from cxanalytics.emotion.lexicon import Lexicon, lexicon
from cxanalytics.emotion.scores import SCORED, Reading, read


@dataclass(frozen=True)
class Mark:
    """A stretch of a text that decided. weight is below 0 for negative, above 0 for positive words."""

    start: int
    end: int
    word: str
    weight: float
    rule: str


def explain(text: str) -> list[Mark]:
    """The words, phrases and emoji of a text that weigh, show effort or tell an outcome, in order.

    The weights are the very ones that `score` adds up: their sums per clause, with what ! and ? add, make its
    polarity. A mark of an outcome weighs nothing and may overlap others. None for a non-answer. The language of the
    text is not looked at.
    """
    known = lexicon()
    reading = read([text], known)
    if reading.state[0] != SCORED:
        return []
    hits = [
        _mark(text, reading, int(place), float(value), _rule(text, reading, known, number))
        for number, (place, value) in enumerate(zip(reading.hits.place, reading.hits.value, strict=True))
        if value or reading.hits.base[number] or known.phrase[reading.units.unit[place]]
    ]
    weighed = set(reading.hits.place.tolist())
    efforts = [
        _mark(text, reading, place, 0.0, f"{_quoted(text, reading, place)} shows effort")
        for place, unit in enumerate(reading.units.unit.tolist())
        if known.effort[unit] and place not in weighed
    ]
    return sorted(hits + efforts + _outcomes(text, reading), key=lambda mark: mark.start)


def _outcomes(text: str, reading: Reading) -> list[Mark]:
    told = reading.outcomes
    marks = []
    for start, end, still in zip(told.start.tolist(), told.end.tolist(), told.unresolved.tolist(), strict=True):
        word = text[start:end]
        marks.append(
            Mark(start, end, word, 0.0, f"“{word}” says that it {'is unresolved' if still else 'was resolved'}")
        )
    return marks


def _mark(text: str, reading: Reading, place: int, weight: float, rule: str) -> Mark:
    start, end = int(reading.units.start[place]), int(reading.units.end[place])
    return Mark(start, end, text[start:end], weight, rule)


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
