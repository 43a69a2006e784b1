"""What happened outside of the feedback, as a log: rows are added, and can be marked as undone."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxanalytics.store import logs, tables
from cxanalytics.store.workspace import Workspace


def state(workspace: Workspace) -> str:
    """A short text that changes with every event and every undoing; "" before any."""
    return logs.state(workspace, tables.event_events)


def events(workspace: Workspace) -> pd.DataFrame:
    """The log, oldest first: id, event, at (UTC), who, kind, payload (a dictionary), undone."""
    return logs.events(workspace, tables.event_events)


def add(workspace: Workspace, payload: Mapping[str, Any], *, who: str) -> int:
    """Add an event; its number.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    with logs.adding(workspace) as connection:
        return logs.add(connection, tables.event_events, "added", payload, number=None, who=who)[0]


def undo(workspace: Workspace, event: int) -> None:
    """Mark the adding of an event as undone."""
    logs.undo(workspace, tables.event_events, event)
