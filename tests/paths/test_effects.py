import numpy as np
import pandas as pd
import pytest

from cxanalytics.paths import effects
from cxanalytics.paths.steps import steps

from .test_steps import ORDER, experiences


def test_newcombe_s_own_example() -> None:
    # Newcombe 1998, example (a): 56/70 less 48/80, method 10 without correction: 0.0524 to 0.3339.
    assert effects.newcombe(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=1e-4)


def test_wilson() -> None:
    assert effects.wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)


def test_what_the_touchpoint_explains_is_no_effect() -> None:
    """All hops are where all is bad: crude difference large, within touchpoints none."""
    touchpoint = pd.Series(["bad"] * 100 + ["good"] * 100)
    negative = np.array([True] * 80 + [False] * 20 + [True] * 20 + [False] * 80)
    having = np.array(([True] * 4 + [False]) * 16 + ([True] * 4 + [False]) * 4 + ([True] + [False] * 4) * 20)
    crude = negative[having].mean() - negative[~having].mean()
    apart, low, high = effects.stratified(touchpoint, negative, having)
    assert crude == pytest.approx(0.36, abs=0.01)
    assert apart == pytest.approx(0, abs=0.01)
    assert low < 0 < high


def test_with_one_stratum_it_is_the_plain_difference() -> None:
    negative = np.array([True] * 30 + [False] * 20 + [True] * 10 + [False] * 40)
    having = np.array([True] * 50 + [False] * 50)
    apart, low, high = effects.stratified(pd.Series(["a"] * 100), negative, having)
    assert apart == pytest.approx(0.4)
    assert 0.2 < low < apart < high < 0.6


def test_where_no_stratum_has_both_nothing_is_said() -> None:
    found = effects.stratified(pd.Series(["a", "b"]), np.array([True, False]), np.array([True, False]))
    assert np.isnan(found).all()


WALKED = steps(
    experiences(
        (1, "Shop", "web", "2026-01-01", "-"), (1, "Till", "phone", "2026-01-02", "-"),
        (2, "Shop", "web", "2026-01-01", "+"), (2, "Till", "web", "2026-01-02", "+"),
        (3, "Till", "web", "2026-01-01", "-"), (3, "Till", "phone", "2026-01-20", "-"),
        (3, "Till", "web", "2026-03-20", "+"),
    ),
    ORDER,
    7,
)  # fmt: skip


def test_a_hop_is_a_change_of_channel_within_a_session() -> None:
    assert effects.hop(WALKED).tolist() == [True, False, False, False, False]
    unknown = WALKED.assign(channel=WALKED["channel"].where(WALKED["channel"] != "phone"))
    assert not effects.hop(unknown).any()


def test_a_repeat_is_the_same_touchpoint_soon_again() -> None:
    assert effects.again(WALKED, 14).tolist() == [False] * 7
    assert effects.again(WALKED, 30).tolist() == [False] * 5 + [True, False]


def test_effects_say_what_can_be_said() -> None:
    found = effects.of_steps(WALKED, 30)
    assert found["hop"].share == 0.5
    assert (found["hop"].negative_with, found["hop"].negative_without) == (1.0, 0.0)
    assert found["hop"].words.startswith("A change of channel, of sessions with several steps: 50%. Negative are 100%")
    assert "cannot be told yet" in found["repeat"].words
    assert effects.of_steps(WALKED[:0], 30)["hop"].words.endswith("there are none to compare.")
