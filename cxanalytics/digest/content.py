"""What a digest says: the numbers of one period for somebody with two minutes, and what lies behind them."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from cxanalytics.ratios import THIN

# So many changes of earlier periods stand in a digest; the page Signals has all.
MOST_CHANGES = 8
# So many touchpoints with too few answers are named.
_FEW = 6


@dataclass(frozen=True)
class Headline:
    """The ratio of the period, as it stands and against others.

    value, low, high: the ratio and its ends (value NaN where only "at least" can be said). text: the ratio in words.
    n, rests_on: experiences, and what corrects them. before, year: the same of the period before and of a year before,
    in words, "" where there is none. against: sentences that hold it against the published lines.
    """

    value: float
    low: float
    high: float
    text: str
    n: int
    rests_on: str
    before: str
    year: str
    against: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A real change: the sentence, what carries it, whether it is for the better (None: neither), whether it was found
    in this period (new), and the touchpoint that it happened at ("" elsewhere)."""

    words: str
    carriers: tuple[str, ...]
    better: bool | None
    new: bool
    touchpoint: str = ""


@dataclass(frozen=True)
class Place:
    """A touchpoint that stands out: its ratio in words, how sure it is the lowest, what recurs there, who owns it, and
    whether it is surely below the whole.
    """

    touchpoint: str
    text: str
    sure: str
    recurs: str
    owner: str
    below: bool = False


@dataclass(frozen=True)
class Quote:
    """A customer's own words."""

    text: str
    polarity: str
    touchpoint: str
    source: str
    day: date | None


@dataclass(frozen=True)
class Decision:
    """Something to decide now, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class Digest:
    """All of it. Empty parts are left out by whoever renders it.

    title, period ("month"), name ("May 2026"), whole (False: it still runs), company (the journey's name). summary: two
    or three sentences. series: start, label, value, low, high, n, whole of the last periods. patterns: pattern, name,
    what (new, back, gone), n, before. hurting: name, n, share of what hurts most in the period. table: touchpoint,
    text, n, rests_on, change (in words), apart (surely different from before) and owner of every touchpoint. actions,
    targets, waiting, alerts, quality, method: sentences. few: touchpoints with too few answers to be held against the
    others. about: what and what it is, of where the numbers come from. sharing: how much of customers' words is in it.
    """

    title: str
    period: str
    name: str
    start: pd.Timestamp
    whole: bool
    company: str
    headline: Headline
    summary: tuple[str, ...]
    series: pd.DataFrame
    changes: tuple[Change, ...]
    noise: str
    worst: tuple[Place, ...]
    best: tuple[Place, ...]
    patterns: pd.DataFrame
    hurting: pd.DataFrame
    quotes: tuple[Quote, ...]
    table: pd.DataFrame
    decisions: tuple[Decision, ...]
    few: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    quality: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    sharing: str = "quotes"

    @property
    def notable(self) -> bool:
        """Whether anything beyond the numbers themselves is worth reading."""
        fresh = any(change.new for change in self.changes)
        return fresh or len(self.patterns) > 0 or bool(self.alerts)

    @property
    def fresh(self) -> tuple[Change, ...]:
        """The changes that were found in this period."""
        return tuple(change for change in self.changes if change.new)

    @property
    def earlier(self) -> tuple[Change, ...]:
        """The changes that were found before and still stand, the surest of them."""
        return tuple(change for change in self.changes if not change.new)[:MOST_CHANGES]

    @property
    def unranked(self) -> str:
        """Which touchpoints have too few answers to be held against the others, in a sentence; "" where none has."""
        if not self.few:
            return ""
        more = f" and {len(self.few) - _FEW} more" if len(self.few) > _FEW else ""
        return f"Of touchpoints with {THIN} experiences or more; too few at {', '.join(self.few[:_FEW])}{more}."

    @property
    def line(self) -> str:
        """Where the numbers come from, in a line."""
        known = dict(self.about)
        return f"Data {known.get('Data', '–')} · scorer {known.get('Scorer', '–')} · made {known.get('Made', '–')}"
