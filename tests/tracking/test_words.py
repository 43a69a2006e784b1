"""Values of a series in words."""

from math import inf, nan

import pytest

from cxanalytics.tracking import words


@pytest.mark.parametrize(
    ("measure", "value", "low", "high", "said"),
    [
        ("ratio", 3.41, 2.7, 4.3, "3.4 : 1 (2.7–4.3)"),
        ("ratio", nan, 4.1, inf, "at least 4.1 : 1"),
        ("ratio", 0.0, 0.0, 0.7, "at most 0.70 : 1"),
        ("ratio", nan, nan, nan, "–"),
        ("negative", 0.121, 0.091, 0.152, "12 % (9.1–15)"),
        ("volume", 1234.0, nan, nan, "1,234"),
        ("nps", 12.4, -3.0, 27.6, "+12 (-3 to +28)"),
        ("ces", 5.25, 5.04, 5.46, "5.2 (5.0–5.5)"),
    ],
)
def test_a_value_with_its_ends(measure: str, value: float, low: float, high: float, said: str) -> None:
    assert words.interval(measure, value, low, high) == said
