"""What people say of experiences: the sample that was drawn for them, their labels, and their corrections.

Labels and corrections are logs: a row is added and never changed, save that it can be marked as undone. So two
people at once never lose a label, and what was said when stays known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Integer, Table, cast, func, insert, select, update

from cxanalytics.errors import WorkspaceError
from cxanalytics.store import logs, tables
from cxanalytics.store.workspace import Workspace


@dataclass(frozen=True)
class Draw:
    """One draw: how many were asked for, from which part, and how it was read then.

    selection is for people; chosen (audit.scope) and imports (a JSON list) say the same so that it can be chosen again.
    """

    size: int
    selection: str
    period: str
    scorer: str
    journey: str
    chosen: str = "{}"
    imports: str = "[]"


@dataclass(frozen=True)
class Label:
    """What one person says of one experience.

    label is one of audit.codes.LABELS. moved_to is the touchpoint it belongs to instead, or "". emotions are names
    with "|" between them. how is "review" or "file NAME".
    """

    feedback_id: str
    touchpoint: str
    label: str
    who: str
    moved_to: str = ""
    emotions: str = ""
    scorer: str = ""
    how: str = "review"


@dataclass(frozen=True)
class Correction:
    """What one person sets right of their own accord; machine is what the machine had read."""

    feedback_id: str
    touchpoint: str
    label: str
    who: str
    machine: str
    moved_to: str = ""


def state(workspace: Workspace) -> str:
    """A short text that changes whenever a draw, a label or a correction is added or undone; "" before any."""
    if not workspace.has("labels"):
        return ""
    found = [
        workspace.rows(
            select(
                select(func.max(tables.draws.c.draw)).scalar_subquery(),
                *(
                    select(part).scalar_subquery()
                    for log in (tables.labels, tables.corrections)
                    # As numbers: a sum of yes and no would come back as yes.
                    for part in (func.max(log.c.id), func.sum(cast(log.c.undone, Integer)))
                ),
            )
        )[0]
    ][0]
    return "-".join(str(int(value or 0)) for value in found) if any(found) else ""


def draws(workspace: Workspace) -> pd.DataFrame:
    """All draws, oldest first: draw, made_at (UTC), size, selection, period, scorer, journey, chosen, imports."""
    return logs.frame(workspace, tables.draws).sort_values("draw", ignore_index=True)


def drawn(workspace: Workspace) -> pd.DataFrame:
    """The sample, in the order it is shown: feedback_id, touchpoint, draw, stratum, probability, position, twice."""
    return logs.frame(workspace, tables.drawn).sort_values(["position", "feedback_id"], ignore_index=True)


def labels(workspace: Workspace) -> pd.DataFrame:
    """The log of labels, oldest first, those undone among them (column `undone`)."""
    return logs.frame(workspace, tables.labels).sort_values("id", ignore_index=True)


def corrections(workspace: Workspace) -> pd.DataFrame:
    """The log of corrections, oldest first, those undone among them (column `undone`)."""
    return logs.frame(workspace, tables.corrections).sort_values("id", ignore_index=True)


def keep_draw(workspace: Workspace, draw: Draw, sample: pd.DataFrame, *, after: int) -> int:
    """Keep a draw and the sample as it is with it (audit.drawing.draw); the number of the draw.

    `after` is the number of draws that the sample was drawn after.

    Raises
    ------
    WorkspaceError
        Somebody else drew in the meantime, or the workspace cannot be written.
    """
    with workspace.writing() as connection:
        tables.complete(connection)
        now = datetime.now(UTC).replace(tzinfo=None)
        number = connection.execute(insert(tables.draws).values(made_at=now, **vars(draw))).inserted_primary_key
        made = int(number[0]) if number else 0
        # The row above holds the lock: nobody draws between this look and the end.
        if connection.execute(select(func.count()).select_from(tables.draws)).scalar_one() != after + 1:
            raise WorkspaceError(
                "Somebody else drew a sample at the same moment; look at it, and draw again if need be."
            )
        new = sample[sample["new"].astype("bool")].drop(columns="new").assign(draw=made)
        old = sample[~sample["new"].astype("bool")]
        if len(new):
            connection.execute(insert(tables.drawn), _records(new))
        if len(old):
            _update_probabilities(connection, old)
    return made


def _update_probabilities(connection: Any, old: pd.DataFrame) -> None:
    from sqlalchemy import bindparam

    change = (
        update(tables.drawn)
        .where(tables.drawn.c.feedback_id == bindparam("id"), tables.drawn.c.touchpoint == bindparam("at"))
        .values(stratum=bindparam("now"), probability=bindparam("p"))
    )
    renamed = old.rename(columns={"feedback_id": "id", "touchpoint": "at", "stratum": "now", "probability": "p"})
    connection.execute(change, _records(renamed[["id", "at", "now", "p"]]))


def add_labels(workspace: Workspace, new: Sequence[Label]) -> list[int]:
    """Add labels to the log, all or none; their ids."""
    return _add(workspace, tables.labels, [vars(item) for item in new])


def undo_label(workspace: Workspace, label_id: int) -> None:
    """Mark a label as undone."""
    _undo(workspace, tables.labels, label_id)


def add_correction(workspace: Workspace, correction: Correction) -> int:
    """Add a correction to the log; its id."""
    return _add(workspace, tables.corrections, [vars(correction)])[0]


def undo_correction(workspace: Workspace, correction_id: int) -> None:
    """Mark a correction as undone; what was said before it stands again."""
    _undo(workspace, tables.corrections, correction_id)


def _add(workspace: Workspace, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    if not rows:
        return []
    now = datetime.now(UTC).replace(tzinfo=None)
    with workspace.writing() as connection:
        tables.complete(connection)
        stamped = [{**row, "at": now, "undone": False} for row in rows]
        added = connection.execute(insert(table).returning(table.c.id, sort_by_parameter_order=True), stamped)
        return [int(row.id) for row in added]


def _undo(workspace: Workspace, table: Table, row: int) -> None:
    with workspace.writing() as connection:
        tables.complete(connection)
        connection.execute(update(table).where(table.c.id == row).values(undone=True))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries in Python's own types, which is all the database takes."""
    values = {name: column.tolist() for name, column in frame.items()}
    return [dict(zip(map(str, values), row, strict=True)) for row in zip(*values.values(), strict=True)]
