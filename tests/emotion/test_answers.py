"""Answers that are none."""

import pandas as pd
import pytest

from cxanalytics import emotion


def state(text: object) -> str:
    return str(emotion.score(pd.Series([text], dtype="object"), pd.Series(["en"])).texts["state"].iloc[0])


@pytest.mark.parametrize(
    "text",
    [
        "Nothing", "nothing.", "NOTHING!", "n/a", "N/A", "na", "n.a.", "None", "none.", "no comment", "No comments",
        "-", "--", ".", "...", "?", "nil", "nope", "don't know", "Dont know", "I don't know", "idk", "no", "No.",
        "Nothing really", "nothing at all", "Nothing to add", "not applicable", "did not answer", "No suggestions",
        "nothing comes to mind", "no, nothing", "see above", "test", "x",
    ],
)  # fmt: skip
def test_non_answers(text: str) -> None:
    assert state(text) == "non-answer"


@pytest.mark.parametrize(
    "text",
    [
        "nothing to complain about", "Nothing works", "no problems", "no one answered", "Nothing but praise",
        "none of the staff were kind", "no comment on the food, but slow", "I don't know why it is so slow",
        "nothing 👍", "good", "everything", "Not sure the app works",
    ],
)  # fmt: skip
def test_answers(text: str) -> None:
    assert state(text) == "scored"


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b", None, float("nan")])
def test_no_text(text: object) -> None:
    assert state(text) == "no text"
