"""What stands on the wall: the map, the lanes below it, the curves laid over it, and where its numbers come from.

The screen, the presentation and every export show the same board; none of them adds or computes anything.
"""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from cxanalytics.journey.map import JourneyMap
from cxanalytics.journey.model import Journey

# The lanes that can be switched on, in the order they are drawn, with their titles. The curve is always there.
LANES = {
    "counts": "Positive and negative",
    "volume": "Experiences",
    "emotions": "Emotions",
    "effort": "Effort",
    "evidence": "Evidence",
    "channels": "Channels",
    "patterns": "What recurs",
    "quotes": "In their words",
    "goal": "What customers want to get done",
    "front": "Front stage",
    "back": "Back stage",
    "bridge": "Bridge to the next",
    "state": "Keep, improve, change, remove",
    "owner": "Owner",
    "actions": "Actions",
}
USUAL_LANES = ("counts", "patterns", "evidence")

# How much of what customers wrote is shared: their words, their words with names and numbers hidden, none of them.
QUOTES, MASKED, NO_TEXT = SHARING = ("quotes", "masked", "none")

# What a curve laid over the measured one is of.
SEGMENT, PERSONA, CHANNEL, SOURCE, PERIOD, WORST, IDEAL, BELIEVED = CURVES = (
    "segment", "persona", "channel", "source", "period", "worst", "ideal", "believed",
)  # fmt: skip


@dataclass(frozen=True)
class Curve:
    """Another curve over the measured one.

    kind is one of CURVES, name what the legend says ("Tier: Gold", "July – September 2026", "Ideal"), words a sentence
    on what it is. points has a row per touchpoint of the board, in its order: touchpoint, ratio, low, high, n (missing
    where nothing is known), label (in words), differs (surely different from the measured curve, or from the curve it
    is compared with) and difference (that in words, "" where it does not).
    """

    kind: str
    name: str
    words: str
    points: pd.DataFrame


@dataclass(frozen=True)
class Provenance:
    """Where the numbers of a board come from; every export states it.

    `data` is a hash that is the same for the same exports, labels, corrections, scorer, journey and selection.
    """

    workspace: str
    selection: str
    first: date | None
    last: date | None
    experiences: int
    sources: str
    method: str
    scorer: str
    journey: str
    data: str
    made_at: datetime
    program: str

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The same in words: what, and what it is."""
        when = "no dates" if self.first is None or self.last is None else f"{day(self.first)} – {day(self.last)}"
        return (
            ("Workspace", self.workspace),
            ("Journey", self.journey),
            ("Selection", self.selection),
            ("Period", when),
            ("Experiences", f"{self.experiences:,}"),
            ("Sources", self.sources),
            ("Method", self.method),
            ("Scorer", self.scorer),
            ("Made", f"{day(self.made_at)}, {self.made_at:%H:%M}, by {self.program}"),
            ("Data", self.data),
        )

    @property
    def line(self) -> str:
        """The same in one line, for the foot of a page."""
        return " · ".join(text if name in ("Workspace", "Journey") else f"{name} {text}" for name, text in self.lines)


@dataclass(frozen=True)
class Board:
    """One map as people work with it.

    emotions: touchpoint, emotion, n, share (of the experiences there), the 13 emotions at every touchpoint of the map.
    effort: touchpoint, n, share. channels: touchpoint, channel, n, share, the commonest first.
    patterns: touchpoint, pattern, name, n, share (of those that complain there), the commonest first.
    quotes: touchpoint, polarity, quote, source, date, recurs (the name of the pattern, missing where none), the most
    telling first, several for each touchpoint. actions: action (its number), touchpoint, pattern, title, owner, due,
    target (in words), state. All empty, with their columns, where there is nothing.
    lanes are keys of LANES. sharing is one of SHARING and has been done: what may not be shared is not in here.
    """

    shown: JourneyMap
    journey: Journey
    lanes: tuple[str, ...]
    curves: tuple[Curve, ...]
    emotions: pd.DataFrame
    effort: pd.DataFrame
    channels: pd.DataFrame
    patterns: pd.DataFrame
    quotes: pd.DataFrame
    actions: pd.DataFrame
    provenance: Provenance
    sharing: str = QUOTES


def day(when: date) -> str:
    """A day as people write it: "3 May 2026"."""
    return f"{when.day} {when:%b %Y}"
