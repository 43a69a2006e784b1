"""Names are taken out before anything is learnt: whole words only, in every form."""

import pandas as pd
import pytest

from cxanalytics.patterns import masking


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Acme was late", "was late"),
        ("ACME's driver, #acme @acme", "driver,"),
        ("two acmes late", "two late"),
        ("acmeism stays", "acmeism stays"),
        ("Green  Park is full, green tea is not", "is full, green tea is not"),
        ("the parking at the park", "the parking at the park"),
    ],
)
def test_whole_words_in_every_form(text: str, left: str) -> None:
    found = masking.without(pd.Series([text]), frozenset({"acme", "green park"}))
    assert found.str.split().str.join(" ").tolist() == [left]


def test_signs_in_a_name_are_read_as_they_are() -> None:
    assert masking.without(pd.Series(["C++ (beta) fails"]), frozenset({"c++", "(beta)"})).str.strip().tolist() == [
        "fails"
    ]


def test_no_names_nothing_taken_out() -> None:
    texts = pd.Series(["Acme was late", None])
    assert masking.without(texts, frozenset()) is texts


def test_masked_words_are_names_listed_words_and_handles_that_recur() -> None:
    texts = pd.Series(["@AcmeHelp late", "hey @acmehelp", "where, @acmehelp?", "@acmehelp where", "me and @friend"])
    found = masking.masked_words(["Acme Ltd "], ["#Boxo", ""], texts)
    assert found == {"acme ltd", "boxo", "acmehelp"}


def test_an_address_is_no_handle() -> None:
    assert masking.masked_words([], [], pd.Series([f"mail a{n}@acme please" for n in range(5)])) == frozenset()


def test_suggested_are_words_with_capitals_in_praise_and_complaint() -> None:
    praise = [f"I love the Boxo {word}" for word in ("lamp", "table", "chair")]
    pain = [f"sadly the Boxo {word} broke on Monday" for word in ("lamp", "table", "chair")]
    pain += [f"the driver was Rude {word}" for word in ("a", "b", "c", "d", "e", "f")]
    texts = pd.Series([*praise, *pain])
    polarity = pd.Series(["positive"] * 3 + ["negative"] * 9)
    found = masking.suggestions(texts, polarity)
    assert found.to_dict("records") == [{"word": "Boxo", "texts": 6, "positive": 3, "negative": 3}]
    assert masking.suggestions(texts, polarity, frozenset({"boxo"})).empty


def test_a_word_often_written_small_is_no_name() -> None:
    texts = pd.Series([f"the Till is slow {n}" for n in "abcdef"] + [f"the till is slow {n}" for n in "ghij"])
    assert masking.suggestions(texts, pd.Series(["positive", "negative"] * 5)).empty


def test_no_texts_no_suggestions() -> None:
    found = masking.suggestions(pd.Series([], dtype="str"), pd.Series([], dtype="str"))
    assert found.columns.tolist() == ["word", "texts", "positive", "negative"]
    assert found.empty
