"""The stages one after the other: export → feedback → mentions → touchpoints → experiences → pains.

Nothing is computed twice: scores are kept per import and scorer version, experiences per import, journey and
scorer version, so that a new import costs only itself.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import bare_ratings, ingest, overlap, placing, ratios, recurring, scoring, touchpoints
from cxanalytics.audit import judging, scope
from cxanalytics.files import read_parquet, write_parquet
from cxanalytics.journey.map import JourneyMap, build, labelled_elsewhere
from cxanalytics.journey.model import Journey, parse
from cxanalytics.journey.templates import template, templates
from cxanalytics.journey.voices import Voices
from cxanalytics.patterns import phrases
from cxanalytics.patterns.registry import LIVE
from cxanalytics.recurring import Recurring
from cxanalytics.selection import COLUMNS, PART, Selection
from cxanalytics.store import ImportRecord, Workspace, labels, queries
from cxanalytics.store import patterns as pattern_log

Progress = Callable[[float, str], None]

# Of the tables kept under derived/; a higher one whenever their columns change.
_LAYOUT = "5"

# Fewer sentences than this cannot tell which journey they are of.
_ENOUGH_SENTENCES = 20


@dataclass(frozen=True)
class ExportFile:
    """A file to import: where it lies, the name to show, and what a person said about it."""

    path: Path
    name: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    touchpoint: str | None = None


@dataclass(frozen=True)
class Analysis:
    """Everything that pages and commands show of a workspace, for one journey.

    `key` changes whenever anything in it changes. `mentions` are those that feel something in words: feedback_id,
    start (where in the text), clause_text, touchpoint, stage, polarity, source, kind, channel, segment, occurred_at,
    reach, import_id, emotions, effort, and what `patterns.phrases.pains` adds; `recurring` holds the patterns in the
    negative ones. `states` counts answers: source, kind, state, n.
    `choices` holds
    what a selection can choose in each column, commonest first; of segments, the parts.
    """

    key: str
    journey: Journey
    scorer: scoring.Scorer
    imports: tuple[ImportRecord, ...]
    experiences: pd.DataFrame
    mentions: pd.DataFrame
    recurring: Recurring
    states: pd.DataFrame
    files: queries.Files
    choices: Mapping[str, tuple[str, ...]]


def silent(fraction: float, message: str) -> None:
    """A progress report that nobody reads."""


# --- import ------------------------------------------------------------------------------------------------


def import_exports(
    workspace: Workspace, files: Sequence[ExportFile], *, dry_run: bool = False, progress: Progress = silent
) -> list[dict[str, Any]]:
    """Import these files, all or none; one ledger per file, in their order.

    A file, or an answer, that is in the workspace already is not added again and the ledger says so.
    With `dry_run` nothing is written.

    Raises
    ------
    CXError
        A file cannot be read; nothing of any file was imported.
    """
    if dry_run:
        salt = workspace.salt() if workspace.exists else secrets.token_bytes(32)
        return _import(workspace, files, salt, True, progress)
    with workspace.importing():
        ledgers = _import(workspace, files, workspace.salt(), False, progress)
    analyse(workspace, progress=lambda f, m: progress(0.9 + 0.1 * f, m))
    return ledgers


def _import(
    workspace: Workspace, files: Sequence[ExportFile], salt: bytes, dry_run: bool, progress: Progress
) -> list[dict[str, Any]]:
    known = {record.import_id: record for record in workspace.imports()}
    ledgers: list[dict[str, Any]] = []
    staged: list[dict[str, Any]] = []
    older = scoring.scorer_of(workspace)
    # New feedback is read by this program's scorer; numbers of two versions never stand side by side.
    scorer = scoring.current(workspace)
    try:
        for number, file in enumerate(files):
            progress(0.9 * number / len(files), f"reading {file.name}")
            reading = ingest.inspect(file.path, file.mapping, file.name)
            import_id = reading.import_id
            if import_id in known or any(item["import_id"] == import_id for item in staged):
                ledgers.append(overlap.again(file.name, import_id, known, staged))
                continue
            new = ingest.build(reading, salt=salt, touchpoint=file.touchpoint)
            earlier = [workspace.feedback_path(i) for i in (*known, *(s["import_id"] for s in staged))]
            brought, ledger = overlap.without_known(new, earlier)
            if older.outdated:
                ledger = ledger | {"warnings": [*ledger["warnings"], _reads_anew(older)]}
            ledgers.append(ledger)
            # Noted first: should writing fail half way, its files are taken away again.
            staged.append(ledger)
            if not dry_run:
                workspace.stage(brought)
                progress(0.9 * (number + 0.4) / len(files), f"scoring {file.name}")
                scoring.keep(workspace, scorer, import_id, brought.feedback)
        if not dry_run:
            workspace.confirm(staged)
            scoring.renew(workspace)
    except BaseException:
        # Never what is listed: an interrupt may come when all was confirmed already.
        listed = {record.import_id for record in workspace.imports()}
        for item in staged:
            if not dry_run and item["import_id"] not in listed:
                workspace.discard(item["import_id"])
        raise
    return ledgers


def _reads_anew(older: scoring.Scorer) -> str:
    return (
        f"What was imported before was read by an older scorer ({older.version}); with this import everything is read "
        "anew, so numbers noted earlier are not to be compared with those shown from now on."
    )


# --- journey -----------------------------------------------------------------------------------------------


def journeys_of(workspace: Workspace) -> dict[str, Journey]:
    """Every journey a workspace can be seen through, by name: its own and the templates."""
    own = {name: parse(toml, f"the journey '{name}'") for name, toml in workspace.journeys().items()}
    return {journey.name: journey for journey in templates().values()} | own


def journey_of(workspace: Workspace) -> Journey:
    """The workspace's journey: the one that was chosen, else the template that fits its comments best."""
    known = journeys_of(workspace)
    chosen = workspace.setting("journey")
    return known[chosen] if chosen in known else known[_suggested(workspace)]


def _suggested(workspace: Workspace) -> str:
    """The template whose own words the comments use most; the broadest where they are too few to tell."""
    ids = [record.import_id for record in workspace.imports()]
    state = " ".join(ids)
    asked, _, kept = (workspace.setting("suggested journey") or "").rpartition("\n")
    if ids and asked == state:
        return kept
    broadest = template("service").name
    if not ids:
        return broadest
    texts = [workspace.feedback(import_id, ["text"])["text"].dropna().head(2_000) for import_id in ids]
    best = touchpoints.suggest(pd.concat(texts), templates()).iloc[0]
    name = str(best["name"]) if best["n"] >= _ENOUGH_SENTENCES else broadest
    workspace.set("suggested journey", f"{state}\n{name}")
    return name


# --- analysis ----------------------------------------------------------------------------------------------


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
            _assign(workspace, scorer, view, record.import_id, journey)
    ids = [record.import_id for record in imports]
    key = hashlib.sha256("\n".join([view, *sorted(ids)]).encode()).hexdigest()[:16]
    files = queries.Files(
        feedback=tuple(workspace.feedback_path(i) for i in ids),
        texts=tuple(workspace.score_path(scorer.version, i, "texts") for i in ids),
        experiences=tuple(workspace.derived_path(view, f"{i}.experiences") for i in ids),
    )
    progress(0.9, "finding what hurts")
    experiences = _numbered(_together([read_parquet(path) for path in files.experiences]))
    mentions = _voiced(workspace, view, key, ids)
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
        files=files,
        choices={name: _choices(experiences, name) for name in COLUMNS},
    )
    return with_people(workspace, read)


def view_of(workspace: Workspace, journey: Journey) -> str:
    """A name for all that an analysis depends on, beside the imports and what people said of them."""
    placed = f"{touchpoints.VERSION}{placing.key_of(workspace, journey)}"
    return f"{journey.key}.{scoring.scorer_of(workspace).version}.{placed}.{_LAYOUT}"


def with_people(workspace: Workspace, analysis: Analysis) -> Analysis:
    """The analysis with what people have said by now, in place of what they had said when it was made.

    Their labels, corrections and changes of patterns. Much quicker than a new analysis: nothing else is read anew.
    """
    stages = {item.name: analysis.journey.stage_of(item.name) for item in analysis.journey.touchpoints}
    said = ".".join(filter(None, (labels.state(workspace), pattern_log.state(workspace))))
    experiences = judging.judge(analysis.experiences, said_of(workspace), stages)
    if len(experiences):
        reach = scope.in_reach(experiences, labels.draws(workspace), analysis.journey.name)
        experiences = experiences.assign(reach=reach)
    now = replace(
        analysis,
        key=".".join([analysis.key.partition(".")[0], *([said] if said else [])]),
        experiences=experiences,
    )
    return replace(now, recurring=recurring.of(workspace, _standing(now), analysis.scorer.version))


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


def said_of(workspace: Workspace) -> judging.Said:
    """The sample that was drawn of a workspace, its labels and its corrections."""
    return judging.Said(labels.drawn(workspace), labels.labels(workspace), labels.corrections(workspace))


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


def _assign(workspace: Workspace, scorer: scoring.Scorer, view: str, import_id: str, journey: Journey) -> None:
    """Give an import's mentions their touchpoints, and fold them into experiences."""
    feedback = workspace.feedback(import_id)
    mentions = read_parquet(workspace.score_path(scorer.version, import_id, "mentions"))
    assigned = touchpoints.assign(mentions, feedback, journey, placing.learnt_of(workspace, journey))
    write_parquet(_polar(assigned, feedback), workspace.derived_path(view, f"{import_id}.polar"))
    texts = read_parquet(workspace.score_path(scorer.version, import_id, "texts"), ["feedback_id", "basis"])
    about = feedback[["feedback_id", "customer", "import_id"]].assign(basis=texts["basis"].astype("category"))
    experiences = touchpoints.experiences(assigned, feedback).merge(about, on="feedback_id", how="left")
    write_parquet(experiences, workspace.derived_path(view, f"{import_id}.experiences"))


def _polar(assigned: pd.DataFrame, feedback: pd.DataFrame) -> pd.DataFrame:
    """The mentions that feel something in words, with these and what a selection can choose them by."""
    felt = (assigned["polarity"] != "neutral") & (assigned["end"] > assigned["start"])
    polar = assigned[felt].reset_index(drop=True)
    about = feedback.iloc[polar["row"].to_numpy()].reset_index(drop=True)
    chosen = about[["feedback_id", "source", "kind", "channel", "segment", "occurred_at", "reach", "import_id"]]
    words = touchpoints.clauses(polar, feedback).rename("clause_text")
    felt_columns = polar[["touchpoint", "stage", "polarity", "p_negative", "p_positive", "start", "emotions", "effort"]]
    return pd.concat([felt_columns, words, chosen], axis=1).assign(basis=bare_ratings.WORDS)


def _voiced(workspace: Workspace, view: str, key: str, ids: Sequence[str]) -> pd.DataFrame:
    """The mentions that feel something, each with its pain phrase; found over all imports together."""
    path = workspace.derived_path(view, f"{key}.{phrases.version()}.pains")
    if not path.exists():
        polar = [read_parquet(workspace.derived_path(view, f"{i}.polar")) for i in ids]
        tagged = phrases.pains(pd.concat(polar, ignore_index=True)) if polar else pd.DataFrame()
        if tagged.empty:
            return tagged
        write_parquet(tagged.drop(columns=["p_negative", "p_positive"]), path)
    return _categories(read_parquet(path))


def _together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Tables of several imports as one."""
    return _categories(pd.concat(frames, ignore_index=True)) if frames else pd.DataFrame()


def _numbered(experiences: pd.DataFrame) -> pd.DataFrame:
    """The same with numbers, quicker to compare than words: `feedback`, `person` and the `machine`'s class.

    Feedback of an unknown customer is taken for a person of its own. machine: 0 negative, 1 neutral, 2 positive,
    3 mixed; it stays what the machine said when people correct a row.
    """
    if experiences.empty:
        return experiences
    feedback = pd.factorize(experiences["feedback_id"])[0]
    person = pd.factorize(experiences["customer"])[0]
    positive, negative = (experiences[name].to_numpy("int8") for name in ("positive", "negative"))
    return experiences.drop(columns="customer").assign(
        feedback=feedback,
        person=np.where(person < 0, feedback + person.max() + 1, person),
        machine=(1 + positive - negative + 2 * (positive & negative)).astype("int8"),
    )


def _choices(experiences: pd.DataFrame, column: str) -> tuple[str, ...]:
    """What occurs in a column, commonest first; of segments, the parts."""
    if experiences.empty:
        return ()
    counted = experiences[column].value_counts()
    values = pd.DataFrame({"value": counted.index.astype("str"), "n": counted.to_numpy()})
    if column == "segment":
        values = values.assign(value=values["value"].str.split(PART, regex=False)).explode("value")
        values = values.groupby("value")["n"].sum().reset_index()
    return tuple(values.sort_values(["n", "value"], ascending=[False, True])["value"].astype("str"))


def _categories(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table with what a selection chooses by as categories: small, and quick to choose from."""
    names = [name for name in (*COLUMNS, "import_id", "emotions", "polarity") if name in frame]
    return frame.assign(**{name: frame[name].astype("str").astype("category") for name in names})
