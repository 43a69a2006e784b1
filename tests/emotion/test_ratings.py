"""Ratings that stand alone, and where a rating lies on its scale."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.emotion import ratings


def said(values: list[float | None], low: float, high: float) -> list[str]:
    found = ratings.rated(pd.Series(values, dtype="float64"), low, high)
    return ["-" if pd.isna(word) else word[:3] for word in found]


@pytest.mark.parametrize(
    ("low", "high", "values", "polarity"),
    [
        (1, 5, [1, 2, 3, 4, 5], ["neg", "neg", "neu", "pos", "pos"]),
        (0, 10, range(11), ["neg"] * 7 + ["neu"] * 2 + ["pos"] * 2),
        (1, 10, range(1, 11), ["neg"] * 4 + ["neu"] * 2 + ["pos"] * 4),
        (1, 2, [1, 2], ["neg", "pos"]),
        (1, 3, [1, 2, 3], ["neg", "neu", "pos"]),
        (0, 1, [0, 1], ["neg", "pos"]),
        (1, 4, [1, 2, 3, 4], ["neg", "neg", "pos", "pos"]),
        (1, 7, range(1, 8), ["neg", "neg", "neg", "neu", "pos", "pos", "pos"]),
        (0, 100, [0, 39, 40, 60, 61, 100], ["neg", "neg", "neu", "neu", "pos", "pos"]),
        (1, 5, [0, 6, None], ["-", "-", "-"]),
        (5, 5, [5], ["-"]),
        (np.nan, 5, [5], ["-"]),
    ],
)
def test_the_rule(low: float, high: float, values: list[float], polarity: list[str]) -> None:
    assert said(list(values), low, high) == polarity


def test_each_row_has_its_own_scale() -> None:
    found = ratings.rated(pd.Series([7.0, 7, 7]), pd.Series([0.0, 1, np.nan]), pd.Series([10.0, 7, 10]))
    assert found.tolist()[:2] == ["neutral", "positive"]
    assert found.isna().tolist() == [False, False, True]


def test_index_and_type() -> None:
    found = ratings.rated(pd.Series([1, 5], index=[7, 7]), 1, 5)
    assert found.index.tolist() == [7, 7]
    assert found.dtype == "str"


def test_shares_and_bands() -> None:
    shares = ratings.share(pd.Series([1.0, 3, 5, 6, None]), 1, 5)
    assert shares.tolist()[:3] == [0.0, 0.5, 1.0]
    assert shares.isna().tolist() == [False, False, False, True, True]
    assert ratings.bands(shares).tolist() == [1, 2, 3, 0, 0]


def test_the_rule_is_told_in_words() -> None:
    assert "0-6 negative" in ratings.rule()["from 0 to 10"]
