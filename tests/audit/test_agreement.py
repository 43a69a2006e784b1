"""Krippendorff's alpha: the examples of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011)."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.audit import agreement


def table(*coders: str) -> tuple[pd.Series, pd.Series]:
    """Units and values from one string per coder; "." is a missing value."""
    values = pd.Series([None if value == "." else value for coder in coders for value in coder.split()])
    return pd.Series(list(range(len(coders[0].split()))) * len(coders)), values


def test_two_observers_and_two_categories() -> None:
    units, values = table("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    found = agreement.alpha(units, values)
    assert round(found.alpha, 3) == 0.095
    assert (found.units, found.same) == (10, 0.6)


def test_two_observers_and_many_categories() -> None:
    units, values = table("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert round(agreement.alpha(units, values).alpha, 3) == 0.692


def test_four_observers_with_missing_values() -> None:
    units, values = table(
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    found = agreement.alpha(units, values)
    assert round(found.alpha, 3) == 0.743
    assert found.units == 11
    assert found.low < 0.743 < found.high <= 1


def test_full_agreement_is_one_and_one_kind_alone_tells_nothing() -> None:
    assert agreement.alpha(*table("a b a", "a b a")).alpha == 1
    assert np.isnan(agreement.alpha(*table("a a a", "a a a")).alpha)


def test_without_anything_labelled_twice_there_is_nothing_to_show() -> None:
    found = agreement.alpha(*table("a b .", ". . c"))
    assert (found.units, np.isnan(found.alpha)) == (0, True)
    assert found.words == "Nothing was labelled by two people yet, so there is no agreement to show."


def test_the_words_judge() -> None:
    units, values = table("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    words = agreement.alpha(units, values).words
    assert words.startswith("Agreement 0.69 (")
    assert words.endswith("from 12 experiences labelled by several people; 75% of the pairs say the same. "
                          "That is enough to go on.")  # fmt: skip


@pytest.mark.parametrize(("value", "says"), [(0.9, "good"), (0.7, "enough"), (0.3, "low")])
def test_the_judgement_follows_krippendorffs_bounds(value: float, says: str) -> None:
    assert says in agreement._judgement(value)


def test_nothing_at_all() -> None:
    empty = pd.Series(dtype="str")
    assert agreement.alpha(empty, empty).units == 0
