"""What if: several pains at once without counting twice, the best set, what a goal takes."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.errors import ScenarioError
from cxanalytics.tracking import scenarios
from cxanalytics.tracking.scenarios import PATTERN, TOUCHPOINT, Ground, Step

from .test_shares import experiences

NAMES = {"P1": "Late", "P2": "Rude", "P3": "Dear"}


def ground(rows: list[tuple[str, tuple[str, ...], bool, int]], positive: int = 100) -> Ground:
    """Touchpoint, patterns that it complains of ("" for something in none), mixed, how often."""
    table = experiences([("Shop", "2026-01-05", True, False, positive)])
    said = []
    for at, patterns, mixed, many in rows:
        some = experiences([(at, "2026-01-05", mixed, True, many)])
        first = len(table)
        table = pd.concat([table, some], ignore_index=True)
        said += [(f"f{first + i}", at, name or None) for i in range(many) for name in patterns]
    table = table.assign(feedback_id=[f"f{i}" for i in range(len(table))], person=np.arange(len(table)))
    mentions = pd.DataFrame(said, columns=["feedback_id", "touchpoint", "pattern"])
    return scenarios.ground(table, mentions, NAMES)


BOTH = [
    ("Shop", ("P1",), False, 20),
    ("Shop", ("P1", "P2"), False, 10),
    ("Web", ("P2",), True, 10),
    ("Web", ("",), False, 10),
]


def gone(held: Ground, *steps: Step) -> float:
    return scenarios.resolve(held, steps).gone


def test_an_experience_of_two_pains_goes_only_with_both() -> None:
    held = ground(BOTH)
    assert held.negative == 50
    assert gone(held, Step(PATTERN, "P1")) == 20
    assert gone(held, Step(PATTERN, "P2")) == 10
    assert gone(held, Step(PATTERN, "P1"), Step(PATTERN, "P2")) == 40
    assert gone(held, Step(PATTERN, "P1", 0.5), Step(PATTERN, "P2", 0.5)) == 10 + 10 * 0.25 + 5


def test_a_touchpoint_takes_what_is_in_no_pattern_too() -> None:
    held = ground(BOTH)
    assert gone(held, Step(TOUCHPOINT, "Web")) == 20
    # Half of the web's twenty go with it; of the ten rude ones among the rest, all go with their pattern.
    assert gone(held, Step(TOUCHPOINT, "Web", 0.5), Step(PATTERN, "P2")) == 10 + 5
    assert gone(held, Step(TOUCHPOINT, "Web"), Step(TOUCHPOINT, "Shop")) == 50


def test_the_ratio_follows_the_formula() -> None:
    held = ground(BOTH)
    # 100 positive and 10 mixed ones against 50 negative ones.
    silent = scenarios.resolve(held, [Step(PATTERN, "P1")])
    assert silent.now.value == pytest.approx(110 / 50, rel=0.02)
    assert silent.after.value == pytest.approx(110 / 30, rel=0.06)
    assert silent.after.low < silent.after.value < silent.after.high
    turned = scenarios.resolve(held, [Step(PATTERN, "P1")], 0.5)
    assert turned.turned == 10
    assert turned.after.value == pytest.approx(120 / 30, rel=0.06)


def test_what_is_mixed_turns_positive_no_more() -> None:
    mixed = scenarios.resolve(ground(BOTH), [Step(PATTERN, "P2")], 1.0)
    assert (mixed.gone, mixed.turned) == (10, 0)


def test_nothing_resolved_changes_nothing() -> None:
    outcome = scenarios.resolve(ground(BOTH), [])
    assert outcome.after == outcome.now
    assert outcome.words.endswith("0 of 50 negative experiences fewer.")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("Shop", "Web")),
            st.sets(st.sampled_from(("P1", "P2", "P3")), min_size=1),
            st.integers(1, 9),
        ),
        min_size=1,
        max_size=6,
    ),
    st.floats(0, 1),
    st.floats(0, 1),
)  # fmt: skip
def test_more_resolved_never_leaves_more(rows: list[tuple[str, set[str], int]], a: float, b: float) -> None:
    held = ground([(at, tuple(sorted(patterns)), False, many) for at, patterns, many in rows], 10)
    low, high = sorted((a, b))
    less, more = (gone(held, Step(PATTERN, "P1", part), Step(TOUCHPOINT, "Web", part)) for part in (low, high))
    assert 0 <= less <= more + 1e-9 <= held.negative + 2e-9


COSTS = {"P1": 3.0, "P2": 2.0, "P3": 2.0}


def test_the_best_set_is_that_of_all_sets() -> None:
    held = ground([*BOTH, ("Shop", ("P3",), False, 15)])
    steps = [Step(PATTERN, name, 1.0, COSTS[name]) for name in NAMES]
    for budget in (2.0, 3.0, 4.0, 5.0, 7.0):
        best = scenarios.best(held, steps, budget)
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
    best = scenarios.best(held, [Step(PATTERN, name) for name in names], 3.0)
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
        scenarios.best(ground(BOTH), [Step(PATTERN, "P2", 1.0, 2.0)], 1.0)


def test_what_a_goal_takes() -> None:
    held = ground(BOTH)
    steps = [Step(PATTERN, "P1"), Step(PATTERN, "P2")]
    found = scenarios.seek(held, steps, 4.0)
    # 110 : 27.5 is 4 : 1, so 22.5 have to go.
    assert found.needed == pytest.approx(50 - 110 / 4, rel=0.03)
    assert 0 < found.share < 1
    at = scenarios.resolve(held, [Step(PATTERN, name, found.share) for name in ("P1", "P2")])
    assert at.after.value == pytest.approx(4.0, rel=0.02)
    assert [step.name for step in found.fewest or ()] == ["P1", "P2"]
    assert "Late, Rude" in found.words(NAMES)


def test_a_goal_out_of_reach_is_said() -> None:
    held = ground(BOTH)
    some = scenarios.seek(held, [Step(PATTERN, "P1")], 4.0)
    assert np.isnan(some.share)
    assert some.fewest is None
    assert 0 < some.turned < 1
    assert "would have to turn positive as well" in some.words(NAMES)
    never = scenarios.seek(held, [Step(PATTERN, "P2")], 100.0)
    assert "that is not enough. Choose more." in never.words(NAMES)
    there = scenarios.seek(held, [Step(PATTERN, "P1")], 2.0)
    assert there.words(NAMES).startswith("The ratio is there already")


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (lambda: Step("mood", "x"), "choose a pattern or a touchpoint"),
        (lambda: Step(PATTERN, "P1", 1.5), "Between 0 and 100 %"),
        (lambda: Step(PATTERN, "P1", 1.0, 0.0), "must be greater than 0"),
        (lambda: scenarios.resolve(ground(BOTH), [], 2.0), "can turn positive"),
        (lambda: scenarios.seek(ground(BOTH), [], 5.0), "Choose at least one"),
        (lambda: scenarios.seek(ground(BOTH), [Step(PATTERN, "P1")], -1.0), "greater than 0"),
    ],
)
def test_what_is_not_well_put_is_said(run: object, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        run()  # type: ignore[operator]
