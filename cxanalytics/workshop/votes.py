"""Dots: what people in a session find most important, touchpoints and patterns alike."""

import pandas as pd

from cxanalytics.actions import pattern_of
from cxanalytics.errors import WorkshopError
from cxanalytics.store import Workspace, workshops
from cxanalytics.who import name as name_of
from cxanalytics.workshop import register
from cxanalytics.workshop.participants import ANONYMOUS, checked
from cxanalytics.workshop.session import DISCUSS, ROOM

TOUCHPOINT, PATTERN = KINDS = ("touchpoint", "pattern")


def vote(
    workspace: Workspace,
    number: int,
    participant: str,
    on: str,
    *,
    kind: str = TOUCHPOINT,
    dots: int = 1,
) -> int:
    """Put dots on a touchpoint, or on a pattern; how many this participant has left.

    A number below 0 takes dots back. The room has as many as the facilitator counts on the wall: -1 is left.

    Raises
    ------
    WorkshopError
        There is no such session or touchpoint, it is not being discussed, or so many dots are not there.
    PatternError
        There is no such pattern.
    """
    if kind == PATTERN:
        on = pattern_of(workspace, on)
    left = -1

    def check(events: pd.DataFrame) -> None:
        nonlocal left
        found = register.of(number, events)
        found.needs(DISCUSS)
        checked(found, participant)
        if kind not in KINDS:
            raise WorkshopError(f"Dots go on a touchpoint or a pattern; '{kind}' is neither.")
        if kind == TOUCHPOINT and on not in found.touchpoints:
            raise WorkshopError(f"The journey of session {number} has no touchpoint '{on}'.")
        stand = cast(events)
        own = stand[(stand["participant"] == participant).to_numpy(bool)]
        here = own[((own["kind"] == kind) & (own["on"] == on)).to_numpy(bool)]["dots"].sum()
        if here + dots < 0:
            raise WorkshopError(f"There are only {here} of these dots on '{on}'; no more can be taken back.")
        if participant != ROOM:
            left = found.dots - int(own["dots"].sum()) - dots
            if left < 0:
                raise WorkshopError(f"Each participant has {found.dots} dots; take one back from elsewhere first.")

    payload = {"participant": participant, "kind": kind, "on": on, "dots": dots}
    who = name_of() if participant == ROOM else ANONYMOUS
    workshops.add(workspace, number, "voted", payload, who=who, check=check)
    return left


def votes(workspace: Workspace, number: int) -> pd.DataFrame:
    """The tally of a session, most dots first: kind ("touchpoint" or "pattern"), on (which), dots, voters, rank.

    What has as many dots has the same rank.
    """
    return tally(workshops.events(workspace, number, ("voted",)))


def votes_of(workspace: Workspace, number: int, participant: str) -> pd.DataFrame:
    """Where one participant's dots are: kind, on, dots."""
    stand = cast(workshops.events(workspace, number, ("voted",)))
    return (
        stand[(stand["participant"] == participant).to_numpy(bool)].drop(columns="participant").reset_index(drop=True)
    )


def cast(events: pd.DataFrame) -> pd.DataFrame:
    """The dots that stand after the events of one session: participant, kind, on, dots."""
    made = events["payload"][(events["kind"] == "voted").to_numpy(bool)].tolist()
    names = ["participant", "kind", "on"]
    frame = pd.DataFrame(made, columns=[*names, "dots"]).astype({**dict.fromkeys(names, "str"), "dots": "int64"})
    summed = frame.groupby(names, sort=False)["dots"].sum().reset_index()
    return summed[(summed["dots"] > 0).to_numpy(bool)].reset_index(drop=True)


def tally(events: pd.DataFrame) -> pd.DataFrame:
    """The tally after the events of one session."""
    stand = cast(events)
    by = stand.groupby(["kind", "on"])
    table = by["dots"].sum().to_frame().assign(voters=by["participant"].nunique()).reset_index()
    table = table.sort_values(["dots", "voters", "on"], ascending=[False, False, True], ignore_index=True)
    return table.assign(rank=table["dots"].rank(method="min", ascending=False).astype("int64"))
