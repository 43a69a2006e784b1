"""What disengagement costs: a model on assumptions, each on the screen."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.errors import ScenarioError
from cxanalytics.tracking import disengagement
from cxanalytics.tracking.disengagement import Model, Observed

SEEN = Observed(customers=1_000, unhappy=200, share=0.2, low=0.18, high=0.23, leaving=7)


def test_the_cost_is_the_product_of_its_assumptions() -> None:
    cost = disengagement.cost(Model(value=50, margin=0.5, years=2), SEEN)
    # 1,000 x .2 x (.15 - .05) x 50 x .5 x 2; the ends hold the interval and half of the difference.
    assert cost.value == pytest.approx((1_000.0, 1_000 * 0.18 * 0.1 * 0.5 * 50, 1_000 * 0.23 * 0.1 * 1.5 * 50))
    assert cost.customers[0] == pytest.approx(20)
    assert "1,000 customers × 20 % unhappy × 10 % more of them leave" in cost.words


def test_an_estimate_is_told_with_no_more_digits_than_it_has() -> None:
    cost = disengagement.cost(Model(customers=50_000, value=240), SEEN)
    # 50,000 x .2 x .1 x 240; the interval of the share and half of the difference.
    assert cost.value == pytest.approx((240_000, 108_000, 414_000))
    assert cost.amounts == ("240,000", "110,000", "410,000")
    assert cost.lost == "1,000 customers lost (450 to 1,725)"


def test_what_people_set_takes_the_place_of_what_is_measured() -> None:
    model = disengagement.changed(Model(), customers=5_000, unhappy=0.1)
    cost = disengagement.cost(model, SEEN)
    assert cost.customers[0] == pytest.approx(5_000 * 0.1 * 0.1)
    table = disengagement.table(model, SEEN).set_index("name")["rests_on"]
    assert table[["customers", "unhappy", "value"]].tolist() == ["set by people", "set by people", "assumed"]
    assert disengagement.table(Model(), SEEN).set_index("name")["rests_on"]["unhappy"] == "measured in the feedback"


def test_a_scenario_saves_its_part() -> None:
    assert disengagement.cost(Model(), SEEN, gone=0.25).value[0] == pytest.approx(
        0.75 * disengagement.cost(Model(), SEEN).value[0]
    )


def test_a_model_is_kept_as_it_was_set() -> None:
    model = disengagement.changed(Model(), value=80.0, sources="finance")
    assert disengagement.read(disengagement.written(model)) == model
    assert disengagement.read(None) == Model()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"margin": 1.2}, "share from 0 to 100 %"),
        ({"value": -1.0}, "cannot be less than 0"),
        ({"leave_unhappy": 0.01}, "at least as often"),
        ({"churn": 1.0}, "The model has no 'churn'"),
    ],
)
def test_what_cannot_be_is_said(given: dict[str, float], said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        disengagement.changed(Model(), **given)


def test_what_the_feedback_tells() -> None:
    table = pd.DataFrame(
        {
            "person": [1, 1, 2, 3, 3], "positive": [True, False, False, False, True],
            "negative": [False, True, True, True, False], "feedback_id": list("abcde"),
        }
    )  # fmt: skip
    mentions = pd.DataFrame(
        {
            "feedback_id": ["b", "c", "d"],
            "clause_text": ["it was late", "I’m switching to your competitor", "I will never shop there again"],
        }
    )
    seen = disengagement.observed(table, mentions)
    assert (seen.customers, seen.unhappy, seen.leaving) == (3, 1, 2)
    assert seen.share == pytest.approx(1 / 3)
    assert disengagement.observed(table.head(0), mentions).customers == 0
    assert np.isnan(disengagement.observed(table.head(0), mentions).share)
