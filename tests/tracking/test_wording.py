"""Differences in words."""

import pytest

from cxanalytics.tracking import wording


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-0.11, -0.012, "1.2 to 11 points lower"),
        (0.004, 0.03, "0.4 to 3.0 points higher"),
        (-0.03, 0.021, "3.0 points lower to 2.1 higher"),
    ],
)
def test_an_interval_reads_from_its_near_end(low: float, high: float, words: str) -> None:
    assert wording.between(low, high) == words


def test_a_difference_says_which_way() -> None:
    assert wording.lower(-0.061) == "6.1 points lower"
    assert wording.lower(0.12) == "12 points higher"
