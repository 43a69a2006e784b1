"""Which pains to resolve: the best set for a budget, and what a goal takes."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.errors import ScenarioError
from cxanalytics.tracking import choosing, scenarios
from cxanalytics.tracking.scenarios import PATTERN, TOUCHPOINT, Step

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


def test_many_candidates_are_chosen_from_as_surely() -> None:
    rows = [("Shop", (f"Q{i}",), False, i + 1) for i in range(40)]
    # Together they are worth more than any three others, each alone less.
    rows += [("Web", ("Q0", "Q1", "Q2"), False, 200)]
    names = {f"Q{i}": str(i) for i in range(40)}
    table, mentions = _made(rows)
    held = scenarios.ground(table, mentions, names)
    best = choosing.best(held, [Step(PATTERN, name) for name in names], 3.0)
    assert best.exact
    assert [step.name for step in best.steps] == ["Q0", "Q1", "Q2"]
    assert best.outcome.gone == 206


def test_of_equal_sets_the_cheapest_is_taken() -> None:
    held = ground([("Shop", ("P1",), False, 10), ("Shop", ("P2",), False, 10)])
    best = choosing.best(held, [Step(PATTERN, "P1", 1.0, 3.0), Step(PATTERN, "P2", 1.0, 2.0)], 3.0)
    assert ([step.name for step in best.steps], best.effort) == (["P2"], 2.0)


def test_what_turns_positive_decides_where_that_is_said() -> None:
    # Fifteen mixed ones can only fall silent, twelve others can turn.
    held = ground([("Shop", ("P1",), True, 15), ("Shop", ("P2",), False, 12), ("Shop", ("P3",), False, 40)])
    steps = [Step(PATTERN, "P1"), Step(PATTERN, "P2")]
    assert [step.name for step in choosing.best(held, steps, 1.0).steps] == ["P1"]
    assert [step.name for step in choosing.best(held, steps, 1.0, 1.0).steps] == ["P2"]


STEPS = (
    Step(PATTERN, "P1", 1.0, 1.0), Step(PATTERN, "P2", 0.5, 2.0), Step(PATTERN, "P3", 0.8, 1.5),
    Step(TOUCHPOINT, "Web", 0.6, 2.5), Step(TOUCHPOINT, "Shop", 0.3, 3.0),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("Shop", "Web")), st.sets(st.sampled_from(("P1", "P2", "P3", "")), min_size=1),
            st.booleans(), st.integers(1, 30),
        ),
        min_size=1, max_size=6,
    ),
    st.floats(1, 10), st.sampled_from((0.0, 0.4, 1.0)),
)  # fmt: skip
def test_no_set_within_the_budget_does_more(
    rows: list[tuple[str, set[str], bool, int]], budget: float, turned: float
) -> None:
    """Held against every set, with touchpoints and patterns that overlap."""
    held = ground([(at, tuple(sorted(patterns)), mixed, many) for at, patterns, mixed, many in rows], 20)
    found = choosing.best(held, STEPS, budget, turned)
    sets = [
        chosen
        for size in range(len(STEPS) + 1)
        for chosen in combinations(STEPS, size)
        if sum(step.effort for step in chosen) <= budget
    ]

    def ratio(chosen: tuple[Step, ...]) -> float:
        part = held.gone(chosen)
        away, turning = (float((part * held.profiles[name]).sum()) for name in ("n", "unmixed"))
        positive = 20 + sum(many for *_, mixed, many in rows if mixed)
        return (positive + turned * turning) / max(held.negative - away, 0.5)

    assert found.exact
    assert found.effort <= budget + 1e-9
    assert ratio(found.steps) == pytest.approx(max(map(ratio, sets)), rel=1e-3)


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
    assert found.words.startswith("4 : 1 takes 22 of 50 negative experiences fewer")


def test_a_goal_out_of_reach_is_said() -> None:
    held = ground(BOTH)
    some = choosing.seek(held, [Step(PATTERN, "P1")], 4.0)
    assert np.isnan(some.share)
    assert some.fewest is None
    assert 0 < some.turned < 1
    assert "would have to turn positive as well" in some.words
    never = choosing.seek(held, [Step(PATTERN, "P2")], 100.0)
    assert "it would not be enough." in never.words
    there = choosing.seek(held, [Step(PATTERN, "P1")], 2.0)
    assert there.words.startswith("The ratio is there already")


def test_the_fewest_steps_are_fewer_than_one_by_one() -> None:
    """Two that belong together beat the single ones that look best at first."""
    rows = [("Shop", ("P1", "P2"), False, 60), ("Shop", ("P3",), False, 20), ("Shop", ("",), False, 20)]
    found = choosing.seek(ground(rows), [Step(PATTERN, name) for name in NAMES], 2.0)
    assert [step.name for step in found.fewest or ()] == ["P1", "P2"]


def test_a_goal_with_steps_resolved_in_part() -> None:
    held = ground(BOTH)
    half = choosing.seek(held, [Step(PATTERN, "P1", 0.5)], 3.5)
    assert half.fewest is None
    assert 0.5 < half.share < 1


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (lambda: choosing.seek(ground(BOTH), [], 5.0), "Choose at least one"),
        (lambda: choosing.best(ground(BOTH), [], 5.0), "Choose at least one"),
        (lambda: choosing.seek(ground(BOTH), [Step(PATTERN, "P1")], -1.0), "greater than 0"),
        (lambda: choosing.best(ground(BOTH), [Step(PATTERN, "P1"), Step(PATTERN, "P1", 0.5)], 2.0), "'P1' is named"),
    ],
)
def test_what_is_not_well_put_is_said(run: object, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        run()  # type: ignore[operator]
