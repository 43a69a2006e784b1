"""What the room believes: everybody's guess of the ratio at each touchpoint, and the curve they make together."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxanalytics.errors import WorkshopError
from cxanalytics.journey import renames
from cxanalytics.journey.model import Journey
from cxanalytics.store import Workspace, workshops
from cxanalytics.who import name as name_of
from cxanalytics.workshop import register
from cxanalytics.workshop.participants import ANONYMOUS, DOING, checked, known
from cxanalytics.workshop.session import GUESS, ROOM

_LEAST, _MOST = 0.01, 100.0


@dataclass(frozen=True)
class Step:
    """One step of the scale: ratio in positive for each negative, label ("1 : 5") and words."""

    ratio: float
    label: str
    words: str


# Steps of about twice as much each: people tell such apart, and the ends are what the best and worst companies have.
SCALE = (
    Step(1 / 10, "1 : 10", "almost only bad"),
    Step(1 / 5, "1 : 5", "far more bad than good"),
    Step(1 / 2, "1 : 2", "more bad than good"),
    Step(1.0, "1 : 1", "as many good as bad"),
    Step(2.0, "2 : 1", "more good than bad"),
    Step(5.0, "5 : 1", "far more good than bad"),
    Step(10.0, "10 : 1", "almost only good"),
    Step(22.0, "22 : 1", "as good as the best companies"),
)


@dataclass(frozen=True)
class Count:
    """How many take part, how many of them have guessed, and how many guesses there are, one per touchpoint.

    The room is no participant; what it guesses counts among the guesses.
    """

    participants: int
    guessed: int
    guesses: int


def guess(workspace: Workspace, number: int, participant: str, ratios: Mapping[str, float | None]) -> None:
    """Take in what a participant, or the room, believes at each touchpoint named.

    A later guess replaces an earlier one; None takes it back.

    Raises
    ------
    WorkshopError
        There is no such session or touchpoint, the session is past guessing, or a ratio is none.
    """
    for ratio in ratios.values():
        if ratio is not None and not (math.isfinite(ratio) and _LEAST <= ratio <= _MOST):
            raise WorkshopError(f"A guess is a ratio between 1 : 100 and 100 : 1; {ratio:g} is not.")

    def check(events: pd.DataFrame) -> None:
        found = register.of(number, events)
        found.needs(GUESS)
        checked(found, participant)
        if unknown := [name for name in ratios if name not in found.touchpoints]:
            raise WorkshopError(f"The journey of session {number} has no touchpoint '{unknown[0]}'.")

    who = name_of() if participant == ROOM else ANONYMOUS
    payload = {"participant": participant, "ratios": dict(ratios)}
    workshops.add(workspace, number, "guessed", payload, who=who, check=check)


def guesses(workspace: Workspace, number: int) -> pd.DataFrame:
    """The guesses that stand, a row for each participant and touchpoint: participant, touchpoint, ratio."""
    return fold(workshops.events(workspace, number, ("guessed",)))


def counted(workspace: Workspace, number: int) -> Count:
    """How many take part in a session, and how many guesses there are."""
    return count(workshops.events(workspace, number, DOING))


def count(events: pd.DataFrame) -> Count:
    """The same from the events of a session."""
    stand = fold(events)
    guessed = set(stand["participant"].tolist()) - {ROOM}
    return Count(len(known(events)), len(guessed), len(stand))


def fold(events: pd.DataFrame) -> pd.DataFrame:
    """The guesses that stand after the events of one session, in the order they were first made."""
    made = events["payload"][(events["kind"] == "guessed").to_numpy(bool)].tolist()
    last = {(said["participant"], name): ratio for said in made for name, ratio in said["ratios"].items()}
    rows = [(who, name, ratio) for (who, name), ratio in last.items() if ratio is not None]
    frame = pd.DataFrame(rows, columns=["participant", "touchpoint", "ratio"])
    return frame.astype({"participant": "str", "touchpoint": "str", "ratio": "float64"})


def believed(workspace: Workspace, number: int | None = None, journey: Journey | None = None) -> pd.DataFrame:
    """The curve that the room believes in, a row per guessed touchpoint in the order of the session's journey.

    Of session `number`, or of the newest that has guesses; with the names that touchpoints have in `journey` now.
    Columns: touchpoint, ratio, low, high, n (voices), room (whether the room agreed on it). ratio is what the room
    agreed on where it did, else the geometric median of all voices, which a few extreme ones do not move; low and high
    hold the middle half of the voices, and the ratio.
    """
    if number is None:
        made = workshops.events(workspace, kinds=("guessed",))
        held = [int(str(one)) for one, rows in made.groupby("session", sort=True) if len(fold(rows))]
        if not held:
            return curve(fold(made), ())
        number = held[-1]
    found = curve(guesses(workspace, number), register.session(workspace, number).touchpoints)
    return (
        found if journey is None else renames.carried(found, journey).drop_duplicates("touchpoint", ignore_index=True)
    )


def curve(stand: pd.DataFrame, order: tuple[str, ...]) -> pd.DataFrame:
    """The curve of these guesses over the touchpoints in `order`."""
    logs = stand.assign(log=np.log(stand["ratio"])).groupby("touchpoint")["log"]
    table = pd.DataFrame({"ratio": logs.median(), "low": logs.quantile(0.25), "high": logs.quantile(0.75)})
    table["n"] = logs.size().astype("int64")
    room = stand[(stand["participant"] == ROOM).to_numpy(bool)].set_index("touchpoint")["ratio"]
    agreed = np.log(room.reindex(table.index))
    table["ratio"] = agreed.fillna(table["ratio"])
    table["low"], table["high"] = table[["low", "ratio"]].min(axis=1), table[["high", "ratio"]].max(axis=1)
    table[["ratio", "low", "high"]] = np.exp(table[["ratio", "low", "high"]])
    table["room"] = agreed.notna()
    table.index = table.index.astype("str")
    wanted = [name for name in order if name in table.index]
    return table.reindex(pd.Index(wanted, name="touchpoint", dtype="str")).reset_index()
