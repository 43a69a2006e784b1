"""What the logs of a workspace have in common: rows that are added, and marked as undone."""

from sqlalchemy import Integer, Table, cast, func, select

from cxanalytics.store.workspace import Workspace


def state(workspace: Workspace, log: Table) -> str:
    """A short text that changes whenever a row is added to a log or undone; "" before the first."""
    if not workspace.has(log.name):
        return ""
    # As a number: a sum of yes and no would come back as yes.
    last, undone = workspace.rows(select(func.max(log.c.id), func.sum(cast(log.c.undone, Integer))))[0]
    return f"{last}-{int(undone or 0)}" if last else ""
