"""How a workspace counts time."""

import json
from dataclasses import asdict

import pandas as pd

from cxanalytics.engine import Analysis
from cxanalytics.store import Workspace
from cxanalytics.tracking import periods
from cxanalytics.tracking.periods import STANDARD, Calendar

_CALENDAR = "calendar"


def calendar_of(workspace: Workspace) -> Calendar:
    """How the workspace counts time; as everybody does, unless somebody set it."""
    kept = workspace.setting(_CALENDAR)
    return Calendar(**json.loads(kept)) if kept else STANDARD


def keep_calendar(workspace: Workspace, calendar: Calendar) -> None:
    """Count time like this from now on.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    workspace.set(_CALENDAR, json.dumps(asdict(calendar)))


def local(analysis: Analysis, frame: pd.DataFrame, calendar: Calendar) -> pd.DataFrame:
    """The rows with their times as they are in the calendar's zone: those of exports that state a zone.

    `frame` has occurred_at and import_id. What an export wrote without a zone stays as it was written.
    """
    stated = [record.import_id for record in analysis.imports if record.ledger.get("clock") == "UTC"]
    if not calendar.zone or not stated or frame.empty:
        return frame
    moved = periods.local(frame["occurred_at"], calendar.zone)
    return frame.assign(occurred_at=moved.where(frame["import_id"].isin(stated), frame["occurred_at"]))
