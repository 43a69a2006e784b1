import numpy as np
import pandas as pd
import pytest

from cxanalytics import ratios
from cxanalytics.ratios.together import apart, apart_in_truth


def test_independent_voices_say_what_they_are() -> None:
    table = pd.DataFrame({"touchpoint": "Pay", "positive": [True, True, False], "negative": [False, False, True]})
    assert apart(ratios.counts(table)).tolist() == [1]
    assert apart(ratios.counts(table).drop(columns=["pos_pos", "pos_neg", "neg_neg"])).tolist() == [1]


def test_a_customer_who_writes_three_times_is_one_voice() -> None:
    once = pd.DataFrame(
        {"touchpoint": "Pay", "positive": [True] * 6 + [False] * 2, "negative": [False] * 6 + [True] * 2}
    )
    thrice = pd.concat([once.assign(person=range(8))] * 3, ignore_index=True)
    assert apart(ratios.counts(thrice)).tolist() == pytest.approx([3])
    many = ratios.table(thrice.assign(feedback=np.arange(24))).iloc[0]
    few = ratios.table(once).iloc[0]
    assert many[["ratio", "low", "high"]].tolist() == pytest.approx(few[["ratio", "low", "high"]].tolist())


def test_all_on_one_side() -> None:
    table = pd.DataFrame({"touchpoint": "Pay", "positive": [True] * 4, "negative": False, "person": [1, 1, 2, 2]})
    assert apart(ratios.counts(table)).tolist() == [2]


def test_a_machine_that_errs_hides_how_much_goes_together() -> None:
    right = np.diag([20.0, 10, 30, 0])
    assert apart_in_truth(np.array([1.5]), right[None]).tolist() == [1.5]
    # Scores of -1/20 and 1/20, 15 of 20 right on either side: r = 0.5, so twice twice as much.
    half = np.zeros((4, 4))
    half[0, [0, 2]], half[2, [0, 2]] = (15, 5), (5, 15)
    assert apart_in_truth(np.array([1.5]), half[None]).tolist() == [3]
    assert apart_in_truth(np.array([1.5]), np.zeros((1, 4, 4))).tolist() == [1.5]
    assert apart_in_truth(np.array([1.0]), half[None]).tolist() == [1]
