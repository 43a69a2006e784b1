import numpy as np
import pandas as pd
import pytest

from cxanalytics.ratios.cells import cells
from cxanalytics.ratios.transfer import BORROWED, borrow, expected
from tests.ratios.labelled import experiences

ERRORS = np.array([[0.7, 0.2, 0.1, 0], [0.2, 0.6, 0.1, 0], [0.1, 0.2, 0.8, 0], [0, 0, 0, 0]])

# The machine errs alike at both, the mixes differ.
CALL = (
    ("Call", "negative", 380, {"negative": 35, "neutral": 3}),
    ("Call", "neutral", 160, {"negative": 10, "neutral": 6}),
    ("Call", "positive", 260, {"negative": 5, "neutral": 1, "positive": 20}),
)
PAY = (("Pay", "negative", 100, {}), ("Pay", "neutral", 100, {}), ("Pay", "positive", 300, {}))


def test_expectation_maximisation_finds_the_mix_behind_what_the_machine_said() -> None:
    mix = np.array([0.5, 0.2, 0.3, 0])
    given = expected(ERRORS, (ERRORS @ mix)[None])
    joint = ERRORS * mix
    np.testing.assert_allclose(given[0, :3], joint[:3] / joint[:3].sum(1, keepdims=True), atol=0.02)


def test_classes_nobody_uses_stay_out() -> None:
    assert (expected(ERRORS, np.array([[0.2, 0.3, 0.5, 0]]))[0, :3, 3] == 0).all()


def test_a_group_borrows_from_others_never_from_itself() -> None:
    borrowed = borrow(cells(experiences(*CALL, *PAY)))
    assert borrowed.there.tolist() == [False, True]
    assert not borrowed.mixed
    shares = borrowed.centres[1]
    np.testing.assert_allclose(shares[:3].sum(1), 1, atol=1e-5)
    # Where more are content, a negative word of the machine is less to be believed than where labels came from.
    assert shares[0, 0] < 35 / 38


def test_labels_of_other_times_are_borrowed_too() -> None:
    now, before = cells(experiences(*PAY)), cells(experiences(*CALL), ())
    assert borrow(now).there.tolist() == [False]
    borrowed = borrow(now, before)
    assert borrowed.there.tolist() == [True]
    np.testing.assert_allclose(borrowed.centres[0], borrow(cells(experiences(*CALL, *PAY))).centres[1], atol=1e-5)
    assert not borrowed.nothing().there.any()


def test_what_is_borrowed_is_worth_few_labels() -> None:
    assert 0 < BORROWED <= 6


def test_one_label_that_says_mixed_is_enough_to_reckon_with_it() -> None:
    table = experiences(*CALL, *PAY)
    table.loc[0, "label"] = 3
    assert borrow(cells(table)).mixed
    assert pd.Series(borrow(cells(table)).centres[1, 0]).gt(0).all()


@pytest.mark.parametrize("labels", [0, 29])
def test_too_few_labels_elsewhere_lend_nothing(labels: int) -> None:
    table = experiences(*PAY, ("Call", "negative", 290, {"negative": labels} if labels else {}))
    assert not borrow(cells(table)).there.any()
