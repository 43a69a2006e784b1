"""Boards for the tests of what draws and writes them: every lane filled, curves laid over, of any length."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pandas as pd

from cxanalytics.journey import map as journey_map
from cxanalytics.journey.board import LANES, Board, Curve, Provenance
from cxanalytics.journey.model import UNASSIGNED, Journey, Stage, Touchpoint

from . import maps

EMOTIONS = (
    "valued", "trusting", "grateful", "pleased", "relieved", "delighted",
    "frustrated", "angry", "disappointed", "anxious", "confused", "neglected", "hurried",
)  # fmt: skip

# 60 letters each, as they come in German.
GERMAN = (
    "Rechnungsprüfung und Zahlungserinnerungsbearbeitung im Hause",
    "Kundendienstwarteschleife mit Rückrufvereinbarungsmöglichkeit",
    "Vertragsverlängerungsbestätigung per Einschreibebriefzustellung",
    "Störungsmeldung über das Selbstbedienungsportal für Großkunden",
)

_SHAPE = ((60, 4, 6), (12, 0, 1), (20, 45, 5), (0, 0, 0), (0, 8, 0), (90, 30, 9), (3, 1, 0), (33, 30, 2))


def board(
    touchpoints: int = 12, *, german: bool = False, lanes: Sequence[str] = tuple(LANES), curves: bool = True
) -> Board:
    """A board of so many touchpoints, every third of them a new stage, with all kinds of evidence."""
    names = [f"{GERMAN[i % 4]} {i + 1}" if german else f"Touchpoint {i + 1}" for i in range(touchpoints)]
    counts = {name: _SHAPE[i % len(_SHAPE)] for i, name in enumerate(names)} | {UNASSIGNED: (5, 5, 0)}
    journey = Journey("Werdegang" if german else "Shop", "From the first look to the last bill.", tuple(_stages(names)))
    shown = journey_map.build(journey, maps.experiences(counts), _pains(names), scorer="v1", account=["one.csv"])
    made = shown.points[shown.points["stage"] != UNASSIGNED].reset_index(drop=True)
    return Board(
        shown=shown,
        journey=journey,
        lanes=tuple(lanes),
        curves=_curves(made) if curves else (),
        emotions=_emotions(made),
        effort=pd.DataFrame(
            {"touchpoint": made["touchpoint"], "n": made["n"] // 5, "share": np.where(made["n"], 0.2, 0)}
        ),
        channels=_channels(made),
        patterns=_patterns(made),
        quotes=_quotes(made),
        actions=_actions(names),
        provenance=Provenance(
            workspace="acme",
            selection="all feedback",
            first=date(2025, 1, 1),
            last=date(2026, 6, 30),
            experiences=int(shown.points["n"].sum()),
            sources="One source: X & Y.",
            method="Positive for each negative experience, 95 % intervals (Jeffreys); counted, uncorrected.",
            scorer="v1",
            journey="Shop, version 3",
            data="0123456789abcdef",
            made_at=datetime(2026, 7, 1, 9, 30),
            program="cxanalytics 1.0",
        ),
    )


def _stages(names: Sequence[str]) -> list[Stage]:
    three = [names[i : i + 3] for i in range(0, len(names), 3)]
    return [Stage(f"Stage {i + 1}", tuple(map(_touchpoint, part, range(3 * i, 99)))) for i, part in enumerate(three)]


def _touchpoint(name: str, i: int) -> Touchpoint:
    return Touchpoint(
        name,
        channels=("web", "phone")[: 1 + i % 2],
        owner=("Digital", "Finance & Billing", "")[i % 3],
        moment=i % 4 == 0,
        goal=("Know what it costs before paying", "")[i % 2],
        front="The bill, its letter and the call about it",
        back="Billing run at night, two systems",
        state=("keep", "improve", "change", "remove", "")[i % 5],
        bridge="A link in the e-mail leads on",
        ideal=5.0 + i % 3,
    )


def _pains(names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame({"touchpoint": names}).assign(
        pain="wrong charge",
        polarity="negative",
        pain_once=True,
        quote_score=0.9,
        clause_text="They charged me twice & nobody <b>called</b> me back although I asked three times.",
        source="X & Y",
        occurred_at=pd.Timestamp("2026-05-01"),
    )


def _curves(made: pd.DataFrame) -> tuple[Curve, ...]:
    return (
        _curve("period", "January – March 2026", made, 0.6),
        _curve("segment", "Tier: Gold", made, 1.7),
        _curve("ideal", "Ideal", made.assign(ratio=5.0), 1.0),
        _curve("believed", "What the room believes", made.assign(ratio=2.0), 1.0),
    )


def _curve(kind: str, name: str, made: pd.DataFrame, times: float) -> Curve:
    ratio = made["ratio"].where(np.isfinite(made["ratio"])) * times
    differs = (made.index % 5 == 0) & ratio.notna().to_numpy()
    points = pd.DataFrame(
        {
            "touchpoint": made["touchpoint"],
            "ratio": ratio,
            "low": ratio / 1.6,
            "high": ratio * 1.6,
            "n": made["n"] // 2,
            "label": [f"{value:.1f} : 1" if pd.notna(value) else "nothing known" for value in ratio],
            "differs": differs,
            "difference": np.where(differs, "surely lower than the measured curve", ""),
        }
    )
    return Curve(kind, name, f"{name}, for comparison.", points)


def _emotions(made: pd.DataFrame) -> pd.DataFrame:
    every = made[["touchpoint", "n"]].merge(pd.DataFrame({"emotion": EMOTIONS}), how="cross")
    share = np.resize(np.linspace(0.02, 0.3, len(EMOTIONS)), len(every))
    n = (every["n"] * share).round().astype("int64")
    return pd.DataFrame(
        {
            "touchpoint": every["touchpoint"],
            "emotion": every["emotion"],
            "n": n,
            "share": np.where(every["n"], share, 0),
        }
    )


def _channels(made: pd.DataFrame) -> pd.DataFrame:
    every = made[["touchpoint", "n"]].merge(
        pd.DataFrame({"channel": ["web", "phone"], "share": [0.7, 0.3]}), how="cross"
    )
    return every.assign(n=(every["n"] * every["share"]).round().astype("int64"))[
        ["touchpoint", "channel", "n", "share"]
    ]


def _patterns(made: pd.DataFrame) -> pd.DataFrame:
    two = pd.DataFrame(
        {"pattern": ["P1", "P2"], "name": ["Charged twice, nobody calls back", "Comes late"], "n": [12, 7]}
    )
    every = made[["touchpoint"]].merge(two, how="cross").assign(share=[0.4, 0.2] * len(made))
    return every[every["touchpoint"].isin(made["touchpoint"][made["negative"] > 0])].reset_index(drop=True)


def _quotes(made: pd.DataFrame) -> pd.DataFrame:
    two = pd.DataFrame(
        {
            "polarity": ["negative", "positive"],
            "quote": [
                "They charged me twice & nobody <b>called</b> me back although I asked three times.",
                "Anna at the desk solved it in 2 minutes, thank you!",
            ],
            "source": ["X & Y", "Survey"],
            "date": [pd.Timestamp("2026-05-01"), pd.Timestamp("2026-04-02")],
            "recurs": ["Charged twice, nobody calls back", None],
        }
    )
    return made[["touchpoint"]].merge(two, how="cross")


def _actions(names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "action": [1, 2],
            "touchpoint": [names[0], names[-1]],
            "pattern": ["P1", None],
            "title": ["Show the whole price before the last step", "Call back within a day"],
            "owner": ["Digital", "Service"],
            "due": [date(2026, 9, 1), date(2026, 8, 1)],
            "target": ["5 : 1 by March", "2 : 1"],
            "state": ["open", "done"],
        }
    )


def plain(shown: journey_map.JourneyMap, *, lanes: Sequence[str] = ("counts", "patterns")) -> Board:
    """A board of this map alone: nothing laid over it, no lane with tables of its own filled."""
    filled = board(3)
    tables = ("emotions", "effort", "channels", "patterns", "quotes", "actions")
    empty = {name: getattr(filled, name)[:0] for name in tables}
    return replace(filled, shown=shown, journey=maps.JOURNEY, lanes=tuple(lanes), curves=(), **empty)
