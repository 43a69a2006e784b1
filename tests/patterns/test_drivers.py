"""How much each pattern goes with bad experiences."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.patterns import drivers
from tests.patterns.heard import Heard, experiences, mentions, patterns


def test_two_drivers_by_hand() -> None:
    """Correlations .6 and .5 with the outcome, .3 with each other."""
    covariance = np.array([[[1.0, 0.3, 0.6], [0.3, 1.0, 0.5], [0.6, 0.5, 1.0]]])
    whole = (0.36 + 0.25 - 2 * 0.3 * 0.6 * 0.5) / (1 - 0.09)
    first = (0.36 + whole - 0.25) / 2
    assert drivers.lmg(covariance)[:, 0] == pytest.approx([first, whole - first])


def test_three_drivers_by_hand() -> None:
    """Drivers that have nothing to do with each other get their squared correlations."""
    covariance = np.eye(4)[None].copy()
    covariance[0, 3, :3] = covariance[0, :3, 3] = [0.5, 0.4, 0.1]
    assert drivers.lmg(covariance)[:, 0] == pytest.approx([0.25, 0.16, 0.01])


def explained(x: np.ndarray, y: np.ndarray, chosen: tuple[int, ...]) -> float:
    design = np.column_stack([np.ones(len(y)), *(x[:, k] for k in chosen)])
    left = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return float(1 - left @ left / ((y - y.mean()) ** 2).sum())


def by_all_orders(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    p = x.shape[1]
    total = np.zeros(p)
    orders = list(permutations(range(p)))
    for order in orders:
        for place, variable in enumerate(order):
            total[variable] += explained(x, y, order[: place + 1]) - explained(x, y, order[:place])
    return total / len(orders)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_the_same_as_the_mean_over_all_orders(seed: int, p: int) -> None:
    rng = np.random.default_rng(seed)
    x = (rng.random((80, p)) < 0.4).astype("float64")
    y = (rng.random(80) < 0.3 + 0.4 * x[:, 0]).astype("float64")
    values = np.column_stack([x, y])
    values = values - values.mean(axis=0)
    covariance = (values.T @ values / 80)[None]
    assert drivers.lmg(covariance)[:, 0] == pytest.approx(by_all_orders(x, y), abs=1e-9)


def test_a_driver_that_says_the_same_shares_alike() -> None:
    rng = np.random.default_rng(1)
    flag = rng.random(200) < 0.5
    y = pd.Series(flag & (rng.random(200) < 0.8))
    found = drivers.shares(pd.DataFrame({"P1": flag, "P2": flag}), y)
    assert found["share"].tolist() == pytest.approx([0.5, 0.5])


def test_shares_frequency_and_odds() -> None:
    """30 of 40 with the flag are bad, 20 of 60 without."""
    flag = np.repeat([True, False], [40, 60])
    bad = np.r_[np.repeat([True, False], [30, 10]), np.repeat([True, False], [20, 40])]
    row = drivers.shares(pd.DataFrame({"P1": flag}), pd.Series(bad)).iloc[0]
    assert (row["n"], row["frequency"]) == (40, 0.4)
    assert row["odds_ratio"] == pytest.approx(30.5 * 40.5 / (10.5 * 20.5))
    assert row["odds_low"] < row["odds_ratio"] < row["odds_high"]
    assert row["part"] == pytest.approx(np.corrcoef(flag, bad)[0, 1] ** 2)
    assert row["share"] == 1.0


def test_parts_add_up_to_what_all_explain_together() -> None:
    rng = np.random.default_rng(4)
    flags = pd.DataFrame(rng.random((500, 12)) < 0.2, columns=[f"P{k}" for k in range(12)])
    bad = pd.Series(rng.random(500) < 0.2 + 0.5 * flags["P3"] + 0.2 * flags["P7"])
    found = drivers.shares(flags, bad)
    assert found["part"].sum() == pytest.approx(explained(flags.to_numpy(float), bad.to_numpy(float), tuple(range(12))))
    assert found["share"].sum() == pytest.approx(1)
    assert found["pattern"].tolist()[:2] == ["P3", "P7"]
    assert ((found["low"] <= found["share"]) & (found["share"] <= found["high"])).all()


def test_too_little_says_so() -> None:
    nothing = drivers.shares(pd.DataFrame({"P1": [True, False]}), pd.Series([True, False]))
    assert nothing.empty
    same = drivers.shares(pd.DataFrame({"P1": [True, False] * 40}), pd.Series([True] * 80))
    assert same.empty
    with pytest.raises(ValueError, match="At most 12 flags, not 13"):
        drivers.shares(pd.DataFrame(np.eye(60, 13)), pd.Series([True, False] * 30))
    found = drivers.of(Heard(patterns(), mentions([])), experiences([]))
    assert found.table.empty
    assert found.words.startswith("Too little to tell what goes with it: 0 answers")


def heard(number: int = 120) -> tuple[Heard, pd.DataFrame]:
    """Every third answer is of P1 and angry, every other third of P2, half of those disappointed."""
    rows = []
    for i in range(number):
        emotions = ("angry", "disappointed" if i % 2 else "", "")[i % 3]
        rows.append({"feedback_id": f"f{i:03}", "pattern": ("P1", "P2", None)[i % 3], "emotions": emotions})
    known = experiences([(f"f{i:03}", "Invoice", False, True) for i in range(number)])
    return Heard(patterns(P1="Wrong charge", P2="Late again"), mentions(rows)), known


def test_a_strong_emotion_is_the_outcome() -> None:
    found = drivers.of(*heard())
    assert (found.n, found.outcome) == (120, "strong emotion named")
    assert found.table["name"].tolist() == ["Wrong charge", "Late again"]
    assert found.table["n"].tolist() == [40, 40]
    assert "associated with" in found.words
    assert "not what causes what" in found.words
    assert "‘Wrong charge’" in found.words
    assert "120 answers" in found.words


def test_their_own_ratings_are_the_outcome_where_enough_gave_one() -> None:
    recurring, known = heard(240)
    ratings = pd.Series({f"f{i:03}": 1.0 if i % 3 == 0 else 9.0 for i in range(240)})
    found = drivers.of(recurring, known, None, ratings)
    assert (found.n, found.outcome) == (240, "the customer's own rating")
    assert found.r2 == pytest.approx(1)
    assert found.table["name"].tolist()[0] == "Wrong charge"
    assert found.table["odds_ratio"][0] > 100
    few = drivers.of(recurring, known, None, ratings.head(199))
    assert few.outcome == "strong emotion named"


def test_where_all_are_strong_the_worst_tells_them_apart() -> None:
    recurring, known = heard()
    said = recurring.mentions.assign(emotions=np.where(np.arange(120) % 3 == 0, "angry|frustrated", "frustrated"))
    assert drivers.of(Heard(recurring.patterns, said), known).outcome == "anger named"


def test_the_order_of_the_rows_makes_no_difference() -> None:
    recurring, known = heard()
    shuffled = Heard(recurring.patterns, recurring.mentions.sample(frac=1, random_state=3))
    pd.testing.assert_frame_equal(drivers.of(recurring, known).table, drivers.of(shuffled, known).table)
