"""The answer to a claim: supported, contradicted, or not enough data, with how sure and the words of customers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios
from cxanalytics.claims import slope
from cxanalytics.claims.claim import BETTER, FALLING, RATIO, RISING, SHARE, WORSE, Claim, Scope
from cxanalytics.engine import Analysis
from cxanalytics.errors import ClaimError
from cxanalytics.ratios import CORRECTED, DRAWS
from cxanalytics.selection import Selection
from cxanalytics.store import queries

Floats = npt.NDArray[np.float64]

FOR, AGAINST, OPEN = "supported", "contradicted", "not enough data"
# So sure it has to be, of one or the other.
SURE = 0.95
# Fewer experiences decide nothing.
LEAST = 10
QUOTES = 3
# Periods are as short as leave so many experiences in each on average.
_PER_PERIOD = 25
_Z = 1.645
# More than this many times the data there are is said to be as good as never.
_MOST_TIMES = 100


@dataclass(frozen=True)
class Answer:
    """What customers' words say to a claim.

    verdict: FOR, AGAINST or OPEN. probability that it is true, NaN where nothing can be said. value with low and high
    (95 %): the negative share (0..1), the ratio, or, of a trend, the change of the share a month. against_value: that
    of the others where it is held against them. n: experiences it rests on; more: how many more would decide it, if
    things are as they look (0 where decided, -1 where more would hardly help). method: "counted" or "corrected".
    caveats: sentences. quotes_for, quotes_against: clause_text, source, occurred_at, touchpoint. periods: period,
    value, low, high, n, verdict.
    """

    claim: Claim
    verdict: str
    probability: float
    value: float
    low: float
    high: float
    against_value: float
    n: int
    more: int
    method: str
    caveats: tuple[str, ...]
    quotes_for: pd.DataFrame
    quotes_against: pd.DataFrame
    periods: pd.DataFrame

    def number(self, value: float) -> str:
        """A value of this answer in words."""
        if np.isnan(value):
            return "–"
        if self.claim.measure.kind == RATIO:
            return "no negative" if np.isinf(value) else f"{value:.2g} : 1"
        if self.claim.measure.kind in (RISING, FALLING):
            return f"{100 * value:+.2g} points a month"
        return f"{value:.0%}"

    @property
    def measured(self) -> str:
        """The value with interval and n: "54 % (48 %-60 %), n 230"."""
        if np.isnan(self.low):
            return f"nothing to measure, n {self.n:,}"
        return f"{self.number(self.value)} ({self.number(self.low)} to {self.number(self.high)}), n {self.n:,}"

    @property
    def words(self) -> str:
        """The answer in a sentence or two."""
        what = "the ratio" if self.claim.measure.kind == RATIO else "the negative share"
        if self.claim.scope.pattern:
            what = "the share with this pattern"
        if self.claim.measure.kind in (RISING, FALLING):
            what = f"the change of {what}"
        verdict = self.verdict if self.method == CORRECTED else f"as the machine reads it, {self.verdict}"
        said = f"{verdict[0].upper()}{verdict[1:]}: {what} is {self.measured}"
        if not np.isnan(self.against_value):
            said += f", that of the others {self.number(self.against_value)}"
        said += f"; claimed is “{self.claim.measured}”."
        if not np.isnan(self.probability):
            said += f" Probability that it is true: {_percent(self.probability)}."
        return f"{said} {self.to_decide}".strip()

    @property
    def to_decide(self) -> str:
        """What it would take to decide, in a sentence; "" where it is decided."""
        if self.verdict != OPEN:
            return ""
        if self.more < 0:
            return "The value lies so near to what is claimed that more comments would hardly decide it."
        return f"About {self.more:,} more experiences would decide it, if things are as they look."


def _percent(share: float) -> str:
    return "more than 99 %" if share > 0.99 else "less than 1 %" if share < 0.01 else f"{share:.0%}"


@dataclass(frozen=True)
class _Part:
    """A part of the experiences, and what counts as negative in it: bool per row."""

    experiences: pd.DataFrame
    hit: npt.NDArray[np.bool_]


def answer(analysis: Analysis, claim: Claim) -> Answer:
    """The answer to a claim, from all feedback of now.

    Raises
    ------
    ClaimError
        The scope cannot be measured so: a ratio of a pattern, or "worse than others" of all.
    SelectionError
        The scope names something that occurs nowhere.
    """
    _check(claim)
    own, others = _parts(analysis, claim)
    kind = claim.measure.kind
    against = np.nan
    if kind in (RISING, FALLING):
        drawn = _monthly(own, claim.scope)
    elif kind in (WORSE, BETTER):
        mine, theirs = _share(own, claim.scope), _share(others, claim.scope)
        against, drawn = float(np.median(theirs)) if len(others.hit) else np.nan, mine
    else:
        drawn = _ratio(own.experiences) if kind == RATIO else _share(own, claim.scope)
    n = len(own.hit)
    probability = _probability(claim, drawn, _share(others, claim.scope) if kind in (WORSE, BETTER) else None)
    low, value, high = _ends(drawn)
    verdict = _verdict(probability, n)
    for_it, against_it = _quotes(analysis, claim, own)
    return Answer(
        claim=claim,
        verdict=verdict,
        probability=probability,
        value=value,
        low=low,
        high=high,
        against_value=against,
        n=n,
        more=_more(claim, drawn, against, n, verdict),
        method=_method(own.experiences),
        caveats=_caveats(analysis, claim, own),
        quotes_for=for_it,
        quotes_against=against_it,
        periods=_periods(own, claim),
    )


def _check(claim: Claim) -> None:
    scope, kind = claim.scope, claim.measure.kind
    if scope.pattern and kind == RATIO:
        raise ClaimError("A pattern has no ratio of its own; claim a share, worse than others, or rising.")
    if kind in (WORSE, BETTER) and not (scope.words or _narrow(scope.selection)):
        raise ClaimError(
            "“Worse than others” needs others: say what it speaks of (a touchpoint, a channel, words ...)."
        )


def _narrow(selection: Selection) -> Selection:
    """A selection without its dates."""
    return replace(selection, since=None, until=None)


def _parts(analysis: Analysis, claim: Claim) -> tuple[_Part, _Part]:
    """The experiences that a claim speaks of, and the others of the same time."""
    experiences, scope = analysis.experiences, claim.scope
    if experiences.empty:
        none = np.zeros(0, dtype=bool)
        return _Part(experiences, none), _Part(experiences, none)
    scope.selection.check(experiences)
    inside = scope.selection.mask(experiences)
    of_time = Selection(since=scope.selection.since, until=scope.selection.until).mask(experiences)
    if scope.words:
        told = queries.speaking_of(analysis.files, scope.words)
        inside &= experiences["feedback_id"].astype("str").isin(told).to_numpy(bool)
    hit = _holds(analysis, scope) if scope.pattern else experiences["negative"].to_numpy(bool)
    rest = of_time & ~inside
    return (
        _Part(experiences[inside].reset_index(drop=True), hit[inside]),
        _Part(experiences[rest].reset_index(drop=True), hit[rest]),
    )


def _holds(analysis: Analysis, scope: Scope) -> npt.NDArray[np.bool_]:
    """Which experiences hold the pattern.

    Raises
    ------
    ClaimError
        There is no such pattern.
    """
    found = analysis.recurring
    pattern = found.registry.living.get(scope.pattern, scope.pattern)
    if pattern not in set(found.patterns["pattern"]):
        raise ClaimError(f"There is no pattern '{scope.pattern}' (any more); `cxanalytics patterns` lists them.")
    own = found.mentions[(found.mentions["pattern"] == pattern).to_numpy(bool)]
    names = ["feedback_id", "touchpoint"]
    key = pd.MultiIndex.from_frame(analysis.experiences[names].astype("str"))
    held: npt.NDArray[np.bool_] = key.isin(pd.MultiIndex.from_frame(own[names].astype("str")))
    return held


def _share(part: _Part, scope: Scope) -> Floats:
    """The share of experiences that are negative (or hold the pattern), drawn."""
    n = len(part.hit)
    if not n:
        return np.full(DRAWS, np.nan)
    if not scope.pattern:
        shares: Floats = ratios.draws(part.experiences, (), counted=True).negative_share()[0]
        return shares
    # Customers, not experiences, are counted: several of one say the same.
    by_person = pd.Series(part.hit).groupby(part.experiences["person"].to_numpy()).mean()
    people = len(by_person)
    hits = float(part.hit.mean()) * people
    drawn: Floats = np.random.default_rng(people).beta(hits + 0.5, people - hits + 0.5, DRAWS)
    return drawn


def _ratio(experiences: pd.DataFrame) -> Floats:
    if experiences.empty:
        return np.full(DRAWS, np.nan)
    drawn: Floats = ratios.draws(experiences, (), counted=True).ratio()[0]
    return drawn


def _monthly(part: _Part, scope: Scope) -> Floats:
    """How much the share changes a month, drawn."""
    months = part.experiences["occurred_at"].dt.to_period("M") if len(part.hit) else pd.Series(dtype="period[M]")
    numbers, hits, sizes, errors = [], [], [], []
    for month, at in sorted(months.dropna().groupby(months.dropna()).groups.items()):
        of_month = _Part(part.experiences.loc[at].reset_index(drop=True), part.hit[at])
        drawn = _share(of_month, scope)
        numbers.append(month.ordinal)
        hits.append(float(np.nanmedian(drawn)))
        errors.append(float(np.nanstd(drawn)))
        sizes.append(len(at))
    return slope.drawn(np.array(numbers), np.array(hits), np.array(errors), DRAWS)


def _probability(claim: Claim, drawn: Floats, others: Floats | None) -> float:
    """That the claim is true; NaN where nothing can be said."""
    kind, known = claim.measure.kind, ~np.isnan(drawn)
    if others is not None:
        known &= ~np.isnan(others)
    if not known.any():
        return float("nan")
    if others is not None:
        above = drawn[known] > others[known]
    elif kind in (RISING, FALLING):
        above = drawn[known] > 0
    else:
        above = drawn[known] > claim.measure.value
    return float(above.mean() if claim.measure.above else (~above).mean())


def _verdict(probability: float, n: int) -> str:
    if n < LEAST or np.isnan(probability):
        return OPEN
    return FOR if probability >= SURE else AGAINST if probability <= 1 - SURE else OPEN


def _ends(drawn: Floats) -> tuple[float, float, float]:
    known = np.sort(drawn[~np.isnan(drawn)])
    if not len(known):
        return float("nan"), float("nan"), float("nan")
    places = [round(part * (len(known) - 1)) for part in (0.025, 0.5, 0.975)]
    low, middle, high = (float(known[place]) for place in places)
    return low, middle, high


def _more(claim: Claim, drawn: Floats, against: float, n: int, verdict: str) -> int:
    """How many more experiences would decide a claim, if the value is what it looks like.

    The spread of the value falls with the root of n: it is decided where the distance is 1.645 times the spread.
    """
    if verdict != OPEN:
        return 0
    if n < LEAST or np.isnan(drawn).all():
        return max(LEAST * 3 - n, LEAST)
    kind = claim.measure.kind
    goal = against if kind in (WORSE, BETTER) else 0.0 if kind in (RISING, FALLING) else claim.measure.value
    with np.errstate(divide="ignore"):
        scale = np.log(drawn) if kind == RATIO else drawn
        goal = float(np.log(goal)) if kind == RATIO else goal
    spread, distance = float(np.nanstd(scale[np.isfinite(scale)])), abs(float(np.nanmedian(scale)) - goal)
    times = (_Z * spread / distance) ** 2 if distance > 0 else np.inf
    if not np.isfinite(times) or times > _MOST_TIMES:
        return -1
    return max(int(np.ceil(n * times - n)), LEAST)


def _method(experiences: pd.DataFrame) -> str:
    if experiences.empty:
        return "counted"
    return str(ratios.table(experiences, ())["method"].iloc[0])


def _caveats(analysis: Analysis, claim: Claim, own: _Part) -> tuple[str, ...]:
    said = []
    if claim.scope.pattern or _method(own.experiences) != CORRECTED:
        said.append("Counted by the machine, not corrected by labels: its own errors are not in the interval.")
    mix = ratios.mix(own.experiences).words if len(own.hit) else ""
    if mix:
        said.append(mix)
    said.append("Those who comment are not all customers.")
    first = claim.first.get("scorer")
    if first and first != analysis.scorer.version:
        said.append(f"When it was stated another scorer read the comments ({first}): the two answers do not compare.")
    return tuple(said)


def _quotes(analysis: Analysis, claim: Claim, own: _Part) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The best quotes for a claim and against it."""
    columns = ["clause_text", "source", "occurred_at", "touchpoint"]
    mentions = analysis.mentions
    if mentions.empty or own.experiences.empty:
        none = pd.DataFrame(columns=columns)
        return none, none
    names = ["feedback_id", "touchpoint"]
    key = pd.MultiIndex.from_frame(mentions[names].astype("str"))
    inside = key.isin(pd.MultiIndex.from_frame(own.experiences[names].astype("str")))
    negative = (mentions["polarity"] == "negative").to_numpy(bool)
    if claim.scope.pattern:
        held = pd.MultiIndex.from_frame(own.experiences.loc[own.hit, names].astype("str"))
        bad = inside & negative & key.isin(held)
    else:
        bad = inside & negative
    good = inside & ~negative
    for_it, against_it = (_best(mentions[mask], claim.scope.words)[columns] for mask in (bad, good))
    says_bad = claim.measure.above if claim.measure.kind != RATIO else not claim.measure.above
    return (for_it, against_it) if says_bad else (against_it, for_it)


def _best(mentions: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """The quotes that read best, each of another answer and text; those with the words first."""
    text = mentions["clause_text"].astype("str").str.lower()
    worth = mentions["quote_score"].to_numpy("float64")
    for word in words:
        worth = worth + text.str.contains(word.lower(), regex=False).to_numpy("float64")
    ordered = mentions.assign(worth=worth).sort_values(["worth", "clause_text"], ascending=[False, True], kind="stable")
    once = ordered.drop_duplicates("feedback_id")
    said = once["clause_text"].astype("str").str.lower().duplicated().to_numpy(bool)
    return once[~said].head(QUOTES).reset_index(drop=True)


def _periods(own: _Part, claim: Claim) -> pd.DataFrame:
    """The value of each period with its verdict; shares for trends."""
    columns = ["period", "value", "low", "high", "n", "verdict"]
    dated = own.experiences["occurred_at"].notna().to_numpy(bool) if len(own.hit) else np.zeros(0, dtype=bool)
    if not dated.any():
        return pd.DataFrame(columns=columns)
    when = own.experiences["occurred_at"][dated]
    frequency = next((f for f in ("M", "Q") if dated.sum() / when.dt.to_period(f).nunique() >= _PER_PERIOD), "Y")
    period = when.dt.to_period(frequency)
    trend = claim.measure.kind in (RISING, FALLING, WORSE, BETTER)
    rows = []
    for name, at in sorted(period.groupby(period).groups.items()):
        part = _Part(own.experiences.loc[at].reset_index(drop=True), own.hit[at])
        drawn = _ratio(part.experiences) if claim.measure.kind == RATIO else _share(part, claim.scope)
        low, value, high = _ends(drawn)
        verdict = "" if trend else _verdict(_probability(claim, drawn, None), len(part.hit))
        rows.append((name.to_timestamp(), value, low, high, len(part.hit), verdict))
    return pd.DataFrame(rows, columns=columns)


def changed(claim: Claim, now: Answer) -> str:
    """What changed since a claim was stated, in a sentence; "" where nothing is noted."""
    first = claim.first
    if not first:
        return ""
    when = f"{claim.stated_at.day} {claim.stated_at:%B %Y}"
    value = float("nan") if first.get("value") is None else float(first["value"])
    then = f"When stated on {when}: {first['verdict']}, {now.number(value)}, n {first['n']:,}."
    return f"{then} Now: {now.verdict}, {now.number(now.value)}, n {now.n:,}."


def summary(answers: Sequence[Answer]) -> str:
    """How many claims stand and fall, in a sentence."""
    counted = {verdict: sum(item.verdict == verdict for item in answers) for verdict in (FOR, AGAINST, OPEN)}
    told = ", ".join(f"{number} {verdict}" for verdict, number in counted.items() if number)
    return f"{len(answers)} claim{'' if len(answers) == 1 else 's'}: {told}." if answers else "No claims yet."


__all__ = ["AGAINST", "FOR", "OPEN", "SHARE", "Answer", "answer", "changed", "summary"]
