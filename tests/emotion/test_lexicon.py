"""The lexicon files."""

import csv
from collections import Counter

import pytest

from cxanalytics.emotion.inflection import inflected
from cxanalytics.emotion.lexicon import (
    ENGLISH,
    READ,
    emotions,
    endings,
    lexicon,
    path_of,
    rows,
    vader_words,
    version,
)
from cxanalytics.emotion.patterns import expand, parse
from cxanalytics.resources import data_path

FEELINGS = ("words.csv", "phrases.csv", "emoji.csv")


def test_thirteen_emotions() -> None:
    assert [(emotion.name, emotion.polarity) for emotion in emotions()] == [
        ("valued", "positive"), ("trusting", "positive"), ("grateful", "positive"), ("pleased", "positive"),
        ("relieved", "positive"), ("delighted", "positive"), ("frustrated", "negative"), ("angry", "negative"),
        ("disappointed", "negative"), ("anxious", "negative"), ("confused", "negative"), ("neglected", "negative"),
        ("hurried", "negative"),
    ]  # fmt: skip


OTHERS = [language for language in READ if language != ENGLISH]
OWN = ("words.csv", "phrases.csv", "modifiers.csv", "classes.csv", "endings.csv", "unresolved.csv", "questions.csv")


@pytest.mark.parametrize(
    ("name", "language"),
    [*((name, ENGLISH) for name in FEELINGS), *((name, other) for other in OTHERS for name in FEELINGS[:2])],
)
def test_rows_are_well_formed(name: str, language: str) -> None:
    polarity = {emotion.name: emotion.polarity for emotion in emotions()}
    for row in rows(name, language):
        assert -4 <= float(row["valence"]) <= 4, row
        assert row.get("effort", "") in ("", "yes"), row
        for emotion in filter(None, row["emotions"].split("|")):
            sign = 1 if polarity[emotion] == "positive" else -1
            assert float(row["valence"]) * sign > 0, row


@pytest.mark.parametrize("name", [*FEELINGS, "modifiers.csv", "classes.csv", "languages.csv", "emotions.csv"])
def test_every_line_has_every_column(name: str) -> None:
    with data_path("lexicons", name).open(encoding="utf-8", newline="") as file:
        assert len({len(row) for row in csv.reader(file)}) == 1


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", OWN)
def test_every_line_of_another_language_has_every_column(name: str, language: str) -> None:
    with path_of(name, language).open(encoding="utf-8", newline="") as file:
        assert len({len(row) for row in csv.reader(file)}) == 1


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_have_hundreds_of_words_each_listed_once(language: str) -> None:
    choices = Counter(choice for row in rows("words.csv", language) for choice in row["phrase"].split("|"))
    assert len(choices) >= 800
    assert [choice for choice, count in choices.items() if count > 1] == []
    phrases = Counter(row["phrase"] for row in rows("phrases.csv", language))
    assert len(phrases) >= 100
    assert [phrase for phrase, count in phrases.items() if count > 1] == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["phrases.csv", "unresolved.csv"])
def test_a_phrase_never_shrinks_to_a_word_that_turns(name: str, language: str) -> None:
    turning = {
        wording[0]
        for row in rows("modifiers.csv", language)
        if row["kind"] == "negation"
        for wording in expand(inflected(row["phrase"], endings(language)))
        if len(wording) == 1
    }
    for row in rows(name, language):
        slots = [slot for slot in parse(inflected(row["phrase"], endings(language))) if not slot.optional]
        if len(slots) == 1:
            assert turning.isdisjoint(choice[0] for choice in slots[0].choices if len(choice) == 1), row


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_of_feeling_is_lost_as_a_booster(language: str) -> None:
    known = lexicon(language)
    assert [known.names[place] for place in ((known.valence != 0) & (known.boost != 0)).nonzero()[0]] == []


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_turn_and_part_with_words_of_their_own(language: str) -> None:
    kinds = {row["kind"] for row in rows("modifiers.csv", language)}
    assert kinds == {"negation", "booster", "dampener", "contrast", "join", "subject", "shortened"}
    assert any(row["effort"] for row in rows("phrases.csv", language))


def test_each_word_emoji_and_phrase_is_listed_once() -> None:
    words = Counter(wording for row in rows("words.csv") for wording in expand(row["phrase"]))
    emoji = Counter(row["emoji"] for row in rows("emoji.csv"))
    phrases = Counter(row["phrase"] for row in rows("phrases.csv"))
    assert [word for counter in (words, emoji, phrases) for word, count in counter.items() if count > 1] == []


def test_about_a_hundred_emoji_none_unread() -> None:
    known = lexicon()
    assert len(rows("emoji.csv")) >= 100
    assert all(known.known[known.unit[row["emoji"]]] for row in rows("emoji.csv"))


def test_vader_alone_is_vaders_words_and_nothing_of_ours() -> None:
    vader = lexicon(vader=True)
    assert {vader.names[place] for place in vader.known.nonzero()[0]} >= {word.lower() for word in vader_words()}
    assert not vader.effort.any()
    assert not vader.emotions.any()
    assert "😡" not in vader.unit


def test_our_words_overrule_vaders() -> None:
    both, vader = lexicon(), lexicon(vader=True)
    assert vader.valence[vader.unit["kill"]] == -3.7
    assert both.valence[both.unit["kill"]] > -2
    assert both.valence[both.unit["slow"]] < 0


def test_the_version_follows_the_rules() -> None:
    assert version("1") == version("1")
    assert version("1") != version("2")
