"""The rules that give mentions their touchpoint: the export's column, a phrase, the neighbouring clause.

| rule | the touchpoint comes from |
|---|---|
| column | the export's own column, or the person who imported it |
| phrase | a phrase of the journey in the clause |
| context | the nearest earlier clause of the same feedback that has a phrase, else the nearest later one |
| unassigned | nowhere: it is counted as Unassigned |
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.journey.model import UNASSIGNED, Journey
from cxanalytics.journey.phrases import NONE, Words, phrases_of
from cxanalytics.journey.renames import current

COLUMN, PHRASE, CONTEXT, NOTHING, LEARNT = range(5)
RULES = ("column", "phrase", "context", "unassigned", "learnt")  # in the order of the numbers above
CLOSE_ENOUGH = 88  # of 100, by rapidfuzz's WRatio: "Invoices" and "Invoice", "Check in desk" and "Check-in desk"

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Found:
    """Per mention the number of its touchpoint (one more than the last: Unassigned) and of its rule.

    names[i] is touchpoint i: the journey's in order, then those only the export has.
    """

    names: tuple[str, ...]
    touchpoint: Ints
    rule: Ints


def find(mentions: pd.DataFrame, feedback: pd.DataFrame, journey: Journey, words: Words) -> Found:
    """What the rules say of each mention; words are those of each clause."""
    row = mentions["row"].to_numpy(np.int64)
    from_column, names = _from_column(feedback["touchpoint"], journey)
    by_phrase = by_phrases(words, journey)
    by_context = _by_context(by_phrase, row, mentions["start"].to_numpy(np.int64))
    sources = [from_column[row], by_phrase, by_context]
    has = [source != NONE for source in sources]
    return Found(tuple(names), np.select(has, sources, len(names)), np.select(has, [COLUMN, PHRASE, CONTEXT], NOTHING))


def clauses(mentions: pd.DataFrame, feedback: pd.DataFrame) -> pd.Series:
    """The words of each mention, cut out of its feedback's text; same index as the mentions."""
    texts = feedback["text"].fillna("").to_numpy(object)[mentions["row"].to_numpy(np.int64)]
    spans = zip(texts, mentions["start"], mentions["end"], strict=True)
    return pd.Series([text[start:end] for text, start, end in spans], index=mentions.index, dtype="str")


def _from_column(values: pd.Series, journey: Journey) -> tuple[Ints, list[str]]:
    """Per feedback the number of the touchpoint its export names, or NONE; and the names behind the numbers.

    The names are the journey's own, in order, then those it does not have.
    """
    # An export that says "Unassigned" says nothing.
    codes, different = pd.factorize(values.where(values != UNASSIGNED))
    own = [touchpoint.name for touchpoint in journey.touchpoints]
    meant = [_meant(str(value), journey) for value in different]
    names = own + sorted({name for name in meant if name not in own})
    number = {name: position for position, name in enumerate(names)}
    return np.array([*(number[name] for name in meant), NONE], np.int64)[codes], names


def _meant(value: str, journey: Journey) -> str:
    """The journey's touchpoint that an export's word means, or that word itself."""
    from rapidfuzz import fuzz, process, utils

    home = {old.casefold(): name for old, name in current(journey).items()} | {
        name.casefold(): touchpoint.name
        for touchpoint in journey.touchpoints
        for name in (touchpoint.name, *touchpoint.aliases)
    }
    word = value.strip()
    if word.casefold() in home:
        return home[word.casefold()]
    # WRatio also likes a short word inside a long one ("er" in "customer"), which says nothing here.
    alike = [name for name in home if 2 * min(len(name), len(word)) > max(len(name), len(word))]
    close = process.extract(word, alike, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=CLOSE_ENOUGH)
    best = {home[name] for name, score, _ in close if score == close[0][1]}
    # Two touchpoints equally close: nobody can say which is meant.
    return best.pop() if len(best) == 1 else word


def by_phrases(clauses: Words, journey: Journey) -> Ints:
    """Per clause the number of the touchpoint whose phrase is in it, or NONE."""
    phrases = phrases_of(journey)
    found = phrases.find(clauses)
    return np.where(found == NONE, NONE, phrases.touchpoint[found])


def _by_context(by_phrase: Ints, row: Ints, start: Ints) -> Ints:
    """Per mention the touchpoint of its feedback's nearest earlier mention, else of the nearest later one."""
    order = np.lexsort((start, row))
    row, found = row[order], by_phrase[order]
    place = np.arange(len(row))
    has = found != NONE
    before = np.maximum.accumulate(np.where(has, place, -1))
    after = np.minimum.accumulate(np.where(has, place, len(row))[::-1])[::-1]
    earlier = (before >= 0) & (row[before] == row)
    after = np.minimum(after, len(row) - 1)
    later = has[after] & (row[after] == row)
    context = np.empty(len(row), np.int64)
    context[order] = np.select([earlier, later], [found[before], found[after]], NONE)
    return context
