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


def local(analysis: Analysis, frame: pd.DataFrame, calendar: Calendar, period: str = "") -> pd.DataFrame:
    """The rows with their times as they are in the calendar's zone: those of exports that state a zone.

    `frame` has occurred_at and import_id. What an export wrote without a zone stays as it was written. With a `period`
    those whose dates are not known so exactly ("4 months ago", by weeks) have none.
    """
    known = _exactly(analysis, frame, period)
    stated = [record.import_id for record in analysis.imports if record.ledger.get("clock") == "UTC"]
    if not calendar.zone or not stated or known.empty:
        return known
    moved = periods.local(known["occurred_at"], calendar.zone)
    return known.assign(occurred_at=moved.where(known["import_id"].isin(stated), known["occurred_at"]))


def inexact(analysis: Analysis, period: str) -> list[str]:
    """The imports whose dates are known less exactly than a period is long."""
    finer = {"week": ("day",), "month": ("day", "week")}
    return [r.import_id for r in analysis.imports if period in finer.get(str(r.ledger.get("precision", "")), ())]


def _exactly(analysis: Analysis, frame: pd.DataFrame, period: str) -> pd.DataFrame:
    vague = inexact(analysis, period) if period and len(frame) else []
    if not vague:
        return frame
    return frame.assign(occurred_at=frame["occurred_at"].mask(frame["import_id"].isin(vague)))
