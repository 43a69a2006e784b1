import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cxanalytics import ratios
from cxanalytics.ratios import correction
from cxanalytics.ratios.cells import cells
from tests.ratios.labelled import experiences

AUDITED = experiences(
    ("Pay", "negative", 200, {"negative": 16, "neutral": 3, "positive": 1}),
    ("Pay", "neutral", 100, {"negative": 5, "neutral": 9, "positive": 1}),
    ("Pay", "positive", 300, {"negative": 4, "neutral": 1, "positive": 30}),
)
COLUMNS = [
    "touchpoint", "positive", "negative", "neutral", "mixed", "n",
    "ratio", "low", "high", "method", "labels", "evidence",
    "counted_ratio", "counted_low", "counted_high", "needed",
]  # fmt: skip


def test_counted_and_corrected_stand_side_by_side() -> None:
    table = ratios.table(AUDITED)
    assert list(table.columns) == COLUMNS
    row = table.iloc[0]
    assert (row["method"], row["labels"], row["n"], row["evidence"]) == ("corrected", 70, 600, "measured")
    assert (row["positive"], row["negative"]) == (300, 200)
    assert row["counted_ratio"] == 1.5
    # What people say of the sample, weighed: 10 + 20/3 + 300 * 6/7 positive, 160 + 100/3 + 240/7 negative.
    assert row["ratio"] == pytest.approx((10 + 20 / 3 + 300 * 30 / 35) / (160 + 100 / 3 + 300 * 4 / 35), rel=0.03)
    assert row["low"] < row["ratio"] < row["high"]


def test_without_labels_the_count_stands_and_says_how_many_labels_it_takes() -> None:
    bare = AUDITED.assign(label=-1, weight=np.nan)
    row = ratios.table(bare).iloc[0]
    assert (row["method"], row["labels"]) == ("counted", 0)
    assert row[["ratio", "low", "high"]].tolist() == row[["counted_ratio", "counted_low", "counted_high"]].tolist()
    assert row["needed"] >= correction.ENOUGH_LABELS


def test_without_columns_for_labels_all_is_as_it_was() -> None:
    plain = AUDITED.drop(columns=["machine", "label", "weight", "corrected", "person"])
    assert list(ratios.table(plain).columns) == COLUMNS[:-4]


def test_where_people_read_everything_only_chance_is_left() -> None:
    every = experiences(
        ("Pay", "negative", 10, {"negative": 6, "positive": 4}), ("Pay", "positive", 30, {"positive": 30})
    )
    row = ratios.table(every).iloc[0]
    assert row["method"] == "corrected"
    assert row["ratio"] == 34 / 6
    low, high = ratios.jeffreys(34, 6)
    assert row["low"] == pytest.approx(low, rel=0.05)
    assert row["high"] == pytest.approx(high, rel=0.08)
    these = ratios.draws(every).intervals(ratios.THESE)
    assert [ends.tolist() for ends in these] == [[34 / 6]] * 3


def test_nothing_negative_gives_a_lower_bound() -> None:
    row = ratios.table(experiences(("Pay", "positive", 12, {"positive": 12})))
    assert row["high"].tolist() == [np.inf]
    assert row["low"].iloc[0] == pytest.approx(float(ratios.jeffreys(12, 0)[0]), rel=0.1)
    assert np.isnan(row["ratio"].iloc[0])
    assert ratios.text(row, method=True).iloc[0].startswith("at least 4")
    none = ratios.table(experiences(("Pay", "positive", 12, {"neutral": 12})))
    assert none["evidence"].tolist() == ["none"]
    assert ratios.text(none).tolist() == ["no emotion yet, n 12"]


def test_one_cell_is_beta_binomial() -> None:
    """The rest of a cell is beta-binomial: the prior of 1/4 each, and 30 labels that count as 29."""
    table = experiences(("Pay", "positive", 500, {"positive": 26, "negative": 4}))
    drawn = ratios.draws(table)
    expected = stats.betabinom(470, 0.25 + 4 * 29 / 30, 0.5 + 26 * 29 / 30)
    for part in (0.025, 0.25, 0.5, 0.75, 0.975):
        spread = expected.std()
        assert np.quantile(drawn.negative[0], part) - 4 == pytest.approx(expected.ppf(part), abs=0.2 * spread)


def test_too_few_labels_do_not_correct() -> None:
    few = experiences(("Pay", "negative", 100, {"negative": 9}), ("Pay", "positive", 100, {"positive": 10}))
    assert ratios.table(few)["method"].tolist() == ["counted"]
    # Twenty labels are enough in all, but not with one in a class that holds much of the touchpoint.
    lopsided = experiences(("Pay", "negative", 100, {"negative": 1}), ("Pay", "positive", 100, {"positive": 19}))
    assert ratios.table(lopsided)["method"].tolist() == ["counted"]
    rare = experiences(("Pay", "negative", 4, {}), ("Pay", "positive", 100, {"positive": 20}))
    assert ratios.table(rare)["method"].tolist() == ["corrected"]


def test_a_correction_counts_at_once_and_never_as_a_sample() -> None:
    table = AUDITED.copy()
    untouched = ratios.draws(table).positive.mean()
    rows = table.index[(table["label"] < 0) & (table["machine"] == 0)][:50]
    table.loc[rows, ["label", "corrected", "positive", "negative"]] = [2, True, True, False]
    assert ratios.table(table)["labels"].tolist() == [70]
    # 50 of 200 that were negative as far as 16 of 20 labels say are certainly positive now; no other moves.
    assert ratios.draws(table).positive.mean() - untouched == pytest.approx(50 * 19 / 20, abs=3)


def test_same_inputs_same_numbers_in_any_order() -> None:
    other = experiences(("Call", "positive", 90, {"positive": 20, "negative": 5}))
    both = pd.concat([AUDITED, other.assign(person=other["person"] + 1_000)], ignore_index=True)
    both["touchpoint"] = both["touchpoint"].astype("category")
    pd.testing.assert_frame_equal(ratios.table(both), ratios.table(both.sample(frac=1, random_state=2)))
    alone, beside = (ratios.draws(table, borrow=False) for table in (AUDITED, both))
    assert np.array_equal(alone.positive[0], beside.positive[1])


def test_groups_of_the_same_make_are_drawn_apart() -> None:
    twins = pd.concat([AUDITED, AUDITED.assign(touchpoint="Call", person=AUDITED["person"] + 1_000)], ignore_index=True)
    drawn = ratios.draws(twins.assign(touchpoint=twins["touchpoint"].astype("category")), borrow=False)
    assert abs(np.corrcoef(drawn.positive)[0, 1]) < 0.1


def test_counted_groups_can_be_drawn_too() -> None:
    bare = experiences(("Call", "positive", 90, {}), ("Call", "negative", 30, {}))
    both = pd.concat([AUDITED, bare.assign(person=bare["person"] + 1_000)], ignore_index=True)
    both["touchpoint"] = both["touchpoint"].astype("category")
    drawn = ratios.draws(both, counted=True)
    assert drawn.groups["touchpoint"].tolist() == ["Call", "Pay"]
    assert drawn.labels.tolist() == [0, 70]
    assert set(drawn.positive[0]) == {90}
    low, middle, high = (ends[0] for ends in drawn.intervals())
    assert middle == 3
    assert (low, high) == pytest.approx([float(end) for end in ratios.jeffreys(90, 30)], rel=0.05)


def test_an_estimate_in_any_order_is_corrected_and_a_group_without_experiences_stays() -> None:
    counted = ratios.counts(AUDITED).set_index("touchpoint")
    names = pd.Index(["Shop", "Pay"], name="touchpoint")
    estimated = ratios.estimate(counted.reindex(names, fill_value=0)).reset_index()
    corrected = ratios.correct(estimated, AUDITED)
    assert corrected["method"].tolist() == ["counted", "corrected"]
    assert corrected["needed"].iloc[0] == -1
    assert corrected["low"].iloc[1] == ratios.table(AUDITED)["low"].iloc[0]


@given(
    st.lists(
        st.tuples(st.sampled_from(["Pay", "Call"]), st.integers(0, 3), st.integers(-1, 4), st.booleans()),
        min_size=1,
        max_size=60,
    )
)
def test_totals_are_possible_for_any_labels(rows: list[tuple[str, int, int, bool]]) -> None:
    table = pd.DataFrame(rows, columns=["touchpoint", "machine", "label", "corrected"])
    table["weight"] = np.where((table["label"] >= 0) & ~table["corrected"], 2.0, np.nan)
    polarity = table["label"].where(table["corrected"] & (table["label"] >= 0), table["machine"])
    table = table.assign(
        positive=polarity.isin([2, 3]),
        negative=polarity.isin([0, 3]),
        touchpoint=table["touchpoint"].astype("category"),
    )
    known, drawn = cells(table), ratios.draws(table, counted=True)
    assert known.n.sum() == len(table) == known.certain.sum() + known.rest.sum()
    for side in (drawn.positive, drawn.negative, drawn.chance_positive, drawn.chance_negative):
        assert (side >= 0).all()
        assert (side <= known.n[:, None]).all()
    result = ratios.table(table)
    assert (result["low"].isna() | (result["low"] <= result["high"])).all()
    assert ratios.text(result, method=True).notna().all()
