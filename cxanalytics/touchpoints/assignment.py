"""Gives mentions their touchpoint: by the rules, and where they do not know, by what people taught."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxanalytics.journey.model import OFF_MAP, UNASSIGNED, Journey
from cxanalytics.journey.phrases import NONE, Words, phrases_of, words_of
from cxanalytics.touchpoints import rules
from cxanalytics.touchpoints.learning import Learnt, features_of
from cxanalytics.touchpoints.rules import COLUMN, CONTEXT, LEARNT, NOTHING, PHRASE, RULES, Found

VERSION = "1"  # of the rules; part of what a kept result depends on
_MOST_WORDS = 5


@dataclass(frozen=True)
class Evidence:
    """Why a clause belongs to a touchpoint: the phrase of the journey that was found in it, or what was learnt.

    words are the words that spoke for (above 0) or against the touchpoint, the strongest first, with their weights in
    logits over the mean touchpoint; "phrase: T" and "context: T" stand for what the rules found. likely is the
    probability. Both are empty where a phrase decided.
    """

    touchpoint: str
    stage: str
    phrase: str
    words: tuple[tuple[str, float], ...] = ()
    likely: float | None = None


def assign(
    mentions: pd.DataFrame, feedback: pd.DataFrame, journey: Journey, learnt: Learnt | None = None
) -> pd.DataFrame:
    """The mentions, in their order, with the columns touchpoint, stage and rule (categories).

    mentions needs `row` (position of its feedback in `feedback`), `start` and `end` (of the clause in its
    text); feedback needs `text` and `touchpoint`, and with something learnt `feedback_id`. A touchpoint named by the
    export that the journey does not have stays as it is, in the stage OFF_MAP.
    """
    words = words_of(rules.clauses(mentions, feedback))
    found = rules.find(mentions, feedback, journey, words)
    if learnt is not None:
        ids = feedback["feedback_id"].iloc[mentions["row"].to_numpy(np.int64)]
        found = _with_learnt(found, learnt, words, ids)
    categories = pd.Index([*found.names, UNASSIGNED], dtype="str")
    stages = pd.Index([*(stage.name for stage in journey.stages), OFF_MAP, UNASSIGNED], dtype="str")
    stage = stages.get_indexer(pd.Index([journey.stage_of(name) for name in categories], dtype="str"))
    return mentions.assign(
        touchpoint=pd.Categorical.from_codes(found.touchpoint, categories),
        stage=pd.Categorical.from_codes(stage[found.touchpoint], stages),
        rule=pd.Categorical.from_codes(found.rule, pd.Index(RULES, dtype="str")),
    )


def explain(
    clause: str, journey: Journey, learnt: Learnt | None = None, neighbour: str | None = None
) -> Evidence | None:
    """What gives this clause its touchpoint, or None when nothing does.

    neighbour is the touchpoint of the clause beside it, where the rules would take that over.
    """
    phrases = phrases_of(journey)
    found = int(phrases.find([clause])[0])
    by_phrase, given, rule = None, neighbour, CONTEXT if neighbour else NOTHING
    if found != NONE:
        touchpoint = journey.touchpoints[int(phrases.touchpoint[found])].name
        by_phrase = Evidence(touchpoint, journey.stage_of(touchpoint), phrases.text[found])
        given, rule = touchpoint, PHRASE
    if learnt is None:
        return by_phrase
    return _taught(clause, journey, learnt, given, rule) or by_phrase


def _with_learnt(found: Found, learnt: Learnt, words: Words, ids: pd.Series) -> Found:
    """The same with what was learnt in the place of the rules where it knows better."""
    names = (*found.names, *(name for name in learnt.touchpoints[:-1] if name not in found.names))
    theirs = pd.Index(learnt.touchpoints)
    number = theirs.get_indexer(pd.Index([*found.names, UNASSIGNED]))[found.touchpoint]
    given = np.where((found.rule == NOTHING) | (found.rule == COLUMN), NONE, number)
    decided, _ = learnt.decide(words, given, found.rule, ids)
    old = np.where(found.rule == NOTHING, len(names), found.touchpoint)
    touchpoint = np.where(decided == NONE, old, pd.Index([*names, UNASSIGNED]).get_indexer(theirs)[decided])
    rule = np.select([decided == NONE, touchpoint == len(names)], [found.rule, NOTHING], LEARNT)
    return Found(names, touchpoint, rule)


def _taught(clause: str, journey: Journey, learnt: Learnt, given: str | None, rule: int) -> Evidence | None:
    """The words that spoke for what learning decides, or None where it leaves the clause to the rules or to nobody."""
    roots, weights = learnt.roots, learnt.weights
    found = pd.Index(learnt.touchpoints[:-1]).get_indexer(pd.Index([given]))
    features = features_of(words_of([clause]), found, np.array([rule]), roots, len(learnt.touchpoints))
    decided, likely = weights.verdict(features, found, np.array([rule]))
    chosen = int(decided[0])
    if chosen in (NONE, len(learnt.touchpoints) - 1):
        return None
    known = [*roots, *(f"{RULES[kind]}: {name}" for kind in (PHRASE, CONTEXT) for name in learnt.touchpoints)]
    at = features.indices
    over_mean = weights.coefficients[at, chosen] - weights.coefficients[at].mean(axis=1)
    spoken = pd.Series(features.data * over_mean, [known[place] for place in at])
    strongest = spoken.sort_values(key=lambda weight: -weight.abs(), kind="stable").head(_MOST_WORDS)
    words = tuple((str(word), float(weight)) for word, weight in strongest.items())
    touchpoint = learnt.touchpoints[chosen]
    return Evidence(touchpoint, journey.stage_of(touchpoint), "", words, float(likely[0]))
