"""Emerging: what is said in the last week or month more than those before it explain.

Two witnesses. Terms and patterns whose number of answers is beyond what the periods before let expect (the tail of a
negative binomial distribution, `surprise`), and answers that lie among one another, in other words than before
(`nearby`). Answers that lie among one another clearly are an alert; those that do perhaps, and terms that are only
frequent, need each other. An alert is explained by the log-odds of its words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import counted, nearby, odds, surprise, vectors
from cxanalytics.patterns.clustering import Ints
from cxanalytics.patterns.counted import BASELINE, Counted
from cxanalytics.patterns.nearby import Neighbours
from cxanalytics.threads import one_thread

Mask = npt.NDArray[np.bool_]

# So many periods before the last have to hold answers.
ENOUGH = 4
# A term has to stand in so many answers of the period to be tested.
LEAST = 3
# A group of answers below this share of the period is watched until it shows in so many of the last periods.
SMALL, AGAIN, OF = 0.05, 2, 3
# An alert's answers are as many as would come about less often than this by the swing of their own kind.
_BEYOND = 0.001
# Terms count as witnesses where they are so many times as frequent as expected.
_TIMES = 2.0
# So much of the smaller group has to be in both for two witnesses to speak of the same.
_SAME = 0.5
# So many answers are compared with each other, at most, and so often is it tried what mere chance would bring.
_COMPARED, _SHUFFLES = 6_000, 20
_QUOTES, _TERMS = 3, 5

_COLUMNS = ("terms", "patterns", "n", "share", "expected", "times", "last_year", "state", "quotes", "feedback")


@dataclass(frozen=True)
class Alerts:
    """What is new in a period.

    table: one row per alert, the biggest first: terms (list, the most telling first), patterns (list of ids), n
    (answers in it), share (of the period's answers), expected (answers like them, had nothing changed), times (as many
    as expected), last_year (answers like them in the same month of the year before, of as many as now; NaN of weeks,
    and where the feedback is younger), state ("sure", or "watch": small, and not seen in the periods before), quotes
    (list), feedback (list of feedback_id). period: its name; answers: how many different ones it holds; before: how
    many periods it is held against; expected_false: how many alerts the same answers give on average with their dates
    dealt out by chance; undated: mentions without a date, that are not looked at.
    """

    table: pd.DataFrame
    period: str
    answers: int
    before: int
    expected_false: float
    undated: int

    @property
    def enough(self) -> bool:
        """Whether there are enough periods to tell what is new."""
        return self.before >= ENOUGH

    @property
    def words(self) -> str:
        """What was found, in a sentence or two."""
        if not self.enough:
            return f"Too few periods to tell what is new: {self.before} before the last, {ENOUGH} are needed."
        number = len(self.table)
        what = "nothing beyond noise" if not number else f"{number} alert{'s' if number > 1 else ''}"
        return (
            f"{self.period}: {what} in {self.answers:,} answers, held against {self.before} periods before. With their "
            f"dates dealt out by chance, the same answers give {self.expected_false:.2g} alerts a period."
        )


def alerts(
    mentions: pd.DataFrame,
    period: str = "week",
    at: pd.Timestamp | None = None,
    *,
    masked: frozenset[str] = frozenset(),
) -> Alerts:
    """What is new in the last week or month of the mentions, or in the one that holds `at`.

    mentions: clause_text, feedback_id, occurred_at, and pattern where they are in patterns. All mentions of an answer
    are taken together; answers that say the same in one period count once. `masked` words tell nothing.
    """
    undated = int(mentions["occurred_at"].isna().sum())
    read = counted.count(mentions[mentions["occurred_at"].notna()], period, at)
    now = len(read.periods) - 1
    answers = int((read.period == now).sum())
    if np.unique(read.period[read.period < now]).size < ENOUGH:
        before = int(np.unique(read.period[read.period < now]).size)
        return Alerts(_table([]), read.periods[-1] if read.periods else "", answers, before, 0.0, undated)
    chosen = _compared(read)
    with one_thread():
        rows = vectors.fit(read.answers["text"].iloc[chosen], masked=masked).transform(
            read.answers["text"].iloc[chosen]
        )
        near = Neighbours.of(rows)
    place = _Place(read, chosen, rows, near)
    found = _groups(place, now)
    a_year = period == "month" and now == BASELINE
    table = _table([_alert(place, group, now, a_year=a_year) for group in found])
    return Alerts(table, read.periods[-1], answers, now, _by_chance(place, now), undated)


@dataclass(frozen=True)
class _Place:
    """What was counted, and which of its answers (`chosen`) are compared: their rows and neighbours."""

    read: Counted
    chosen: Ints
    rows: vectors.Vectors
    near: Neighbours

    @property
    def period(self) -> Ints:
        """The period of each compared answer."""
        return self.read.period[self.chosen]


def _compared(read: Counted) -> Ints:
    """At most _COMPARED answers, by the hash of their text: as great a part of each period."""
    order = np.argsort(pd.util.hash_array(read.answers["text"].to_numpy("object")), kind="stable")
    return np.sort(order[:_COMPARED])


def _groups(place: _Place, now: int) -> list[Ints]:
    """The groups of compared answers that are new in a period (places among the compared)."""
    period = place.period
    sure = nearby.groups(place.near, period == now, period <= now, nearby.CLEARLY)
    perhaps = nearby.groups(place.near, period == now, period <= now, nearby.PERHAPS)
    spoken = _spoken(place, now)
    more = [
        group
        for group in perhaps
        if not any(nearby.overlap(group, other) >= nearby.OVERLAP for other in sure)
        and any(nearby.overlap(group, other) >= nearby.OVERLAP for other in spoken)
    ]
    whole = []
    for group in [*sure, *more]:
        like = nearby.alike(place.near.rows, group)
        if _beyond(like, period, now):
            whole.append(np.union1d(group, np.flatnonzero(like & (period == now))))
    return sorted(whole, key=lambda group: (-len(group), int(group[0])))


def _beyond(like: Mask, period: Ints, now: int) -> bool:
    """Whether so many answers like a group are beyond the swing of such answers from period to period."""
    counts = np.bincount(period[like], minlength=now + 1)[: now + 1].astype("float64")
    sizes = np.bincount(period, minlength=now + 1)[: now + 1].astype("float64")
    heard = sizes[:now] > 0
    unlikely = surprise.tail(counts[now:], counts[:now][heard][:, None], sizes[now], sizes[:now][heard])
    return bool(unlikely[0] <= _BEYOND)


def _spoken(place: _Place, now: int) -> list[Ints]:
    """The compared answers of a period that hold each set of terms (or a pattern) that is too frequent in it."""
    read = place.read
    counts, sizes = counted.per_period(read)
    tested = np.flatnonzero(counts[now] >= LEAST)
    expected = counts[:now, tested].sum(axis=0) / sizes[:now].sum() * sizes[now]
    unlikely = surprise.tail(counts[now, tested], counts[:now, tested], sizes[now], sizes[:now])
    often = counts[now, tested] >= _TIMES * expected
    flagged = tested[surprise.discoveries(unlikely) & often]
    here = np.flatnonzero(place.period == now)
    held = read.held[place.chosen[here]][:, flagged]
    sets = [set(here[held[:, column].nonzero()[0]].tolist()) for column in range(len(flagged))]
    return [np.array(sorted(group), dtype="int64") for group in nearby.joined([s for s in sets if s])]


def _by_chance(place: _Place, now: int) -> float:
    """How many groups the same answers give with their periods dealt out by chance, on average."""
    draw = np.random.default_rng(0)
    found = 0
    for _ in range(_SHUFFLES):
        period = draw.permutation(place.period)
        groups = nearby.groups(place.near, period == now, period <= now, nearby.CLEARLY)
        found += sum(_beyond(nearby.alike(place.near.rows, group), period, now) for group in groups)
    return found / _SHUFFLES


def _alert(place: _Place, group: Ints, now: int, *, a_year: bool) -> dict[str, object]:
    period = place.period
    like = nearby.alike(place.near.rows, group)
    here, before = period == now, period < now
    mine, earlier = int((like & here).sum()), int((like & before).sum())
    expected = earlier * here.sum() / max(before.sum(), 1)
    share = len(group) / here.sum()
    # Of a sample, as many times more were written.
    n = round(share * int((place.read.period == now).sum()))
    answers = place.read.answers.iloc[place.chosen[group]]
    terms, patterns = _explained(place, group)
    nearest = np.argsort(-(place.rows[group] @ place.rows[group].mean(axis=0)), kind="stable")
    return {
        "terms": terms,
        "patterns": patterns,
        "n": n,
        "share": share,
        "expected": round(expected * n / max(mine, 1), 1),
        "times": mine / max(expected, 0.5),
        "last_year": _last_year(place, like, n) if a_year else np.nan,
        "state": "sure" if share >= SMALL or _again(place, like, now) else "watch",
        "quotes": answers["text"].iloc[nearest].drop_duplicates().head(_QUOTES).tolist(),
        "feedback": answers["feedback_id"].tolist(),
    }


def _last_year(place: _Place, like: Mask, n: int) -> float:
    """How many answers like a group of n the same month of the year before held, of as many as now."""
    period = place.period
    then, now = period == 0, period == BASELINE
    mine = int((like & now).sum())
    share = float((like & then).sum()) / max(int(then.sum()), 1)
    return round(share * int(now.sum()) * n / max(mine, 1), 1)


def _again(place: _Place, like: Mask, now: int) -> bool:
    """Whether a small group shows in enough of the last periods, held against those before them."""
    period = place.period
    old = period <= now - OF
    seen = 0
    for back in range(OF):
        then = period == now - back
        groups = nearby.groups(place.near, then, then | old, nearby.PERHAPS)
        seen += any(like[group].mean() >= _SAME for group in groups)
    return seen >= AGAIN


def _explained(place: _Place, group: Ints) -> tuple[list[str], list[str]]:
    """The terms that stand in a group more than elsewhere, by log-odds, and the patterns most of it is in."""
    read = place.read
    inside = np.zeros(len(read.period), dtype=bool)
    inside[place.chosen[group]] = True
    here = np.asarray(read.held[inside].sum(axis=0)).ravel()
    there = np.asarray(read.held[~inside].sum(axis=0)).ravel()
    size, other = int(inside.sum()), int((~inside).sum())
    contrast = odds.contrast(here, size, there, other, (here + there) / (size + other))
    word = ~read.is_pattern & (here >= 2)
    order = np.flatnonzero(word)[np.argsort(-contrast.z[word], kind="stable")]
    patterns = np.flatnonzero(read.is_pattern & (here >= _SAME * size))
    return _distinct([read.names[i] for i in order[:50]]), [read.names[i] for i in patterns]


def _distinct(terms: Sequence[str]) -> list[str]:
    """The first terms, those left out whose words are all told before."""
    kept: list[str] = []
    told: set[str] = set()
    for term in terms:
        if not set(term.split()) <= told:
            kept.append(term)
            told |= set(term.split())
    return kept[:_TERMS]


def _table(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=list(_COLUMNS))
    return table.astype(
        {
            "n": "int64",
            "share": "float64",
            "expected": "float64",
            "times": "float64",
            "last_year": "float64",
            "state": "str",
        }
    )


__all__ = ["BASELINE", "ENOUGH", "Alerts", "alerts"]
