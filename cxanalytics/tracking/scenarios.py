"""What if: what the ratio would be were some pains resolved, several at once. Scenarios, not forecasts.

An experience stops being negative only when every complaint in it is resolved: with resolved shares f of its patterns
(independent of each other), and f at its touchpoint, the chance is 1 - (1 - f at the touchpoint)(1 - product of f). A
complaint in no pattern is resolved through its touchpoint alone. So nothing is counted twice, however many pains
overlap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics import ratios
from cxanalytics.errors import ScenarioError
from cxanalytics.ratios import THESE, Draws
from cxanalytics.ratios.draws import DRAWS

Floats = npt.NDArray[np.float64]

PATTERN, TOUCHPOINT = KINDS = ("pattern", "touchpoint")
# Up to so many candidates every set is tried; with more the best is looked for step by step.
_ALL_SETS = 12
_HALF = 0.5
_STEPS = 40


@dataclass(frozen=True)
class Step:
    """A pain to resolve: a pattern (its id) or a touchpoint (its name), the share of it that is, and its effort."""

    kind: str
    name: str
    resolved: float = 1.0
    effort: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ScenarioError(f"'{self.kind}' cannot be resolved; choose a pattern or a touchpoint.")
        if not 0 <= self.resolved <= 1:
            raise ScenarioError(f"Between 0 and 100 % of {self.name} can be resolved, not {100 * self.resolved:g} %.")
        if self.effort <= 0:
            raise ScenarioError(f"The effort of {self.name} must be greater than 0.")


@dataclass(frozen=True)
class Ratio:
    """A ratio with the ends of its 95 % interval; high is infinite where only "at least" can be said."""

    value: float
    low: float
    high: float


def said(value: float) -> str:
    """A ratio with so many digits that a small change shows: "1.62", "12.4", "184"."""
    if np.isnan(value):
        return "unknown"
    return f"{value:.2f}" if value < 9.995 else f"{value:,.1f}" if value < 99.95 else f"{value:,.0f}"


@dataclass(frozen=True)
class Outcome:
    """Of a scenario: the ratio now and after, the negative experiences now, how many are gone and turned, words."""

    now: Ratio
    after: Ratio
    negative: int
    gone: float
    turned: float
    times: Ratio

    @property
    def words(self) -> str:
        """The scenario in a sentence."""
        now, after, low, high = map(said, (self.now.value, self.after.value, self.after.low, self.after.high))
        instead = f", {self.turned:,.0f} of them positive instead." if self.turned else "."
        return (
            f"{now} : 1 would be {after} : 1 ({low}–{high}), {self.gone:,.0f} of {self.negative:,} negative "
            f"experiences fewer{instead}"
        )


@dataclass(frozen=True)
class Ground:
    """What scenarios stand on: draws of the ratio, and how the negative experiences are made up.

    profiles: a row per different make-up: touchpoint, patterns (a tuple of ids), loose (a complaint in no pattern is
    among them), n (experiences), unmixed (those of them that are not positive as well).
    """

    draws: Draws
    profiles: pd.DataFrame
    negative: int
    names: Mapping[str, str] = field(default_factory=dict)


def ground(
    experiences: pd.DataFrame,
    mentions: pd.DataFrame,
    names: Mapping[str, str],
    *,
    others: pd.DataFrame | None = None,
) -> Ground:
    """What scenarios of these experiences stand on.

    mentions: the negative ones of the same selection: feedback_id, touchpoint, pattern (missing: in none). names: of
    the living patterns. `others` are labelled experiences outside of these.
    """
    drawn = ratios.draws(experiences, (), counted=True, others=others)
    bad = experiences[experiences["negative"].to_numpy(bool)]
    key = ["feedback_id", "touchpoint"]
    said = (
        mentions[[*key, "pattern"]].astype({"touchpoint": "str"})
        if len(mentions)
        else pd.DataFrame(columns=[*key, "pattern"])
    )
    pattern = said["pattern"].astype("object").where(said["pattern"].isin(list(names)), None)
    each = said.assign(pattern=pattern).drop_duplicates()
    held = each.groupby(key, sort=False)["pattern"].agg(_made_of).rename("made").reset_index() if len(each) else None
    own = bad[[*key, "positive"]].astype({"touchpoint": "str"})
    own = own.merge(held, on=key, how="left") if held is not None else own.assign(made=None)
    made = own["made"].map(lambda value: value if isinstance(value, tuple) else ((), True))
    table = pd.DataFrame(
        {
            "touchpoint": own["touchpoint"], "patterns": made.map(lambda pair: pair[0]),
            "loose": made.map(lambda pair: pair[1]), "unmixed": ~own["positive"].to_numpy(bool),
        }
    )  # fmt: skip
    profiles = (
        table.groupby(["touchpoint", "patterns", "loose"], sort=True)["unmixed"]
        .agg(n="size", unmixed="sum")
        .reset_index()
    )
    return Ground(drawn, profiles, len(bad), names)


def _made_of(patterns: pd.Series) -> tuple[tuple[str, ...], bool]:
    """The patterns that an experience complains of, and whether it complains of something in none."""
    return tuple(sorted({str(one) for one in patterns if one is not None and one == one})), bool(patterns.isna().any())


def _gone(profiles: pd.DataFrame, steps: Sequence[Step]) -> Floats:
    """The chance of each profile to stop being negative."""
    by_pattern = _joined(steps, PATTERN)
    by_touchpoint = _joined(steps, TOUCHPOINT)
    inside = np.array(
        [
            0.0 if loose or not held else float(np.prod([by_pattern.get(one, 0.0) for one in held]))
            for held, loose in zip(profiles["patterns"], profiles["loose"], strict=True)
        ]
    )
    there = profiles["touchpoint"].map(by_touchpoint).fillna(0.0).to_numpy("float64")
    gone: Floats = 1 - (1 - there) * (1 - inside)
    return gone


def _joined(steps: Sequence[Step], kind: str) -> dict[str, float]:
    """The resolved share of each pain; of one that is named twice, what both together resolve."""
    shares: dict[str, float] = {}
    for step in steps:
        if step.kind == kind:
            shares[step.name] = 1 - (1 - shares.get(step.name, 0.0)) * (1 - step.resolved)
    return shares


def resolve(held: Ground, steps: Sequence[Step], turned: float = 0.0) -> Outcome:
    """The ratio were these pains resolved; `turned` of what is resolved turns positive, the rest falls silent.

    R' = (P + turned x gone) / (N - gone) over draws of P and N, the part of N that is gone from its Beta posterior
    (Jeffreys). Mixed experiences are positive already and turn no more. Half an experience always stays negative, so
    that the ratio has a size.

    Raises
    ------
    ScenarioError
        `turned` is no share.
    """
    if not 0 <= turned <= 1:
        raise ScenarioError(f"Between 0 and 100 % can turn positive, not {100 * turned:g} %.")
    gone = _gone(held.profiles, steps)
    many = float((gone * held.profiles["n"]).sum())
    unmixed = float((gone * held.profiles["unmixed"]).sum())
    share = _share(many, held.negative)
    turning = turned * (unmixed / many if many else 0.0)
    now, after = [], []
    for population in ("all such", THESE):
        positive, negative = (total[0] for total in held.draws.totals(population))
        left = np.maximum(1 - share, _HALF / max(held.negative, 1))
        with np.errstate(divide="ignore", invalid="ignore"):
            now.append(positive / negative)
            after.append((positive + turning * share * negative) / (negative * left))
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(now[0] > 0, after[0] / now[0], 1.0)
    return Outcome(
        _ends(now[0], now[1]), _ends(after[0], after[1]), held.negative, many, turned * unmixed, _ends(times, times)
    )


def _share(many: float, of: int) -> Floats:
    """Draws of the part of all negative experiences that is gone."""
    if many <= 0 or of == 0:
        return np.zeros(DRAWS)
    rng = np.random.default_rng(int(1000 * many) * 7919 + of)
    drawn = rng.beta(many + _HALF, max(of - many, 0.0) + _HALF, DRAWS)
    # Of all, nothing is left open.
    return np.ones(DRAWS) if many >= of else drawn


def _ends(drawn: Floats, middle: Floats) -> Ratio:
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return Ratio(float("nan"), float("nan"), float("nan"))
    low, high = np.sort(known)[[round(part * (len(known) - 1)) for part in (0.025, 0.975)]]
    value = float(np.nanmedian(middle))
    return Ratio(value, min(float(low), value), max(float(high), value))


@dataclass(frozen=True)
class Best:
    """The best set for a budget: the steps, their effort, what comes of it; exact says that every set was tried."""

    steps: tuple[Step, ...]
    effort: float
    outcome: Outcome
    exact: bool


def best(held: Ground, candidates: Sequence[Step], budget: float, turned: float = 0.0) -> Best:
    """The set of candidates whose effort fits the budget and that makes most negative experiences go.

    Every set is tried for a few candidates; for more, the one that adds most for its effort is taken step by step, and
    single ones are exchanged as long as that helps.

    Raises
    ------
    ScenarioError
        The budget is less than the smallest effort.
    """
    fitting = [step for step in candidates if step.effort <= budget]
    if not fitting:
        least = min((step.effort for step in candidates), default=0.0)
        raise ScenarioError(f"Nothing fits a budget of {budget:g}; the smallest effort is {least:g}.")
    exact = len(fitting) <= _ALL_SETS
    chosen = _all_sets(held, fitting, budget) if exact else _greedy(held, fitting, budget)
    return Best(tuple(chosen), sum(step.effort for step in chosen), resolve(held, chosen, turned), exact)


def _worth(held: Ground, steps: Sequence[Step]) -> float:
    return float((_gone(held.profiles, steps) * held.profiles["n"]).sum())


def _all_sets(held: Ground, candidates: Sequence[Step], budget: float) -> list[Step]:
    sets: list[tuple[Step, ...]] = [
        chosen
        for size in range(1, len(candidates) + 1)
        for chosen in combinations(candidates, size)
        if sum(step.effort for step in chosen) <= budget + 1e-9
    ]
    # Of equally good ones the cheapest, then the first.
    return list(max(sets, key=lambda made: (round(_worth(held, list(made)), 6), -sum(step.effort for step in made))))


def _greedy(held: Ground, candidates: Sequence[Step], budget: float) -> list[Step]:
    chosen: list[Step] = []
    left = list(candidates)
    while True:
        room = budget - sum(step.effort for step in chosen)
        fitting = [step for step in left if step.effort <= room + 1e-9]
        if not fitting:
            break
        now = _worth(held, chosen)
        adding = max(fitting, key=lambda step: (_worth(held, [*chosen, step]) - now) / step.effort)
        if _worth(held, [*chosen, adding]) <= now:
            break
        chosen.append(adding)
        left.remove(adding)
    return _exchanged(held, chosen, left, budget)


def _exchanged(held: Ground, chosen: list[Step], left: list[Step], budget: float) -> list[Step]:
    for _ in range(_STEPS):
        now = _worth(held, chosen)
        swaps = [
            [*(one for one in chosen if one is not old), new]
            for old in chosen
            for new in left
            if sum(step.effort for step in chosen) - old.effort + new.effort <= budget + 1e-9
        ]
        better: list[Step] = max(swaps, key=lambda made: _worth(held, made), default=chosen)
        if _worth(held, better) <= now + 1e-9:
            break
        left = [step for step in [*left, *chosen] if step not in better]
        chosen = better
    return chosen


@dataclass(frozen=True)
class Goal:
    """What it takes to reach a ratio.

    share: how much of the steps has to be resolved (all of them by the same share), NaN where all of it is not enough.
    fewest: the fewest of the steps that reach it, resolved as they say, None where all together do not. needed: how
    many negative experiences have to go in any case, where none turns positive. turned: the share of what all steps
    resolve that would have to turn positive, NaN where even that is not enough (0 where it is not needed).
    """

    goal: float
    share: float
    fewest: tuple[Step, ...] | None
    needed: float
    turned: float
    most: Outcome

    def words(self, names: Mapping[str, str]) -> str:
        """What it takes, in sentences."""
        if self.most.now.value >= self.goal:
            return f"The ratio is there already: {said(self.most.now.value)} : 1."
        told = f"{self.goal:g} : 1 takes {self.needed:,.0f} of {self.most.negative:,} negative experiences fewer. "
        if not np.isnan(self.share):
            told += f"{100 * self.share:.0f} % of what is chosen would have to be resolved."
            if self.fewest is not None and len(self.fewest) > 0:
                named = ", ".join(names.get(step.name, step.name) for step in self.fewest)
                told += f" Resolved as chosen, these are enough: {named}."
            return told
        told += f"All that is chosen, resolved, comes to {said(self.most.after.value)} : 1"
        if np.isnan(self.turned):
            return f"{told}; even if all of it turned positive, that is not enough. Choose more."
        return f"{told}; {100 * self.turned:.0f} % of it would have to turn positive as well."


def seek(held: Ground, steps: Sequence[Step], goal: float, turned: float = 0.0) -> Goal:
    """What it takes to reach a ratio with these steps.

    Raises
    ------
    ScenarioError
        The goal is no ratio, or there is nothing to resolve.
    """
    if not goal > 0:
        raise ScenarioError("A goal is a ratio greater than 0, as in 5.")
    if not steps:
        raise ScenarioError("Choose at least one pattern or touchpoint that could be resolved.")
    whole = [Step(step.kind, step.name, 1.0, step.effort) for step in steps]
    most = resolve(held, whole, turned)
    needed = max(held.negative * (1 - most.now.value / goal), 0.0) if most.now.value < goal else 0.0
    share = _least(lambda part: resolve(held, _scaled(whole, part), turned).after.value, goal)
    lift = 0.0 if not np.isnan(share) else _least(lambda part: resolve(held, whole, part).after.value, goal)
    return Goal(goal, share, _fewest(held, steps, goal, turned), needed, lift, most)


def _scaled(steps: Sequence[Step], part: float) -> list[Step]:
    return [Step(step.kind, step.name, part, step.effort) for step in steps]


def _least(value: Any, goal: float) -> float:
    """The smallest part of 1 at which a growing value reaches the goal, NaN where it never does."""
    if value(1.0) < goal:
        return float("nan")
    low, high = 0.0, 1.0
    if value(0.0) >= goal:
        return 0.0
    for _ in range(_STEPS // 2):
        middle = (low + high) / 2
        low, high = (low, middle) if value(middle) >= goal else (middle, high)
    return high


def _fewest(held: Ground, steps: Sequence[Step], goal: float, turned: float) -> tuple[Step, ...] | None:
    """The fewest steps that reach the goal, each the one that adds most."""
    chosen: list[Step] = []
    left = list(steps)
    while left:
        adding = max(left, key=lambda step: _worth(held, [*chosen, step]))
        chosen.append(adding)
        left.remove(adding)
        if resolve(held, chosen, turned).after.value >= goal:
            return tuple(chosen)
    return None
