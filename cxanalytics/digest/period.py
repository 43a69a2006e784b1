"""The period that a digest tells of: what it is called, when it begins and ends, what was said in it."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxanalytics import tracked
from cxanalytics.engine import Analysis
from cxanalytics.errors import SelectionError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking import periods
from cxanalytics.tracking.periods import Calendar


@dataclass(frozen=True)
class Now:
    """One period of a workspace: what it is called, when it begins and ends, what was said in it."""

    workspace: Workspace
    analysis: Analysis
    calendar: Calendar
    period: str
    start: pd.Timestamp
    end: pd.Timestamp
    whole: bool
    inside: pd.DataFrame
    selection: Selection

    @property
    def name(self) -> str:
        return periods.label(self.start, self.period, self.calendar)


def now_of(workspace: Workspace, analysis: Analysis, period: str, at: date | None) -> Now:
    """The last whole period of a workspace, or the one that holds the day `at`.

    Raises
    ------
    SelectionError
        No feedback has a date, or nothing was said in the period of that day.
    """
    calendar = tracked.calendar_of(workspace)
    everything = tracked.local(analysis, analysis.experiences, calendar, period)
    if everything.empty or everything["occurred_at"].isna().all():
        raise SelectionError("No feedback has a date, so there is no period to tell of; name a date column on import.")
    last = everything["occurred_at"].max()
    number = periods.number_of(pd.Timestamp(at) if at else last, period, calendar)
    if at is None and not periods.whole(periods.start(number, period, calendar), last, period, calendar):
        first = periods.number_of(everything["occurred_at"].min(), period, calendar)
        number = max(number - 1, first)
    begins, ends = (periods.start(number + i, period, calendar) for i in (0, 1))
    inside = ((everything["occurred_at"] >= begins) & (everything["occurred_at"] < ends)).to_numpy(bool)
    if not inside.any():
        name = periods.label(begins, period, calendar)
        raise SelectionError(f"Nothing was said in {name}; the last feedback is of {last.day} {last:%B %Y}.")
    selection = Selection(since=begins.date(), until=(ends - pd.Timedelta(days=1)).date())
    over = periods.whole(begins, last, period, calendar)
    return Now(workspace, analysis, calendar, period, begins, ends, over, everything[inside], selection)
