"""Words and pairs, and how the model writes them."""

import numpy as np
import pytest

from cxanalytics.emotion.grams import prints_of, spelt
from cxanalytics.emotion.lexicon import lexicon
from cxanalytics.emotion.reading import read


def entries(text: str) -> list[str]:
    reading = read([text], lexicon())
    places = np.arange(len(reading.grams.prints))
    return spelt(reading.characters, reading.tokens, reading.grams, places)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bus", ["the", "bus", "the bus"]),
        ("THE BUS", ["the", "bus", "the bus"]),
        ("bus 42", ["bus", "0", "bus 0"]),
        ("bus. Train", ["bus", "train"]),
        ("no blue buses ran today", ["no", "[not] blue", "[not] buses", "[not] ran", "today", "no blue", "blue buses",
                                     "buses ran", "ran today"]),
        ("not here, bus", ["not", "[not] here", "bus", "not here", "here bus"]),
        ("", []),
    ],
)  # fmt: skip
def test_entries(text: str, found: list[str]) -> None:
    assert entries(text) == found


def test_what_lies_within_a_phrase_is_left_to_the_rules() -> None:
    assert entries("no complaints today") == ["[not] today", "complaints today"]


def test_what_is_written_is_what_is_found() -> None:
    text = "I don't like the 3 blue buses, they aren't GREAT"
    reading = read([text], lexicon())
    assert prints_of(entries(text)).tolist() == reading.grams.prints.tolist()


def test_a_word_is_written_without_the_spaces_about_its_apostrophe() -> None:
    assert entries("They don ' t") == ["they", "don't", "they don't"]


def test_words_are_counted_per_clause() -> None:
    assert read(["kind crew but slow bags, slow"], lexicon()).grams.words.tolist() == [2, 4]
