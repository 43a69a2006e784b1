"""Texts as numbers."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.emotion.characters import joined, lay_out


def prints(*texts: str) -> list[int]:
    characters = lay_out(texts)
    return characters.fingerprints(characters.first, characters.last).tolist()


def test_a_text_lies_between_first_and_last() -> None:
    characters = lay_out(["ab", "", "c"])
    assert characters.first.tolist() == [0, 3, 4]
    assert characters.last.tolist() == [2, 3, 5]


def test_fingerprints_do_not_depend_on_place_case_or_apostrophe() -> None:
    first, second, third = prints("Don't", "elsewhere", "DON’T")
    assert first == third
    assert first != second


def test_fingerprints_of_stretches_are_joined() -> None:
    head, tail, whole, nothing = (np.array([one], np.int64) for one in prints("did", "n't", "didn't", ""))
    assert joined(head, tail, np.array([3])).tolist() == whole.tolist()
    assert joined(nothing, whole, np.array([0])).tolist() == whole.tolist()


def test_fingerprints_tell_order_and_repeats_apart() -> None:
    assert len(set(prints("ab", "ba", "aab", "abb", "a", "b", "aa", "bb", ""))) == 9


def test_full_width_letters_are_letters() -> None:
    plain, wide = prints("good", "ｇｏｏｄ")
    assert plain == wide


@settings(deadline=None)
@given(st.lists(st.text(alphabet=st.characters(), max_size=12), max_size=6))
def test_equal_stretches_have_equal_fingerprints_and_others_do_not(texts: list[str]) -> None:
    whole, folded = prints(*texts, *texts), [text.lower() for text in texts]
    assert whole[: len(texts)] == whole[len(texts) :]
    assert len(set(whole)) >= len(
        {text.translate(str.maketrans("’‘´`ʼ", "'''''")) for text in texts if text.isascii()} & set(folded)
    )


def test_lone_surrogates_are_laid_out() -> None:
    assert np.diff([0, *lay_out(["a\ud800b"]).last]).tolist() == [3]
