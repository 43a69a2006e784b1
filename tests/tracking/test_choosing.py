"""The best set of pains for a budget, and what a goal takes."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from cxanalytics.errors import ScenarioError
from cxanalytics.tracking import choosing, scenarios
from cxanalytics.tracking.scenarios import PATTERN, Step

from .test_scenarios import BOTH, NAMES, gone, ground
from .test_shares import experiences

COSTS = {"P1": 3.0, "P2": 2.0, "P3": 2.0}


def test_the_best_set_is_that_of_all_sets() -> None:
    held = ground([*BOTH, ("Shop", ("P3",), False, 15)])
    steps = [Step(PATTERN, name, 1.0, COSTS[name]) for name in NAMES]
    for budget in (2.0, 3.0, 4.0, 5.0, 7.0):
        best = choosing.best(held, steps, budget)
        fitting = [
            chosen
            for size in (1, 2, 3)
            for chosen in combinations(steps, size)
            if sum(step.effort for step in chosen) <= budget
        ]
        assert best.exact
        assert best.effort <= budget
        assert best.outcome.gone == max(gone(held, *chosen) for chosen in fitting)


def test_many_candidates_are_looked_for_step_by_step() -> None:
    rows = [("Shop", (f"Q{i}",), False, i + 1) for i in range(15)]
    names = {f"Q{i}": str(i) for i in range(15)}
    table, mentions = _made(rows)
    held = scenarios.ground(table, mentions, names)
    best = choosing.best(held, [Step(PATTERN, name) for name in names], 3.0)
    assert not best.exact
    assert sorted(step.name for step in best.steps) == ["Q12", "Q13", "Q14"]


def _made(rows: list[tuple[str, tuple[str, ...], bool, int]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    table = experiences([("Shop", "2026-01-05", True, False, 100)])
    said = []
    for at, patterns, _, many in rows:
        first = len(table)
        table = pd.concat([table, experiences([(at, "2026-01-05", False, True, many)])], ignore_index=True)
        said += [(f"f{first + i}", at, name) for i in range(many) for name in patterns]
    table = table.assign(feedback_id=[f"f{i}" for i in range(len(table))], person=np.arange(len(table)))
    return table, pd.DataFrame(said, columns=["feedback_id", "touchpoint", "pattern"])


def test_a_budget_that_nothing_fits_is_said() -> None:
    with pytest.raises(ScenarioError, match="smallest effort is 2"):
        choosing.best(ground(BOTH), [Step(PATTERN, "P2", 1.0, 2.0)], 1.0)


def test_what_a_goal_takes() -> None:
    held = ground(BOTH)
    steps = [Step(PATTERN, "P1"), Step(PATTERN, "P2")]
    found = choosing.seek(held, steps, 4.0)
    # 110 : 27.5 is 4 : 1, so 22.5 have to go.
    assert found.needed == pytest.approx(50 - 110 / 4, rel=0.03)
    assert 0 < found.share < 1
    at = scenarios.resolve(held, [Step(PATTERN, name, found.share) for name in ("P1", "P2")])
    assert at.after.value == pytest.approx(4.0, rel=0.02)
    assert [step.name for step in found.fewest or ()] == ["P1", "P2"]
    assert "Late, Rude" in found.words(NAMES)


def test_a_goal_out_of_reach_is_said() -> None:
    held = ground(BOTH)
    some = choosing.seek(held, [Step(PATTERN, "P1")], 4.0)
    assert np.isnan(some.share)
    assert some.fewest is None
    assert 0 < some.turned < 1
    assert "would have to turn positive as well" in some.words(NAMES)
    never = choosing.seek(held, [Step(PATTERN, "P2")], 100.0)
    assert "that is not enough. Choose more." in never.words(NAMES)
    there = choosing.seek(held, [Step(PATTERN, "P1")], 2.0)
    assert there.words(NAMES).startswith("The ratio is there already")
