"""What people write of an action, read as numbers."""

import pytest

from cxanalytics import action_words


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("6", -6.0),
        ("-6", -6.0),
        ("6 points fewer", -6.0),
        ("2,5 points", -2.5),
        ("30 to 24", -6.0),
        ("30 % → 24 %", -6.0),
        ("24 to 30", None),
        ("0", None),
        ("120", None),
        ("20 %", None),
        ("", None),
    ],
)
def test_an_expected_effect_is_a_fall_in_points(text: str, points: float | None) -> None:
    assert action_words.points_of(text) == points


@pytest.mark.parametrize(
    ("text", "amount"),
    [("12,000 EUR", 12000.0), ("€ 1,250.50", 1250.5), ("15 days", 15.0), ("2 people for 3 days", None), ("free", None)],
)
def test_a_cost_has_one_number(text: str, amount: float | None) -> None:
    assert action_words.amount_of(text) == amount


def test_a_cost_given_as_a_number_is_kept_as_written() -> None:
    assert action_words.cost_of(1250000) == "1,250,000"
    assert action_words.amount_of("1,250,000") == 1250000
