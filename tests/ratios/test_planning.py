import numpy as np
import pytest

from cxanalytics.ratios.planning import NEGATIVE_SHARE, label_variance, labels_for, measured_errors, plan
from tests.ratios.labelled import experiences

PERFECT = np.eye(3)
BLIND = np.full((3, 3), 1 / 3)


def test_variance_of_one_label() -> None:
    # One class: labels are a simple random sample, variance p(1-p).
    one = label_variance(np.array([[1.0]]), np.array([[[0.3, 0.7]]]), np.array([[1.0, 0.0]]))
    assert one == pytest.approx([0.21])
    # Two classes of .8 and .2: parts of the labels are .65 and .35.
    two = label_variance(np.array([[0.8, 0.2]]), np.array([[[0.1, 0.9], [0.5, 0.5]]]), np.array([[1.0, 0.0]]))
    assert two == pytest.approx([0.64 * 0.09 / 0.65 + 0.04 * 0.25 / 0.35])


def test_labels_until_the_variance_is_allowed() -> None:
    wanted = labels_for(np.array([0.1, 0.0, -0.1]), np.array([10.0, 10.0, 10.0]), np.array([1_000, 1_000, 1_000]))
    np.testing.assert_array_equal(wanted, [91, 1_000, np.nan])


def test_a_machine_that_never_errs_needs_hardly_a_label() -> None:
    assert plan(0.6, 0.2, errors=PERFECT).labels == 1


def test_a_blind_machine_needs_many() -> None:
    blind = plan(0.6, 0.2, errors=BLIND, experiences=5_000)
    # Simple random sample: log ratio has variance (1/.6 + 1/.2) / labels whatever else is known.
    allowed = (np.log(1.3) / (1.959964 + 0.841621)) ** 2 / 2
    assert blind.labels == int(np.ceil((1 / 0.6 + 1 / 0.2) / allowed))


def test_comments_and_labels_weigh_the_same_unless_told() -> None:
    free = plan(0.6, 0.2)
    assert free.labels is not None
    assert 0 < free.labels <= free.experiences
    assert plan(0.6, 0.2, experiences=free.experiences).labels == free.labels
    more = plan(0.6, 0.2, experiences=10 * free.experiences)
    assert more.labels is not None
    assert more.labels < free.labels


def test_words() -> None:
    enough = plan(0.6, 0.2, experiences=5_000, errors=BLIND)
    assert enough.words == (
        "To see a change of 30 % in the ratio with 80 % power you need 5,000 experiences a month and 1,521 labels."
    )
    few = plan(0.6, 0.2, experiences=100)
    assert few.labels is None
    assert few.words == (
        "To see a change of 30 % in the ratio with 80 % power, 100 experiences a month are too few, "
        "however many are labelled."
    )


def test_the_negative_share_can_be_planned_for() -> None:
    share = plan(0.6, 0.2, measure=NEGATIVE_SHARE, errors=PERFECT)
    allowed = (np.log(1.3) / (1.959964 + 0.841621)) ** 2 / 2
    assert share.experiences == int(np.ceil(2 * 4 / allowed))


def test_errors_as_labels_tell_them() -> None:
    table = experiences(
        ("Pay", "negative", 30, {"negative": 8, "positive": 2}),
        ("Pay", "positive", 60, {"positive": 18, "neutral": 1, "mixed": 1}),
    )
    measured = measured_errors(table)
    assert measured is not None
    # Every label stands for 3 experiences; mixed is half of each.
    np.testing.assert_allclose(measured, [[24 / 25.5, 0, 1.5 / 25.5, 0], [0, 0, 1, 0], [6 / 61.5, 0, 55.5 / 61.5, 0]])
    assert plan(0.6, 0.2, errors=measured).labels is not None
    assert measured_errors(table.assign(label=-1)) is None


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"positive": 0.0}, "above 0"),
        ({"negative": 0.5}, "together at most 1"),
        ({"change": 0.0}, "a change above 0"),
        ({"power": 1.0}, "between 0 and 1"),
        ({"measure": "mood"}, "Cannot plan for 'mood'"),
    ],
)
def test_what_cannot_be_planned_is_said(wrong: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        plan(**{"positive": 0.6, "negative": 0.2} | wrong)
