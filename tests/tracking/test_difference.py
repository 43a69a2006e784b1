"""The change beyond the others: what everybody does is none, chance is taken off, few others make it unsure."""

import numpy as np
import pytest

from cxanalytics.tracking import difference
from cxanalytics.tracking.difference import Change, Floats, Months

BEFORE = np.array([True] * 6 + [False] * 3)


def months(share: Floats, n: float = 400) -> Months:
    return Months(share, np.sqrt(share * (1 - share) / n), np.full(share.shape, n))


def shares(before: list[float], after: list[float]) -> Floats:
    """Six months before, three after, a little unlike each other."""
    ripple = np.array([0.01, -0.01, 0.005, -0.005, 0.0, 0.0, 0.01, -0.01, 0.0])
    rows = [[one] * 6 + [two] * 3 for one, two in zip(before, after, strict=True)]
    signs = np.where(np.arange(len(before)) % 2, -1, 1)[:, None]
    return np.array(rows) + ripple * signs


def change(share: Floats, n: float = 400) -> Change:
    return difference.change(months(share, n), 0, BEFORE, ~BEFORE)


def test_what_everybody_does_is_no_change() -> None:
    found = change(shares([0.3] * 6, [0.4] * 6))
    assert found.middle == pytest.approx(0, abs=0.02)
    assert found.others == pytest.approx(np.log(0.4 / 0.6) - np.log(0.3 / 0.7), abs=0.02)
    assert found.quantile(0.025) < 0 < found.quantile(0.975)


def test_a_fall_beyond_the_others_is_found() -> None:
    found = change(shares([0.3] * 6, [0.15, *[0.3] * 5]))
    assert found.middle == pytest.approx(np.log(0.15 / 0.85) - np.log(0.3 / 0.7), abs=0.08)
    assert found.quantile(0.975) < 0


def test_the_level_of_one_that_stands_out_by_chance_is_lowered() -> None:
    """Others alike, 60 answers a month: what is above them is mostly chance, what is below stays."""
    above = change(shares([0.36, *[0.3] * 7], [0.3] * 8), n=60)
    assert above.drawn < above.before - 0.05
    below = change(shares([0.24, *[0.3] * 7], [0.3] * 8), n=60)
    assert below.drawn == pytest.approx(below.before)


def test_where_touchpoints_are_unlike_a_high_level_is_its_own() -> None:
    found = change(shares([0.5, 0.1, 0.2, 0.3, 0.4, 0.15, 0.25, 0.35], [0.5, 0.1, 0.2, 0.3, 0.4, 0.15, 0.25, 0.35]))
    assert found.before - found.drawn < 0.02


def test_few_others_and_unruly_others_make_it_unsure() -> None:
    def width(found: Change) -> float:
        return found.quantile(0.975) - found.quantile(0.025)

    many = width(change(shares([0.3] * 12, [0.3] * 12)))
    few = width(change(shares([0.3] * 2, [0.3] * 2)))
    unruly = width(change(shares([0.3] * 12, [0.3, *[0.2, 0.4] * 5, 0.3])))
    assert few > 1.3 * many
    assert unruly > 2 * many


def test_months_that_scatter_make_it_unsure() -> None:
    calm = change(shares([0.3] * 6, [0.3] * 6), n=2000)
    wild = np.random.default_rng(1).normal(0.3, 0.06, (6, 9))
    assert change(wild, n=2000).quantile(0.975) > 2 * calm.quantile(0.975)


def test_a_month_without_answers_is_no_month() -> None:
    share = shares([0.3] * 4, [0.3] * 4)
    gap = share.copy()
    gap[2, 1] = np.nan
    n = np.full(share.shape, 400.0)
    n[2, 1] = 0
    found = difference.change(Months(gap, np.where(n > 0, 0.02, np.nan), n), 0, BEFORE, ~BEFORE)
    assert found.middle == pytest.approx(0, abs=0.03)


def test_shares_at_the_ends_are_not_certain() -> None:
    share = np.zeros((4, 9))
    found = difference.change(Months(share, np.zeros_like(share), np.full(share.shape, 30.0)), 0, BEFORE, ~BEFORE)
    assert np.isfinite(found.middle)
    assert found.quantile(0.975) - found.quantile(0.025) > 1


def test_quantiles_are_those_of_a_mixture() -> None:
    half = np.array([0.5, 0.5])
    found = Change(np.array([-1.0, 1.0]), np.array([0.01, 0.01]), half, 0, 0, 0, 0, 0, 0)
    assert found.quantile(0.25) == pytest.approx(-1, abs=1e-3)
    assert found.quantile(0.75) == pytest.approx(1, abs=1e-3)
    assert found.middle == 0


def test_chosen_for_looking_worst_it_did_not_work_by_itself() -> None:
    """200 times nothing happened to that which looked worst; by chance alone 5 are below, 11 would be rare."""
    rng = np.random.default_rng(7)
    fell = 0
    for _ in range(200):
        level = 1 / (1 + np.exp(-rng.normal(np.log(0.3 / 0.7), 0.15, 9)))
        share = rng.beta(*(np.tile(level[:, None], 9) * 99, (1 - np.tile(level[:, None], 9)) * 99))
        count = rng.binomial(200, share)
        worst = int(count[:, 3:6].sum(axis=1).argmax())
        found = difference.change(months((count + 1) / 202, 200), worst, BEFORE, ~BEFORE)
        fell += found.quantile(0.975) < 0
    assert fell <= 10
