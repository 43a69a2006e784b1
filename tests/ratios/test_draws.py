import numpy as np
import pandas as pd
import pytest

from cxanalytics import ratios
from cxanalytics.ratios.draws import Draws


def made(*groups: tuple[list[float], list[float]], n: int = 100) -> Draws:
    """Draws of groups, each given as its positive and negative totals; chance adds nothing."""
    positive, negative = (np.array([group[side] for group in groups], dtype="float64") for side in (0, 1))
    size = len(groups)
    names = pd.DataFrame({"touchpoint": [f"T{number}" for number in range(size)]})
    return Draws(names, np.full(size, n), np.full(size, 50), positive, negative, positive, negative)


def test_ratio_share_and_ends() -> None:
    draws = made(([10, 20, 30, 40], [10, 10, 10, 10]))
    assert draws.ratio().tolist() == [[1, 2, 3, 4]]
    assert draws.negative_share().tolist() == [[0.1] * 4]
    low, middle, high = draws.intervals(level=1.0)
    assert (low.tolist(), middle.tolist(), high.tolist()) == ([1], [3], [4])


def test_without_negatives_only_a_bound_is_said() -> None:
    low, middle, high = made(([10, 20, 30, 40], [0, 0, 0, 10])).intervals(ratios.THESE, level=0.5)
    assert (high.tolist(), np.isnan(middle).tolist()) == ([np.inf], [True])
    assert low.tolist() == [np.inf] or low[0] > 0
    low, middle, high = made(([0, 0, 0, 10], [5, 5, 5, 5])).intervals()
    assert (low.tolist(), middle.tolist()) == ([0], [0])


def test_nothing_felt_has_no_interval() -> None:
    for population in (ratios.THESE, ratios.ALL_SUCH):
        assert np.isnan(made(([0, 0, 0], [0, 0, 0])).intervals(population)).all()


def test_difference_and_times() -> None:
    draws = made(([20, 40], [10, 20]), ([10, 10], [10, 40]))
    assert draws.difference(0, 1).tolist() == pytest.approx([0.0, -0.2])
    assert draws.times(0, 1).tolist() == [2, 8]


def test_who_is_worst() -> None:
    draws = made(([1, 2, 3, 8], [1, 1, 1, 1]), ([2, 1, 9, 8], [1, 1, 1, 1]), ([0, 0, 0, 0], [0, 0, 0, 0]))
    assert draws.probability_worst().tolist() == [(1 + 1 + 0.5) / 4, (1 + 0.5) / 4, 0]


def test_what_if_is_the_formula() -> None:
    draws = made(([60, 30], [40, 10]))
    # Half of the negatives speak of the topic, half of those are resolved, a quarter of these turn positive.
    expected = [(60 + 0.25 * 10) / (40 - 10), (30 + 0.25 * 2.5) / (10 - 2.5)]
    assert draws.what_if(0, resolved=0.5, turned=0.25, topic=0.5).tolist() == pytest.approx(expected)
    assert draws.what_if(0, resolved=0.0).tolist() == [1.5, 3.0]


def test_summary() -> None:
    assert ratios.summary(np.arange(201.0)) == ratios.Interval(5.0, 100.0, 195.0)
    assert np.isinf(ratios.summary(np.array([1.0, 2.0, np.inf])).high)
