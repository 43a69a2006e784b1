"""Patterns that speak of one thing are a theme, which is named by what all of them say."""

import numpy as np
import pandas as pd

from cxanalytics.patterns.themes import themes

WRONG = ["wrong charge on the invoice", "the invoice has a wrong charge", "invoice charge wrong again"]
UNCLEAR = ["cannot read the invoice", "invoice is impossible to read", "no way to read this invoice or a charge"]
PARK = ["the car park is small", "car park too small", "no space in the car park"]
CASH = ["the till was down", "till broken again", "the till froze"]
ALL = pd.Series([*WRONG, *UNCLEAR, *PARK, *CASH], dtype="str")
GROUPS = np.repeat(np.arange(4), 3)


def test_a_theme_is_named_by_words_of_all_its_patterns() -> None:
    found = themes(ALL, GROUPS, np.array([0, 0, 1, 2]))
    assert found[0] == found[1] != ""
    assert found[0].startswith("Invoice")
    assert len(found[0].split(", ")) in {2, 3}
    assert found[2:] == ["", ""]


def test_patterns_that_share_no_word_are_no_theme() -> None:
    assert themes(ALL, GROUPS, np.array([0, 0, 1, 1]))[2:] == ["", ""]
    assert themes(ALL, GROUPS, np.arange(4)) == [""] * 4


def test_the_order_of_the_texts_makes_no_difference() -> None:
    order = np.random.default_rng(2).permutation(len(ALL))
    near = np.array([0, 0, 1, 1])
    assert themes(ALL.iloc[order], GROUPS[order], near) == themes(ALL, GROUPS, near)


def test_masked_words_name_no_theme() -> None:
    found = themes(ALL, GROUPS, np.array([0, 0, 1, 2]), masked={"invoice"})
    assert "nvoice" not in "".join(found)


def test_nothing_to_name() -> None:
    assert themes(pd.Series([], dtype="str"), [], np.zeros(0, dtype="int64")) == []
    assert themes(pd.Series(["", ""], dtype="str"), [0, 1], np.array([0, 0])) == ["", ""]
