"""What a digest tells in sentences: the headline, actions, what waits, how far to trust it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import actions as register
from cxanalytics import boards, ratios, tracked, worklist
from cxanalytics.alerts import register as raised
from cxanalytics.boards import Wanted
from cxanalytics.digest.content import Digest, Headline
from cxanalytics.digest.period import Now
from cxanalytics.engine import Analysis
from cxanalytics.journey.model import UNASSIGNED
from cxanalytics.ratios import REFERENCE_LINES
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking import periods, words
from cxanalytics.tracking.signals import Signals

# So many alerts are told; the page has all.
_ALERTS = 8


def headline_of(series: pd.DataFrame, first: pd.Timestamp, now: Now) -> Headline:
    """The ratio of the last period of a series (`tracked.trend`), as it stands and against others.

    first: when the first feedback came; the period that holds it may not be whole.
    """
    row: Mapping[Any, Any] = series.iloc[-1].to_dict()
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))
    before = series.iloc[-2].to_dict() if len(series) > 1 and series.iloc[-2]["n"] > 0 else None
    # Of a year, the year before is the period before.
    past = series[(series["start"] == _a_year_before(now)).to_numpy(bool) & (series["n"] > 0).to_numpy(bool)]
    year = "" if now.period == "year" or past.empty else words.interval(words.RATIO, *_ends(past.iloc[0].to_dict()))
    labels = int(row["labels"])
    rests = f"corrected by {labels:,} labels" if labels else "as the machine counts, uncorrected"
    return Headline(
        value, low, high, words.interval(words.RATIO, value, low, high), int(row["n"]), rests,
        "" if before is None else f"{_named(before, first, now)}: {words.interval(words.RATIO, *_ends(before))}",
        f"A year before: {year}" if year else "", _against(low, high),
    )  # fmt: skip


def _named(row: Mapping[Any, Any], first: pd.Timestamp, now: Now) -> str:
    """A period by its name, with the day it is known from where that is not its first."""
    begins = pd.Timestamp(row["start"])
    if periods.from_the_start(begins, first, now.period, now.calendar):
        return str(row["label"])
    return f"{row['label']} (from {first.day} {first:%B} on)"


def _a_year_before(now: Now) -> pd.Timestamp:
    number = periods.a_year_before(periods.number_of(now.start, now.period, now.calendar), now.period)
    return periods.start(number, now.period, now.calendar)


def _ends(row: Mapping[Any, Any]) -> tuple[float, float, float]:
    return float(row["value"]), float(row["low"]), float(row["high"])


def _against(low: float, high: float) -> tuple[str, ...]:
    """The ratio held against the published lines, each with its source and year."""
    made = []
    for line in REFERENCE_LINES:
        side = "above" if low > line.value else "below" if high < line.value else "not told apart from"
        made.append(f"{side} {line.value:g} : 1, {line.label} ({line.source}, {line.year}; a survey panel)")
    return tuple(made) if not np.isnan(low) else ()


def actions_of(workspace: Workspace, analysis: Analysis, found: pd.DataFrame) -> tuple[str, ...]:
    """Every action that is not dropped, with its verdict (`effects.all`)."""
    known = register.all(workspace, analysis.journey)
    verdicts = dict(zip(found["action"], found["words"], strict=True)) if len(found) else {}
    today = pd.Timestamp.now().date()
    said = []
    for row in known[(known["state"] != register.DROPPED).to_numpy(bool)].to_dict("records"):
        about = [row["touchpoint"], row["owner"], "" if row["due"] is None else f"due {row['due']}"]
        late = row["state"] == register.OPEN and row["due"] is not None and row["due"] < today
        about += [str(row["state"]) + (", overdue" if late else "")]
        verdict = str(verdicts.get(row["action"], ""))
        said.append(f"{row['title']} ({', '.join(str(part) for part in about if part)}). {verdict}".strip())
    return tuple(said)


def waiting_of(cases: pd.DataFrame, workspace: Workspace) -> tuple[str, ...]:
    """How many unhappy customers wait, and how long answers take."""
    if cases.empty:
        return ()
    waiting = cases[(cases["state"] == worklist.OPEN).to_numpy(bool)]
    public = int(waiting["public"].sum())
    took = worklist.answering(cases, worklist.register.all(workspace))
    where = f", {public:,} in public" if public else ""
    until = cases["complained_at"].max()
    span = f"the {worklist.DAYS} days up to {until.day} {until:%B %Y}"
    said = [f"{len(waiting):,} unhappy customers of {span} wait for an answer now{where}."]
    return (*said, took.words) if took.answered else tuple(said)


def quality_of(now: Now) -> tuple[str, ...]:
    """How far the numbers can be trusted."""
    analysis, inside = now.analysis, now.inside
    mix = ratios.mix(inside)
    said = [mix.words]
    lost = int((inside["touchpoint"] == UNASSIGNED).sum())
    said.append(
        f"{100 * lost / len(inside):.0f} % of {len(inside):,} experiences speak of no touchpoint that could be told."
    )
    read = sum(record.ledger["read"] for record in analysis.imports)
    kept = sum(record.ledger["kept"] for record in analysis.imports)
    said.append(f"All imports so far: {read:,} rows read = {kept:,} kept + {read - kept:,} set aside.")
    undated = int(analysis.experiences["occurred_at"].isna().sum())
    if undated:
        said.append(f"{undated:,} experiences have no date and are in no period.")
    same = tracked.same_mix(analysis, Selection(until=now.selection.until), now.period, now.calendar)
    if same.warning:
        said.append(same.warning)
    if not now.whole:
        said.append(f"{now.name} still runs: its numbers will change.")
    return tuple(said)


def method_of(now: Now, signals: Signals) -> tuple[str, ...]:
    """How the numbers come about."""
    watched = f"Only changes beyond noise are told, of {len(signals.watched.table):,} numbers watched."
    return (
        "The ratio tells how many positive experiences there were for each negative one, with its 95 % interval.",
        f"{watched} {signals.expectation}" if signals.ready else signals.words,
        *(line.words for line in REFERENCE_LINES),
        now.calendar.words,
    )


def alerts_of(known: pd.DataFrame) -> tuple[str, ...]:
    """What asks for attention of all alerts (`alerts.register.all`), and how much more there is."""
    standing = known[(known["state"] == raised.OPEN).to_numpy(bool)]
    rows = standing.head(_ALERTS).to_dict("records")
    more = len(standing) - len(rows)
    said = [f"{row['title']}. {row['text']}" for row in rows]
    return (*said, f"And {more} more on the page Signals.") if more else tuple(said)


def about_of(now: Now) -> tuple[tuple[str, str], ...]:
    """Where the numbers come from: what, and what it is."""
    board = boards.board(now.workspace, now.analysis, now.selection, Wanted())
    return board.provenance.lines


def summary_of(digest: Digest, *, ready: bool) -> tuple[str, ...]:
    """A few sentences: where the number stands, what changed, where it hurts.

    ready: whether changes can be told from noise yet.
    """
    head = digest.headline
    said = [
        f"{head.text}: so many positive experiences for each negative one, {head.n:,} experiences, {head.rests_on}."
    ]
    fresh = list(digest.fresh)
    worse = [change for change in fresh if change.better is False]
    if fresh:
        first = (worse or fresh)[0]
        more = f" ({len(fresh) - 1} more)" if len(fresh) > 1 else ""
        said.append(f"{first.words}{more}")
    else:
        said.append(_standing(digest) if ready else digest.noise)
        apart = digest.table[digest.table["apart"].to_numpy(bool)] if len(digest.table) else digest.table
        if len(apart):
            places = " and ".join(f"{row['touchpoint']} ({row['text']})" for row in apart.head(3).to_dict("records"))
            said.append(f"Surely different from the {digest.period} before: {places}.")
    if digest.worst:
        place = digest.worst[0]
        why = f", where customers complain most of “{place.recurs}”" if place.recurs else ""
        said.append(f"It hurts most at {place.touchpoint}: {place.text}{why}.")
    return tuple(said)


def _standing(digest: Digest) -> str:
    """That nothing is new, and what stands from before."""
    worse = [change for change in digest.changes if not change.new and change.better is False]
    if not worse:
        return "Nothing changed beyond noise."
    many = "one change" if len(worse) == 1 else f"{len(worse)} changes"
    return (
        f"Nothing new beyond noise; {many} for the worse still stand{'s' if len(worse) == 1 else ''}: {worse[0].words}"
    )
