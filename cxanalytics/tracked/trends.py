"""A number of an analysis over time: all together, by group, at the same mix, by cohort."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.engine import Analysis
from cxanalytics.errors import SelectionError
from cxanalytics.journey.map import labelled_elsewhere
from cxanalytics.selection import Selection
from cxanalytics.tracked.calendars import inexact, local
from cxanalytics.tracked.known import RATIO, VOLUME, measures, ratings
from cxanalytics.tracking import cohorts, periods, series
from cxanalytics.tracking import ratings as scores
from cxanalytics.tracking.mix import AtSameMix, at_same_mix
from cxanalytics.tracking.periods import STANDARD, Calendar
from cxanalytics.tracking.watching import (
    feels,
)

GROUPS = ("touchpoint", "stage", "channel", "segment", "source", "kind")


@dataclass(frozen=True)
class Trend:
    """A number over time.

    measure, by and period as they were asked for. table: the group (in the column of `by`, where there is one), start,
    label, n, value, low, high, method, labels, evidence, whole, last_year (see `tracking.series`). words: what the
    number is and how it is worked out.
    """

    measure: str
    by: str | None
    period: str
    table: pd.DataFrame
    words: str


def trend(
    analysis: Analysis,
    selection: Selection,
    measure: str = RATIO,
    period: str = "month",
    by: str | None = None,
    calendar: Calendar = STANDARD,
) -> Trend:
    """A number of the selected feedback over time, all together or `by` one of GROUPS.

    Raises
    ------
    SelectionError
        There is no such measure, period or grouping, or the selection names a value that occurs nowhere.
    """
    if by is not None and by not in GROUPS:
        raise SelectionError(f"A trend cannot be drawn by '{by}'; choose from {', '.join(GROUPS)}.")
    periods.check(period)
    known = measures(analysis)
    if measure not in known:
        raise SelectionError(
            f"There is no measure '{measure}'; choose from {', '.join(name for name in known if ':' not in name)}, "
            "emotion:NAME or pattern:ID."
        )
    chosen = local(analysis, selection.apply(analysis.experiences), calendar, period)
    groups = (by,) if by else ()
    rated = measure in scores.KINDS
    table = (
        _rated(analysis, selection, measure, groups, period, calendar)
        if rated
        else _experienced(analysis, chosen, selection, measure, groups, period, calendar)
    )
    told = series.told(table, groups, chosen["occurred_at"].max(), period, calendar) if len(table) else table
    left = _left_out(analysis, selection, period)
    return Trend(measure, by, period, told, f"{known[measure]}. {_method(measure)} {calendar.words}{left}")


def _left_out(analysis: Analysis, selection: Selection, period: str) -> str:
    """A sentence on the experiences whose dates are less exact than the period; "" where there are none."""
    vague = inexact(analysis, period)
    n = int(selection.apply(analysis.experiences)["import_id"].isin(vague).sum()) if vague else 0
    return f" Left out: {n:,} experiences whose dates are not known to the {period}." if n else ""


def _experienced(
    analysis: Analysis,
    chosen: pd.DataFrame,
    selection: Selection,
    measure: str,
    by: Sequence[str],
    period: str,
    calendar: Calendar,
) -> pd.DataFrame:
    others = labelled_elsewhere(analysis.experiences, selection)
    if measure == RATIO:
        return series.ratio(chosen, by, period, calendar, others=others)
    if measure in ("negative", "positive"):
        return series.share(chosen, measure, by, period, calendar, others=others)
    if measure == VOLUME:
        return series.volume(chosen, by, period, calendar)
    return series.proportion(chosen, _so(analysis, chosen, measure), by, period, calendar)


def _so(analysis: Analysis, chosen: pd.DataFrame, measure: str) -> npt.NDArray[np.bool_]:
    """Of which experiences a measure that is a share holds."""
    kind, _, name = measure.partition(":")
    if kind == "emotion":
        return feels(chosen["emotions"], name)
    if kind == "pattern":
        mentions = analysis.recurring.mentions
        own = mentions[(mentions["pattern"] == name).to_numpy(bool)]
        held = pd.MultiIndex.from_frame(own[["feedback_id", "touchpoint"]].astype("str"))
        return np.asarray(pd.MultiIndex.from_frame(chosen[["feedback_id", "touchpoint"]].astype("str")).isin(held))
    return chosen["effort"].to_numpy(bool)


def _rated(
    analysis: Analysis, selection: Selection, kind: str, by: Sequence[str], period: str, calendar: Calendar
) -> pd.DataFrame:
    table = ratings(analysis)
    if selection.touchpoint or selection.stage or set(by) & {"touchpoint", "stage"}:
        where = analysis.experiences[["feedback_id", "touchpoint", "stage"]].drop_duplicates()
        table = table.merge(where, on="feedback_id", how="inner")
    plain = replace(selection, basis=())
    table = table[plain.mask(table)].reset_index(drop=True)
    return series.rating(local(analysis, table, calendar, period), kind, by, period, calendar)


def _method(measure: str) -> str:
    if measure in scores.METHODS:
        return scores.METHODS[measure]
    if measure == RATIO:
        return (
            "Positive experiences for each negative one, with 95 % intervals; where people labelled enough of a group, "
            "all of its periods are corrected by the errors of the machine that the labels show."
        )
    if measure in ("negative", "positive"):
        return "Of all experiences; mixed ones count on both sides. Corrected as the ratio is, Wilson's interval."
    if measure == VOLUME:
        return "How many experiences were told of; a count has no interval."
    return "Of all experiences, as the machine reads them; Wilson's interval, a customer counted as one voice."


def same_mix(
    analysis: Analysis, selection: Selection, period: str = "month", calendar: Calendar = STANDARD
) -> AtSameMix:
    """Shares and ratio of the selected feedback at the same mix of sources in all periods.

    Raises
    ------
    SelectionError
        There is no such period, or the selection names a value that occurs nowhere.
    """
    chosen = local(analysis, selection.apply(analysis.experiences), calendar, period)
    return at_same_mix(chosen, period, calendar, others=labelled_elsewhere(analysis.experiences, selection))


def cohorts_of(analysis: Analysis) -> list[str]:
    """The columns that may part customers into cohorts, those that sound like tenure or loyalty first."""
    if analysis.experiences.empty:
        return []
    return cohorts.columns(analysis.experiences["segment"].cat.categories.to_series())


def by_cohort(
    analysis: Analysis, selection: Selection, column: str, period: str = "quarter", calendar: Calendar = STANDARD
) -> pd.DataFrame:
    """The ratio of each cohort over time: cohort, and the columns of a trend's table.

    Raises
    ------
    SelectionError
        There is no such column, or the selection names a value that occurs nowhere.
    """
    if column not in cohorts_of(analysis):
        raise SelectionError(f"No column of the segments is called '{column}' and parts customers into a few groups.")
    chosen = local(analysis, selection.apply(analysis.experiences), calendar, period)
    # A series is grouped by a column of experiences; the segment, whole until here, is no longer wanted.
    own = chosen.assign(segment=cohorts.of(chosen["segment"], column).astype("category"))
    others = labelled_elsewhere(analysis.experiences, selection)
    table = series.ratio(own, ("segment",), period, calendar, others=others)
    if table.empty:
        return table.rename(columns={"segment": "cohort"})
    told = series.told(table, ("segment",), chosen["occurred_at"].max(), period, calendar)
    return told[(told["segment"] != cohorts.NONE).to_numpy(bool)].rename(columns={"segment": "cohort"})


def still_loved(
    analysis: Analysis, selection: Selection, period: str = "quarter", calendar: Calendar = STANDARD
) -> pd.DataFrame:
    """Whether those who loved us still do: `tracking.cohorts.still` of the selected feedback.

    Raises
    ------
    SelectionError
        There is no such period, or the selection names a value that occurs nowhere.
    """
    periods.check(period)
    return cohorts.still(local(analysis, selection.apply(analysis.experiences), calendar, period), period, calendar)
