"""Which pains to resolve: the best set for a budget of effort, and what it takes to reach a ratio."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from cxanalytics.errors import ScenarioError
from cxanalytics.tracking.scenarios import Ground, Outcome, Step, resolve, said, worth

# Up to so many candidates every set is tried; with more the best is looked for step by step.
_ALL_SETS = 12
_STEPS = 40


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
        The budget is less than the smallest effort, or there is nothing to resolve.
    """
    _some(candidates)
    fitting = [step for step in candidates if step.effort <= budget]
    if not fitting:
        least = min(step.effort for step in candidates)
        raise ScenarioError(f"Nothing fits a budget of {budget:g}; the smallest effort is {least:g}.")
    exact = len(fitting) <= _ALL_SETS
    chosen = _all_sets(held, fitting, budget) if exact else _greedy(held, fitting, budget)
    return Best(tuple(chosen), sum(step.effort for step in chosen), resolve(held, chosen, turned), exact)


def _all_sets(held: Ground, candidates: Sequence[Step], budget: float) -> list[Step]:
    sets: list[tuple[Step, ...]] = [
        chosen
        for size in range(1, len(candidates) + 1)
        for chosen in combinations(candidates, size)
        if sum(step.effort for step in chosen) <= budget + 1e-9
    ]
    # Of equally good ones the cheapest, then the first.
    return list(max(sets, key=lambda made: (round(worth(held, list(made)), 6), -sum(step.effort for step in made))))


def _greedy(held: Ground, candidates: Sequence[Step], budget: float) -> list[Step]:
    chosen: list[Step] = []
    left = list(candidates)
    while True:
        room = budget - sum(step.effort for step in chosen)
        fitting = [step for step in left if step.effort <= room + 1e-9]
        if not fitting:
            break
        now = worth(held, chosen)
        adding = max(fitting, key=lambda step: (worth(held, [*chosen, step]) - now) / step.effort)
        if worth(held, [*chosen, adding]) <= now:
            break
        chosen.append(adding)
        left.remove(adding)
    return _exchanged(held, chosen, left, budget)


def _exchanged(held: Ground, chosen: list[Step], left: list[Step], budget: float) -> list[Step]:
    for _ in range(_STEPS):
        now = worth(held, chosen)
        swaps = [
            [*(one for one in chosen if one is not old), new]
            for old in chosen
            for new in left
            if sum(step.effort for step in chosen) - old.effort + new.effort <= budget + 1e-9
        ]
        better: list[Step] = max(swaps, key=lambda made: worth(held, made), default=chosen)
        if worth(held, better) <= now + 1e-9:
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
    _some(steps)
    whole = [Step(step.kind, step.name, 1.0, step.effort) for step in steps]
    most = resolve(held, whole, turned)
    needed = max(held.negative * (1 - most.now.value / goal), 0.0) if most.now.value < goal else 0.0
    share = _least(lambda part: resolve(held, _scaled(whole, part), turned).after.value, goal)
    lift = 0.0 if not np.isnan(share) else _least(lambda part: resolve(held, whole, part).after.value, goal)
    return Goal(goal, share, _fewest(held, steps, goal, turned), needed, lift, most)


def _some(steps: Sequence[Step]) -> None:
    if not steps:
        raise ScenarioError(
            "Choose at least one pattern or touchpoint that could be resolved; there is no pattern yet."
        )


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
        adding = max(left, key=lambda step: worth(held, [*chosen, step]))
        chosen.append(adding)
        left.remove(adding)
        if resolve(held, chosen, turned).after.value >= goal:
            return tuple(chosen)
    return None
