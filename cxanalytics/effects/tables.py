"""Shares month by month: of negative experiences per touchpoint, of answers that speak of each pattern."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxanalytics.engine import Analysis
from cxanalytics.journey.map import labelled_elsewhere
from cxanalytics.journey.model import UNASSIGNED
from cxanalytics.patterns.registry import LIVE
from cxanalytics.selection import Selection
from cxanalytics.tracked import local
from cxanalytics.tracking import periods
from cxanalytics.tracking.difference import Floats, Months
from cxanalytics.tracking.periods import Calendar
from cxanalytics.tracking.shares import shares

MONTH = "month"


@dataclass(frozen=True)
class Table:
    """The months of several things: their names (G), the first days of the months (T), their shares (G, T)."""

    names: list[str]
    starts: pd.DatetimeIndex
    months: Months

    def without(self, names: set[str], kept: str) -> "Table":
        """The same without these, save the one that is to be kept."""
        places = [place for place, name in enumerate(self.names) if name == kept or name not in names]
        part = Months(self.months.share[places], self.months.sd[places], self.months.n[places])
        return Table([self.names[place] for place in places], self.starts, part)


def of_touchpoints(analysis: Analysis, selection: Selection, calendar: Calendar) -> Table:
    """The negative share of every touchpoint, corrected where people labelled enough."""
    found = shares(
        local(analysis, selection.apply(analysis.experiences), calendar),
        ["touchpoint"],
        MONTH,
        calendar,
        others=labelled_elsewhere(analysis.experiences, selection),
    )
    months = Months(found.negative, found.sd_negative, found.n.astype("float64"))
    names = found.groups["touchpoint"].astype("str").tolist()
    return Table(names, found.starts, months).without({UNASSIGNED}, "")


def of_patterns(analysis: Analysis, selection: Selection, calendar: Calendar, touchpoint: str) -> Table:
    """The share of the answers at a touchpoint ("": at all) that speak of each living pattern."""
    known = analysis.recurring
    living = known.patterns[(known.patterns["state"] == LIVE).to_numpy(bool)]["pattern"].astype("str").tolist()
    frames = (local(analysis, frame, calendar) for frame in (analysis.experiences, known.mentions))
    heard, said = (_there(frame, selection, touchpoint) for frame in frames)
    heard = heard.drop_duplicates("feedback_id")
    if heard.empty or not living:
        nothing = np.zeros((0, 0))
        return Table([], pd.DatetimeIndex([]), Months(nothing, nothing, nothing))
    felt = said["feedback_id"].isin(heard["feedback_id"]).to_numpy(bool) & ~said["aside"].to_numpy(bool)
    said = said[felt].drop_duplicates(["feedback_id", "pattern"])
    starts = periods.every(heard["occurred_at"].min(), heard["occurred_at"].max(), MONTH, calendar)
    many = np.tile(_monthly(heard, starts, calendar), (len(living), 1))
    begun = periods.starts(said["occurred_at"], MONTH, calendar)
    counted = pd.crosstab(said["pattern"].astype("str"), begun).reindex(index=living, columns=starts, fill_value=0)
    share = np.divide(counted.to_numpy("float64"), many, out=np.full(many.shape, np.nan), where=many > 0)
    return Table(living, starts, Months(share, np.sqrt(share * (1 - share) / np.maximum(many, 1)), many))


def _there(frame: pd.DataFrame, selection: Selection, touchpoint: str) -> pd.DataFrame:
    """The dated rows of a table that are selected, at the touchpoint."""
    if frame.empty:
        return frame
    kept = selection.mask(frame) & frame["occurred_at"].notna().to_numpy(bool)
    if touchpoint:
        kept &= (frame["touchpoint"] == touchpoint).to_numpy(bool)
    return frame[kept]


def _monthly(frame: pd.DataFrame, starts: pd.DatetimeIndex, calendar: Calendar) -> Floats:
    counts = periods.starts(frame["occurred_at"], MONTH, calendar).value_counts()
    return np.asarray(counts.reindex(starts, fill_value=0), dtype="float64")
