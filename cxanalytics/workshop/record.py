"""The record of a session: all that was guessed, measured, said, voted and decided in it, and what it rests on."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pandas as pd

from cxanalytics import __version__, actions, engine, sharing
from cxanalytics.engine import Analysis
from cxanalytics.journey import renames
from cxanalytics.journey.board import MASKED, NO_TEXT, QUOTES
from cxanalytics.journey.map import JourneyMap
from cxanalytics.store import Workspace, workshops
from cxanalytics.workshop import asking, register
from cxanalytics.workshop.answers import QUOTE_COLUMNS, answered
from cxanalytics.workshop.gaps import gaps, quotes_for
from cxanalytics.workshop.guesses import Count, count, curve, fold
from cxanalytics.workshop.notes import standing as notes_in
from cxanalytics.workshop.session import ROOM, Session
from cxanalytics.workshop.votes import tally


@dataclass(frozen=True)
class Record:
    """Everything of one session. Each table has its columns where it is empty.

    guesses: participant ("Participant 1", ROOM), touchpoint, ratio. gaps: as `workshop.gaps`. quotes: as on a board,
    what customers say where the room is wrong. notes, votes: as `workshop.notes` and `workshop.votes`, without tokens.
    prompts: touchpoint, prompt, kind, quotes (how many answer it). answers: prompt and the columns of a board's quotes.
    actions: as `actions.all`, those of the session. provenance: pairs of what, and what it is.
    """

    session: Session
    taking_part: Count
    guesses: pd.DataFrame
    gaps: pd.DataFrame
    quotes: pd.DataFrame
    notes: pd.DataFrame
    votes: pd.DataFrame
    prompts: pd.DataFrame
    answers: pd.DataFrame
    actions: pd.DataFrame
    provenance: tuple[tuple[str, str], ...]
    sharing: str = QUOTES


def record(
    workspace: Workspace, number: int, analysis: Analysis | None = None, quotes: pd.DataFrame | None = None
) -> Record:
    """The record of a session as it stands, measured by what the workspace holds now.

    analysis is the workspace seen through the journey of the session; found where it is not given. quotes are those of
    a board; without them the best and the worst that the map knows of each touchpoint.

    Raises
    ------
    WorkshopError
        There is no such session.
    """
    events = workshops.events(workspace, number)
    found = register.of(number, events)
    analysis = analysis or engine.analyse(workspace, found.journey)
    shown = engine.journey_map(analysis, found.selection)
    stand = fold(events)
    wrong = gaps(shown.points, renames.carried(curve(stand, found.touchpoints), analysis.journey))
    decided = actions.all(workspace)
    decided = decided[(decided["session"] == number).fillna(False).to_numpy(bool)].reset_index(drop=True)
    notes, votes = notes_in(events), tally(events)
    spoken_of = {*stand["touchpoint"], *notes["touchpoint"], *votes["on"], *decided["touchpoint"]}
    asked, told = _prompts(found, events, analysis, spoken_of)
    return Record(
        session=found,
        taking_part=count(events),
        guesses=_numbered(stand),
        gaps=wrong,
        quotes=quotes_for(wrong, _quotes(shown) if quotes is None else quotes),
        notes=notes.drop(columns="participant"),
        votes=votes,
        prompts=asked,
        answers=told,
        actions=decided,
        provenance=_provenance(workspace, found, analysis, shown),
    )


def shared(found: Record, mode: str, ordinary: Collection[str] = ()) -> Record:
    """The record with as much of what people wrote as `mode` lets through, one of `journey.board.SHARING`.

    Notes count as people's words too. `ordinary` are words, in lower case, that are no names, as in `sharing.shared`;
    those that stand in lower case in the record itself are known to be so.
    """
    if mode == QUOTES:
        return found
    if mode == NO_TEXT:
        quotes, answers, notes = (table.head(0) for table in (found.quotes, found.answers, found.notes))
        return replace(found, sharing=mode, quotes=quotes, answers=answers, notes=notes)
    written = [*found.quotes["quote"], *found.answers["quote"], *found.notes["text"]]
    own = [
        found.session.journey.name,
        *found.session.touchpoints,
        *(stage.name for stage in found.session.journey.stages),
    ]
    known = sharing.ordinary_words([*written, *(name.casefold() for name in own)], least=1) | frozenset(ordinary)
    return replace(
        found,
        sharing=MASKED,
        quotes=found.quotes.assign(quote=sharing.hide(found.quotes["quote"], known)),
        answers=found.answers.assign(quote=sharing.hide(found.answers["quote"], known)),
        notes=found.notes.assign(text=sharing.hide(found.notes["text"], known)),
    )


def _numbered(stand: pd.DataFrame) -> pd.DataFrame:
    """The guesses with a number in the place of each token."""
    tokens = [token for token in dict.fromkeys(stand["participant"].tolist()) if token != ROOM]
    names = {token: f"Participant {number}" for number, token in enumerate(tokens, 1)} | {ROOM: ROOM}
    return stand.assign(participant=stand["participant"].map(names).astype("str"))


def _prompts(
    found: Session, events: pd.DataFrame, analysis: Analysis, spoken_of: set[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The prompts at the touchpoints that were spoken of, and the quotes that answer them."""
    asked, told = [], []
    for touchpoint in (name for name in found.touchpoints if name in spoken_of):
        prompts = asking.standing(found, events, touchpoint)
        for prompt, quotes in zip(prompts, answered(analysis, found.selection, touchpoint, prompts), strict=True):
            asked.append((touchpoint, prompt.text, prompt.kind, len(quotes)))
            told.append(quotes.assign(prompt=prompt.text)[["prompt", *QUOTE_COLUMNS]])
    none = pd.DataFrame(columns=["prompt", *QUOTE_COLUMNS])
    filled = [quotes for quotes in told if len(quotes)]
    return (
        pd.DataFrame(asked, columns=["touchpoint", "prompt", "kind", "quotes"]),
        pd.concat(filled, ignore_index=True) if filled else none,
    )


def _quotes(shown: JourneyMap) -> pd.DataFrame:
    """The worst and the best that the map knows of each touchpoint, as on a board."""
    points = shown.points
    worst = points[["touchpoint", "quote", "quote_source", "quote_date", "recurs"]]
    worst = worst.rename(columns={"quote_source": "source", "quote_date": "date"}).assign(polarity="negative")
    best = points[["touchpoint", "praise"]].rename(columns={"praise": "quote"}).assign(polarity="positive")
    both = pd.concat([worst, best], ignore_index=True).dropna(subset="quote")
    return both.reindex(columns=list(QUOTE_COLUMNS))


def _provenance(
    workspace: Workspace, found: Session, analysis: Analysis, shown: JourneyMap
) -> tuple[tuple[str, str], ...]:
    when = "no dates" if shown.first is None or shown.last is None else f"{shown.first} – {shown.last}"
    return (
        ("Workspace", workspace.root.resolve().name),
        ("Journey", f"{found.journey.name}, edition {found.edition}"),
        ("Selection", shown.selection),
        ("Period", when),
        ("Experiences", f"{shown.experiences:,}"),
        ("Sources", shown.mix),
        ("Method", f"Positive for each negative experience, {shown.level:.0%} intervals. {shown.trust}"),
        ("Scorer", shown.scorer),
        ("Data", analysis.key),
        ("Made", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, by cxanalytics {__version__}"),
    )
