"""Import profiles as a log: rows are added and never changed, save that one can be marked as undone."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxanalytics.store import logs, tables
from cxanalytics.store.workspace import Workspace


def state(workspace: Workspace) -> str:
    """A short text that changes with every event and every undoing; "" before any."""
    return logs.state(workspace, tables.profile_events)


def events(workspace: Workspace) -> pd.DataFrame:
    """The log, oldest first: id, profile, at (UTC), who, kind, payload (a dictionary), undone."""
    return logs.events(workspace, tables.profile_events)


def add(workspace: Workspace, kind: str, payload: Mapping[str, Any], *, profile: int | None = None, who: str) -> int:
    """Add an event to a profile, or to a new one; the number of the profile.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    with logs.adding(workspace) as connection:
        return logs.add(connection, tables.profile_events, kind, payload, number=profile, who=who)[0]


def undo(workspace: Workspace, event: int) -> None:
    """Mark an event as undone."""
    logs.undo(workspace, tables.profile_events, event)
