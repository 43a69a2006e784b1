"""Whether a pattern takes a growing share of what is said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.patterns import trends

MONTHS = np.arange(12)


def test_rising_falling_and_steady() -> None:
    totals = np.full(12, 1000)
    counts = np.array([np.round(20 * np.exp(0.1 * MONTHS)), np.round(80 * np.exp(-0.1 * MONTHS)), np.full(12, 50)])
    found = trends.of(counts, totals)
    assert found.word == ["rising", "falling", "steady"]
    assert found.change == pytest.approx([0.1, -0.1, 0.0], abs=0.01)
    assert (found.low < found.change).all()
    assert (found.change < found.high).all()


def test_more_answers_are_no_trend() -> None:
    totals = 100 * (1 + MONTHS)
    assert trends.of([totals // 10], totals).word == ["steady"]


def test_months_that_differ_by_more_than_chance_need_a_stronger_trend() -> None:
    totals = np.full(12, 1000)
    wild = np.array([5, 60, 4, 55, 6, 70, 9, 80, 3, 90, 7, 99])
    calm = np.round(np.polyval(np.polyfit(MONTHS, wild, 1), MONTHS))
    found = trends.of([wild, calm], totals)
    assert found.word == ["unclear", "rising"]
    assert found.high[0] - found.low[0] > 3 * (found.high[1] - found.low[1])


def test_too_few_to_tell() -> None:
    assert trends.of([[5, 50]], [100, 100]).word == ["unclear"]
    assert trends.of([[1, 1, 1, 2, 2]], [100] * 5).word == ["unclear"]
    assert trends.of(np.zeros((1, 0)), []).word == ["unclear"]
    assert trends.of(np.zeros((0, 6)), [9] * 6).word == []
    assert np.isnan(trends.of([[0, 0, 0, 0]], [9, 9, 9, 9]).change).all()


def test_what_may_have_grown_fourfold_is_not_called_steady() -> None:
    found = trends.of([[6, 12, 18, 30]], [60] * 4)
    assert found.low[0] < 0
    assert found.word == ["unclear"]


def test_months_without_answers_take_no_part() -> None:
    whole = trends.of([[10, 20, 40, 80]], [100, 100, 100, 100])
    gap = trends.of([[10, 20, 0, 40, 80]], [100, 100, 0, 100, 100])
    assert whole.word == ["rising"]
    assert gap.change[0] < whole.change[0]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60)), min_size=0, max_size=20))
def test_whatever_is_counted(months: list[tuple[int, int]]) -> None:
    counts, more = np.array([m[0] for m in months]), np.array([m[1] for m in months])
    found = trends.of([counts], counts + more)
    assert found.word[0] in {"rising", "falling", "steady", "unclear"}
    if not np.isnan(found.change[0]):
        assert found.low[0] <= found.change[0] <= found.high[0]
        assert np.isfinite([found.low[0], found.high[0]]).all()
