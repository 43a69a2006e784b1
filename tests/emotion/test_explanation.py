"""Which words decided."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics import emotion
from cxanalytics.emotion.lexicon import lexicon
from cxanalytics.emotion.reading import read


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("No complaints.", [("No complaints", 2.2, "“No complaints” is praise")]),
        ("the crew was kind", [("kind", 2.0, "“kind” is praise")]),
        ("a slightly dirty room", [("dirty", -1.807, "“dirty” is a complaint, made weaker by “slightly”")]),
        ("an unusually dirty room", [("dirty", -2.393, "“dirty” is a complaint, made stronger by “unusually”")]),
        ("never tasty", [("tasty", -1.48, "“tasty” is praise, turned round by “never”")]),
        ("kill the process", [("kill the process", 0.0, "“kill the process” is neither praise nor complaint here")]),
        ("such a hassle", [("hassle", -1.993, "“hassle” is a complaint, made stronger by “such a”; it shows effort")]),
        ("N/A", []),
        ("", []),
    ],
)
def test_marks(text: str, marks: list[tuple[str, float, str]]) -> None:
    found = [(mark.word, round(mark.weight, 3), mark.rule) for mark in emotion.explain(text)]
    assert found == marks


def test_marks_slice_the_text() -> None:
    text = "Great crew 👍 but I had to call three times!"
    assert [text[mark.start : mark.end] for mark in emotion.explain(text)] == [
        mark.word for mark in emotion.explain(text)
    ]
    assert [mark.word for mark in emotion.explain(text)][-1] == "had to call three times"


WORDS = [
    "very",
    "not",
    "good",
    "slow",
    "had to call",
    "three times",
    ".",
    ",",
    "!",
    "but",
    "no",
    "problem",
    "😡",
    "GREAT",
]
TEXTS = st.lists(
    st.sampled_from(WORDS),
    max_size=14,
).map(" ".join)


@settings(deadline=None)
@given(TEXTS)
def test_the_weights_are_those_that_are_scored(text: str) -> None:
    weights = read([text], lexicon()).weights
    scored = emotion.score(pd.Series([text]), pd.Series(["en"])).texts["state"].iloc[0] == "scored"
    total = sum(mark.weight for mark in emotion.explain(text))
    assert total == pytest.approx(float((weights.positive - weights.negative).sum()) if scored else 0.0)
