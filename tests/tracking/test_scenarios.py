"""What if: several pains at once, without counting anything twice, overall and by touchpoint."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
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


def test_each_touchpoint_has_an_outcome_of_its_own() -> None:
    held = ground([*BOTH, ("App", ("P3",), False, 8)])
    each = scenarios.resolve_each(held, [Step(PATTERN, "P1"), Step(PATTERN, "P2", 0.5)])
    assert each["touchpoint"].tolist() == ["Shop", "Web"]
    shop, web = each["outcome"]
    # All ratios of the shop: 100 positive, 30 negative, of which 20 and half of 10 go.
    assert (shop.negative, shop.gone, shop.now.value) == (30, 25, pytest.approx(100 / 30, rel=0.02))
    assert shop.after.value == pytest.approx(100 / 5, rel=0.25)
    assert (web.negative, web.gone) == (20, 5)
    assert scenarios.resolve_each(held, []).empty


def test_the_same_scenario_has_the_same_numbers_and_more_of_it_never_less() -> None:
    held = ground(BOTH)
    values = [scenarios.resolve(held, [Step(PATTERN, "P1", part / 20)]).after.value for part in range(21)]
    assert values == sorted(values)
    assert values == [scenarios.resolve(held, [Step(PATTERN, "P1", part / 20)]).after.value for part in range(21)]


def test_what_nothing_bounds_above_is_at_least_so_much() -> None:
    assert scenarios.Ratio(5.0, 2.0, np.inf).ends == "at least 2.00"
    assert scenarios.Ratio(5.0, 2.0, 12.34).ends == "2.00–12.3"
    assert [scenarios.said(value) for value in (np.nan, np.inf, 184.2)] == ["unknown", "unknown", "184"]


@settings(deadline=None)
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


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (lambda: Step("mood", "x"), "choose a pattern or a touchpoint"),
        (lambda: Step(PATTERN, "P1", 1.5), "Between 0 and 100 %"),
        (lambda: Step(PATTERN, "P1", 1.0, 0.0), "must be greater than 0"),
        (lambda: scenarios.resolve(ground(BOTH), [], 2.0), "can turn positive"),
    ],
)
def test_what_is_not_well_put_is_said(run: object, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        run()  # type: ignore[operator]


def test_with_none_left_only_a_least_can_be_told() -> None:
    outcome = scenarios.resolve(ground(BOTH), [Step(TOUCHPOINT, "Web"), Step(TOUCHPOINT, "Shop")])
    assert outcome.gone == outcome.negative
    assert " would be at least " in outcome.words
