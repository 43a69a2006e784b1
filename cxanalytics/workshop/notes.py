"""Notes that people write in a session, on a touchpoint, on a pattern, or on the whole."""

from typing import Any

import pandas as pd

from cxanalytics.actions import pattern_of
from cxanalytics.errors import WorkshopError
from cxanalytics.store import Workspace, workshops
from cxanalytics.who import name as name_of
from cxanalytics.workshop import register
from cxanalytics.workshop.participants import ANONYMOUS, checked
from cxanalytics.workshop.session import DISCUSS, OPEN, ROOM

_LONGEST = 500


def note(
    workspace: Workspace,
    number: int,
    text: str,
    *,
    touchpoint: str = "",
    pattern: str = "",
    participant: str = ROOM,
    who: str = "",
) -> int:
    """Write a note; its number. The facilitator may write at any time, participants while it is discussed.

    Raises
    ------
    WorkshopError
        There is no such session or touchpoint, the session does not take it now, or the text is empty or too long.
    PatternError
        There is no such pattern.
    """
    plain = _text(text)
    pattern = pattern_of(workspace, pattern) if pattern else ""

    def check(events: pd.DataFrame) -> None:
        found = register.of(number, events)
        found.needs(*(OPEN if participant == ROOM else (DISCUSS,)))
        checked(found, participant)
        if touchpoint and touchpoint not in found.touchpoints:
            raise WorkshopError(f"The journey of session {number} has no touchpoint '{touchpoint}'.")

    payload = {"participant": participant, "text": plain, "touchpoint": touchpoint, "pattern": pattern}
    return workshops.add(workspace, number, "noted", payload, who=_who(participant, who), check=check)


def edit_note(
    workspace: Workspace, number: int, written: int, text: str, *, participant: str = ROOM, who: str = ""
) -> None:
    """Put a note otherwise; the facilitator may do so with any, a participant with their own.

    Raises
    ------
    WorkshopError
        There is no such note, it is somebody else's, or the text is empty or too long.
    """
    payload = {"participant": participant, "note": written, "text": _text(text)}
    check = _may(number, written, participant)
    workshops.add(workspace, number, "renoted", payload, who=_who(participant, who), check=check)


def remove_note(workspace: Workspace, number: int, written: int, *, participant: str = ROOM) -> None:
    """Take a note back; it stays in the log, marked as undone.

    Raises
    ------
    WorkshopError
        There is no such note, or it is somebody else's.
    """
    workshops.undo(workspace, number, written, check=_may(number, written, participant))


def notes(workspace: Workspace, number: int) -> pd.DataFrame:
    """The notes of a session, the oldest first: note (its number), text, touchpoint and pattern ("" where on none),
    participant, who, at (UTC).
    """
    return standing(workshops.events(workspace, number, ("noted", "renoted")))


def standing(events: pd.DataFrame) -> pd.DataFrame:
    """The notes that stand after the events of a session."""
    put = {said["note"]: said["text"] for said in _payloads(events, "renoted")}
    written = events[(events["kind"] == "noted").to_numpy(bool)]
    columns = ["text", "touchpoint", "pattern", "participant"]
    frame = pd.DataFrame(_payloads(events, "noted"), columns=columns, dtype="str")
    frame.insert(0, "note", written["id"].to_numpy())
    frame = frame.assign(who=written["who"].array, at=written["at"].array)
    return frame.assign(text=frame["note"].map(put).astype("str").fillna(frame["text"]))


def _payloads(events: pd.DataFrame, kind: str) -> list[dict[str, Any]]:
    return events["payload"][(events["kind"] == kind).to_numpy(bool)].tolist()


def _may(number: int, written: int, participant: str) -> workshops.Check:
    def check(events: pd.DataFrame) -> None:
        register.of(number, events).needs(*OPEN)
        known = standing(events)
        own = known[(known["note"] == written).to_numpy(bool)]
        if own.empty:
            raise WorkshopError(f"Session {number} has no note number {written}.")
        if participant not in (ROOM, own["participant"].iloc[0]):
            raise WorkshopError("This note is somebody else's; the facilitator can change it.")

    return check


def _who(participant: str, who: str) -> str:
    return name_of(who) if participant == ROOM else ANONYMOUS


def _text(text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise WorkshopError("A note needs words.")
    if len(plain) > _LONGEST:
        raise WorkshopError(f"A note has at most {_LONGEST} characters; this one has {len(plain)}. Put it shorter.")
    return plain
