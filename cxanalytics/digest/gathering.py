"""A digest of a workspace: what happened in one period, put together from everything that is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import actions as register
from cxanalytics import boards, effects, ratios, sharing, tracked, worklist
from cxanalytics.alerts import register as raised
from cxanalytics.boards import Wanted
from cxanalytics.digest.content import Change, Digest, Headline, Place, Quote
from cxanalytics.digest.deciding import decisions
from cxanalytics.engine import Analysis
from cxanalytics.errors import SelectionError
from cxanalytics.journey.board import MASKED, NO_TEXT, QUOTES
from cxanalytics.journey.map import labelled_elsewhere
from cxanalytics.journey.model import UNASSIGNED
from cxanalytics.ratios import REFERENCE_LINES, THIN
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking import comings, periods, words
from cxanalytics.tracking.periods import Calendar
from cxanalytics.tracking.signals import Signals
from cxanalytics.tracking.watching import TOUCHPOINT

# So many periods stand in the picture, touchpoints on either side, quotes, patterns.
_SHOWN, _PLACES, _QUOTES, _PATTERNS = 13, 3, 4, 8
# A touchpoint is told to be the lowest from so much of a chance on.
_TELLING = 0.5
# Changes are sought by the same period, of a day by the week and of a year by the quarter: fewer periods tell nothing.
_SIGNALS = {"day": "day", "week": "week", "month": "month", "quarter": "month", "year": "quarter"}


@dataclass(frozen=True)
class _Now:
    """One period of a workspace: what it is called, when it begins and ends, what was said in it."""

    workspace: Workspace
    analysis: Analysis
    calendar: Calendar
    period: str
    start: pd.Timestamp
    end: pd.Timestamp
    whole: bool
    inside: pd.DataFrame
    selection: Selection

    @property
    def name(self) -> str:
        return periods.label(self.start, self.period, self.calendar)


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
    of all feedback for the period that they are sought by, where at hand.

    Raises
    ------
    SelectionError
        There is no such period, no feedback has a date, or nothing was said in the period of that day.
    """
    periods.check(period)
    if shared not in (QUOTES, MASKED, NO_TEXT):
        raise SelectionError(f"Customers' words go in as {QUOTES}, {MASKED} or {NO_TEXT}, not '{shared}'.")
    now = _now(workspace, analysis, period, at)
    changes = signals or tracked.signals(analysis, Selection(), _SIGNALS[period], now.calendar)
    series = tracked.trend(analysis, Selection(), tracked.RATIO, period, calendar=now.calendar).table
    series = series[(series["start"] <= now.start).to_numpy(bool)].tail(_SHOWN).reset_index(drop=True)
    headline = _headline(series)
    table, worst, best = _places(now)
    found = _changes(changes, now)
    patterns = comings.comings(
        tracked.counted_mentions(analysis), tracked.names(analysis), now.start, period, now.calendar
    )
    acts = effects.all(workspace, analysis)
    goals = tracked.paces(workspace, analysis)
    open_ = raised.all(workspace)
    standing = open_[(open_["state"] == raised.OPEN).to_numpy(bool)]
    cases = worklist.cases(workspace, analysis, Selection())
    digest = Digest(
        title=f"{analysis.journey.name}: {now.name}",
        period=period,
        name=now.name,
        start=now.start,
        whole=now.whole,
        company=analysis.journey.name,
        headline=headline,
        summary=(),
        series=series,
        changes=found,
        noise=changes.words if not any(change.new for change in found) else changes.expectation,
        worst=worst,
        best=best,
        patterns=patterns,
        hurting=_hurting(now),
        quotes=_quotes(now, found, shared),
        table=table,
        decisions=(),
        actions=_actions(workspace, analysis, acts),
        targets=tuple(f"{row['touchpoint'] or 'Overall'}: {row['words']}" for row in goals.to_dict("records")),
        waiting=_waiting(cases, workspace),
        alerts=tuple(f"{row['title']}. {row['text']}" for row in standing.head(8).to_dict("records")),
        quality=_quality(now),
        method=_method(now, changes),
        about=_about(workspace, analysis),
        sharing=shared,
    )
    decided = decisions(digest, register.all(workspace, analysis.journey), goals, table, cases)
    return replace(digest, summary=_summary(digest), decisions=decided)


def _now(workspace: Workspace, analysis: Analysis, period: str, at: date | None) -> _Now:
    calendar = tracked.calendar_of(workspace)
    everything = tracked.local(analysis, analysis.experiences, calendar)
    if everything.empty or everything["occurred_at"].isna().all():
        raise SelectionError("No feedback has a date, so there is no period to tell of; name a date column on import.")
    last = everything["occurred_at"].max()
    number = periods.number_of(pd.Timestamp(at) if at else last, period, calendar)
    if at is None and not periods.whole(periods.start(number, period, calendar), last, period, calendar):
        first = periods.number_of(everything["occurred_at"].min(), period, calendar)
        number = max(number - 1, first)
    begins, ends = (periods.start(number + i, period, calendar) for i in (0, 1))
    inside = ((everything["occurred_at"] >= begins) & (everything["occurred_at"] < ends)).to_numpy(bool)
    if not inside.any():
        name = periods.label(begins, period, calendar)
        raise SelectionError(f"Nothing was said in {name}; the last feedback is of {last.day} {last:%B %Y}.")
    selection = Selection(since=begins.date(), until=(ends - pd.Timedelta(days=1)).date())
    over = periods.whole(begins, last, period, calendar)
    return _Now(workspace, analysis, calendar, period, begins, ends, over, everything[inside], selection)


def _headline(series: pd.DataFrame) -> Headline:
    row: Mapping[Any, Any] = series.iloc[-1].to_dict()
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))
    before = series.iloc[-2].to_dict() if len(series) > 1 and series.iloc[-2]["n"] > 0 else None
    year = words.plain(words.RATIO, float(row["last_year"]))
    labels = int(row["labels"])
    rests = f"corrected by {labels:,} labels" if labels else "as the machine counts, uncorrected"
    return Headline(
        value, low, high, words.interval(words.RATIO, value, low, high), int(row["n"]), rests,
        "" if before is None else f"{before['label']}: {words.interval(words.RATIO, *_ends(before))}",
        "" if year == "–" else f"A year before: {year}", _against(low, high),
    )  # fmt: skip


def _ends(row: Mapping[Any, Any]) -> tuple[float, float, float]:
    return float(row["value"]), float(row["low"]), float(row["high"])


def _against(low: float, high: float) -> tuple[str, ...]:
    """The ratio held against the published lines, each with its source and year."""
    made = []
    for line in REFERENCE_LINES:
        side = "above" if low > line.value else "below" if high < line.value else "not told apart from"
        made.append(f"{side} {line.value:g} : 1, {line.label} ({line.source}, {line.year}; a survey panel)")
    return tuple(made) if not np.isnan(low) else ()


def _places(now: _Now) -> tuple[pd.DataFrame, tuple[Place, ...], tuple[Place, ...]]:
    """Every touchpoint as a table, and those that are likely the lowest and the highest."""
    others = labelled_elsewhere(now.analysis.experiences, now.selection)
    chosen = now.inside[(now.inside["touchpoint"] != UNASSIGNED).to_numpy(bool)]
    table = ratios.table(chosen, ("touchpoint",), others=others)
    if table.empty:
        return table.assign(text="", rests_on="", change=""), (), ()
    table = table.assign(text=ratios.text(table, n=False), rests_on=ratios.rests_on(table), change=_moved(now, table))
    enough = table[(table["n"] >= THIN).to_numpy(bool)].reset_index(drop=True)
    if len(enough) < 2:
        return table, (), ()
    same = chosen[chosen["touchpoint"].isin(enough["touchpoint"].tolist()).to_numpy(bool)]
    own = same.assign(touchpoint=same["touchpoint"].astype("str").astype("category"))
    drawn = ratios.draws(own, ("touchpoint",), counted=True, others=others)
    ranked = ratios.ranking(ratios.counts(own, ("touchpoint",)), drawn)
    joined = ranked.merge(enough[["touchpoint", "text"]], on="touchpoint").sort_values("shrunk", kind="stable")
    board = boards.board(now.workspace, now.analysis, now.selection, Wanted())
    points = board.shown.points.set_index("touchpoint")
    rows = joined.to_dict("records")
    # The same touchpoint is never told to be both.
    many = min(_PLACES, len(rows) // 2)
    worst = tuple(_place(row, points, lowest=True) for row in rows[:many])
    best = tuple(_place(row, points, lowest=False) for row in rows[::-1][:many])
    return table, worst, best


def _moved(now: _Now, table: pd.DataFrame) -> list[str]:
    """How each touchpoint stands against the period before, where that can be told."""
    before = periods.following(now.start, now.period, now.calendar, -1)
    everything = tracked.local(now.analysis, now.analysis.experiences, now.calendar)
    earlier = everything[
        ((everything["occurred_at"] >= before) & (everything["occurred_at"] < now.start)).to_numpy(bool)
    ]
    if earlier.empty:
        return [""] * len(table)
    known = ratios.table(earlier, ("touchpoint",)).set_index("touchpoint")
    said = []
    for row in table.to_dict("records"):
        if row["touchpoint"] not in known.index or np.isnan(known.loc[row["touchpoint"], "ratio"]):
            said.append("")
            continue
        then = known.loc[row["touchpoint"]]
        apart = row["low"] > then["high"] or row["high"] < then["low"]
        before_ = words.plain(words.RATIO, float(then["ratio"]))
        said.append(f"before {before_}" + (", surely different" if apart else ""))
    return said


def _place(row: Mapping[Any, Any], points: pd.DataFrame, *, lowest: bool) -> Place:
    name = str(row["touchpoint"])
    point: Any = points.loc[name] if name in points.index else None
    recurs = "" if point is None or pd.isna(point["recurs"]) or not lowest else f"{point['recurs']}"
    chance = float(row["p_worst"])
    sure = f"{100 * chance:.0f} % likely the lowest of all" if lowest and chance >= _TELLING else ""
    owner = "" if point is None or pd.isna(point["owner"]) else str(point["owner"])
    return Place(name, str(row["text"]), sure, recurs, owner)


def _changes(signals: Signals, now: _Now) -> tuple[Change, ...]:
    """The real changes that were found in the period, then those that began earlier and still stand."""
    table = signals.table
    if table.empty:
        return ()
    inside = ((table["at"] >= now.start) & (table["at"] < now.end)).to_numpy(bool)
    earlier = (table["at"] < now.start).to_numpy(bool) & table["current"].to_numpy(bool)
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


def _hurting(now: _Now) -> pd.DataFrame:
    """What recurs most in the negative answers of the period: name, n, share of them."""
    mentions = tracked.local(now.analysis, tracked.counted_mentions(now.analysis), now.calendar)
    none = pd.DataFrame(
        {"name": pd.Series(dtype="str"), "n": pd.Series(dtype="int64"), "share": pd.Series(dtype="float64")}
    )
    if mentions.empty:
        return none
    own = mentions[((mentions["occurred_at"] >= now.start) & (mentions["occurred_at"] < now.end)).to_numpy(bool)]
    names = tracked.names(now.analysis)
    once = own[["feedback_id", "pattern"]].drop_duplicates()
    counted = once["pattern"].dropna().astype("str").value_counts()
    counted = counted[counted.index.isin(list(names))].head(_PATTERNS)
    if counted.empty:
        return none
    of = max(int(own["feedback_id"].nunique()), 1)
    return pd.DataFrame(
        {"name": [names[one] for one in counted.index], "n": counted.to_numpy(), "share": counted.to_numpy() / of}
    )


def _quotes(now: _Now, changes: tuple[Change, ...], shared: str) -> tuple[Quote, ...]:
    """Customers' own words of the period: of what hurts first, and one of what is loved."""
    mentions = now.analysis.mentions
    if mentions.empty or shared == NO_TEXT:
        return ()
    local = tracked.local(now.analysis, mentions, now.calendar)
    own = local[((local["occurred_at"] >= now.start) & (local["occurred_at"] < now.end)).to_numpy(bool)]
    own = own.sort_values(["quote_score", "feedback_id"], ascending=[False, True], kind="stable")
    told = " ".join(f"{change.words} {' '.join(change.carriers)}" for change in changes)
    kept = []
    for polarity, many in (("negative", _QUOTES - 1), ("positive", 1)):
        side = own[(own["polarity"] == polarity).to_numpy(bool) & (own["touchpoint"] != UNASSIGNED).to_numpy(bool)]
        # Those of touchpoints that changed come first, one of each touchpoint.
        named = side["touchpoint"].astype("str").map(lambda name: str(name) in told)
        side = side.assign(named=named).sort_values("named", ascending=False, kind="stable")
        kept.append(side.drop_duplicates("touchpoint").head(many))
    chosen = pd.concat(kept, ignore_index=True)
    texts = chosen["clause_text"].astype("str")
    if shared == MASKED:
        texts = sharing.hide(texts, sharing.ordinary_words(mentions["clause_text"].astype("str")))
    return tuple(
        Quote(text, str(row["polarity"]), str(row["touchpoint"]), str(row["source"]),
              None if pd.isna(row["occurred_at"]) else row["occurred_at"].date())
        for text, row in zip(texts, chosen.to_dict("records"), strict=True)
    )  # fmt: skip


def _actions(workspace: Workspace, analysis: Analysis, found: pd.DataFrame) -> tuple[str, ...]:
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


def _waiting(cases: pd.DataFrame, workspace: Workspace) -> tuple[str, ...]:
    if cases.empty:
        return ()
    waiting = cases[(cases["state"] == worklist.OPEN).to_numpy(bool)]
    public = int(waiting["public"].sum())
    took = worklist.answering(cases, worklist.register.all(workspace))
    where = f", {public:,} in public" if public else ""
    said = [f"{len(waiting):,} unhappy customers of the last {worklist.DAYS} days wait for an answer{where}."]
    return (*said, took.words) if took.answered else tuple(said)


def _quality(now: _Now) -> tuple[str, ...]:
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


def _method(now: _Now, signals: Signals) -> tuple[str, ...]:
    return (
        "The ratio tells how many positive experiences there were for each negative one, with its 95 % interval.",
        f"Only changes beyond noise are told, of {len(signals.watched.table):,} numbers watched. {signals.expectation}",
        *(line.words for line in REFERENCE_LINES),
        now.calendar.words,
    )


def _about(workspace: Workspace, analysis: Analysis) -> tuple[tuple[str, str], ...]:
    board = boards.board(workspace, analysis, Selection(), Wanted())
    return board.provenance.lines


def _summary(digest: Digest) -> tuple[str, ...]:
    """Two or three sentences: where the number stands, what changed, where it hurts."""
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
        said.append("Nothing changed beyond noise." if "noise" in digest.noise else digest.noise)
    if digest.worst:
        place = digest.worst[0]
        why = f", where customers complain most of “{place.recurs}”" if place.recurs else ""
        said.append(f"It hurts most at {place.touchpoint}: {place.text}{why}.")
    return tuple(said)
