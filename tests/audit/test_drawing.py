"""Drawing the sample."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.audit import drawing
from cxanalytics.errors import SelectionError

from .conftest import NO_SAMPLE, experiences


def drawn(frame: pd.DataFrame, n: int, before: pd.DataFrame = NO_SAMPLE, **wish: str) -> pd.DataFrame:
    return drawing.draw(frame, n, chosen=np.ones(len(frame), bool), drawn=before, **wish)


def units(sample: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(sample["feedback_id"], sample["touchpoint"], strict=True))


def test_half_is_in_proportion_and_half_is_equal() -> None:
    # 80 / 15 / 5 of 100; 40 labels: 20 in proportion (16, 3, 1) and 20 equally (6.67 each), 5 being all there is.
    assert drawing.allocate([800, 150, 50], 40).round(2).tolist() == [22.67, 9.67, 7.67]
    assert drawing.allocate([80, 15, 5], 40).round(2).tolist() == [24.54, 10.46, 5.0]


def test_every_stratum_gets_two_where_that_is_possible() -> None:
    assert drawing.allocate([1000, 1, 3], 10).tolist() == [7, 1, 2]
    shares = drawing.allocate([1000, 10, 10], 4)
    assert shares.sum() == pytest.approx(4)
    assert shares.min() < 1


@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=30).flatmap(
        lambda sizes: st.tuples(st.just(sizes), st.integers(1, 500))
    )
)
def test_shares_add_up_and_stay_inside_the_strata(case: tuple[list[int], int]) -> None:
    sizes, n = case
    shares = drawing.allocate(sizes, n)
    assert shares.sum() == pytest.approx(min(n, sum(sizes)))
    assert (shares <= np.array(sizes) + 1e-9).all()
    if np.minimum(sizes, 2).sum() <= n:
        assert (shares >= np.minimum(sizes, 2) - 1e-9).all()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=60), st.integers(1, 70), st.integers(1, 40))
def test_a_second_draw_extends_the_first(machine: list[int], first: int, second: int) -> None:
    frame = experiences(machine)
    one = drawn(frame, first)
    two = drawn(frame, second, one)
    assert len(one) == min(first, len(machine))
    assert len(two) == min(first + second, len(machine))
    assert units(one) <= units(two)
    assert not two.duplicated(["feedback_id", "touchpoint"]).any()
    assert two["probability"].between(0, 1, inclusive="right").all()
    assert set(two.loc[~two["new"], "feedback_id"]) == set(one["feedback_id"])
    assert two.loc[two["new"], "position"].min() > one["position"].max() if two["new"].any() else True


def test_two_draws_in_steps_give_what_one_draw_gives() -> None:
    frame = experiences([0] * 40 + [1] * 300 + [2] * 60)
    at_once = drawn(frame, 60)
    in_steps = drawn(frame, 40, drawn(frame, 20))
    assert units(at_once) == units(in_steps)
    together = at_once.merge(in_steps, on=["feedback_id", "touchpoint"])
    assert together["probability_x"].tolist() == pytest.approx(together["probability_y"].tolist())


def test_the_order_of_the_rows_does_not_matter() -> None:
    frame = experiences([0, 1, 1, 2, 0, 1, 3, 1, 1, 2])
    shuffled = frame.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(drawn(frame, 6), drawn(shuffled, 6))


def test_the_probability_is_what_was_drawn_of_the_stratum() -> None:
    frame = experiences([0] * 10 + [1] * 90)
    sample = drawn(frame, 20, per="all")
    by_stratum = sample.groupby("stratum")["probability"].agg(["size", "first", "nunique"])
    assert by_stratum.index.tolist() == ["Invoice | all time | negative", "Invoice | all time | neutral"]
    # In proportion 1 and 9, equally 5 and 5.
    assert by_stratum["size"].tolist() == [6, 14]
    assert by_stratum["first"].tolist() == [pytest.approx(6 / 10), pytest.approx(14 / 90)]
    assert by_stratum["nunique"].tolist() == [1, 1]
    assert (1 / sample["probability"]).sum() == pytest.approx(100)


def test_the_smallest_numbers_are_taken_first() -> None:
    frame = experiences([0] * 30)
    part = drawing.units(frame).sort_values("u")
    assert units(drawn(frame, 7)) == units(part.head(7))


def test_too_few_labels_for_the_strata_say_how_probable_each_was() -> None:
    places = [f"Place {i:02}" for i in range(40) for _ in range(10)]
    frame = experiences([0] * 400, touchpoint=places)
    sample = drawn(frame, 20, per="all")
    # Half a label per stratum of ten.
    assert len(sample) == 20
    assert sample["probability"].tolist() == [pytest.approx(0.05)] * 20
    assert sample["stratum"].is_unique


def test_strata_that_give_a_unit_by_chance_do_so_as_often_as_said() -> None:
    sizes = np.array([5, 10, 20, 40, 80] * 6)
    shares = drawing.allocate(sizes, 20)
    counts = np.zeros(len(sizes))
    for trial in range(400):
        names = [f"{trial} {i}" for i in range(len(sizes))]
        counts += drawing._rounded(shares, sizes, np.zeros(len(sizes), np.int64), names)
    assert counts.sum() == 20 * 400
    by_size = (counts / 400).reshape(6, 5).mean(axis=0)
    assert by_size == pytest.approx(shares[:5], rel=0.08)


def test_a_part_that_was_drawn_more_densely_has_its_own_probability() -> None:
    source = ["Trustpilot"] * 100 + ["X"] * 300
    frame = experiences([1] * 400, source=source)
    first = drawn(frame, 40, per="all")
    in_part = (frame["source"] == "Trustpilot").to_numpy()
    both = drawing.draw(frame, 40, chosen=in_part, drawn=first, per="all")
    outside = ~both["feedback_id"].isin(frame.loc[in_part, "feedback_id"])
    assert both.loc[outside, "probability"].tolist() == [pytest.approx(0.1)] * int(outside.sum())
    dense = both.loc[~outside, "probability"]
    assert dense.nunique() == 1
    assert dense.iloc[0] == pytest.approx((~outside).sum() / 100)
    # Together they stand for all there is, as far as chance goes.
    assert (1 / both["probability"]).sum() == pytest.approx(400, rel=0.15)


def test_the_shortest_period_is_taken_that_leaves_two_for_each() -> None:
    days = [pd.Timestamp(2026, month, 5) for month in range(1, 13) for _ in range(10)]
    frame = experiences([1] * 120, occurred_at=days)
    assert drawn(frame, 24)["stratum"].nunique() == 12
    assert set(drawn(frame, 23)["stratum"].str.split(" | ", regex=False).str[1]) == {
        "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4",
    }  # fmt: skip
    assert drawn(frame, 4)["stratum"].unique().tolist() == ["Invoice | 2026 | neutral"]
    assert drawn(frame, 1)["stratum"].tolist() == ["Invoice | all time | neutral"]


def test_ratings_alone_and_what_a_person_moved_are_not_drawn() -> None:
    frame = experiences([0, 0, 0], basis=pd.Categorical(["words", "rating", "words"]), moved=[False, False, True])
    assert drawn(frame, 9)["feedback_id"].tolist() == ["0" * 16]


def test_feedback_without_a_date_is_a_period_of_its_own() -> None:
    frame = experiences([0, 0], occurred_at=pd.to_datetime(pd.Series(["2026-01-02", None])))
    assert sorted(drawn(frame, 4)["stratum"]) == ["Invoice | 2026-01 | negative", "Invoice | no date | negative"]


def test_about_a_tenth_is_labelled_twice() -> None:
    sample = drawn(experiences([0, 1, 2, 3] * 500), 2000)
    assert 0.08 < sample["twice"].mean() < 0.12


def test_whoever_stops_early_has_seen_every_stratum() -> None:
    frame = experiences([0] * 500 + [1] * 500 + [2] * 500)
    early = drawn(frame, 120).sort_values("position").head(30)
    assert early["stratum"].value_counts().tolist() == [10, 10, 10]


def test_numbers_are_the_same_for_good() -> None:
    assert drawing.numbers(["a"], ["Invoice"]).tolist() == [pytest.approx(0.29041509, abs=1e-8)]
    assert drawing.numbers(["a", "ab"], ["bc", "c"])[0] != drawing.numbers(["a", "ab"], ["bc", "c"])[1]


def test_an_empty_workspace_gives_an_empty_sample(no_sample: pd.DataFrame) -> None:
    frame = experiences([])
    assert drawn(frame, 5, no_sample).empty


def test_what_cannot_be_drawn_is_said() -> None:
    with pytest.raises(SelectionError, match="Cannot draw per 'week'"):
        drawn(experiences([0]), 1, per="week")
    with pytest.raises(SelectionError, match="from 1 on"):
        drawn(experiences([0]), 0)
