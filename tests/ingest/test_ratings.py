"""Ratings and the ends of their scales."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.ingest import ratings


def column(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype="str")


@pytest.mark.parametrize(
    ("cells", "header", "values", "scale"),
    [
        (("1", "5", "3"), "rating", [1, 5, 3], "1 to 5"),
        (("1.0", "4.5"), "stars", [1, 4.5], "1 to 5"),
        (("3", "4"), "star", [3, 4], "1 to 5"),
        (("9", "10", "7"), "how likely are you to recommend us", [9, 10, 7], "0 to 10"),
        (("1", "2"), "nps", [1, 2], "0 to 10"),
        (("9", "10", "7"), "score", [9, 10, 7], "1 to 10"),
        (("0", "10"), "score", [0, 10], "0 to 10"),
        (("7", "2", "1"), "ces", [7, 2, 1], "1 to 7"),
        (("0", "55", "100"), "score", [0, 55, 100], "0 to 100"),
        (("88%", "4%"), "csat", [88, 4], "0 to 100"),
        (("4 - Very impressive", "1 - Not at all impressive"), "", [4, 1], "1 to 5"),
        (("4/5", "3/5"), "", [4, 3], "1 to 5"),
        (("8 out of 10", "3 out of 10"), "", [8, 3], "0 to 10"),
        (("5 stars", "1 star"), "", [5, 1], "1 to 5"),
        (("★★★☆☆", "★★★★★"), "", [3, 5], "1 to 5"),
        (("⭐⭐", "⭐⭐⭐⭐"), "", [2, 4], "1 to 5"),
        (("FIVE", "ONE", "THREE"), "", [5, 1, 3], "1 to 5"),
        (("good", "bad"), "", [1, 0], "0 to 1"),
        (("Very satisfied", "Dissatisfied", "Neutral"), "", [5, 2, 3], "1 to 5"),
        (("Promoter", "Passive", "Detractor"), "", [2, 1, 0], "0 to 2"),
        (("très satisfait", "insatisfait"), "", [5, 2], "1 to 5"),
        (("4,5", "3"), "rating", [4.5, 3], "1 to 5"),
    ],
)
def test_scales(cells: tuple[str, ...], header: str, values: list[float], scale: str) -> None:
    found = ratings.parse(column(*cells), header)
    assert found is not None
    assert found.values.tolist() == values
    assert found.scale == scale


def test_blank_and_unasked_are_missing() -> None:
    found = ratings.parse(column("good", "", "offered", "bad"))
    assert found is not None
    assert found.values.isna().tolist() == [False, True, True, False]
    assert found.outside == 0


def test_answers_outside_the_scale_do_not_widen_it() -> None:
    found = ratings.parse(column("1", "2", "5", "3", "99", "4"), "rating")
    assert found is not None
    assert (found.high, found.outside, found.values.isna().sum()) == (5, 1, 1)


@pytest.mark.parametrize(
    ("cells", "scale", "values", "outside"),
    [
        (("1", "3", "5"), (0, 10), [1, 3, 5], 0),
        (("1", "7", "120"), (0, 200), [1, 7, 120], 0),
        (("-2", "0", "3"), (-2, 2), [-2, 0, None], 1),
        (("8 out of 10", "3 out of 10", ""), (1, 10), [8, 3, None], 0),
        (("4 - Very good", "1 - Poor", "2 - Fair"), (1, 4), [4, 1, 2], 0),
        (("★★★★", "★"), (0, 5), [4, 1], 0),
    ],
)
def test_what_a_person_says_of_the_scale_stands(
    cells: tuple[str, ...], scale: tuple[float, float], values: list[float | None], outside: int
) -> None:
    found = ratings.parse(column(*cells), "rating", scale)
    assert found is not None
    assert (found.low, found.high, found.outside) == (*scale, outside)
    assert found.values.astype("object").where(found.values.notna(), None).tolist() == values
    assert found.scale == f"{scale[0]:g} to {scale[1]:g}"


@pytest.mark.parametrize("cells", [("fine", "slow"), ("",), ("-3", "250"), ("lovely staff and quick", "4 weeks late")])
def test_what_is_no_rating(cells: tuple[str, ...]) -> None:
    assert ratings.parse(column(*cells), "rating") is None


@pytest.mark.parametrize(
    ("header", "scale", "values"),
    [
        ("how easy was it 1 very easy 5 very difficult", None, [5.0, 4.0, 1.0]),
        ("how easy was it 1 very difficult 5 very easy", None, [1.0, 2.0, 5.0]),
        ("schulnote", (1.0, 5.0), [1.0, 2.0, 5.0]),
        ("mark", (5.0, 1.0), [5.0, 4.0, 1.0]),
    ],
)
def test_where_one_is_the_best_the_scale_is_turned(
    header: str, scale: tuple[float, float] | None, values: list[float]
) -> None:
    found = ratings.parse(column("1", "2", "5"), header, scale)
    assert found is not None
    assert found.values.tolist() == values
    assert (found.low, found.high) == (1.0, 5.0)
    assert found.turned == (values[0] == 5.0)
    assert found.scale == ("5 to 1" if found.turned else "1 to 5")


def test_labelled_choices() -> None:
    assert ratings.is_labelled(column("1 - Poor", "2 - Fair", "1 - Poor", "3 - Good"))
    assert not ratings.is_labelled(column("1 person came", "1 bag lost", "20 minutes late"))
    assert not ratings.is_labelled(column("Web", "Phone"))


@given(st.lists(st.text(alphabet="0123456789 /-.%★abcdef", max_size=8), min_size=1, max_size=8))
def test_values_lie_on_their_scale(cells: list[str]) -> None:
    found = ratings.parse(column(*cells), "rating")
    if found is not None:
        assert found.values.dropna().between(found.low, found.high).all()
        assert len(found.values) == len(cells)
