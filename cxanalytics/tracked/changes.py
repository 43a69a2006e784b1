"""The real changes in an analysis, and what carries them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.engine import Analysis
from cxanalytics.journey.map import labelled_elsewhere
from cxanalytics.selection import Selection
from cxanalytics.tracked.calendars import local
from cxanalytics.tracked.known import RATIO, VOLUME, counted_mentions, names, ratings
from cxanalytics.tracking import carriers, periods
from cxanalytics.tracking import ratings as scores
from cxanalytics.tracking import signals as found_signals
from cxanalytics.tracking.periods import STANDARD, Calendar
from cxanalytics.tracking.signals import Signals
from cxanalytics.tracking.watching import (
    EFFORT,
    EMOTION,
    NEGATIVE,
    PATTERN,
    POSITIVE,
    RECURS,
    SOURCE,
    TOUCHPOINT,
    feels,
    watch,
)
from cxanalytics.tracking.watching import VOLUME as WATCHED_VOLUME

# What carries a change is found for so many of the newest.
_EXPLAINED = 12


def signals(analysis: Analysis, selection: Selection, period: str = "month", calendar: Calendar = STANDARD) -> Signals:
    """The real changes in everything that is watched of the selected feedback, with what carries them.

    The table has two columns beside those of `tracking.signals.Signals`: carriers (a list of short sentences; of the
    newest changes) and seasonal (True where it was like this at the same time of the year before, None where unknown).

    Raises
    ------
    SelectionError
        There is no such period, or the selection names a value that occurs nowhere.
    """
    periods.check(period)
    chosen = local(analysis, selection.apply(analysis.experiences), calendar, period)
    mentions = _mentions(analysis, selection, calendar, period)
    plain = replace(selection, basis=())
    rated = ratings(analysis)
    watched = watch(
        chosen,
        period,
        calendar,
        touchpoints=[item.name for item in analysis.journey.touchpoints],
        mentions=mentions[mentions["pattern"].isin(list(names(analysis)))] if len(mentions) else None,
        ratings=local(analysis, rated[plain.mask(rated)], calendar, period) if not selection.touchpoint else None,
        others=labelled_elsewhere(analysis.experiences, selection),
    )
    made = found_signals.signals(watched, names(analysis), period, calendar)
    rows = made.table.to_dict("records")
    told = [_carriers(analysis, chosen, mentions, row, made, calendar) for row in rows[:_EXPLAINED]]
    table = made.table.assign(
        carriers=pd.Series([*told, *([[]] * (len(rows) - len(told)))], index=made.table.index, dtype="object"),
        seasonal=pd.Series(
            [found_signals.seasonal(row, watched, period) for row in rows], index=made.table.index, dtype="object"
        ),
    )
    return replace(made, table=table)


def _mentions(analysis: Analysis, selection: Selection, calendar: Calendar, period: str) -> pd.DataFrame:
    mentions = counted_mentions(analysis)
    return local(analysis, mentions[selection.mask(mentions)], calendar, period) if len(mentions) else mentions


def _carriers(
    analysis: Analysis,
    chosen: pd.DataFrame,
    mentions: pd.DataFrame,
    row: Mapping[Any, Any],
    made: Signals,
    calendar: Calendar,
) -> list[str]:
    """What carries a change, from the experiences of its subject: those since, and those of the baseline before."""
    measure = str(row["measure"])
    if measure not in (NEGATIVE, POSITIVE, EFFORT) and not measure.startswith(EMOTION) and row["kind"] != PATTERN:
        return []
    at = int(np.flatnonzero(made.watched.starts == row["at"])[0])
    base = made.watched.starts[int(made.limits.base[int(row["series"]), at])]
    until = periods.following(row["at"], made.period, calendar)
    own, said = (
        _of_subject(frame, row) if len(frame) else frame
        for frame in (_between(chosen, base, until), _between(mentions, base, until) if len(mentions) else mentions)
    )
    if own.empty:
        return []
    side = "positive" if measure == POSITIVE else "negative"
    after = (own["occurred_at"] >= row["since"]).to_numpy(bool)
    own = own.assign(so=_held(own, said, row, side))
    answers = (int((~after).sum()), int(after.sum()))
    change = float(row["after"] - row["before"])
    later = (said["occurred_at"] >= row["since"]).to_numpy(bool) if len(said) else np.zeros(0, bool)
    worsened = row["better"] is False
    heard = carriers.telling(said["clause_text"], later) if len(said) and worsened else []
    by_pattern = carriers.patterns(said, later, answers) if len(said) and row["kind"] != PATTERN else pd.DataFrame()
    parts = carriers.parts(own, after, "so")
    if row["kind"] == SOURCE:
        parts = parts[parts["column"] != "source"]
    # A pain that grows carries a positive share that falls.
    worse = change if made.watched.table["worse"].iloc[int(row["series"])] > 0 else -change
    return carriers.sentences(carriers.Change(change, worse), parts, by_pattern, heard, names(analysis))


def _held(own: pd.DataFrame, said: pd.DataFrame, row: Mapping[Any, Any], side: str) -> npt.NDArray[np.bool_]:
    """Of which experiences the measure of a change holds."""
    measure = str(row["measure"])
    if measure.startswith(EMOTION):
        return feels(own["emotions"], measure.removeprefix(EMOTION))
    if row["kind"] == PATTERN:
        return own["feedback_id"].isin(said["feedback_id"]).to_numpy(bool)
    return own["effort" if measure == EFFORT else side].to_numpy(bool)


def _between(frame: pd.DataFrame, first: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    inside: pd.DataFrame = frame[((frame["occurred_at"] >= first) & (frame["occurred_at"] < end)).to_numpy(bool)]
    return inside


def _of_subject(frame: pd.DataFrame, row: Mapping[Any, Any]) -> pd.DataFrame:
    column = {TOUCHPOINT: "touchpoint", SOURCE: "source", PATTERN: "pattern"}.get(str(row["kind"]))
    if column is None or column not in frame:
        return frame
    own: pd.DataFrame = frame[(frame[column] == row["subject"]).to_numpy(bool)]
    return own


def marked(found: Signals, measure: str, touchpoint: Sequence[str] = ()) -> pd.DataFrame:
    """The real changes of a measure, of everything or at these touchpoints, as events of a chart: at, words."""
    kind, _, name = measure.partition(":")
    wanted = {
        RATIO: (NEGATIVE, POSITIVE), "negative": (NEGATIVE, POSITIVE), "positive": (NEGATIVE, POSITIVE),
        "effort": (EFFORT,), VOLUME: (WATCHED_VOLUME,), "emotion": (f"{EMOTION}{name}",), "pattern": (RECURS,),
    }.get(kind, (scores.NAMES.get(measure, ""),))  # fmt: skip
    table = found.table
    own = table["measure"].isin(wanted).to_numpy(bool)
    if kind == "pattern":
        own = own & (table["subject"] == name).to_numpy(bool)
    else:
        where = tuple(touchpoint) or ("",)
        own = own & table["subject"].isin(where).to_numpy(bool) & (table["kind"] != SOURCE).to_numpy(bool)
    return found_signals.marks(table[own]).reset_index(drop=True)
