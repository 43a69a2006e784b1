"""Puts the board together: the map of a workspace with the lanes and curves that somebody wants to see."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import pandas as pd

from cxanalytics import __version__, actions, engine, journeys, sharing, workshop
from cxanalytics.emotion.lexicon import emotions
from cxanalytics.errors import SelectionError
from cxanalytics.journey import curves, lanes
from cxanalytics.journey.board import (
    BELIEVED,
    CHANNEL,
    IDEAL,
    LANES,
    PERIOD,
    PERSONA,
    QUOTES,
    SEGMENT,
    SHARING,
    SOURCE,
    USUAL_LANES,
    WORST,
    Board,
    Curve,
    Provenance,
)
from cxanalytics.journey.map import JourneyMap
from cxanalytics.journey.model import UNASSIGNED, Journey
from cxanalytics.patterns.registry import LIVE
from cxanalytics.recurring import Recurring
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, labels
from cxanalytics.store import workshops as workshop_log

PERIODS = ("month", "quarter", "year", "same quarter last year")

# So many values of a column are offered as curves; more make a list nobody reads.
_OFFERED = 12


@dataclass(frozen=True)
class Wanted:
    """What somebody wants on the board.

    lanes are keys of LANES. curves are written as KIND or KIND=VALUE: "ideal", "believed", "worst", "period=quarter",
    "segment=Tier: Gold", "channel=web", "source=Trustpilot", "persona=Young family". sharing is one of SHARING.
    """

    lanes: tuple[str, ...] = USUAL_LANES
    curves: tuple[str, ...] = ()
    sharing: str = QUOTES

    def __post_init__(self) -> None:
        for lane in self.lanes:
            if lane not in LANES:
                raise SelectionError(f"There is no lane '{lane}'; there are {', '.join(LANES)}.")
        if self.sharing not in SHARING:
            raise SelectionError(f"Customers' words cannot be shared as '{self.sharing}'; choose {', '.join(SHARING)}.")


def board(workspace: Workspace, analysis: engine.Analysis, selection: Selection, wanted: Wanted | None = None) -> Board:
    """The board of the selected part of an analysis.

    Raises
    ------
    SelectionError
        The selection, a lane or a curve names something that does not occur.
    """
    wanted = wanted or Wanted()
    shown = engine.journey_map(analysis, selection)
    names = shown.points["touchpoint"][shown.points["stage"] != UNASSIGNED].tolist()
    chosen = selection.apply(analysis.experiences)
    felt, named = _felt(analysis, selection)
    negative = felt[(felt["polarity"] == "negative").to_numpy(bool)] if len(felt) else felt
    found = lanes.patterns(negative, named, names)
    made = Board(
        shown=shown,
        journey=analysis.journey,
        lanes=tuple(lane for lane in LANES if lane in wanted.lanes),
        curves=tuple(_curves(workspace, analysis, chosen, wanted.curves, names)),
        emotions=lanes.emotions(chosen, [emotion.name for emotion in emotions()], names),
        effort=lanes.effort(chosen, names),
        channels=lanes.channels(chosen, names),
        patterns=found,
        quotes=lanes.quotes(felt, found, names),
        actions=_actions(workspace, analysis.journey, names),
        provenance=_provenance(workspace, analysis, shown),
    )
    return sharing.shared(made, wanted.sharing, _ordinary(analysis) if wanted.sharing != QUOTES else ())


def state(workspace: Workspace) -> str:
    """A short text that changes whenever people add to what a board shows beside an analysis."""
    return f"{actions.state(workspace)} {workshop_log.state(workspace)} {journeys.state(workspace)}"


def offered(workspace: Workspace, analysis: engine.Analysis) -> tuple[str, ...]:
    """The curves there is something to draw of, as `Wanted` takes them."""
    made: list[str] = []
    if any(item.ideal is not None for item in analysis.journey.touchpoints):
        made.append(IDEAL)
    if len(workshop.believed(workspace)):
        made.append(BELIEVED)
    if analysis.experiences.empty:
        return tuple(made)
    if analysis.experiences["occurred_at"].notna().any():
        made += [f"{PERIOD}={period}" for period in PERIODS]
    made += [f"{PERSONA}={name}" for name in journeys.personas(workspace)]
    made.append(WORST)
    for kind in (SEGMENT, CHANNEL, SOURCE):
        values = analysis.choices[kind][:_OFFERED]
        made += [f"{kind}={value}" for value in values] if len(values) > 1 else []
    return tuple(made)


def _felt(analysis: engine.Analysis, selection: Selection) -> tuple[pd.DataFrame, dict[str, str]]:
    """The selected mentions that feel something, each with the pattern it is in, and the names of living patterns."""
    recurring: Recurring = analysis.recurring
    living = recurring.patterns[(recurring.patterns["state"] == LIVE).to_numpy(bool)]
    named = dict(zip(living["pattern"].tolist(), living["name"].tolist(), strict=True))
    if analysis.mentions.empty:
        return analysis.mentions, named
    counted = recurring.mentions[~recurring.mentions["aside"].to_numpy(bool)]
    positive = analysis.mentions[(analysis.mentions["polarity"] == "positive").to_numpy(bool)]
    kept = [frame[selection.mask(frame)] for frame in (counted, positive)]
    columns = ["feedback_id", "touchpoint", "polarity", "clause_text", "source", "occurred_at", "quote_score"]
    felt = pd.concat(
        [
            kept[0][[*columns, "pattern"]],
            kept[1][columns].assign(pattern=pd.Series(pd.NA, index=kept[1].index, dtype="str")),
        ],
        ignore_index=True,
    )
    return felt, named


def _actions(workspace: Workspace, journey: Journey, names: Sequence[str]) -> pd.DataFrame:
    """The actions at these touchpoints that nobody dropped."""
    found = actions.all(workspace, journey)
    columns = ["action", "touchpoint", "pattern", "title", "owner", "due", "target", "state"]
    kept = found["touchpoint"].isin(names).to_numpy(bool) & (found["state"] != actions.DROPPED).to_numpy(bool)
    return found[kept][columns].reset_index(drop=True)


def _curves(
    workspace: Workspace,
    analysis: engine.Analysis,
    chosen: pd.DataFrame,
    asked: Sequence[str],
    names: Sequence[str],
) -> list[Curve]:
    """The curves that are asked for, in that order."""
    made: list[Curve] = []
    for text in asked:
        kind, _, value = (part.strip() for part in text.partition("="))
        draw = _DRAWN.get(kind)
        if draw is None or (kind == PERIOD and value not in PERIODS):
            raise SelectionError(
                f"'{text}' is no curve. Write {IDEAL}, {BELIEVED}, {WORST}, {PERIOD}={'|'.join(PERIODS)}, "
                f"{SEGMENT}=…, {CHANNEL}=…, {SOURCE}=… or {PERSONA}=…."
            )
        made += draw(workspace, analysis, chosen, value, names)
    return made


def _part(kind: str, name: str, picked: Selection, chosen: pd.DataFrame, names: Sequence[str]) -> list[Curve]:
    """A part of the customers, held against all others."""
    picked.check(chosen)
    mask = picked.mask(chosen)
    words = f"{name}: {int(mask.sum()):,} experiences, held against the {int((~mask).sum()):,} others."
    return [curves.of_part(kind, name, words, chosen, curves.Part(mask, ~mask, "the others"), names)]


def _persona(
    workspace: Workspace, _: engine.Analysis, chosen: pd.DataFrame, value: str, names: Sequence[str]
) -> list[Curve]:
    known = journeys.personas(workspace)
    if value not in known:
        raise SelectionError(
            f"There is no persona '{value}'; there {'is ' + ', '.join(known) if known else 'are none yet'}."
        )
    return _part(PERSONA, value, known[value].selection(), chosen, names)


def _believed(workspace: Workspace, analysis: engine.Analysis, value: str) -> pd.DataFrame:
    """What was believed in the session of this number, or in the newest that has guesses."""
    if value and not value.isdecimal():
        raise SelectionError(f"'{value}' is no session; write {BELIEVED} or {BELIEVED}=3 for session 3.")
    return workshop.believed(workspace, int(value) if value else None, analysis.journey)


Draw = Callable[[Workspace, engine.Analysis, pd.DataFrame, str, Sequence[str]], list[Curve]]

_DRAWN: dict[str, Draw] = {
    SEGMENT: lambda _, __, chosen, value, names: _part(SEGMENT, value, Selection(segment=(value,)), chosen, names),
    CHANNEL: lambda _, __, chosen, value, names: _part(CHANNEL, value, Selection(channel=(value,)), chosen, names),
    SOURCE: lambda _, __, chosen, value, names: _part(SOURCE, value, Selection(source=(value,)), chosen, names),
    PERSONA: _persona,
    PERIOD: lambda _, __, chosen, value, names: curves.periods(chosen, value, names),
    WORST: lambda _, __, chosen, ___, names: curves.worst(chosen, names),
    IDEAL: lambda _, analysis, __, ___, names: curves.ideal(analysis.journey, names),
    BELIEVED: lambda workspace, analysis, _, value, names: curves.believed(
        _believed(workspace, analysis, value), names
    ),
}


def _provenance(workspace: Workspace, analysis: engine.Analysis, shown: JourneyMap) -> Provenance:
    level = f"{shown.level:.0%} intervals"
    return Provenance(
        workspace=workspace.root.resolve().name,
        selection=shown.selection,
        first=shown.first,
        last=shown.last,
        experiences=shown.experiences,
        sources=shown.mix,
        method=f"Positive experiences for each negative one, {level}. {shown.trust}",
        scorer=shown.scorer,
        journey=_journey(workspace, analysis),
        data=_hash(workspace, analysis, shown.selection),
        made_at=datetime.now(),
        program=f"cxanalytics {__version__}",
    )


def _journey(workspace: Workspace, analysis: engine.Analysis) -> str:
    """The journey's name, with the number of its version where it has one."""
    versions = journeys.versions(workspace, analysis.journey.name)
    same = versions[(versions["edition"] == analysis.journey.edition).to_numpy(bool)]
    return f"{analysis.journey.name}, version {same['version'].iloc[-1]}" if len(same) else analysis.journey.name


def _hash(workspace: Workspace, analysis: engine.Analysis, selection: str) -> str:
    """16 hex digits that are the same for the same exports, labels, corrections, scorer, journey and selection."""
    said = [frame.drop(columns=["id", "at", "who", "feedback_id"], errors="ignore") for frame in _said(workspace)]
    parts = [
        *sorted(record.import_id for record in analysis.imports),
        *(frame.sort_values(list(frame.columns)).to_csv(index=False) for frame in said),
        analysis.scorer.version,
        analysis.journey.key,
        selection,
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _said(workspace: Workspace) -> tuple[pd.DataFrame, pd.DataFrame]:
    return labels.labels(workspace), labels.corrections(workspace)


def _ordinary(analysis: engine.Analysis) -> frozenset[str]:
    """The words that customers write in lower case; found once for an analysis."""
    return _ordinary_of(analysis.key, _Held(analysis.mentions))


@dataclass(frozen=True, eq=False)
class _Held:
    """Mentions that are not looked at to tell one analysis from another."""

    mentions: pd.DataFrame

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=4)
def _ordinary_of(key: str, held: _Held) -> frozenset[str]:  # noqa: ARG001
    if held.mentions.empty:
        return frozenset()
    return sharing.ordinary_words(held.mentions["clause_text"].astype("str").unique().tolist())
