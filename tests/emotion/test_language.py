"""Languages, stated or guessed."""

import pandas as pd
import pytest

from cxanalytics import emotion
from cxanalytics.emotion import READ, language

FRENCH = "Le service était vraiment très lent et personne ne répond"
DUTCH = "De bezorging was heel erg langzaam en niemand geeft antwoord"


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
        (DUTCH, "nl"),
        ("ACCUEIL TRES AGREABLE ET VENDEURS COMPETENTS", "fr"),
        ("Обслуживание было очень плохим", "ru"),
        ("服务太慢了没有人回答", "zh"),
    ],
)
def test_a_sentence_shows_its_language(text: str, spoken: str) -> None:
    assert states([text]) == [(spoken, "scored" if spoken in READ else "other language")]


def test_short_texts_take_the_language_of_most() -> None:
    assert states(["super", DUTCH, DUTCH + "."])[0] == ("nl", "other language")
    assert states(["super", FRENCH, FRENCH + "."])[0] == ("fr", "scored")
    assert states(["super", "The bus was late and nobody told us"])[0] == ("en", "scored")
    assert states(["super"]) == [("en", "scored")]


@pytest.mark.parametrize("stated", ["en", "EN", "en-GB", "en_US", "English", " english ", "eng", "English (UK)"])
def test_ways_to_state_english(stated: str) -> None:
    assert states([FRENCH], [stated]) == [("en", "scored")]


@pytest.mark.parametrize("stated", ["und", "", None, float("nan"), "qme", "zxx", "unknown"])
def test_ways_to_state_nothing(stated: object) -> None:
    assert states([DUTCH], [stated]) == [("nl", "other language")]


def test_other_languages_as_stated() -> None:
    assert states(["super", "super"], ["nl-BE", "Deutsch"]) == [("nl", "other language"), ("de", "scored")]


def test_emoji_have_no_language_and_are_scored() -> None:
    assert states(["👍👍", DUTCH]) == [(None, "scored"), ("nl", "other language")]
    assert states(["👍👍"], ["nl"]) == [("nl", "scored")]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("muchas gracias", "es"),
        ("très déçu", "fr"),
        ("leider enttäuscht", "de"),
        ("super top", "en"),
        ("gracias team", "en"),
        ("No es bonito estar sin celular", "es"),
    ],
)
def test_words_that_one_language_alone_has_tell_it_among_english_texts(text: str, spoken: str) -> None:
    assert states([text, "The bus was late and nobody told us"])[0] == (spoken, "scored")


def test_a_language_that_is_not_read_is_never_neutral() -> None:
    found = emotion.score(pd.Series([DUTCH, "prima"]), pd.Series(["nl", "nl"])).texts
    assert found["polarity"].isna().all()
    assert found["p_neutral"].isna().all()


def test_phrases_tell_their_language_or_are_english() -> None:
    phrases = pd.Series(["wrong charge", "lange Warteschlange", "très lent", "muy lento", "kiosk", ""], range(6, 12))
    found = language.told(phrases)
    assert found.tolist() == ["en", "de", "fr", "es", "en", "en"]
    assert found.index.tolist() == list(range(6, 12))
    assert language.told(phrases.head(0)).empty


def test_names() -> None:
    assert [language.name_of(code) for code in ("nl", "de", "xx")] == ["Dutch", "German", "xx"]


def test_of_equal_languages_the_first_by_alphabet() -> None:
    assert language.majority(pd.Series(["fr", "de", None, "fr", "de"], dtype="object").to_numpy()) == "de"
    assert language.majority(pd.Series([None], dtype="object").to_numpy()) == "en"
