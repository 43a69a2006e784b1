"""Targets with their pace, and owners beside each other."""

from dataclasses import asdict, fields
from typing import Any

import pandas as pd

from cxanalytics import targets
from cxanalytics.engine import Analysis
from cxanalytics.journey.map import labelled_elsewhere
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracked.calendars import calendar_of
from cxanalytics.tracked.known import RATIO
from cxanalytics.tracked.trends import trend
from cxanalytics.tracking.league import league
from cxanalytics.tracking.pace import Pace, pace

_NO_SERIES: dict[str, list[Any]] = {name: [] for name in ("start", "n", "value", "low", "high", "whole")}


def paces(workspace: Workspace, analysis: Analysis, period: str = "month") -> pd.DataFrame:
    """Every target with how it stands: the columns of `targets.all`, then those of `tracking.pace.Pace`."""
    known = targets.all(workspace, analysis.journey)
    made = [
        asdict(pace(series_of(workspace, analysis, str(row["touchpoint"]), period), float(row["ratio"]),
                    row["set_at"].date(), row["by"]))
        for row in known.to_dict("records")
    ]  # fmt: skip
    names = [field.name for field in fields(Pace)]
    return pd.concat([known, pd.DataFrame(made, index=known.index, columns=names)], axis=1)


def series_of(workspace: Workspace, analysis: Analysis, touchpoint: str, period: str = "month") -> pd.DataFrame:
    """The ratio of a touchpoint, "" for all of them, period by period, as in `trend`; without rows where none is known.

    Targets are of all feedback, whatever is filtered on the screen.
    """
    if touchpoint and not (analysis.experiences["touchpoint"] == touchpoint).any():
        return pd.DataFrame(_NO_SERIES)
    selection = Selection(touchpoint=(touchpoint,)) if touchpoint else Selection()
    return trend(analysis, selection, RATIO, period, calendar=calendar_of(workspace)).table


def league_of(analysis: Analysis, selection: Selection) -> pd.DataFrame:
    """The owners of the journey's touchpoints beside each other: `tracking.league`; empty where nobody owns anything.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    owners = {item.name: item.owner or "" for item in analysis.journey.touchpoints}
    if not any(owners.values()) or analysis.experiences.empty:
        return pd.DataFrame()
    others = labelled_elsewhere(analysis.experiences, selection)
    return league(selection.apply(analysis.experiences), owners, others=others)
