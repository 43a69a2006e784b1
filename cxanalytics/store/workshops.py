"""What happens in workshops, as a log: rows are added and never changed, save that one can be marked as undone.

Many write at once, a phone each: whoever adds an event holds the log, looks at what the session has so far, and adds
to it or raises, all in one transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement

from cxanalytics.store import logs, tables
from cxanalytics.store.workspace import Workspace

_LOG = tables.workshop_events

# Looks at the events of a session before one more is added, and raises where it may not be.
Check = Callable[[pd.DataFrame], None]


def state(workspace: Workspace) -> str:
    """A short text that changes with every event and every undoing; "" before any. Quick enough to ask each second."""
    return logs.state(workspace, _LOG)


def events(workspace: Workspace, session: int | None = None, kinds: Sequence[str] = ()) -> pd.DataFrame:
    """What stands in the log, oldest first, of one session or of all, of these kinds or of all.

    Columns: id, session, at (UTC), who, kind, payload (a dictionary), undone (never here).
    """
    return logs.events(workspace, _LOG, *_standing(session, kinds))


def _standing(session: int | None, kinds: Sequence[str]) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [_LOG.c.undone.is_(False)]
    wanted += [_LOG.c.session == session] if session is not None else []
    return wanted + ([_LOG.c.kind.in_(kinds)] if kinds else [])


def begin(workspace: Workspace, payload: Mapping[str, Any], *, who: str) -> int:
    """Open a session; its number.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    with logs.adding(workspace) as connection:
        return logs.add(connection, _LOG, "opened", payload, number=None, who=who)[0]


def add(workspace: Workspace, session: int, kind: str, payload: Mapping[str, Any], *, who: str, check: Check) -> int:
    """Add an event to a session that passes the check; the number of the event.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written; and what the check raises.
    """
    with logs.adding(workspace) as connection:
        check(logs.events_now(connection, _LOG, *_standing(session, ())))
        return logs.add(connection, _LOG, kind, payload, number=session, who=who)[1]


def undo(workspace: Workspace, session: int, event: int, *, check: Check) -> None:
    """Mark an event of a session as undone, if that passes the check."""
    with logs.adding(workspace) as connection:
        check(logs.events_now(connection, _LOG, *_standing(session, ())))
        logs.mark(connection, _LOG, event)
