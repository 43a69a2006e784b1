"""What became of unhappy customers, as a log: rows are added and never changed, save that one can be undone."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import insert

from cxanalytics.store import logs, tables
from cxanalytics.store.workspace import Workspace


def state(workspace: Workspace) -> str:
    """A short text that changes with every event and every undoing; "" before any."""
    return logs.state(workspace, tables.case_events)


def events(workspace: Workspace, case: str | None = None) -> pd.DataFrame:
    """The log, of one case or of all, oldest first: id, case, at (UTC), who, kind, payload (a dictionary), undone."""
    where = [] if case is None else [tables.case_events.c.case == case]
    return logs.events(workspace, tables.case_events, *where)


def add(workspace: Workspace, kind: str, payload: Mapping[str, Any], *, case: str, who: str) -> None:
    """Add an event to a case.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    row = {
        "case": case, "at": datetime.now(UTC).replace(tzinfo=None), "who": who, "kind": kind,
        "payload": json.dumps(payload, ensure_ascii=False), "undone": False,
    }  # fmt: skip
    with logs.adding(workspace) as connection:
        connection.execute(insert(tables.case_events).values(row))


def undo(workspace: Workspace, event: int) -> None:
    """Mark an event as undone."""
    logs.undo(workspace, tables.case_events, event)
