"""The lexicon files."""

import csv
from collections import Counter

import pytest

from cxanalytics.emotion.lexicon import emotions, lexicon, rows, vader_words, version
from cxanalytics.emotion.patterns import expand
from cxanalytics.resources import data_path

FEELINGS = ("words.csv", "phrases.csv", "emoji.csv")


def test_thirteen_emotions() -> None:
    assert [(emotion.name, emotion.polarity) for emotion in emotions()] == [
        ("valued", "positive"), ("trusting", "positive"), ("grateful", "positive"), ("pleased", "positive"),
        ("relieved", "positive"), ("delighted", "positive"), ("frustrated", "negative"), ("angry", "negative"),
        ("disappointed", "negative"), ("anxious", "negative"), ("confused", "negative"), ("neglected", "negative"),
        ("hurried", "negative"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", FEELINGS)
def test_rows_are_well_formed(name: str) -> None:
    polarity = {emotion.name: emotion.polarity for emotion in emotions()}
    for row in rows(name):
        assert -4 <= float(row["valence"]) <= 4, row
        assert row.get("effort", "") in ("", "yes"), row
        for emotion in filter(None, row["emotions"].split("|")):
            sign = 1 if polarity[emotion] == "positive" else -1
            assert float(row["valence"]) * sign > 0, row


@pytest.mark.parametrize("name", [*FEELINGS, "modifiers.csv", "classes.csv", "languages.csv", "emotions.csv"])
def test_every_line_has_every_column(name: str) -> None:
    with data_path("lexicons", name).open(encoding="utf-8", newline="") as file:
        assert len({len(row) for row in csv.reader(file)}) == 1


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
