"""Gives mentions their touchpoint, and folds mentions into experiences.

The rule that decided stands beside every mention:

| rule | the touchpoint comes from |
|---|---|
| column | the export's own column, or the person who imported it |
| phrase | a phrase of the journey in the clause |
| context | the nearest earlier clause of the same feedback that has a phrase, else the nearest later one |
| unassigned | nowhere: it is counted as Unassigned |
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.journey.model import OFF_MAP, UNASSIGNED, Journey
from cxanalytics.journey.phrases import NONE, phrases_of

VERSION = "1"  # of the rules; part of what a kept result depends on
RULES = ("column", "phrase", "context", "unassigned")
CLOSE_ENOUGH = 88  # of 100, by rapidfuzz's WRatio: "Invoices" and "Invoice", "Check in desk" and "Check-in desk"

Ints = npt.NDArray[np.int64]

_CARRIED = ("source", "kind", "channel", "segment")
_SENTENCES = r"(?:[.!?;]\s|\n)"


@dataclass(frozen=True)
class Evidence:
    """Why a clause belongs to a touchpoint: the phrase of the journey that was found in it."""

    touchpoint: str
    stage: str
    phrase: str


def assign(mentions: pd.DataFrame, feedback: pd.DataFrame, journey: Journey) -> pd.DataFrame:
    """The mentions, in their order, with the columns touchpoint, stage and rule (categories).

    mentions needs `row` (position of its feedback in `feedback`), `start` and `end` (of the clause in its
    text); feedback needs `text` and `touchpoint`. A touchpoint named by the export that the journey does not
    have stays as it is, in the stage OFF_MAP.
    """
    row = mentions["row"].to_numpy(np.int64)
    from_column, names = _from_column(feedback["touchpoint"], journey)
    by_phrase = _by_phrase(clauses(mentions, feedback), journey)
    by_context = _by_context(by_phrase, row, mentions["start"].to_numpy(np.int64))
    named, unassigned = from_column[row], len(names)
    touchpoint = np.select(
        [named != NONE, by_phrase != NONE, by_context != NONE], [named, by_phrase, by_context], unassigned
    )
    rule = np.select([named != NONE, by_phrase != NONE, by_context != NONE], [0, 1, 2], 3)
    categories = pd.Index([*names, UNASSIGNED], dtype="str")
    stages = pd.Index([*(stage.name for stage in journey.stages), OFF_MAP, UNASSIGNED], dtype="str")
    stage = stages.get_indexer(pd.Index([journey.stage_of(name) for name in categories], dtype="str"))
    return mentions.assign(
        touchpoint=pd.Categorical.from_codes(touchpoint, categories),
        stage=pd.Categorical.from_codes(stage[touchpoint], stages),
        rule=pd.Categorical.from_codes(rule, pd.Index(RULES, dtype="str")),
    )


def explain(clause: str, journey: Journey) -> Evidence | None:
    """The phrase that gives this clause its touchpoint, or None when no phrase is in it."""
    phrases = phrases_of(journey)
    found = int(phrases.find([clause])[0])
    if found == NONE:
        return None
    touchpoint = journey.touchpoints[int(phrases.touchpoint[found])].name
    return Evidence(touchpoint, journey.stage_of(touchpoint), phrases.text[found])


def experiences(mentions: pd.DataFrame, feedback: pd.DataFrame) -> pd.DataFrame:
    """One row per feedback and touchpoint, from mentions that have been assigned.

    Columns: feedback_id, touchpoint, stage, positive, negative, effort, unresolved (is there such a mention?), emotions
    (all that are named there, "|" between them), source, kind, channel, segment, occurred_at.
    Rows stand in the order of the feedback, then of the journey. Text columns are categories.
    """
    row = mentions["row"].to_numpy(np.int64)
    touchpoint = mentions["touchpoint"].astype("category")
    key = row * max(len(touchpoint.cat.categories), 1) + touchpoint.cat.codes.to_numpy(np.int64)
    order = np.argsort(key, kind="stable")
    first = np.flatnonzero(np.diff(key[order], prepend=-1))
    sorted_mentions = mentions.iloc[order]
    heads = sorted_mentions.iloc[first]
    flags = {
        "positive": sorted_mentions["polarity"].eq("positive"),
        "negative": sorted_mentions["polarity"].eq("negative"),
        **{name: sorted_mentions[name].astype("bool") for name in ("effort", "unresolved")},
    }
    about = feedback.iloc[heads["row"].to_numpy(np.int64)].reset_index(drop=True)
    return pd.DataFrame(
        {
            "feedback_id": about["feedback_id"],
            "touchpoint": heads["touchpoint"].astype("category").array,
            "stage": heads["stage"].astype("category").array,
            **{name: _any(flag.to_numpy(np.bool_), first) for name, flag in flags.items()},
            "emotions": _united(sorted_mentions["emotions"], first),
            **{name: about[name].astype("category") for name in _CARRIED},
            "occurred_at": about["occurred_at"],
        }
    )


def suggest(texts: pd.Series, journeys: Mapping[str, Journey]) -> pd.DataFrame:
    """Which journey fits these texts, the best first; indexed by the journeys' keys.

    Columns: name; share, the part of the sentences that the journey gives a touchpoint by phrase or context;
    fit, the found phrases per sentence, where a phrase that k of the journeys have counts 1/k, so that a
    journey is chosen for the words that set it apart; n, the number of sentences looked at.
    """
    sentences = texts.dropna().reset_index(drop=True).str.split(_SENTENCES).explode()
    sentences = sentences[sentences.str.strip() != ""]
    count = len(sentences)
    known = {key: phrases_of(journey) for key, journey in journeys.items()}
    owners = pd.Series([words for phrases in known.values() for words in set(phrases.roots)]).value_counts()
    rows = []
    for key, phrases in known.items():
        found = phrases.find(sentences)
        weights = 1 / owners.loc[[phrases.roots[i] for i in found[found != NONE]]]
        touched = sentences.index.isin(sentences.index[found != NONE])
        share = touched.mean() if count else 0.0
        rows.append((key, journeys[key].name, share, weights.sum() / max(count, 1), count, len(phrases.text)))
    table = pd.DataFrame(rows, columns=["journey", "name", "share", "fit", "n", "size"]).set_index("journey")
    # Nothing to go by: the journey with the most phrases is the broadest.
    return table.sort_values(["fit", "size"], ascending=False).drop(columns="size")


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

    home = {
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


def _by_phrase(clause: pd.Series, journey: Journey) -> Ints:
    phrases = phrases_of(journey)
    found = phrases.find(clause)
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


def _any(flag: npt.NDArray[np.bool_], first: Ints) -> npt.NDArray[np.bool_]:
    return np.logical_or.reduceat(flag, first) if len(first) else flag[:0]


def _united(emotions: pd.Series, first: Ints) -> "pd.Categorical[str]":
    """The different emotions of each group, as one bit each while they are put together."""
    codes, combinations = pd.factorize(emotions.fillna(""))
    names = sorted({name for combination in combinations for name in combination.split("|") if name})
    bits = [sum(1 << names.index(name) for name in set(c.split("|")) if name) for c in combinations]
    masks = np.array(bits, np.int64)[codes]
    united = np.bitwise_or.reduceat(masks, first) if len(first) else masks[:0]
    codes, different = pd.factorize(united)
    words = ["|".join(name for bit, name in enumerate(names) if mask >> bit & 1) for mask in different]
    return pd.Categorical.from_codes(codes, pd.Index(words, dtype="str"))
