"""What happened to the patterns of a workspace: a log of events, and of the mentions that each of them names.

Rows are added and never changed, save that a batch (what was done together) can be marked as undone. Everything that
is known of patterns follows from it (`patterns.registry.fold`).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, insert, select, update

from cxanalytics.store import logs, tables
from cxanalytics.store.workspace import Workspace

# An event calls a pattern that is only made by it NEW and a number; the store gives it its lasting name.
NEW = "+"
_LETTER = {"negative": "P", "positive": "L"}


@dataclass(frozen=True)
class Event:
    """Something that happens to a pattern, or to all of a polarity (pattern "").

    payload holds what `patterns.registry` says for its kind. members (feedback_id, start, pattern): the mentions that
    it names and the pattern each is put in, "" for none.
    """

    kind: str
    pattern: str
    polarity: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    members: pd.DataFrame | None = None


def state(workspace: Workspace) -> str:
    """A short text that changes with every event and every undoing; "" before any."""
    return logs.state(workspace, tables.pattern_events)


def events(workspace: Workspace) -> pd.DataFrame:
    """The log, oldest first: id, batch, at (UTC), who, kind, pattern, polarity, payload (a dictionary), undone."""
    frame = logs.frame(workspace, tables.pattern_events)
    return frame.assign(payload=[json.loads(text) for text in frame["payload"].tolist()])


def members(workspace: Workspace) -> pd.DataFrame:
    """The mentions that events name, in the order of the events: event, feedback_id, start, pattern."""
    return logs.frame(workspace, tables.pattern_members)


def add(
    workspace: Workspace,
    new: Sequence[Event],
    *,
    who: str,
    before: Callable[[Mapping[str, str]], None] | None = None,
) -> int:
    """Add events to the log, all or none; the number of their batch.

    `before` is called with the lasting names of new patterns just before all is confirmed; if it fails, nothing is.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    with workspace.writing() as connection:
        tables.complete(connection)
        tables.hold(connection)
        log = tables.pattern_events
        batch = int(connection.execute(select(func.max(log.c.batch))).scalar_one() or 0) + 1
        names = _named(connection, new)
        now = datetime.now(UTC).replace(tzinfo=None)
        for event in new:
            payload = {
                key: names.get(value, value) if isinstance(value, str) else value
                for key, value in event.payload.items()
            }
            made = connection.execute(
                insert(log).values(
                    batch=batch,
                    at=now,
                    who=who,
                    kind=event.kind,
                    pattern=names.get(event.pattern, event.pattern),
                    polarity=event.polarity,
                    payload=json.dumps(payload, ensure_ascii=False),
                    undone=False,
                )
            ).inserted_primary_key
            if event.members is not None and len(event.members) and made:
                connection.execute(insert(tables.pattern_members), _records(event.members, int(made[0]), names))
        if before:
            before(names)
    return batch


def undo(workspace: Workspace, batch: int, *, before: Callable[[], None] | None = None) -> None:
    """Mark a batch as undone. `before` is called when nobody else can write any more; if it fails, nothing is done."""
    with workspace.writing() as connection:
        tables.complete(connection)
        tables.hold(connection)
        if before:
            before()
        log = tables.pattern_events
        connection.execute(update(log).where(log.c.batch == batch).values(undone=True))


def _named(connection: Connection, new: Sequence[Event]) -> dict[str, str]:
    """The lasting name of each pattern that these events make: a letter and a number never used before."""
    log = tables.pattern_events
    names: dict[str, str] = {}
    for polarity, letter in _LETTER.items():
        made = list(dict.fromkeys(e.pattern for e in new if e.polarity == polarity and e.pattern.startswith(NEW)))
        if made:
            used = connection.execute(select(log.c.pattern).where(log.c.polarity == polarity).distinct()).scalars()
            last = max((int(name[1:]) for name in used if name[1:].isdigit()), default=0)
            names |= {name: f"{letter}{last + number}" for number, name in enumerate(made, 1)}
    return names


def _records(named: pd.DataFrame, event: int, names: Mapping[str, str]) -> list[dict[str, Any]]:
    distinct = named.drop_duplicates(["feedback_id", "start"])
    values = (distinct[name].tolist() for name in ("feedback_id", "start", "pattern"))
    return [
        {"event": event, "feedback_id": str(i), "start": int(s), "pattern": names.get(p, p)}
        for i, s, p in zip(*values, strict=True)
    ]
