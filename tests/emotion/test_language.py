"""Languages, stated or guessed."""

import pandas as pd
import pytest

from cxanalytics import emotion
from cxanalytics.emotion import language

FRENCH = "Le service était vraiment très lent et personne ne répond"


def states(texts: list[str], languages: list[object] | None = None) -> list[tuple[object, str]]:
    given = None if languages is None else pd.Series(languages, dtype="object")
    found = emotion.score(pd.Series(texts, dtype="object"), given).texts
    return list(zip((None if pd.isna(spoken) else spoken for spoken in found["language"]), found["state"], strict=True))


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("The bus was late and nobody told us", "en"),
        (FRENCH, "fr"),
        ("Die Lieferung war leider sehr langsam und niemand antwortet", "de"),
        ("El servicio fue muy lento y nadie me contesta", "es"),
        ("Обслуживание было очень плохим", "ru"),
        ("服务太慢了没有人回答", "zh"),
    ],
)
def test_a_sentence_shows_its_language(text: str, spoken: str) -> None:
    assert states([text]) == [(spoken, "scored" if spoken == "en" else "other language")]


def test_short_texts_take_the_language_of_most() -> None:
    assert states(["super", FRENCH, FRENCH + "."])[0] == ("fr", "other language")
    assert states(["super", "The bus was late and nobody told us"])[0] == ("en", "scored")
    assert states(["super"]) == [("en", "scored")]


@pytest.mark.parametrize("stated", ["en", "EN", "en-GB", "en_US", "English", " english ", "eng", "English (UK)"])
def test_ways_to_state_english(stated: str) -> None:
    assert states([FRENCH], [stated]) == [("en", "scored")]


@pytest.mark.parametrize("stated", ["und", "", None, float("nan"), "qme", "zxx", "unknown"])
def test_ways_to_state_nothing(stated: object) -> None:
    assert states([FRENCH], [stated]) == [("fr", "other language")]


def test_other_languages_as_stated() -> None:
    assert states(["super", "super"], ["fr-CA", "Deutsch"]) == [("fr", "other language"), ("de", "other language")]


def test_emoji_have_no_language_and_are_scored() -> None:
    assert states(["👍👍", FRENCH]) == [(None, "scored"), ("fr", "other language")]
    assert states(["👍👍"], ["fr"]) == [("fr", "scored")]


def test_of_equal_languages_the_first_by_alphabet() -> None:
    assert language.majority(pd.Series(["fr", "de", None, "fr", "de"], dtype="object").to_numpy()) == "de"
    assert language.majority(pd.Series([None], dtype="object").to_numpy()) == "en"
