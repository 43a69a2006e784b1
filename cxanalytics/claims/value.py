"""The value of a claim: the experiences it speaks of, those it is held against, and what they let be known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios
from cxanalytics.claims import slope
from cxanalytics.claims.claim import BETTER, FALLING, RATIO, RISING, WORSE, Claim, Scope
from cxanalytics.engine import Analysis
from cxanalytics.errors import ClaimError
from cxanalytics.journey.model import UNASSIGNED
from cxanalytics.patterns.registry import RETIRED
from cxanalytics.ratios import CORRECTED, DRAWS, THESE
from cxanalytics.selection import Selection
from cxanalytics.store import queries

Floats = npt.NDArray[np.float64]

COUNTED = "counted"
NOTHING = np.full(DRAWS, np.nan)


@dataclass(frozen=True)
class Part:
    """A part of the experiences, which of them are hits (negative, or with the pattern), and labels outside of it."""

    experiences: pd.DataFrame
    hit: npt.NDArray[np.bool_]
    elsewhere: pd.DataFrame | None = None

    def take(self, rows: npt.ArrayLike) -> "Part":
        """These rows of it (numbers)."""
        here = np.asarray(rows)
        return replace(self, experiences=self.experiences.iloc[here].reset_index(drop=True), hit=self.hit[here])

    def bare(self) -> "Part":
        """The same as the machine counts it: without the labels of the sample, corrections kept."""
        return Part(self.experiences.assign(weight=np.nan), self.hit) if "weight" in self.experiences else self


@dataclass(frozen=True)
class Value:
    """A number that is known in draws, larger for "more".

    draws: of all such customers. these: of these very comments, so that they spread as far as labels leave open.
    low, value, high: the ends (95 %) and the middle; of a ratio, `ratios.Draws.intervals`. method: "counted", or
    "corrected" by labels, of which there are so many.
    """

    draws: Floats
    these: Floats
    low: float
    value: float
    high: float
    method: str = COUNTED
    labels: int = 0


def split(analysis: Analysis, claim: Claim) -> tuple[Part, Part, str]:
    """The experiences that a claim speaks of, those it may be held against, and what these are called.

    They differ in what is named first of: touchpoint or stage, words, anything else; the other choices hold for both.

    Raises
    ------
    ClaimError
        There is no such pattern.
    SelectionError
        The scope names something that occurs nowhere.
    """
    experiences, scope = analysis.experiences, claim.scope
    if experiences.empty:
        none = Part(experiences, np.zeros(0, dtype=bool))
        return none, none, ""
    chosen = scope.selection
    chosen.check(experiences)
    told = np.ones(len(experiences), dtype=bool)
    if scope.words:
        speaking = queries.speaking_of(analysis.files, scope.words)
        told = experiences["feedback_id"].astype("str").isin(speaking).to_numpy(bool)
    inside = chosen.mask(experiences) & told
    if chosen.touchpoint or chosen.stage:
        placed = (experiences["touchpoint"] != UNASSIGNED).to_numpy(bool)
        wide = replace(chosen, touchpoint=(), stage=()).mask(experiences) & told & placed
        called = "the other touchpoints"
    elif scope.words:
        wide, called = chosen.mask(experiences), "those without these words"
    else:
        wide, called = Selection(since=chosen.since, until=chosen.until).mask(experiences), "all the rest"
    hit = _holds(analysis, scope) if scope.pattern else experiences["negative"].to_numpy(bool)
    return _part(experiences, hit, inside), _part(experiences, hit, wide & ~inside), called


def _part(experiences: pd.DataFrame, hit: npt.NDArray[np.bool_], mask: npt.NDArray[np.bool_]) -> Part:
    elsewhere = None
    if "label" in experiences:
        labelled = experiences[~mask & (experiences["label"] >= 0).to_numpy(bool)]
        elsewhere = labelled if len(labelled) else None
    return Part(experiences[mask].reset_index(drop=True), hit[mask], elsewhere)


def _holds(analysis: Analysis, scope: Scope) -> npt.NDArray[np.bool_]:
    """Which experiences hold the pattern."""
    found = analysis.recurring
    pattern = found.registry.living.get(scope.pattern, scope.pattern)
    gone = found.registry.patterns
    if (gone["pattern"].eq(pattern) & gone["state"].eq(RETIRED)).any():
        raise ClaimError(
            f"The pattern {pattern} was not found again when everything was grouped anew; undoing that brings it back."
        )
    if pattern not in set(found.patterns["pattern"]):
        raise ClaimError(f"There is no pattern '{scope.pattern}' (any more); `cxanalytics patterns` lists them.")
    own = found.mentions[(found.mentions["pattern"] == pattern).to_numpy(bool)]
    names = ["feedback_id", "touchpoint"]
    key = pd.MultiIndex.from_frame(analysis.experiences[names].astype("str"))
    held: npt.NDArray[np.bool_] = key.isin(pd.MultiIndex.from_frame(own[names].astype("str")))
    return held


def measured(claim: Claim, own: Part, others: Part) -> tuple[Value, Value | None, Floats]:
    """What a claim is about: its value, that of the others where it is held against them, and the draws that decide.

    The claim is true where these are above 0 (its measure says above) or below.
    """
    kind = claim.measure.kind
    if kind in (RISING, FALLING):
        value = monthly(own, claim.scope)
        return value, None, value.draws
    if kind in (WORSE, BETTER):
        mine, theirs = alike([own, others], claim.scope)
        # Two parts that count the same are drawn the same: dealt anew, they are independent.
        dealt = np.random.default_rng(1).permutation(theirs.draws)
        return mine, theirs, mine.draws - dealt
    value = one(own, claim)
    return value, None, value.draws - claim.measure.value


def one(part: Part, claim: Claim) -> Value:
    """The ratio or the share of one part."""
    return ratio(part) if claim.measure.kind == RATIO else share(part, claim.scope)


def share(part: Part, scope: Scope) -> Value:
    """The share of experiences that are negative, or that hold the pattern."""
    people = part.experiences["person"].nunique() if len(part.hit) else 0
    if not people:
        return _value(NOTHING, NOTHING)
    if scope.pattern:
        # Customers are counted, not experiences: what one says twice tells no more.
        hits = float(part.hit.mean()) * people
        chance = np.random.default_rng([people, round(hits * 1_000)])
        drawn: Floats = chance.beta(hits + 0.5, people - hits + 0.5, DRAWS)
        return _value(drawn, np.full(DRAWS, float(part.hit.mean())))
    made = ratios.draws(part.experiences, (), counted=True, others=part.elsewhere)
    return _value(made.negative_share()[0], made.negative_share(THESE)[0], int(made.labels[0]))


def ratio(part: Part) -> Value:
    """Positive experiences for each negative one."""
    if not len(part.hit):
        return _value(NOTHING, NOTHING)
    made = ratios.draws(part.experiences, (), counted=True, others=part.elsewhere)
    low, middle, high = (float(ends[0]) for ends in made.intervals())
    known = _value(made.ratio()[0], made.ratio(THESE)[0], int(made.labels[0]))
    return replace(known, low=low, value=middle, high=high)


def alike(parts: Sequence[Part], scope: Scope) -> list[Value]:
    """The shares of several parts, corrected only where all are: a corrected one says nothing beside a counted one."""
    made = [share(part, scope) for part in parts]
    if all(value.method == CORRECTED for value in made):
        return made
    return [
        share(part.bare(), scope) if value.method == CORRECTED else value
        for part, value in zip(parts, made, strict=True)
    ]


def monthly(part: Part, scope: Scope) -> Value:
    """How much the share changes a month."""
    if not len(part.hit):
        return _value(NOTHING, NOTHING)
    months = periods(part, "M")
    made = alike([of_month for _, of_month in months], scope)
    shares = np.array([float(np.median(value.draws)) for value in made])
    errors = np.array([float(value.draws.std()) for value in made])
    drawn = slope.drawn(np.array([month.ordinal for month, _ in months]), shares, errors, DRAWS)
    corrected = bool(made) and all(value.method == CORRECTED for value in made)
    labels = sum(value.labels for value in made) if corrected else 0
    return replace(_value(drawn, np.full(DRAWS, np.nanmedian(drawn) if len(months) >= slope.LEAST else np.nan)),
                   method=CORRECTED if corrected else COUNTED, labels=labels)  # fmt: skip


def periods(part: Part, frequency: str) -> list[tuple[pd.Period, Part]]:
    """The dated experiences of each period, the oldest first."""
    if not len(part.hit):
        return []
    when = part.experiences["occurred_at"]
    dated = np.flatnonzero(when.notna().to_numpy(bool))
    of = pd.PeriodIndex(when.iloc[dated].dt.to_period(frequency))
    codes, names = pd.factorize(of, sort=True)
    return [(name, part.take(dated[codes == number])) for number, name in enumerate(names)]


def _value(draws: Floats, these: Floats, labels: int = 0) -> Value:
    """The ends of all such customers, and as the middle that of these very comments, as for ratios."""
    known, middle = np.sort(draws[~np.isnan(draws)]), float(np.median(these))
    if not len(known) or np.isnan(middle):
        return Value(draws, these, np.nan, np.nan, np.nan)
    low, high = (float(known[round(part * (len(known) - 1))]) for part in (0.025, 0.975))
    method = CORRECTED if labels else COUNTED
    return Value(draws, these, min(low, middle), middle, max(high, middle), method, labels)
