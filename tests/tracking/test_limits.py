"""Control limits: what is a real change, since when, and what is noise."""

import numpy as np
import pytest

from cxanalytics.tracking import limits


def shares(*levels: float, n: int = 200, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A series of one share per level, drawn by chance alone; its standard error and the number of answers."""
    rng = np.random.default_rng(seed)
    value = rng.binomial(n, np.array(levels)) / n
    return value[None, :], np.sqrt(value * (1 - value) / n)[None, :], np.full((1, len(levels)), n)


def test_a_large_jump_is_found_at_once_and_dated() -> None:
    found = limits.limits(*shares(*[0.2] * 14, *[0.5] * 3))
    assert found.found[0].tolist() == [0] * 14 + [1, 0, 0]
    assert found.since[0, 14] == 14
    assert found.base[0, 15] == 14


def test_a_fall_has_the_other_sign() -> None:
    found = limits.limits(*shares(*[0.5] * 14, *[0.2] * 2))
    assert found.found[0, 14] == -1


def test_a_new_level_is_a_new_baseline() -> None:
    found = limits.limits(*shares(*[0.2] * 14, *[0.5] * 14))
    assert found.found[0].tolist().count(1) == 1
    # From three periods on, the new level is what is usual.
    assert np.isnan(found.centre[0, 15:17]).all()
    assert found.centre[0, 20] == pytest.approx(0.5, abs=0.03)
    assert not (found.found[0, 15:] != 0).any()


def test_a_small_rise_that_stays_is_found_by_the_sum() -> None:
    value = np.array([[0.20, 0.21] * 10 + [0.24] * 8])
    sd = np.full_like(value, np.sqrt(0.2 * 0.8 / 400))
    found = limits.limits(value, sd, np.full(value.shape, 400))
    at = np.flatnonzero(found.found[0])
    assert len(at) >= 1
    assert 20 < at[0] < 28
    assert found.since[0, at[0]] == 20
    # No single value was far enough away by itself.
    assert (np.abs(found.z[0, : at[0] + 1][~np.isnan(found.z[0, : at[0] + 1])]) < limits.AWAY).all()


def test_before_a_baseline_nothing_is_said() -> None:
    found = limits.limits(*shares(*[0.2] * 11, 0.9))
    assert np.isnan(found.centre).all()
    assert not found.found.any()


def test_a_shorter_baseline_can_be_asked_for() -> None:
    found = limits.limits(*shares(*[0.2] * 11, 0.9), 6)
    assert found.found[0, 11] == 1


def test_periods_without_answers_are_passed_over() -> None:
    value, sd, n = shares(*[0.2] * 14, *[0.5] * 2)
    value[0, 5], n[0, 5] = np.nan, 0
    found = limits.limits(value, sd, n)
    assert np.isnan(found.z[0, 5])
    assert found.found[0, 14] == 1


def test_noise_is_quiet() -> None:
    rng = np.random.default_rng(4)
    n = np.full((400, 36), 200)
    value = rng.binomial(200, 0.2, n.shape) / 200
    found = limits.limits(value, np.sqrt(value * (1 - value) / 200), n)
    # 400 charts over two years; watched together, hardly any of them rings.
    assert int((found.found != 0).sum()) <= 8


def test_the_swing_that_was_always_there_widens_the_band() -> None:
    calm, sd, n = shares(*[0.2] * 20, n=1000)
    wild = calm + np.array([[0.05, -0.05] * 10])
    narrow, wide = (limits.limits(item, sd, n) for item in (calm, wild))
    assert wide.swing[0, -1] > 3 * narrow.swing[0, -1]
    assert wide.high[0, -1] - wide.low[0, -1] > 3 * (narrow.high[0, -1] - narrow.low[0, -1])


def test_the_more_is_watched_the_less_stands_out() -> None:
    value, sd, n = shares(*[0.2] * 14, 0.2)
    value[0, -1] = 0.31
    alone = limits.limits(value, sd, n)
    rng = np.random.default_rng(5)
    others = rng.binomial(200, 0.2, (300, 15)) / 200
    errors = np.sqrt(others * (1 - others) / 200)
    among = limits.limits(np.vstack([value, others]), np.vstack([sd, errors]), np.full((301, 15), 200))
    assert alone.found[0, -1] == 1
    assert among.found[0, -1] == 0
    assert among.z[0, -1] == pytest.approx(alone.z[0, -1])


def test_false_alarms_are_expected_by_simulation() -> None:
    assert limits.false_alarms(0, 12) == 0
    one, many = limits.false_alarms(1, 12), limits.false_alarms(100, 12)
    assert 0.05 < one < 0.4
    assert one < many < 3
    assert limits.false_alarms(100, 12) == many
