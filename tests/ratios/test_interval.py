import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.ratios import jeffreys

TRUE_RATIOS = (0.1, 0.25, 0.5, 1, 2, 3.4, 5, 10, 22, 40)
POLAR_EXPERIENCES = (20, 50, 100, 500)


def wald(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> tuple[npt.NDArray, npt.NDArray]:
    """The textbook interval of a log ratio, which breaks down where one count is small."""
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = 1.959964 * np.sqrt(1 / a + 1 / b)
        return np.exp(np.log(a / b) - spread), np.exp(np.log(a / b) + spread)


def coverage(interval) -> npt.NDArray[np.float64]:
    """Exact chance that the interval holds the true ratio, by adding up every outcome of the binomial."""
    from scipy.stats import binom

    result = []
    for n in POLAR_EXPERIENCES:
        positive = np.arange(n + 1.0)
        low, high = interval(positive, n - positive)
        for ratio in TRUE_RATIOS:
            chance = binom.pmf(positive, n, ratio / (1 + ratio))
            result.append(chance[(low <= ratio) & (ratio <= high)].sum())
    return np.array(result)


def test_interval_holds_the_truth_as_often_as_it_says() -> None:
    exact = coverage(jeffreys)
    assert exact.mean() == pytest.approx(0.9517, abs=5e-4)
    assert exact.min() == pytest.approx(0.9142, abs=5e-4)


def test_the_textbook_interval_does_not() -> None:
    exact = coverage(wald)
    assert exact.mean() == pytest.approx(0.9087, abs=5e-4)
    assert exact.min() == pytest.approx(0.3051, abs=5e-4)


def test_known_values() -> None:
    # scipy.stats.beta.ppf([0.025, 0.975], positive + 0.5, negative + 0.5), as odds.
    low, high = jeffreys([412, 12, 9999], [121, 6, 1])
    assert low == pytest.approx([2.78795, 0.77681, 2138.849], rel=1e-5)
    assert high == pytest.approx([4.18152, 5.54255, 92677.61], rel=1e-5)


def test_one_sided_and_empty_counts() -> None:
    low, high = jeffreys([12, 0, 0], [0, 9, 0])
    assert low[0] == pytest.approx(4.4, abs=0.1)
    assert high[0] == np.inf
    assert low[1] == 0
    assert high[1] == pytest.approx(0.3, abs=0.02)
    assert np.isnan([low[2], high[2]]).all()


def test_a_wider_level_is_wider() -> None:
    narrow, wide = jeffreys(30, 10, 0.8), jeffreys(30, 10, 0.99)
    assert wide[0] < narrow[0] < 3 < narrow[1] < wide[1]


def test_experiences_that_are_both_never_make_it_too_sure() -> None:
    draws = np.random.default_rng(1).multinomial(200, [0.5, 0.1, 0.3, 0.1], size=4000)
    positive, negative = draws[:, 0] + draws[:, 2], draws[:, 1] + draws[:, 2]
    low, high = jeffreys(positive, negative)
    assert ((low <= 2) & (high >= 2)).mean() > 0.97


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_the_ratio_lies_inside_and_turning_it_round_turns_the_interval_round(a: int, b: int) -> None:
    low, high = jeffreys(a, b)
    if a + b == 0:
        assert np.isnan(low)
        return
    assert 0 <= low < high
    if b:
        assert low <= a / b <= high
    other_low, other_high = jeffreys(b, a)
    assert other_low == pytest.approx(0 if np.isinf(high) else 1 / high, rel=1e-6)
    assert other_high == pytest.approx(np.inf if low == 0 else 1 / low, rel=1e-6)
