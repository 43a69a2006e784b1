import numpy as np
import pandas as pd
import pytest

from cxanalytics import ratios
from cxanalytics.ratios.together import apart


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
