"""What the logs of a workspace have in common: rows that are added, and marked as undone."""

import pandas as pd
from sqlalchemy import Boolean, DateTime, Float, Integer, Table, cast, func, select

from cxanalytics.store.workspace import Workspace

_KINDS = ((Integer, "int64"), (Float, "float64"), (Boolean, "bool"), (DateTime, "datetime64[us]"))


def frame(workspace: Workspace, table: Table) -> pd.DataFrame:
    """All rows of a table, in the order of its key; no row where an older version did not make it."""
    rows = workspace.rows(select(table).order_by(*table.primary_key)) if workspace.has(table.name) else []
    kinds = {c.name: next((kind for made, kind in _KINDS if isinstance(c.type, made)), "str") for c in table.columns}
    return pd.DataFrame([tuple(row) for row in rows], columns=list(kinds)).astype(kinds)


def state(workspace: Workspace, log: Table) -> str:
    """A short text that changes whenever a row is added to a log or undone; "" before the first."""
    if not workspace.has(log.name):
        return ""
    # As a number: a sum of yes and no would come back as yes.
    last, undone = workspace.rows(select(func.max(log.c.id), func.sum(cast(log.c.undone, Integer))))[0]
    return f"{last}-{int(undone or 0)}" if last else ""
