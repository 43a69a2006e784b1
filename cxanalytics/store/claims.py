"""What people claim, as a log: rows are added and never changed, save that one can be marked as undone."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import func, insert, select, update

from cxanalytics.store import logs, tables
from cxanalytics.store.workspace import Workspace


def state(workspace: Workspace) -> str:
    """A short text that changes with every event and every undoing; "" before any."""
    return logs.state(workspace, tables.claim_events)


def events(workspace: Workspace) -> pd.DataFrame:
    """The log, oldest first: id, claim, at (UTC), who, kind, payload (a dictionary), undone."""
    frame = logs.frame(workspace, tables.claim_events)
    return frame.assign(payload=[json.loads(text) for text in frame["payload"].tolist()])


def add(workspace: Workspace, kind: str, payload: Mapping[str, Any], *, claim: int | None = None, who: str) -> int:
    """Add an event to a claim, or to a new one; the number of the claim.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    log = tables.claim_events
    with workspace.writing() as connection:
        tables.complete(connection)
        tables.hold(connection)
        number = claim or int(connection.execute(select(func.max(log.c.claim))).scalar_one() or 0) + 1
        now = datetime.now(UTC).replace(tzinfo=None)
        told = json.dumps(payload, ensure_ascii=False)
        connection.execute(insert(log).values(claim=number, at=now, who=who, kind=kind, payload=told, undone=False))
    return number


def undo(workspace: Workspace, event: int) -> None:
    """Mark an event as undone."""
    with workspace.writing() as connection:
        tables.complete(connection)
        connection.execute(update(tables.claim_events).where(tables.claim_events.c.id == event).values(undone=True))
