"""The journeys of a workspace, version by version, and its personas: logs that only grow."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import func, insert, select, update

from cxanalytics.store import logs, tables
from cxanalytics.store.workspace import Workspace


def state(workspace: Workspace) -> str:
    """A short text that changes with every version of a journey and every change of a persona; "" before any."""
    return f"{logs.state(workspace, tables.journey_events)}{logs.state(workspace, tables.persona_events)}"


def events(workspace: Workspace) -> pd.DataFrame:
    """What happened to journeys, oldest first: id, journey, version, at (UTC), who, kind, note, toml, undone."""
    return logs.frame(workspace, tables.journey_events)


def add(workspace: Workspace, kind: str, name: str, toml: str, *, who: str, note: str) -> int:
    """Add an event to a journey; the number of its version, which only "kept" makes a new one of.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    log = tables.journey_events
    workspace.create()
    with workspace.writing() as connection:
        tables.complete(connection)
        tables.hold(connection)
        asked = select(func.max(log.c.version)).where(log.c.journey == name)
        last = int(connection.execute(asked).scalar_one() or 0)
        version = last + 1 if kind == "kept" else last
        now = datetime.now(UTC).replace(tzinfo=None)
        row = {"journey": name, "version": version, "at": now, "who": who, "kind": kind, "note": note, "toml": toml}
        connection.execute(insert(log).values(**row, undone=False))
    return version


def persona_events(workspace: Workspace) -> pd.DataFrame:
    """What happened to personas, oldest first: id, name, at (UTC), who, kind, payload (a dictionary), undone."""
    frame = logs.frame(workspace, tables.persona_events)
    return frame.assign(payload=[json.loads(text) for text in frame["payload"].tolist()])


def add_persona(workspace: Workspace, kind: str, name: str, payload: Mapping[str, Any], *, who: str) -> None:
    """Add an event to a persona."""
    workspace.create()
    with workspace.writing() as connection:
        tables.complete(connection)
        now = datetime.now(UTC).replace(tzinfo=None)
        told = json.dumps(payload, ensure_ascii=False)
        row = {"name": name, "at": now, "who": who, "kind": kind, "payload": told, "undone": False}
        connection.execute(insert(tables.persona_events).values(**row))


def undo_persona(workspace: Workspace, event: int) -> None:
    """Mark an event of a persona as undone."""
    log = tables.persona_events
    with workspace.writing() as connection:
        tables.complete(connection)
        connection.execute(update(log).where(log.c.id == event).values(undone=True))
