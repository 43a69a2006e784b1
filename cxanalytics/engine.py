"""The stages one after the other: export → feedback → mentions → touchpoints → experiences → pains.

Nothing is computed twice: scores are kept per import and scorer version, experiences per import, journey and
scorer version, so that a new import costs only itself.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from cxanalytics import derived, languages, placing, ratios, recurring, scoring, touchpoints
from cxanalytics.audit import judging, scope
from cxanalytics.journey import renames
from cxanalytics.journey.map import JourneyMap, build, labelled_elsewhere
from cxanalytics.journey.model import Journey
from cxanalytics.journey.voices import Voices
from cxanalytics.journeys import journey_of, own
from cxanalytics.patterns.registry import LIVE
from cxanalytics.recurring import Recurring
from cxanalytics.selection import COLUMNS, Selection
from cxanalytics.store import ImportRecord, Workspace, labels, queries
from cxanalytics.store import patterns as pattern_log

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Analysis:
    """Everything that pages and commands show of a workspace, for one journey.

    `key` changes whenever anything in it changes. `mentions` are those that feel something in words: feedback_id,
    start (where in the text), clause_text, touchpoint, stage, polarity, source, kind, channel, segment, occurred_at,
    reach, import_id, emotions, effort, and what `patterns.phrases.pains` adds; `recurring` holds the patterns in the
    negative ones. `states` counts answers: source, kind, state, n; `languages` comments, as `languages.spoken`.
    `choices` holds what a selection can choose in each column, commonest first; of segments, the parts.
    """

    key: str
    journey: Journey
    scorer: scoring.Scorer
    imports: tuple[ImportRecord, ...]
    experiences: pd.DataFrame
    mentions: pd.DataFrame
    recurring: Recurring
    states: pd.DataFrame
    languages: pd.DataFrame
    files: queries.Files
    choices: Mapping[str, tuple[str, ...]]


def silent(fraction: float, message: str) -> None:
    """A progress report that nobody reads."""


def analyse(workspace: Workspace, journey: Journey | None = None, progress: Progress = silent) -> Analysis:
    """The workspace seen through a journey (its own unless one is given); what is missing is computed."""
    journey = journey or journey_of(workspace)
    imports = tuple(workspace.imports())
    scorer = scoring.scorer_of(workspace)
    view = view_of(workspace, journey)
    for number, record in enumerate(imports):
        if not workspace.score_path(scorer.version, record.import_id, "mentions").exists():
            progress(number / len(imports), f"scoring {record.file}")
            scoring.keep(workspace, scorer, record.import_id, workspace.feedback(record.import_id))
        if not workspace.derived_path(view, f"{record.import_id}.experiences").exists():
            progress(number / len(imports), f"finding the touchpoints of {record.file}")
            derived.assign(workspace, scorer, view, record.import_id, journey)
    ids = [record.import_id for record in imports]
    key = hashlib.sha256("\n".join([view, *sorted(ids)]).encode()).hexdigest()[:16]
    files = queries.Files(
        feedback=tuple(workspace.feedback_path(i) for i in ids),
        texts=tuple(workspace.score_path(scorer.version, i, "texts") for i in ids),
        experiences=tuple(workspace.derived_path(view, f"{i}.experiences") for i in ids),
    )
    progress(0.9, "finding what hurts")
    experiences = derived.experiences(files.experiences)
    mentions = derived.voiced(workspace, view, key, ids)
    recurring.settle(workspace, mentions, scorer.version, progress=lambda f, m: progress(0.9 + 0.1 * f, m))
    read = Analysis(
        key=key,
        journey=journey,
        scorer=scorer,
        imports=imports,
        experiences=experiences,
        mentions=mentions,
        recurring=recurring.nothing(mentions),
        states=queries.states(files),
        languages=languages.spoken(files.texts),
        files=files,
        choices={name: derived.choices(experiences, name) for name in COLUMNS},
    )
    return with_people(workspace, read)


def view_of(workspace: Workspace, journey: Journey) -> str:
    """A name for all that an analysis depends on, beside the imports and what people said of them."""
    placed = f"{touchpoints.VERSION}{placing.key_of(workspace, journey)}"
    return f"{journey.key}.{scoring.scorer_of(workspace).version}.{placed}.{derived.LAYOUT}"


def with_people(workspace: Workspace, analysis: Analysis) -> Analysis:
    """The analysis with what people have said by now, in place of what they had said when it was made.

    Their labels, corrections and changes of patterns. Much quicker than a new analysis: nothing else is read anew.
    """
    stages = {item.name: analysis.journey.stage_of(item.name) for item in analysis.journey.touchpoints}
    said = ".".join(filter(None, (labels.state(workspace), pattern_log.state(workspace))))
    experiences = judging.judge(analysis.experiences, said_of(workspace, analysis.journey), stages)
    if len(experiences):
        reach = scope.in_reach(experiences, _draws(workspace, analysis.journey), analysis.journey.name)
        experiences = experiences.assign(reach=reach)
    now = replace(
        analysis,
        key=".".join([analysis.key.partition(".")[0], *([said] if said else [])]),
        experiences=experiences,
    )
    return replace(now, recurring=recurring.of(workspace, _standing(now), analysis.scorer.version))


def _draws(workspace: Workspace, journey: Journey) -> pd.DataFrame:
    """The draws, each from what it chose under the names of now."""
    draws, journey = labels.draws(workspace), _heard(workspace, journey)
    now = {text: scope.written(renames.selected(scope.read(text), journey)) for text in draws["chosen"].unique()}
    return draws.assign(chosen=draws["chosen"].map(now))


def _heard(workspace: Workspace, journey: Journey) -> Journey:
    """The journey with the names that its touchpoints got later, where the workspace has a later version of it."""
    last = own(workspace).get(journey.name)
    return journey if last is None else renames.since(journey, last)


def loved(workspace: Workspace, analysis: Analysis, progress: Progress = silent) -> Recurring:
    """What recurs in the positive mentions; found when it is first asked for."""
    version = analysis.scorer.version
    recurring.settle(workspace, analysis.mentions, version, recurring.POSITIVE, progress)
    return recurring.of(workspace, _standing(analysis), version, recurring.POSITIVE)


def _standing(analysis: Analysis) -> pd.DataFrame:
    """The mentions without those whose experience people set right to feel otherwise."""
    mentions, mended = analysis.mentions, corrected(analysis)
    if mentions.empty or mended.empty:
        return mentions
    wrong = [
        mended[~mended[name].to_numpy(bool)][["feedback_id", "touchpoint"]].assign(polarity=name)
        for name in ("positive", "negative")
    ]
    names = ["feedback_id", "touchpoint", "polarity"]
    said = pd.MultiIndex.from_frame(mentions[names].astype("str"))
    return mentions[~said.isin(pd.MultiIndex.from_frame(pd.concat(wrong)[names].astype("str")))]


def corrected(analysis: Analysis) -> pd.DataFrame:
    """The experiences that people set right: feedback_id, touchpoint, stage, positive, negative."""
    names = ["feedback_id", "touchpoint", "stage", "positive", "negative"]
    if analysis.experiences.empty:
        return pd.DataFrame(columns=names)
    mended = analysis.experiences[analysis.experiences["corrected"].to_numpy(bool)]
    return mended[names].astype(dict.fromkeys(names[:3], "str")).reset_index(drop=True)


def said_of(workspace: Workspace, journey: Journey | None = None) -> judging.Said:
    """The sample that was drawn of a workspace, its labels and corrections, under the names touchpoints have now.

    In the workspace's own journey unless one is given.
    """
    journey = _heard(workspace, journey or journey_of(workspace))
    named = ("touchpoint", "moved_to")
    found = (labels.drawn(workspace), labels.labels(workspace), labels.corrections(workspace))
    return judging.Said(*(renames.carried(frame, journey, named) for frame in found))


def ratio_table(analysis: Analysis, selection: Selection, by: Sequence[str]) -> pd.DataFrame:
    """The ratio of every group of the selected experiences, corrected where people labelled enough.

    `ratios.table`; what is labelled outside of the selection tells how the machine errs.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere, or `by` something that cannot be grouped by.
    """
    chosen = selection.apply(analysis.experiences)
    return ratios.table(chosen, by, others=labelled_elsewhere(analysis.experiences, selection))


def spans(workspace: Workspace, feedback: pd.DataFrame, journey: Journey, touchpoint: str) -> list[tuple[int, int]]:
    """Where one answer (a feedback table of one row) speaks of a touchpoint: start and end of its clauses."""
    mentions = scoring.current(workspace).score(feedback).mentions
    assigned = touchpoints.assign(mentions, feedback, journey, placing.learnt_of(workspace, journey))
    here = assigned[(assigned["touchpoint"] == touchpoint).to_numpy(bool)].sort_values("start")
    return list(zip(here["start"].astype("int64").tolist(), here["end"].astype("int64").tolist(), strict=True))


def journey_map(analysis: Analysis, selection: Selection) -> JourneyMap:
    """The map of the selected part of an analysis.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    return build(
        analysis.journey,
        analysis.experiences,
        Voices(analysis.mentions, _counted(analysis.recurring), _living(analysis.recurring)),
        selection=selection,
        scorer=analysis.scorer.version,
        account=[_account(record.ledger) for record in analysis.imports],
    )


def _counted(found: Recurring) -> pd.DataFrame:
    """The mentions that nobody said are no pain."""
    return found.mentions[~found.mentions["aside"].to_numpy(bool)]


def _living(found: Recurring) -> dict[str, str]:
    """The names of the living patterns."""
    living = found.patterns[(found.patterns["state"] == LIVE).to_numpy(bool)]
    return dict(zip(living["pattern"].tolist(), living["name"].tolist(), strict=True))


def pains_at(analysis: Analysis, selection: Selection, touchpoint: str, most: int = 8) -> pd.DataFrame:
    """What recurs in the negative mentions of a touchpoint: `pain` and `n` answers, the commonest first."""
    mentions = analysis.mentions
    if mentions.empty:
        return pd.DataFrame({"pain": [], "n": []})
    here = replace(selection, stage=(), touchpoint=(touchpoint,)).mask(mentions)
    counted = mentions[here & mentions["pain_once"].to_numpy(bool)]["pain"].astype("str").value_counts().head(most)
    return pd.DataFrame({"pain": counted.index, "n": counted.to_numpy()})


def _account(ledger: Mapping[str, Any]) -> str:
    """One import's ledger in a sentence."""
    aside = "; ".join(f"{reason}: {n:,}" for reason, n in ledger["set_aside"].items())
    return (
        f"{ledger['file']} ({ledger['source']}): {ledger['read']:,} rows read = {ledger['kept']:,} kept + "
        f"{sum(ledger['set_aside'].values()):,} set aside" + (f" ({aside})." if aside else ".")
    )
