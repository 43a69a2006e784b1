"""The answer to a claim: supported, contradicted, or not enough data, with how sure and the words of customers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios
from cxanalytics.claims import needed, quantity, quotes, value
from cxanalytics.claims.claim import BETTER, FALLING, RATIO, RISING, SHARE, WORSE, Claim, words_of
from cxanalytics.claims.needed import SURE, Needed
from cxanalytics.claims.value import Part, Value
from cxanalytics.engine import Analysis
from cxanalytics.errors import ClaimError
from cxanalytics.journey import renames
from cxanalytics.ratios import CORRECTED

Floats = npt.NDArray[np.float64]

FOR, AGAINST, OPEN = "supported", "contradicted", "not enough data"
# Fewer experiences decide nothing.
LEAST = 10
# Periods are as short as leave so many experiences in each on average.
_PER_PERIOD = 25
_TRENDS, _BESIDE = (RISING, FALLING), (WORSE, BETTER)


@dataclass(frozen=True)
class Answer:
    """What customers' words say to a claim.

    verdict: FOR, AGAINST or OPEN. probability that it is true, NaN where nothing can be said. value with low and high
    (95 %): the negative share (0..1), the ratio (value NaN and high infinite where only "at least" can be said), or,
    of a trend, the change of the share a month. against_value: that of the others (called `others`) where it is held
    against them. n: experiences it rests on. needed: what would decide it. method: "counted" or "corrected".
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
    others: str
    n: int
    needed: Needed
    method: str
    caveats: tuple[str, ...]
    quotes_for: pd.DataFrame
    quotes_against: pd.DataFrame
    periods: pd.DataFrame

    @property
    def more(self) -> int:
        """How many more experiences would decide it: 0 where decided, -1 where they alone would hardly do."""
        return self.needed.experiences

    def number(self, value: float) -> str:
        """A value of this answer in words."""
        if np.isnan(value):
            return "–"
        if self.claim.measure.kind == RATIO:
            return "no negative" if np.isinf(value) else f"{value:.2g} : 1"
        if self.claim.measure.kind in _TRENDS:
            return f"{_points(value)} points a month"
        return _share(value)

    @property
    def measured(self) -> str:
        """The value with interval and n: "54 % (48 to 60 %), n 230"."""
        n = f"n {self.n:,}"
        if np.isnan(self.low):
            return f"nothing to measure, {n}"
        if self.claim.measure.kind == RATIO and (np.isinf(self.high) or np.isnan(self.value)):
            return f"at least {self.number(self.low)}, {n}"
        if self.claim.measure.kind == RATIO and self.low == 0:
            return f"at most {self.number(self.high)}, {n}"
        if self.claim.measure.kind in _TRENDS:
            return f"{self.number(self.value)} ({_points(self.low)} to {_points(self.high)}), {n}"
        return f"{self._value}, {n}"

    @property
    def _value(self) -> str:
        """Value and interval, the unit of shares said once: "60 % (56 to 64 %)"."""
        low = self.number(self.low)
        return f"{self.number(self.value)} ({low.removesuffix(' %')} to {self.number(self.high)})"

    @property
    def words(self) -> str:
        """The answer in a sentence or two."""
        verdict = self.verdict if self.method == CORRECTED else f"as the machine reads it, {self.verdict}"
        said = f"{verdict[0].upper()}{verdict[1:]}: {self._found}"
        if not np.isnan(self.against_value):
            said += f", that of {self.others} {self.number(self.against_value)}"
        said += f"; claimed is “{self.claim.measured}”."
        if not np.isnan(self.probability):
            said += f" Probability that it is true: {_percent(self.probability)}."
        return f"{said} {self.to_decide}".strip()

    @property
    def _found(self) -> str:
        """What was measured; a share in words too, as "supported" alone hides how many it are."""
        scope, kind = self.claim.scope, self.claim.measure.kind
        if kind == SHARE and not np.isnan(self.low):
            are = "speak of this pattern" if scope.pattern else "are negative"
            return f"{self._value} {are}: {quantity.told(self.low, self.high)} (n {self.n:,})"
        what = (
            "the ratio" if kind == RATIO else "the share with this pattern" if scope.pattern else "the negative share"
        )
        return f"{f'the change of {what}' if kind in _TRENDS else what} is {self.measured}"

    @property
    def to_decide(self) -> str:
        """What it would take to decide, in a sentence; "" where it is decided."""
        if self.verdict != OPEN:
            return ""
        if self.n:
            return self.needed.words
        words = " or ".join(f"“{word}”" for word in self.claim.scope.words)
        return (
            f"No text in this part of the feedback holds {words}: nothing is known."
            if words
            else ("There is no experience of this kind: nothing is known.")
        )


def _points(change: float) -> str:
    return f"{100 * change:+.2g}".replace("-", "−")


def _share(value: float) -> str:
    return f"{100 * value:.0f} %" if value >= 0.0995 or value == 0 else f"{100 * value:.1f} %"


def _percent(share: float) -> str:
    return "more than 99 %" if share > 0.99 else "less than 1 %" if share < 0.01 else f"{100 * share:.0f} %"


def answer(analysis: Analysis, claim: Claim) -> Answer:
    """The answer to a claim, from all feedback of now; the claim in it names touchpoints as they are called now.

    Raises
    ------
    ClaimError
        The scope cannot be measured so: a ratio of a pattern, or "worse than others" of all.
    SelectionError
        The scope names something that occurs nowhere.
    """
    _check(claim)
    chosen = renames.selected(claim.scope.selection, analysis.journey)
    claim = replace(claim, scope=replace(claim.scope, selection=chosen))
    own, others, called = value.split(analysis, claim)
    known, theirs, differs = value.measured(claim, own, others)
    n = len(own.hit)
    probability = _probability(claim, differs)
    verdict = _verdict(probability, n)
    for_it, against_it = quotes.both(analysis, claim, own)
    periods, corrected = _periods(own, claim)
    return Answer(
        claim=claim,
        verdict=verdict,
        probability=probability,
        value=known.value,
        low=known.low,
        high=known.high,
        against_value=theirs.value if theirs else float("nan"),
        others=called if theirs else "",
        n=n,
        needed=_needed(claim, known, theirs, differs, n) if verdict == OPEN else needed.NONE,
        method=known.method,
        caveats=_caveats(analysis, claim, own, known, corrected),
        quotes_for=for_it,
        quotes_against=against_it,
        periods=periods,
    )


def _check(claim: Claim) -> None:
    scope, kind = claim.scope, claim.measure.kind
    words_of(scope.words)
    if scope.pattern and kind == RATIO:
        raise ClaimError("A pattern has no ratio of its own; claim a share, worse than others, or rising.")
    if kind in _BESIDE and not (scope.words or replace(scope.selection, since=None, until=None)):
        raise ClaimError(
            "“Worse than others” needs others: say what it speaks of (a touchpoint, a channel, words ...)."
        )


def _probability(claim: Claim, differs: Floats) -> float:
    """That the claim is true; NaN where nothing can be said."""
    known = differs[~np.isnan(differs)]
    if not len(known):
        return float("nan")
    # What is exactly as claimed speaks for neither.
    above = float(((known > 0) + 0.5 * (known == 0)).mean())
    return above if claim.measure.above else 1 - above


def _verdict(probability: float, n: int) -> str:
    if n < LEAST or np.isnan(probability):
        return OPEN
    return FOR if probability >= SURE else AGAINST if probability <= 1 - SURE else OPEN


def _needed(claim: Claim, known: Value, theirs: Value | None, differs: Floats, n: int) -> Needed:
    """What would decide; ratios are compared on the scale of their logarithms."""
    inner = known.these if theirs is None else known.these - theirs.these
    if claim.measure.kind != RATIO:
        return needed.decide(differs, inner, n, known.labels, least=LEAST)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale, inner = (np.log(draws / claim.measure.value) for draws in (known.draws, known.these))
    return needed.decide(scale, inner, n, known.labels, least=LEAST)


def _caveats(analysis: Analysis, claim: Claim, own: Part, known: Value, corrected: bool) -> tuple[str, ...]:
    said = []
    if len(own.hit) and len(own.hit) < ratios.THIN:
        said.append(f"Thin: it rests on {len(own.hit)} experiences.")
    if known.method != CORRECTED:
        said.append(f"Counted by the machine: its own errors are not in the interval.{_labels(claim, own)}")
    elif not corrected:
        said.append("The single periods have too few labels and are shown as the machine counts them.")
    mix = ratios.mix(own.experiences).words if len(own.hit) else ""
    if mix:
        said.append(mix)
    said.append("Those who comment are not all customers.")
    first = claim.first.get("scorer")
    if first and first != analysis.scorer.version:
        said.append(f"When it was stated another scorer read the comments ({first}): the two answers do not compare.")
    return tuple(said)


def _labels(claim: Claim, own: Part) -> str:
    """How many labels would correct the count, as a sentence."""
    if claim.scope.pattern or not len(own.hit):
        return ""
    table = ratios.table(own.experiences, (), others=own.elsewhere)
    missing = int(table["needed"].iloc[0]) if "needed" in table else 0
    some = f"About {missing:,} labels" if missing > 0 else "Labels of a random sample"
    return f" {some} would correct it: page Review."


def _periods(own: Part, claim: Claim) -> tuple[pd.DataFrame, bool]:
    """The value of each period with its verdict (shares for trends), and whether they are corrected as the whole is.

    All are as the machine counts where not every one has labels enough: else the two would stand side by side.
    """
    columns = ["period", "value", "low", "high", "n", "verdict"]
    dated = int(own.experiences["occurred_at"].notna().sum()) if len(own.hit) else 0
    if not dated:
        return pd.DataFrame(columns=columns), True
    by = next((f for f in ("M", "Q") if dated / max(len(value.periods(own, f)), 1) >= _PER_PERIOD), "Y")
    parts = value.periods(own, by)
    made = [value.one(part, claim) for _, part in parts]
    corrected = all(item.method == CORRECTED for item in made)
    if not corrected:
        made = [value.one(part.bare(), claim) for _, part in parts]
    plain = claim.measure.kind in (SHARE, RATIO)
    rows = [
        (name.to_timestamp(), item.value, item.low, item.high, len(part.hit), _verdict_of(claim, item, part, plain))
        for (name, part), item in zip(parts, made, strict=True)
    ]
    return pd.DataFrame(rows, columns=columns), corrected


def _verdict_of(claim: Claim, item: Value, part: Part, plain: bool) -> str:
    """The verdict of one period; "" for what a single period cannot tell."""
    return _verdict(_probability(claim, item.draws - claim.measure.value), len(part.hit)) if plain else ""


def summary(answers: Sequence[Answer], lost: int = 0) -> str:
    """How many claims stand and fall, in a sentence; lost are watched and cannot be answered any more."""
    counted = {verdict: sum(item.verdict == verdict for item in answers) for verdict in (FOR, AGAINST, OPEN)}
    counted |= {"not to be answered any more": lost}
    told = ", ".join(f"{number} {verdict}" for verdict, number in counted.items() if number)
    total = len(answers) + lost
    return f"{total} claim{'' if total == 1 else 's'}: {told}." if total else "No claim is watched."


__all__ = ["AGAINST", "FOR", "OPEN", "SHARE", "Answer", "answer", "summary"]
