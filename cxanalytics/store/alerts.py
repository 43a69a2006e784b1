"""Rules for alerts and the alerts they raised, as logs: rows are added, and marked as undone."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxanalytics.store import logs, tables
from cxanalytics.store.workspace import Workspace


def state(workspace: Workspace) -> str:
    """A short text that changes with every event of either log; "" before any."""
    return ".".join(filter(None, (logs.state(workspace, log) for log in (tables.rule_events, tables.alert_events))))


def rules(workspace: Workspace) -> pd.DataFrame:
    """The log of rules, oldest first: id, rule, at (UTC), who, kind, payload (a dictionary), undone."""
    return logs.events(workspace, tables.rule_events)


def events(workspace: Workspace) -> pd.DataFrame:
    """The log of alerts, oldest first: id, alert, at (UTC), who, kind, payload (a dictionary), undone."""
    return logs.events(workspace, tables.alert_events)


def add_rule(workspace: Workspace, kind: str, payload: Mapping[str, Any], *, rule: int | None = None, who: str) -> int:
    """Add an event to a rule, or to a new one; the number of the rule.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    with logs.adding(workspace) as connection:
        return logs.add(connection, tables.rule_events, kind, payload, number=rule, who=who)[0]


def add(workspace: Workspace, kind: str, payload: Mapping[str, Any], *, alert: int | None = None, who: str) -> int:
    """Add an event to an alert, or to a new one; the number of the alert.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    with logs.adding(workspace) as connection:
        return logs.add(connection, tables.alert_events, kind, payload, number=alert, who=who)[0]


def raise_new(workspace: Workspace, found: list[dict[str, Any]], who: str) -> dict[str, int]:
    """Raise those of the alerts found (each with a `key`) that do not stand yet, end those that are not found any more.

    In one transaction, so that two who evaluate at once raise each alert once. The number of each new one, by key.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    with logs.adding(workspace) as connection:
        known = logs.events_now(connection, tables.alert_events)
        standing = standing_keys(known)
        keys = {item["key"] for item in found}
        for key, number in standing.items():
            if key not in keys:
                logs.add(connection, tables.alert_events, "over", {}, number=number, who=who)
        return {
            item["key"]: logs.add(connection, tables.alert_events, "raised", item, number=None, who=who)[0]
            for item in found
            if item["key"] not in standing
        }


def standing_keys(events_: pd.DataFrame) -> dict[str, int]:
    """The number of each alert that is not over, by its key."""
    kept = events_[~events_["undone"].to_numpy(bool)]
    raised = kept[(kept["kind"] == "raised").to_numpy(bool)]
    over = set(kept["alert"][(kept["kind"] == "over").to_numpy(bool)].tolist())
    pairs = zip(raised["payload"].tolist(), raised["alert"].tolist(), strict=True)
    return {str(payload["key"]): int(number) for payload, number in pairs if number not in over}


def undo(workspace: Workspace, event: int) -> None:
    """Mark an event of an alert as undone."""
    logs.undo(workspace, tables.alert_events, event)
