import pandas as pd
import pytest

from cxanalytics import emotion
from cxanalytics.emotion.lexicon import OUTCOMES, rows


@pytest.mark.parametrize(
    "text",
    [
        "I never got a reply.",
        "The app is still not working",
        "Still waiting for my refund",
        "The problem was not solved",
        "In the end I had to give up",
        "They could not help me",
        "There was no resolution",
        "Nobody called back",
        "Haven't received my order",
        "Where is my bag?",
        "Emailed four times to no avail",
        "It was fixed, but now it is broken again and nobody answers",
        "Couldn't get through to anyone",
        "On hold for 2 hours and still nothing",
    ],
)
def test_unresolved(text: str) -> None:
    assert emotion.score(pd.Series([text])).texts["unresolved"].tolist() == [True]


@pytest.mark.parametrize(
    "text",
    [
        "It was resolved quickly",
        "My bag was lost but finally arrived",
        "They never answered, then it was fixed within a day.",
        "We couldn't have asked for more help",
        "Never had to wait for an answer",
        "Didn't have to wait, all sorted",
        "No help needed, thank you",
        "The wait was too long",
        "Kind staff, lovely flight",
        "I can't thank you enough",
        "n/a",
    ],
)
def test_not_unresolved(text: str) -> None:
    assert emotion.score(pd.Series([text])).texts["unresolved"].tolist() == [False]


def test_the_last_word_counts_for_the_text_and_each_clause_for_itself() -> None:
    scores = emotion.score(pd.Series(["I never got a reply. Then it was resolved.", "Kind crew. Nobody called back."]))
    assert scores.texts["unresolved"].tolist() == [False, True]
    assert scores.mentions["unresolved"].tolist() == [True, False, False, True]


def test_the_words_are_shown() -> None:
    marks = [(mark.word, mark.weight, mark.rule) for mark in emotion.explain("Kind crew, all sorted").marks]
    assert ("all sorted", 0.0, "“all sorted” says that it was resolved") in marks


def test_rows_say_what_is_known() -> None:
    assert {row["says"] for row in rows("unresolved.csv")} == set(OUTCOMES)
    assert all(row["phrase"] == row["phrase"].lower().strip() for row in rows("unresolved.csv"))
