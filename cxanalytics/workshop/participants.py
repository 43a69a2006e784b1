"""Who takes part: a random token each, never a name or an address, or the room as one."""

import re
import secrets

import pandas as pd

from cxanalytics.errors import WorkshopError
from cxanalytics.store import Workspace, workshops
from cxanalytics.workshop import register
from cxanalytics.workshop.session import OPEN, ROOM, Session

# What stands in the log for a participant; who it was, nobody can tell.
ANONYMOUS = "a participant"

# What participants do.
DOING = ("joined", "guessed", "noted", "voted")


def new_participant() -> str:
    """A token for somebody who takes part: 16 random hexadecimal digits."""
    return secrets.token_hex(8)


def checked(found: Session, participant: str) -> None:
    """Raise WorkshopError unless this participant may take part."""
    if participant == ROOM:
        return
    if not re.fullmatch(r"[0-9a-f]{16}", participant):
        raise WorkshopError(
            "A participant is a token of 16 hexadecimal digits made at random, never a name; "
            "leave it out to speak for the room."
        )
    if not found.phones:
        raise WorkshopError(f"Session {found.number} takes part on the facilitator's screen only.")


def join(workspace: Workspace, number: int, participant: str) -> None:
    """Note that somebody has come in; who is in already stays so.

    Raises
    ------
    WorkshopError
        There is no such session, it is closed, or it takes no phones.
    """
    if participant in known(workshops.events(workspace, number, DOING)):
        return

    def check(events: pd.DataFrame) -> None:
        found = register.of(number, events)
        found.needs(*OPEN)
        checked(found, participant)

    workshops.add(workspace, number, "joined", {"participant": participant}, who=ANONYMOUS, check=check)


def known(events: pd.DataFrame) -> set[str]:
    """The tokens of all that took part, without the room."""
    doing = events["payload"][events["kind"].isin(DOING).to_numpy(bool)].tolist()
    return {said["participant"] for said in doing} - {ROOM}
