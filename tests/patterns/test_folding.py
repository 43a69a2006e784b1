"""Texts that say the same count once, however they are written."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.patterns import folding


def test_case_signs_links_handles_and_numbers_do_not_count() -> None:
    texts = pd.Series(
        [
            "Late again, £7.50 gone!",
            "late AGAIN... £12 gone",
            "RT @friend: Late again £1,000.00 gone https://t.co/x",
            "@shop late again 3 gone",
        ]
    )
    assert folding.plain(texts).tolist() == ["late again 0 gone"] * 4


def test_apostrophes_inside_words_stay() -> None:
    assert folding.plain(pd.Series(["Can't 'order' it’s"])).tolist() == ["can't order it's"]


def test_what_privacy_took_out_is_no_word() -> None:
    assert folding.plain(pd.Series(["Call me: [phone] or [email]"])).tolist() == ["call me or"]


def test_different_texts_in_alphabetical_order_and_which_is_which() -> None:
    folded = folding.fold(pd.Series(["Rude driver", "Late!", "", "late", "😡", None]))
    assert folded.texts.tolist() == ["late", "rude driver"]
    assert folded.of.tolist() == [1, 0, -1, 0, -1, -1]


def test_masked_words_are_gone() -> None:
    folded = folding.fold(pd.Series(["Acme is late", "late is ACME's"]), frozenset({"acme"}))
    assert folded.texts.tolist() == ["is late", "late is"]


def test_nothing_in_nothing_out() -> None:
    folded = folding.fold(pd.Series([], dtype="str"))
    assert folded.texts.tolist() == []
    assert folded.of.tolist() == []


def test_the_callers_texts_stay_as_they_are() -> None:
    texts = pd.Series(["Late!"], index=["a"])
    folding.fold(texts, frozenset({"late"}))
    assert texts.to_dict() == {"a": "Late!"}


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=20))
def test_plain_is_plain_already(texts: list[str]) -> None:
    once = folding.plain(pd.Series(texts, dtype="str"))
    assert folding.plain(once).tolist() == once.tolist()


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=20))
def test_every_text_is_one_of_the_different_ones(texts: list[str]) -> None:
    series = pd.Series(texts, dtype="str")
    folded = folding.fold(series)
    assert folded.texts.is_unique
    assert folded.texts.tolist() == sorted(folded.texts)
    said = [folded.texts[of] if of >= 0 else "" for of in folded.of]
    assert said == folding.plain(series).tolist()


def test_texts_of_any_kind_of_column() -> None:
    said = ["Late!", None]
    for kind in ("str", "object", "category"):
        assert folding.plain(pd.Series(said, dtype=kind)).tolist() == ["late", ""]
