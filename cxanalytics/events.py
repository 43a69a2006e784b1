"""Events: what happened outside of the feedback and may explain it, a strike or a new price; marked on every trend."""

from datetime import date
from typing import Any

import pandas as pd

from cxanalytics.days import iso
from cxanalytics.errors import EventError
from cxanalytics.store import Workspace
from cxanalytics.store import events as log
from cxanalytics.who import name as name_of

_LONGEST = 200
_COLUMNS = {"event": "int64", "title": "str", "on": "object", "added_by": "str"}


def state(workspace: Workspace) -> str:
    """A short text that changes with every event; "" before any."""
    return log.state(workspace)


def all(workspace: Workspace) -> pd.DataFrame:  # noqa: A001
    """Every event, by day: event (its number), title, on (a date), added_by."""
    kept = log.events(workspace)
    kept = kept[~kept["undone"].to_numpy(bool)]
    table = pd.DataFrame(
        [
            {"event": number, "title": payload["title"], "on": date.fromisoformat(payload["on"]), "added_by": who}
            for number, payload, who in zip(kept["event"], kept["payload"], kept["who"], strict=True)
        ],
        columns=list(_COLUMNS),
    ).astype(_COLUMNS)
    return table.sort_values(["on", "event"], ignore_index=True)


def add(workspace: Workspace, title: str, on: date | str, *, who: str = "") -> int:
    """Note an event; its number.

    Raises
    ------
    EventError
        The title is empty or too long, or the day is none.
    """
    plain = " ".join(title.split())
    if not plain or len(plain) > _LONGEST:
        raise EventError(f"An event needs a title of at most {_LONGEST} characters, as in “Prices went up”.")
    return log.add(workspace, {"title": plain, "on": iso(on, EventError)}, who=name_of(who))


def remove(workspace: Workspace, number: int) -> dict[str, Any]:
    """Take an event away; what it was: event, title, on.

    Raises
    ------
    EventError
        There is none of that number.
    """
    known = all(workspace)
    own = known[(known["event"] == number).to_numpy(bool)]
    if own.empty:
        raise EventError(f"There is no event number {number}; `cxanalytics event list` shows them.")
    kept = log.events(workspace)
    log.undo(workspace, int(kept["id"][(kept["event"] == number).to_numpy(bool)].iloc[0]))
    return {str(key): value for key, value in own.iloc[0].to_dict().items()}
