"""Which months count as before and after, and shares over several."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from cxanalytics.tracking import stretches
from cxanalytics.tracking.difference import Months

STARTS = pd.date_range("2024-01-01", periods=30, freq="MS").as_unit("us")
NOBODY = np.full((1, 30), np.nan)


def months(n: list[float], share: float = 0.5) -> Months:
    many = np.array([n])
    return Months(np.where(many > 0, share, np.nan), np.full(many.shape, 0.1), many)


@pytest.mark.parametrize(
    ("began", "before", "after"),
    [
        (date(2025, 1, 1), 12, 18),
        (date(2025, 1, 2), 12, 17),
        (date(2024, 1, 1), 0, 30),
        # No more than two years.
        (date(2026, 6, 1), 24, 1),
        (date(2026, 7, 1), 24, 0),
        (date(2030, 1, 1), 24, 0),
    ],
)
def test_all_earlier_months_are_before_up_to_two_years(began: date, before: int, after: int) -> None:
    found = stretches.phases(months([10.0] * 30), STARTS, 0, began)
    assert [int(part.sum()) for part in found] == [before, after]


def test_months_in_which_nobody_spoke_are_in_neither() -> None:
    before, after = stretches.phases(months([10, 0, 10, 10, *[0] * 25, 10]), STARTS, 0, date(2024, 4, 1))
    assert np.flatnonzero(before).tolist() == [0, 2]
    assert np.flatnonzero(after).tolist() == [3, 29]


def test_a_share_over_months_is_that_of_all_their_answers() -> None:
    given = Months(np.array([[0.1, 0.4, np.nan]]), np.zeros((1, 3)), np.array([[30.0, 10.0, 0.0]]))
    every = np.array([True, True, True])
    assert stretches.of_one(given, 0, every) == pytest.approx(7 / 40)
    assert np.isnan(stretches.of_one(given, 0, np.array([False, False, True])))


def test_a_peak_is_more_than_chance_and_worth_telling() -> None:
    before = np.ones(6, dtype=bool)

    def peaked(recent: float, n: float) -> bool:
        share = np.array([[0.3] * 3 + [recent] * 3])
        return stretches.peak(Months(share, share * 0, np.full(share.shape, n)), 0, before)[2]

    assert peaked(0.4, 100)
    assert not peaked(0.32, 100)
    assert not peaked(0.303, 1e6)
    assert not peaked(0.2, 100)
