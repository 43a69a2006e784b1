"""The months before an action began and those after it, and shares over several of them."""

from datetime import date

import numpy as np
import pandas as pd

from cxanalytics.tracking.difference import Mask, Months

# Older months are another time: touchpoints drift by themselves, and the further back, the further.
BASELINE = 24
# The last months before it began; how much worse than those before them, in standard errors and as a share, is a peak.
_RECENT = 3
_PEAK = 1.0
_LEAST = 0.005
_SURE = 1.959963984540054


def phases(months: Months, starts: pd.DatetimeIndex, touched: int, began: date) -> tuple[Mask, Mask]:
    """Which months (T,) are before the action, and which after; those in which nobody spoke of the touched one neither.

    The month it began in is in neither unless it began on its first day.
    """
    first = pd.Timestamp(began)
    heard = (months.n[touched] > 0) & np.isfinite(months.share[touched])
    after = np.asarray(starts >= first) & heard
    before = np.asarray(starts + pd.offsets.MonthBegin(1) <= first) & heard
    before[np.flatnonzero(before)[:-BASELINE]] = False
    return before, after


def of_one(kept: Months, row: int, which: Mask) -> float:
    """The share of one over several months: of all its experiences."""
    return of_all(kept, np.arange(len(kept.n)) == row, which)


def of_all(kept: Months, rows: Mask, which: Mask) -> float:
    """The share of all experiences of several rows over several months; NaN where there are none."""
    n = kept.n[np.ix_(rows, which)]
    share = np.where(n > 0, kept.share[np.ix_(rows, which)], 0.0)
    return float((n * share).sum() / n.sum()) if n.sum() else float("nan")


def peak(kept: Months, own: int, before: Mask) -> tuple[float, float, bool]:
    """The share in the last months of the baseline, that in those before, and whether the last ones are a peak."""
    places = np.flatnonzero(before)
    last = np.zeros_like(before)
    last[places[-_RECENT:]] = True
    recent, earlier = of_one(kept, own, last), of_one(kept, own, before & ~last)
    if np.isnan(earlier):
        return recent, earlier, False
    n = kept.n[own, last].sum()
    error = np.sqrt(max(earlier * (1 - earlier), 1e-4) / n)
    return recent, earlier, bool(recent - earlier > max(_PEAK * error, _LEAST))


def shown(kept: Months, starts: pd.DatetimeIndex, own: int, before: Mask, after: Mask) -> pd.DataFrame:
    """The months from the first of the baseline on, as the chart shows them."""
    first = int(np.flatnonzero(before | after)[0]) if (before | after).any() else 0
    others = np.arange(len(kept.n)) != own
    # Everybody always with the same weight: the line moves by what happened, not by who wrote.
    weight = np.where(kept.n > 0, kept.n.sum(axis=1, keepdims=True), 0.0)[others]
    total = weight.sum(axis=0)
    sum_of = (weight * np.where(kept.n[others] > 0, kept.share[others], 0.0)).sum(axis=0)
    mean = np.divide(sum_of, total, out=np.full(len(starts), np.nan), where=total > 0)
    share, sd = kept.share[own], kept.sd[own]
    table = pd.DataFrame(
        {
            "start": starts,
            "phase": np.select([before, after], ["before", "after"], "left out"),
            "share": share,
            "low": np.clip(share - _SURE * sd, 0, 1),
            "high": np.clip(share + _SURE * sd, 0, 1),
            "n": kept.n[own].astype("int64"),
            "others": mean,
            "line": np.nan,
        }
    )
    return table.iloc[first:].reset_index(drop=True)


def lined(months: pd.DataFrame, baseline: float, usual: float) -> pd.DataFrame:
    """The months with the baseline before, and what would have been after."""
    line = np.select([months["phase"] == "before", months["phase"] == "after"], [baseline, usual], np.nan)
    return months.assign(line=line)
