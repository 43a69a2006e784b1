"""Gives mentions their touchpoint: by the rules, and where they do not know by what people taught."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxanalytics.journey.model import OFF_MAP, UNASSIGNED, Journey
from cxanalytics.journey.phrases import NONE, phrases_of
from cxanalytics.touchpoints import rules
from cxanalytics.touchpoints.learning import Learnt
from cxanalytics.touchpoints.rules import LEARNT, NOTHING, RULES

VERSION = "1"  # of the rules; part of what a kept result depends on


@dataclass(frozen=True)
class Evidence:
    """Why a clause belongs to a touchpoint: the phrase of the journey that was found in it."""

    touchpoint: str
    stage: str
    phrase: str


def assign(
    mentions: pd.DataFrame, feedback: pd.DataFrame, journey: Journey, learnt: Learnt | None = None
) -> pd.DataFrame:
    """The mentions, in their order, with the columns touchpoint, stage and rule (categories).

    mentions needs `row` (position of its feedback in `feedback`), `start` and `end` (of the clause in its
    text); feedback needs `text` and `touchpoint`. A touchpoint named by the export that the journey does not
    have stays as it is, in the stage OFF_MAP.
    """
    found = rules.find(mentions, feedback, journey)
    ids = feedback["feedback_id"].iloc[mentions["row"].to_numpy(np.int64)]
    names, touchpoint, rule = list(found.names), found.touchpoint, found.rule
    if learnt is not None:
        names, touchpoint, rule = _with_learnt(found, learnt, rules.clauses(mentions, feedback), ids)
    categories = pd.Index([*names, UNASSIGNED], dtype="str")
    stages = pd.Index([*(stage.name for stage in journey.stages), OFF_MAP, UNASSIGNED], dtype="str")
    stage = stages.get_indexer(pd.Index([journey.stage_of(name) for name in categories], dtype="str"))
    return mentions.assign(
        touchpoint=pd.Categorical.from_codes(touchpoint, categories),
        stage=pd.Categorical.from_codes(stage[touchpoint], stages),
        rule=pd.Categorical.from_codes(rule, pd.Index(RULES, dtype="str")),
    )


def _with_learnt(found, learnt, clauses, ids):
    """The rules' touchpoints with what was learnt in their place where it knows better: names, numbers, rules."""
    names = [*found.names, *(name for name in learnt.touchpoints[:-1] if name not in found.names)]
    here = pd.Index(learnt.touchpoints).get_indexer(pd.Index([*found.names, UNASSIGNED]))
    nothing = found.rule == NOTHING
    given = np.where(nothing | (found.rule == rules.COLUMN), NONE, here[found.touchpoint])
    decided, _ = learnt.decide(clauses, given, found.rule, ids)
    there = pd.Index([*names, UNASSIGNED]).get_indexer(pd.Index(learnt.touchpoints))
    old = np.where(nothing, len(names), found.touchpoint)
    touchpoint = np.where(decided == NONE, old, there[decided])
    rule = np.select([decided == NONE, touchpoint == len(names)], [found.rule, NOTHING], LEARNT)
    return names, touchpoint, rule


def explain(clause: str, journey: Journey, learnt: Learnt | None = None) -> Evidence | None:
    """The phrase that gives this clause its touchpoint, or None when no phrase is in it."""
    phrases = phrases_of(journey)
    found = int(phrases.find([clause])[0])
    if found == NONE:
        return None
    touchpoint = journey.touchpoints[int(phrases.touchpoint[found])].name
    return Evidence(touchpoint, journey.stage_of(touchpoint), phrases.text[found])
