"""Tracking in a workspace: how it counts time, its series, the changes in them and what carries those."""

from cxanalytics.tracked.calendars import calendar_of, keep_calendar, local
from cxanalytics.tracked.changes import marked, signals
from cxanalytics.tracked.goals import league_of, paces, series_of
from cxanalytics.tracked.known import RATIO, VOLUME, counted_mentions, measures, names, ratings
from cxanalytics.tracked.trends import GROUPS, Trend, by_cohort, cohorts_of, same_mix, still_loved, trend

__all__ = [
    "GROUPS", "RATIO", "VOLUME", "Trend", "by_cohort", "calendar_of", "cohorts_of", "counted_mentions", "keep_calendar",
    "league_of", "local", "marked", "measures", "names", "paces", "ratings", "same_mix", "series_of", "signals",
    "still_loved", "trend",
]  # fmt: skip
