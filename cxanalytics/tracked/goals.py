"""Targets with their pace, and owners beside each other."""

from dataclasses import asdict
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
from cxanalytics.tracking.pace import pace

_NO_SERIES: dict[str, list[Any]] = {name: [] for name in ("start", "n", "value", "low", "high", "whole")}


def paces(workspace: Workspace, analysis: Analysis, period: str = "month") -> pd.DataFrame:
    """Every target with how it stands: the columns of `targets.all`, then those of `tracking.pace.Pace`."""
    known = targets.all(workspace, analysis.journey)
    calendar = calendar_of(workspace)
    made = []
    for row in known.to_dict("records"):
        at = str(row["touchpoint"])
        selection = Selection(touchpoint=(at,)) if at else Selection()
        heard = not at or bool((analysis.experiences["touchpoint"] == at).any())
        table = pd.DataFrame(_NO_SERIES)
        if heard:
            table = trend(analysis, selection, RATIO, period, calendar=calendar).table
        made.append(asdict(pace(table, float(row["ratio"]), row["set_at"].date(), row["by"])))
    return pd.concat([known, pd.DataFrame(made, index=known.index)], axis=1)


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
