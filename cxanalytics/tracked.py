"""Tracking in a workspace: how it counts time, its series, the changes in them and what carries those."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import targets
from cxanalytics.engine import Analysis
from cxanalytics.errors import SelectionError
from cxanalytics.files import read_parquet
from cxanalytics.journey.map import labelled_elsewhere
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking import carriers, cohorts, periods, series
from cxanalytics.tracking import ratings as scores
from cxanalytics.tracking import signals as found_signals
from cxanalytics.tracking.league import league
from cxanalytics.tracking.mix import AtSameMix, at_same_mix
from cxanalytics.tracking.pace import Pace, pace
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

_CALENDAR = "calendar"
# What carries a change is found for so many of the newest.
_EXPLAINED = 12

RATIO, VOLUME = "ratio", "volume"
GROUPS = ("touchpoint", "stage", "channel", "segment", "source", "kind")
_RATED = ["feedback_id", "response_id", "source", "kind", "channel", "segment", "occurred_at", "import_id", "question",
          "rating", "rating_low", "rating_high"]  # fmt: skip


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


def measures(analysis: Analysis) -> dict[str, str]:
    """What can be followed, each with its name: ratio, shares, effort, volume, emotions, ratings, patterns."""
    from cxanalytics.emotion.lexicon import emotions

    known = {
        RATIO: "Positive for each negative", "negative": "Negative share", "positive": "Positive share",
        "effort": "Speak of effort", VOLUME: "Number of experiences",
    }  # fmt: skip
    known |= {f"emotion:{item.name}": f"Feel {item.name}" for item in emotions()}
    kinds = set(scores.kinds(ratings(analysis)).dropna())
    known |= {kind: scores.NAMES[kind] for kind in scores.KINDS if kind in kinds}
    return known | {f"pattern:{pattern}": f"“{name}”" for pattern, name in names(analysis).items()}


def names(analysis: Analysis) -> dict[str, str]:
    """The living patterns by name, those heard most first."""
    from cxanalytics.patterns.registry import LIVE

    table, mentions = analysis.recurring.patterns, analysis.recurring.mentions
    if table.empty:
        return {}
    living = table[(table["state"] == LIVE).to_numpy(bool)]
    heard = mentions["pattern"].value_counts()
    order = living.assign(n=living["pattern"].map(heard).fillna(0)).sort_values("n", ascending=False, kind="stable")
    return dict(zip(order["pattern"].astype("str"), order["name"].astype("str"), strict=True))


def counted_mentions(analysis: Analysis) -> pd.DataFrame:
    """The negative mentions that nobody said are no pain, with the pattern each is in."""
    mentions = analysis.recurring.mentions
    return mentions[~mentions["aside"].to_numpy(bool)] if len(mentions) else mentions


def ratings(analysis: Analysis) -> pd.DataFrame:
    """The customers' own ratings, one row per rating of a response: _RATED and touchpoint-free.

    A response that answers several questions in words repeats its rating in each; it counts once.
    """
    read = [read_parquet(path, _RATED) for path in analysis.files.feedback]
    if not read:
        return pd.DataFrame(columns=_RATED)
    table = pd.concat(read, ignore_index=True)
    table = table[table["rating"].notna().to_numpy(bool)]
    return table.drop_duplicates(["response_id", "rating", "rating_low", "rating_high"], ignore_index=True)


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
    chosen = local(analysis, selection.apply(analysis.experiences), calendar)
    groups = (by,) if by else ()
    rated = measure in scores.KINDS
    table = (
        _rated(analysis, selection, measure, groups, period, calendar)
        if rated
        else _experienced(analysis, chosen, selection, measure, groups, period, calendar)
    )
    told = series.told(table, groups, chosen["occurred_at"].max(), period, calendar) if len(table) else table
    return Trend(measure, by, period, told, f"{known[measure]}. {_method(measure)} {calendar.words}")


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
    return series.rating(local(analysis, table, calendar), kind, by, period, calendar)


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


def same_mix(
    analysis: Analysis, selection: Selection, period: str = "month", calendar: Calendar = STANDARD
) -> AtSameMix:
    """Shares and ratio of the selected feedback at the same mix of sources in all periods.

    Raises
    ------
    SelectionError
        There is no such period, or the selection names a value that occurs nowhere.
    """
    chosen = local(analysis, selection.apply(analysis.experiences), calendar)
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
    chosen = local(analysis, selection.apply(analysis.experiences), calendar)
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
    return cohorts.still(local(analysis, selection.apply(analysis.experiences), calendar), period, calendar)


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


_NO_SERIES: dict[str, list[Any]] = {name: [] for name in ("start", "n", "value", "low", "high", "whole")}


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
    chosen = local(analysis, selection.apply(analysis.experiences), calendar)
    mentions = _mentions(analysis, selection, calendar)
    plain = replace(selection, basis=())
    rated = ratings(analysis)
    watched = watch(
        chosen,
        period,
        calendar,
        touchpoints=[item.name for item in analysis.journey.touchpoints],
        mentions=mentions[mentions["pattern"].isin(list(names(analysis)))] if len(mentions) else None,
        ratings=local(analysis, rated[plain.mask(rated)], calendar) if not selection.touchpoint else None,
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


def _mentions(analysis: Analysis, selection: Selection, calendar: Calendar) -> pd.DataFrame:
    mentions = counted_mentions(analysis)
    return local(analysis, mentions[selection.mask(mentions)], calendar) if len(mentions) else mentions


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
