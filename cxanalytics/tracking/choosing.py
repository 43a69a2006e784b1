"""Which pains to resolve: the best set for a budget of effort, and what it takes to reach a ratio. Scenarios."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cxanalytics.errors import ScenarioError
from cxanalytics.ratios import THESE
from cxanalytics.tracking.scenarios import PATTERN, TOUCHPOINT, Ground, Outcome, Step, resolve, said

Floats = npt.NDArray[np.float64]

# Whoever asks waits so many seconds at most; what is found by then is the best that is known.
_SECONDS = 8
_STEPS = 20
# Of sets that are as good as each other, to this part of an experience, the cheapest.
_EVEN = 1e-3


@dataclass(frozen=True)
class Best:
    """The best set for a budget: the steps, their effort, what comes of it; exact: no other set that fits does more."""

    steps: tuple[Step, ...]
    effort: float
    outcome: Outcome
    exact: bool


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

    @property
    def words(self) -> str:
        """What it takes, in sentences; which steps are enough is not among them."""
        if self.most.now.value >= self.goal:
            return f"The ratio is there already: {said(self.most.now.value)} : 1."
        told = f"{self.goal:g} : 1 takes {self.needed:,.0f} of {self.most.negative:,} negative experiences fewer"
        told += " where none of them turns positive. "
        if not np.isnan(self.share):
            return f"{told}{100 * self.share:.0f} % of all of these would have to be resolved."
        told += f"It cannot be reached with these: all of them, resolved, come to {said(self.most.after.value)} : 1"
        if np.isnan(self.turned):
            return f"{told}, and even if all of that turned positive, it would not be enough."
        return f"{told}. {100 * self.turned:.0f} % of what is resolved would have to turn positive as well."


def best(held: Ground, candidates: Sequence[Step], budget: float, turned: float = 0.0) -> Best:
    """The set of candidates whose effort fits the budget and that lifts the ratio most; of equal ones the cheapest.

    Experiences that complain of several pains make the pains worth more together than apart, so that this is no plain
    knapsack: it is solved as an integer programme (HiGHS), each make-up of complaints with a variable of its own, and
    where some of what is resolved turns positive, as a series of them (Dinkelbach 1967, On nonlinear fractional
    programming).

    Raises
    ------
    ScenarioError
        There is nothing to resolve, the budget is less than the smallest effort, or a candidate is named twice.
    """
    _some(candidates)
    fitting = [step for step in candidates if step.effort <= budget]
    if not fitting:
        least = min(step.effort for step in candidates)
        raise ScenarioError(f"Nothing fits a budget of {budget:g}; the smallest effort is {least:g}.")
    made = _Programme(held, fitting)
    price, chosen, exact = _ratio(held, (), turned), np.zeros(len(fitting), dtype=bool), True
    for _ in range(_STEPS):
        found, sure = made.most(price, turned, budget)
        exact = exact and sure
        if (found == chosen).all():
            break
        chosen = found
        if not turned:
            break
        price = _ratio(held, [step for step, taken in zip(fitting, chosen.tolist(), strict=True) if taken], turned)
    steps = tuple(step for step, taken in zip(fitting, chosen.tolist(), strict=True) if taken)
    return Best(steps, sum(step.effort for step in steps), resolve(held, steps, turned), exact)


def seek(held: Ground, steps: Sequence[Step], goal: float, turned: float = 0.0) -> Goal:
    """What it takes to reach a ratio with these steps.

    Raises
    ------
    ScenarioError
        The goal is no ratio, there is nothing to resolve, or a step is named twice.
    """
    if not 0 < goal < float("inf"):
        raise ScenarioError("A goal is a ratio greater than 0, as in 5.")
    _some(steps)
    whole = _scaled(steps, 1.0)
    most = resolve(held, whole, turned)
    needed = max(held.negative * (1 - most.now.value / goal), 0.0) if most.now.value < goal else 0.0
    share = _least(lambda part: resolve(held, _scaled(steps, part), turned).after.value, goal)
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
    if value(0.0) >= goal:
        return 0.0
    if not value(1.0) >= goal:
        return float("nan")
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if value(middle) >= goal else (middle, high)
    return high


def _fewest(held: Ground, steps: Sequence[Step], goal: float, turned: float) -> tuple[Step, ...] | None:
    """The fewest steps that reach the goal; of as many, those that add most."""
    if resolve(held, (), turned).after.value >= goal:
        return ()
    if not resolve(held, steps, turned).after.value >= goal:
        return None
    made, aim = _Programme(held, steps), goal
    for _ in range(_STEPS):
        chosen = made.least(aim, turned)
        if chosen is None:
            break
        taken = tuple(step for step, is_in in zip(steps, chosen.tolist(), strict=True) if is_in)
        reached = resolve(held, taken, turned).after.value
        if reached >= goal:
            return taken
        # The middle of the draws is a little off the ratio of the middles.
        aim *= max(goal / reached, 1.0 + 1e-6)
    return tuple(steps)


def _ratio(held: Ground, steps: Sequence[Step], turned: float) -> float:
    """The ratio that a set comes to, of the middles of what can be known."""
    positive, negative = _middles(held)
    part = held.gone(steps) / max(held.negative, 1)
    away, turning = (negative * float((part * held.profiles[name]).sum()) for name in ("n", "unmixed"))
    return (positive + turned * turning) / max(negative - away, negative / max(held.negative, 1) / 2, 1e-9)


def _middles(held: Ground) -> tuple[float, float]:
    positive, negative = (float(np.median(total[0])) for total in held.draws.totals(THESE))
    return positive, negative


class _Programme:
    """The choice among steps as an integer programme over them and over the make-ups that they touch.

    The part of a make-up that is gone, 1 - (1 - t)(1 - a), is t + a - ta with t the touchpoint's share where that is
    chosen, and a the product of the patterns' shares where all of them are. A variable each for "all patterns chosen"
    and for "touchpoint too" makes that linear.
    """

    def __init__(self, held: Ground, steps: Sequence[Step]) -> None:
        place = {(step.kind, step.name): number for number, step in enumerate(steps)}
        if len(place) < len(steps):
            twice = next(step.name for i, step in enumerate(steps) if place[step.kind, step.name] != i)
            raise ScenarioError(f"'{twice}' is named twice; name each pattern and touchpoint once.")
        self.size = len(steps)
        self.effort = np.array([step.effort for step in steps])
        self.positive, self.negative = _middles(held)
        self.scale = self.negative / max(held.negative, 1)
        # Per variable: how many experiences it makes go, and how many of those are not positive already.
        away, unmixed = [0.0] * self.size, [0.0] * self.size
        self.rows: list[tuple[dict[int, float], float]] = []
        for row in held.profiles.to_dict("records"):
            n, plain = float(row["n"]), float(row["unmixed"])
            at = place.get((TOUCHPOINT, str(row["touchpoint"])), -1)
            there = steps[at].resolved if at >= 0 else 0.0
            if at >= 0:
                away[at] += there * n
                unmixed[at] += there * plain
            keys = [(PATTERN, one) for one in row["patterns"]]
            if row["loose"] or not keys or any(key not in place for key in keys):
                continue
            part = float(np.prod([steps[place[key]].resolved for key in keys]))
            both = self._all([place[key] for key in keys], away, unmixed)
            away[both] += part * n
            unmixed[both] += part * plain
            if at >= 0:
                overlap = self._variable(away, unmixed)
                away[overlap] -= there * part * n
                unmixed[overlap] -= there * part * plain
                self.rows.append(({at: 1.0, both: 1.0, overlap: -1.0}, 1.0))
        self.gone, self.unmixed = np.array(away), np.array(unmixed)

    def _variable(self, away: list[float], unmixed: list[float]) -> int:
        away.append(0.0)
        unmixed.append(0.0)
        return len(away) - 1

    def _all(self, places: list[int], away: list[float], unmixed: list[float]) -> int:
        """The variable that says that all of these are chosen."""
        if len(places) == 1:
            return places[0]
        both = self._variable(away, unmixed)
        self.rows += [({both: 1.0, place: -1.0}, 0.0) for place in places]
        return both

    def most(self, price: float, turned: float, budget: float) -> tuple[npt.NDArray[np.bool_], bool]:
        """The set within the budget of which turned positive ones + price x gone ones are most; whether surely so."""
        worth = turned * self.unmixed + price * self.gone
        cost = np.zeros(len(self.gone))
        cost[: self.size] = self.effort
        aim = -worth / max(price, 1e-9)
        aim[: self.size] += _EVEN * self.effort / self.effort.sum()
        found, sure = self._solved(aim, [(cost, budget * (1 + 1e-9))])
        return (np.zeros(self.size, dtype=bool), False) if found is None else (found, sure)

    def least(self, goal: float, turned: float) -> npt.NDArray[np.bool_] | None:
        """The fewest steps with which P + turned ones reaches goal x what is left of N; None where none do."""
        worth = self.scale * (turned * self.unmixed + goal * self.gone)
        aim = np.zeros(len(self.gone))
        aim[: self.size] = 1.0
        aim -= 0.5 * worth / max(float(np.abs(worth).sum()), 1e-9)
        return self._solved(aim, [(-worth, self.positive - goal * self.negative)])[0]

    def _solved(self, aim: Floats, limits: list[tuple[Floats, float]]) -> tuple[npt.NDArray[np.bool_] | None, bool]:
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        rows = [(dict(enumerate(values)), limit) for values, limit in limits] + self.rows
        number = np.repeat(np.arange(len(rows)), [len(row) for row, _ in rows])
        place = np.concatenate([np.fromiter(row, dtype="int64") for row, _ in rows])
        value = np.concatenate([np.fromiter(row.values(), dtype="float64") for row, _ in rows])
        matrix = csr_array((value, (number, place)), shape=(len(rows), len(aim)))
        whole = np.zeros(len(aim))
        whole[: self.size] = 1
        found = milp(
            aim, integrality=whole, bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, -np.inf, np.array([limit for _, limit in rows])),
            options={"time_limit": _SECONDS, "mip_rel_gap": 0.0},
        )  # fmt: skip
        if found.x is None:
            return None, False
        return found.x[: self.size] > 0.5, found.status == 0
