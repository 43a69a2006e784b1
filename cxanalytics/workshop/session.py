"""A session: people in a room who guess, see what is measured, talk about it and decide."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from cxanalytics.claims import Scope
from cxanalytics.errors import WorkshopError
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.selection import Selection

GUESS, REVEAL, DISCUSS, DECIDE, CLOSED = STATES = ("guess", "reveal", "discuss", "decide", "closed")
OPEN = (GUESS, REVEAL, DISCUSS, DECIDE)

# Who guesses and votes for all: what the facilitator enters on the screen that everybody sees.
ROOM = "the room"


@dataclass(frozen=True)
class Session:
    """One session as it stands.

    state is one of STATES. code is what participants type to come in; journey is the one it was opened on, as it was
    then, and selection what was looked at; dots is how many votes each participant has; phones says whether
    participants may take part with their own.
    """

    number: int
    title: str
    code: str
    state: str
    journey: Journey
    selection: Selection
    dots: int
    phones: bool
    opened_at: datetime
    opened_by: str

    @property
    def edition(self) -> str:
        """The edition of the journey that it was opened on."""
        return self.journey.edition

    @property
    def touchpoints(self) -> tuple[str, ...]:
        """The names of the touchpoints, in the order of the journey."""
        return tuple(item.name for item in self.journey.touchpoints)

    def needs(self, *states: str) -> None:
        """Raise WorkshopError unless the session is in one of these states."""
        if self.state not in states:
            wanted = " or ".join(f"“{state}”" for state in states)
            raise WorkshopError(
                f"Session {self.number} is at “{self.state}”, and this needs {wanted}; the facilitator can move it."
            )


def opening(title: str, code: str, journey: Journey, selection: Selection, dots: int, phones: bool) -> dict[str, Any]:
    """What is noted of a session when it is opened, as values that JSON knows."""
    return {
        "title": title,
        "code": code,
        "journey": asdict(journey),
        "selection": Scope(selection).plain()["selection"],
        "dots": dots,
        "phones": phones,
    }


def fold(events: pd.DataFrame) -> Session | None:
    """The session as it stands after its events, all of one session; None where there is none."""
    of = {kind: rows["payload"].tolist() for kind, rows in events.groupby("kind", sort=False)}
    if "opened" not in of:
        return None
    put: dict[str, Any] = dict(of["opened"][0])
    for change in of.get("changed", ()):
        put |= change
    first: Any = next(events[(events["kind"] == "opened").to_numpy(bool)].itertuples())
    return Session(
        number=int(first.session),
        title=put["title"],
        code=put["code"],
        state=of["moved"][-1]["state"] if "moved" in of else GUESS,
        journey=_journey(put["journey"]),
        selection=Scope.of({"selection": put["selection"]}).selection,
        dots=int(put["dots"]),
        phones=bool(put["phones"]),
        opened_at=first.at.to_pydatetime(),
        opened_by=str(first.who),
    )


def _journey(plain: Mapping[str, Any]) -> Journey:
    """The journey that `dataclasses.asdict` gave, read from JSON."""
    stages = tuple(
        Stage(stage["name"], tuple(map(_touchpoint, stage["touchpoints"])), stage["description"])
        for stage in plain["stages"]
    )
    return Journey(plain["name"], plain["description"], stages, tuple(plain["ignore"]))


def _touchpoint(plain: Mapping[str, Any]) -> Touchpoint:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()}
    return Touchpoint(**values)
