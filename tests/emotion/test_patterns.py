"""The notation of phrases, and finding them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.emotion.patterns import Finder, expand, parse


@pytest.mark.parametrize(
    ("pattern", "wordings"),
    [
        ("had to call", ["had to call"]),
        ("call|ring me", ["call me", "ring me"]),
        ("very? good", ["good", "very good"]),
        ("so|too? slow", ["slow", "so slow", "too slow"]),
        ("could_not|couldn't help", ["could not help", "couldn't help"]),
        ("user-friendly", ["user friendly"]),
        ("{number} times", ["{number} times"]),
        ("a? b?", ["b", "a", "a b"]),
    ],
)
def test_notation(pattern: str, wordings: list[str]) -> None:
    assert [" ".join(wording) for wording in expand(pattern)] == wordings


def found(phrases: list[str], text: str, breaks: list[int] | None = None) -> list[str]:
    """The phrases in a text, each as "start:words=pattern"."""
    words = text.split()
    number = {
        word: place
        for place, word in enumerate(
            dict.fromkeys(["", *words, *(w for p in phrases for w in " ".join(" ".join(x) for x in expand(p)).split())])
        )
    }
    finder = Finder([(parse(phrase), place) for place, phrase in enumerate(phrases)], number)
    stops = np.zeros(len(words), np.bool_)
    stops[breaks or []] = True
    matches = finder.find(np.array([number[word] for word in words], np.intp), stops)
    return [
        f"{start}:{' '.join(words[start : start + length])}={phrases[phrase]}"
        for start, length, phrase in zip(matches.start, matches.length, matches.phrase, strict=True)
    ]


def test_the_longest_phrase_wins() -> None:
    assert found(["not good", "good", "not good at all"], "it is not good at all") == [
        "2:not good at all=not good at all"
    ]


def test_of_two_of_one_length_that_overlap_the_first_wins() -> None:
    assert found(["a b", "b c"], "a b c") == ["0:a b=a b"]
    assert found(["a a"], "a a a a a") == ["0:a a=a a", "2:a a=a a"]


def test_of_two_that_fit_the_same_words_the_later_in_the_list_wins() -> None:
    assert found(["so|very good", "very good"], "very good so good") == [
        "0:very good=very good",
        "2:so good=so|very good",
    ]


def test_no_phrase_reaches_over_a_break() -> None:
    assert found(["no problem"], "no problem no problem", breaks=[2]) == [
        "0:no problem=no problem",
        "2:no problem=no problem",
    ]
    assert found(["no problem"], "no problem", breaks=[1]) == []


def test_optional_and_joined_words() -> None:
    phrases = ["could_not|can't very? wait"]
    assert found(phrases, "could not wait") == ["0:could not wait=could_not|can't very? wait"]
    assert found(phrases, "can't very wait")
    assert not found(phrases, "could wait")


def test_nothing_to_find() -> None:
    assert found(["a"], "") == []
    assert found([], "a b") == []


@settings(deadline=None)
@given(
    st.lists(st.sampled_from("abc"), max_size=15),
    st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), max_size=4),
)
def test_matches_are_phrases_and_do_not_overlap(words: list[str], phrases: list[list[str]]) -> None:
    text = " ".join(words)
    end = 0
    for match in found([" ".join(phrase) for phrase in phrases], text):
        place, rest = match.split(":")
        said, pattern = rest.split("=")
        assert said == pattern
        assert int(place) >= end
        end = int(place) + len(said.split())
    plain = any(" ".join(phrase) in text for phrase in phrases)
    assert plain == (end > 0)
