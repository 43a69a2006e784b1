"""Forms of words, and how people type them."""

import pytest

from cxanalytics.emotion.inflection import inflected, ways_to_write
from cxanalytics.errors import MappingError

KNOWN = {"adj": ("", "e", "s", "es"), "v": ("e", "t")}


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("lent~adj", "lent|lente|lents|lentes"),
        ("nett|gut~v", "nett|gute|gutt"),
        ("pas lent~adj du_tout?", "pas lent|lente|lents|lentes du_tout?"),
        ("pas_lent~v", "pas_lente|pas_lentt"),
        ("vite", "vite"),
    ],
)
def test_stems_are_written_out(pattern: str, written: str) -> None:
    assert inflected(pattern, KNOWN) == written


def test_endings_that_nobody_listed() -> None:
    with pytest.raises(MappingError, match=r"'lent~moon', but endings\.csv beside it no 'moon'"):
        inflected("lent~moon", KNOWN)


@pytest.mark.parametrize(
    ("word", "language", "others"),
    [
        ("don't", "en", ["dont"]),
        ("slow", "en", []),
        ("enttäuscht", "de", ["enttaeuscht"]),
        ("heiß", "de", ["heiss"]),
        ("atención", "es", ["atencion"]),
        ("déçu", "fr", ["decu"]),
    ],
)
def test_ways_to_write(word: str, language: str, others: list[str]) -> None:
    assert list(ways_to_write(word, language)) == others


def test_french_words_behind_an_apostrophe() -> None:
    found = set(ways_to_write("énervé", "fr"))
    assert {"l'énervé", "d'énervé", "qu'énervé", "n'enerve", "enerve"} <= found
