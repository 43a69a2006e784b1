"""The sessions of a workspace in a list, each with how much was said in it."""

from typing import Any

import pandas as pd

from cxanalytics.store import Workspace, workshops
from cxanalytics.workshop import register
from cxanalytics.workshop.guesses import count
from cxanalytics.workshop.notes import standing
from cxanalytics.workshop.votes import cast

_COLUMNS = (
    "session", "title", "state", "code", "journey", "opened_at", "opened_by",
    "participants", "guesses", "notes", "votes",
)  # fmt: skip


def sessions(workspace: Workspace) -> pd.DataFrame:
    """All sessions, the newest first.

    Columns: session (its number), title, state, code, journey, opened_at (UTC), opened_by, participants, guesses
    (touchpoints guessed, over all who guess), notes, votes.
    """
    events = workshops.events(workspace)
    rows = [_row(int(str(number)), own) for number, own in events.groupby("session", sort=True)]
    return pd.DataFrame(rows[::-1], columns=list(_COLUMNS))


def _row(number: int, events: pd.DataFrame) -> dict[str, Any]:
    found, counted = register.of(number, events), count(events)
    return {
        "session": number,
        "title": found.title,
        "state": found.state,
        "code": found.code,
        "journey": found.journey.name,
        "opened_at": found.opened_at,
        "opened_by": found.opened_by,
        "participants": counted.participants,
        "guesses": counted.guesses,
        "notes": len(standing(events)),
        "votes": int(cast(events)["dots"].sum()),
    }
