"""A digest of a workspace: what happened in one period, put together from everything that is known of it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from cxanalytics import actions as register
from cxanalytics import effects, tracked, worklist
from cxanalytics.alerts import register as raised
from cxanalytics.digest.content import Change, Digest
from cxanalytics.digest.deciding import decisions
from cxanalytics.digest.heard import hurting, quotes
from cxanalytics.digest.period import Now, now_of
from cxanalytics.digest.standing import places
from cxanalytics.digest.telling import (
    about_of,
    actions_of,
    alerts_of,
    headline_of,
    method_of,
    quality_of,
    summary_of,
    waiting_of,
)
from cxanalytics.engine import Analysis
from cxanalytics.errors import SelectionError
from cxanalytics.journey.board import MASKED, NO_TEXT, QUOTES
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking import comings, periods
from cxanalytics.tracking.signals import Signals, identity
from cxanalytics.tracking.watching import TOUCHPOINT

# So many periods stand in the picture.
_SHOWN = 13
# Changes are sought by the same period, of a day by the week and of a year by the quarter: fewer periods tell nothing.
_SIGNALS = {"day": "day", "week": "week", "month": "month", "quarter": "month", "year": "quarter"}


def gather(
    workspace: Workspace,
    analysis: Analysis,
    period: str = "month",
    *,
    at: date | None = None,
    shared: str = QUOTES,
    signals: Signals | None = None,
) -> Digest:
    """The digest of the last whole period, or of the one that holds the day `at`.

    shared: how much of customers' words goes into it (`journey.board`: quotes, masked or no text). signals: the changes
    of all feedback for the period that they are sought by, where at hand. Of a period that is long over, changes and
    customers who wait are told as they stood at its end.

    Raises
    ------
    SelectionError
        There is no such period, no feedback has a date, or nothing was said in the period of that day.
    """
    periods.check(period)
    if shared not in (QUOTES, MASKED, NO_TEXT):
        raise SelectionError(f"Customers' words go in as {QUOTES}, {MASKED} or {NO_TEXT}, not '{shared}'.")
    return _gathered(now_of(workspace, analysis, period, at), shared, signals)


def _gathered(now: Now, shared: str, signals: Signals | None) -> Digest:
    workspace, analysis, period = now.workspace, now.analysis, now.period
    # What came later was not known then.
    known = Selection() if now.newest else Selection(until=now.selection.until)
    changes = signals if signals and now.newest else tracked.signals(analysis, known, _SIGNALS[period], now.calendar)
    series = tracked.trend(analysis, Selection(), tracked.RATIO, period, calendar=now.calendar).table
    series = series[(series["start"] <= now.start).to_numpy(bool)].reset_index(drop=True)
    headline = headline_of(series, pd.Timestamp(analysis.experiences["occurred_at"].min()), now)
    stands = places(now)
    found = changes_of(changes, _told_before(analysis, now), now)
    goals = tracked.paces(workspace, analysis)
    cases = worklist.cases(workspace, analysis, known)
    digest = Digest(
        title=f"{analysis.journey.name}: {now.name}{'' if now.whole else ' (still running)'}",
        period=period,
        name=now.name,
        start=now.start,
        whole=now.whole,
        company=analysis.journey.name,
        headline=headline,
        summary=(),
        series=series.tail(_SHOWN).reset_index(drop=True),
        changes=found,
        noise=changes.words if not changes.ready or not any(change.new for change in found) else changes.expectation,
        worst=stands.worst,
        best=stands.best,
        few=stands.few,
        patterns=comings.comings(
            tracked.counted_mentions(analysis), tracked.names(analysis), now.start, period, now.calendar
        ),
        hurting=hurting(now),
        quotes=quotes(now, found, shared),
        table=stands.table,
        decisions=(),
        actions=actions_of(workspace, analysis, effects.all(workspace, analysis)),
        targets=tuple(f"{row['touchpoint'] or 'Overall'}: {row['words']}" for row in goals.to_dict("records")),
        waiting=waiting_of(cases, workspace),
        alerts=alerts_of(raised.all(workspace)),
        quality=quality_of(now),
        method=method_of(now, changes),
        about=about_of(now),
        sharing=shared,
    )
    decided = decisions(digest, register.all(workspace, analysis.journey), goals, stands.table, cases)
    return replace(digest, summary=summary_of(digest, ready=changes.ready), decisions=decided)


def _told_before(analysis: Analysis, now: Now) -> set[str]:
    """The changes that were known when the period began: a change of earlier months may only now be sure."""
    until = (now.start - pd.Timedelta(days=1)).date()
    if not (analysis.experiences["occurred_at"] < now.start).any():
        return set()
    # Also what had passed again: it is not news when it comes back into sight.
    before = tracked.signals(analysis, Selection(until=until), _SIGNALS[now.period], now.calendar, explained=0).table
    return {identity(row) for row in before.to_dict("records")}


def changes_of(signals: Signals, before: Collection[str], now: Now) -> tuple[Change, ...]:
    """The real changes that became known in the period, then those that were known before (`before`) and still stand.

    What began in the period is new, and what stands and was not known when it began.
    """
    table = signals.table[(signals.table["at"] < now.end).to_numpy(bool)]
    if table.empty:
        return ()
    stands = table["current"].to_numpy(bool)
    unknown = np.array([identity(row) not in before for row in table.to_dict("records")])
    inside = (table["at"] >= now.start).to_numpy(bool) | (stands & unknown)
    earlier = stands & ~inside
    # A change of a year ago is how things are.
    kept = inside | (earlier & (table["since"] >= now.start - pd.Timedelta(days=365)).to_numpy(bool))
    rows = table[kept].assign(new=inside[kept]).sort_values("p", kind="stable")
    made = [
        Change(
            str(row["words"]), tuple(row["carriers"]), row["better"], bool(row["new"]),
            str(row["subject"]) if row["kind"] == TOUCHPOINT else "",
        )
        for row in rows.to_dict("records")
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda change: (not change.new, change.better is not False)))
