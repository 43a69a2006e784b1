"""What the logs of a workspace have in common: rows that are added, and marked as undone."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    DateTime,
    Float,
    Integer,
    Select,
    Table,
    cast,
    func,
    insert,
    select,
    update,
)

from cxanalytics.store import tables
from cxanalytics.store.workspace import Workspace

_KINDS = ((Integer, "int64"), (Float, "float64"), (Boolean, "bool"), (DateTime, "datetime64[us]"))


def frame(workspace: Workspace, table: Table, *where: ColumnElement[bool]) -> pd.DataFrame:
    """The rows of a table that are wanted, in the order of its key; none where an older version did not make it."""
    return _frame(table, workspace.rows(_chosen(table, *where)) if workspace.has(table.name) else [])


def _chosen(table: Table, *where: ColumnElement[bool]) -> Select[Any]:
    return select(table).where(*where).order_by(*table.primary_key)


def _frame(table: Table, rows: Any) -> pd.DataFrame:
    kinds = {c.name: next((kind for made, kind in _KINDS if isinstance(c.type, made)), "str") for c in table.columns}
    return pd.DataFrame([tuple(row) for row in rows], columns=list(kinds)).astype(kinds)


def state(workspace: Workspace, log: Table) -> str:
    """A short text that changes whenever a row is added to a log or undone; "" before the first."""
    if not workspace.has(log.name):
        return ""
    # As a number: a sum of yes and no would come back as yes.
    last, undone = workspace.rows(select(func.max(log.c.id), func.sum(cast(log.c.undone, Integer))))[0]
    return f"{last}-{int(undone or 0)}" if last else ""


def events(workspace: Workspace, log: Table, *where: ColumnElement[bool]) -> pd.DataFrame:
    """The wanted events of a log, the oldest first: its columns, with payload as a dictionary."""
    return _read(frame(workspace, log, *where))


def events_now(connection: Connection, log: Table, *where: ColumnElement[bool]) -> pd.DataFrame:
    """The same as a transaction sees them that has begun."""
    return _read(_frame(log, connection.execute(_chosen(log, *where)).all()))


def _read(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(payload=[json.loads(text) for text in found["payload"].tolist()])


@contextmanager
def adding(workspace: Workspace) -> Iterator[Connection]:
    """A transaction in which events are added; whoever else wants to write waits until it is over.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    workspace.create()
    with workspace.writing() as connection:
        tables.complete(connection)
        tables.hold(connection)
        yield connection


def add(
    connection: Connection, log: Table, kind: str, payload: Mapping[str, Any], *, number: int | None, who: str
) -> tuple[int, int]:
    """Add an event to what has a number in the log's second column, or to something new; the numbers of both.

    The number of the thing comes first, then that of the event.
    """
    column = log.columns[1]
    of = number or int(connection.execute(select(func.max(column))).scalar_one() or 0) + 1
    now = datetime.now(UTC).replace(tzinfo=None)
    told = json.dumps(payload, ensure_ascii=False)
    row = {column.name: of, "at": now, "who": who, "kind": kind, "payload": told, "undone": False}
    added = connection.execute(insert(log).values(row))
    return of, int(added.inserted_primary_key[0])  # type: ignore[index]


def undo(workspace: Workspace, log: Table, event: int) -> None:
    """Mark an event as undone."""
    with adding(workspace) as connection:
        mark(connection, log, event)


def mark(connection: Connection, log: Table, event: int) -> None:
    """Mark an event as undone, in a transaction that has begun."""
    connection.execute(update(log).where(log.c.id == event).values(undone=True))
