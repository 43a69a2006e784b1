"""Which texts speak of a prompt: words close together, denials before what they deny, rare words worth more."""

import pandas as pd
import pytest

from cxanalytics.workshop.prompts import Prompt
from cxanalytics.workshop.speaking import Texts

TEXTS = pd.Series(
    [
        "They charged me TWICE for it",
        "The charge was fine, and I would never do that to anybody even twice",
        "I did not find the page",
        "I find it not bad",
        "A wrong amount",
        "An incorrect amount on it",
        None,
    ]
)


def found(*words: str, text: str = "?") -> list[int]:
    worth = Texts(TEXTS).speak(Prompt("k", text, words))
    return [number for number, value in enumerate(worth) if value > 0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("charged twice",), [0]),
        (("twice charge",), [0]),
        (("NOT find",), [2]),
        (("wrong/incorrect amount",), [4, 5]),
        (("wrong/incorrect amount", "charged twice"), [0, 4, 5]),
        (("amount amount",), []),
        (("page",), [2]),
        (("refund",), []),
        (("NOT/wrong amount",), [4]),
    ],
)
def test_all_words_of_one_way_to_say_it_stand_close_together(words: tuple[str, ...], expected: list[int]) -> None:
    assert found(*words) == expected


def test_rare_words_are_worth_more() -> None:
    worth = Texts(TEXTS).speak(Prompt("k", "?", ("charge", "find page")))
    assert worth[2] > worth[0] > 0


def test_without_words_those_of_the_question_are_looked_for_two_of_them_at_least() -> None:
    assert found(text="What if the amount is wrong?") == [4]
    assert found(text="What if the amount is late?") == []
    assert found(text="What if it is twice?") == [0, 1]
    assert found(text="What if they are?") == []


def test_no_text_speaks_of_nothing() -> None:
    assert Texts(pd.Series([], dtype="str")).speak(Prompt("k", "?", ("charge",))).tolist() == []
