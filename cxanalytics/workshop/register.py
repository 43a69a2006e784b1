"""The sessions of a workspace: opened, found by number or room code, moved on and back."""

import secrets
from typing import Any

import pandas as pd

from cxanalytics.errors import WorkshopError
from cxanalytics.journey.model import Journey
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, workshops
from cxanalytics.who import name as name_of
from cxanalytics.workshop.session import CLOSED, STATES, Session, fold, opening

DOTS = 3
_MOST_DOTS = 20
_LONGEST_TITLE = 120
# Neither vowels, so that no word comes out, nor what is taken for another letter when read from a wall.
_LETTERS = "CDFGHJKMNPQRTVWX34679"
_LETTERS_IN_CODE = 5
# What makes a session, beside what people say in it.
_FRAME = ("opened", "changed", "moved")


def open_session(
    workspace: Workspace,
    title: str,
    journey: Journey,
    selection: Selection | None = None,
    who: str = "",
    *,
    dots: int = DOTS,
    phones: bool = True,
) -> int:
    """Open a session on a journey and a selection; its number.

    Raises
    ------
    WorkshopError
        The title is empty or too long, or the dots are none or too many.
    WorkspaceError
        The workspace cannot be written.
    """
    put = opening(_title(title), _code(workspace), journey, selection or Selection(), _dots(dots), phones)
    return workshops.begin(workspace, put, who=name_of(who))


def session(workspace: Workspace, number: int) -> Session:
    """The session of this number.

    Raises
    ------
    WorkshopError
        There is none.
    """
    return of(number, workshops.events(workspace, number, _FRAME))


def of(number: int, events: pd.DataFrame) -> Session:
    """The session that these events of it make."""
    found = fold(events)
    if found is None:
        raise WorkshopError(f"There is no session number {number}; `cxanalytics workshop list` shows them.")
    return found


def with_code(workspace: Workspace, code: str) -> Session:
    """The session with this room code, however it is written.

    Raises
    ------
    WorkshopError
        No session that is not closed has it, or it takes no phones.
    """
    plain = "".join(code.split()).upper().replace("-", "")
    for found in _all(workspace):
        if found.code == plain and found.state != CLOSED:
            if not found.phones:
                raise WorkshopError("This session takes part on the facilitator's screen only; look there.")
            return found
    raise WorkshopError(f"No session with the code {code.strip() or '(empty)'} is open; look at the screen again.")


def move(workspace: Workspace, number: int, state: str, who: str = "") -> Session:
    """Move a session on, or back; the session after that.

    Raises
    ------
    WorkshopError
        There is no such session or state, or it is there already.
    """
    if state not in STATES:
        raise WorkshopError(f"'{state}' is no state of a session; they are {', '.join(STATES)}.")

    def check(events: pd.DataFrame) -> None:
        if of(number, events).state == state:
            raise WorkshopError(f"Session {number} is at “{state}” already.")

    workshops.add(workspace, number, "moved", {"state": state}, who=name_of(who), check=check)
    return session(workspace, number)


def change(
    workspace: Workspace,
    number: int,
    *,
    title: str | None = None,
    dots: int | None = None,
    phones: bool | None = None,
    who: str = "",
) -> Session:
    """Give a session another title, other dots, or let phones take part or not; the session after that.

    Raises
    ------
    WorkshopError
        There is no such session, or what is given is not as it must be.
    """
    put: dict[str, Any] = {} if title is None else {"title": _title(title)}
    put |= {} if dots is None else {"dots": _dots(dots)}
    put |= {} if phones is None else {"phones": phones}

    def check(events: pd.DataFrame) -> None:
        of(number, events)

    workshops.add(workspace, number, "changed", put, who=name_of(who), check=check)
    return session(workspace, number)


def _all(workspace: Workspace) -> list[Session]:
    events = workshops.events(workspace, kinds=_FRAME)
    return [of(int(str(number)), own) for number, own in events.groupby("session", sort=True)]


def _code(workspace: Workspace) -> str:
    """A room code that no other session has."""
    taken = {found.code for found in _all(workspace)}
    while True:
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LETTERS_IN_CODE))
        if code not in taken:
            return code


def _title(title: str) -> str:
    plain = " ".join(title.split())
    if not plain:
        raise WorkshopError("A session needs a title, as in “Billing, with the service team”.")
    if len(plain) > _LONGEST_TITLE:
        raise WorkshopError(f"A title has at most {_LONGEST_TITLE} characters; this one has {len(plain)}.")
    return plain


def _dots(dots: int) -> int:
    if not 1 <= dots <= _MOST_DOTS:
        raise WorkshopError(f"Each participant has 1 to {_MOST_DOTS} dots; {dots} is not.")
    return dots
