"""Which words decided."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics import emotion
from cxanalytics.emotion.model import probabilities, shipped


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("No complaints.", ["“No complaints” is praise"]),
        ("the crew was kind", ["“kind” is praise"]),
        ("a slightly dirty room", ["“dirty” is a complaint, made weaker by “slightly”"]),
        ("an unusually dirty room", ["“dirty” is a complaint, made stronger by “unusually”"]),
        ("never tasty", ["“tasty” is praise, turned round by “never”"]),
        ("kill the process", ["“kill the process” is neither praise nor complaint here"]),
        ("such a hassle", ["“hassle” is a complaint, made stronger by “such a”; it shows effort"]),
        ("N/A", []),
        ("", []),
    ],
)
def test_rules(text: str, rules: list[str]) -> None:
    said = [mark.rule.partition("; in labelled comments")[0] for mark in emotion.explain(text).marks]
    assert [rule for rule in said if rule.startswith("“")] == rules


def test_learnt_words_are_named() -> None:
    taught = shipped().with_deltas(["kiosk", "blue kiosk"], np.array([[3.0, 0.0], [0.0, 1.0]]))
    marks = emotion.explain("a blue kiosk", model=taught).marks
    assert marks[-1].word == "kiosk"
    assert "in labelled comments: “kiosk” -1." in marks[-1].rule
    assert "“blue kiosk” +0." in marks[-1].rule


def test_marks_slice_the_text() -> None:
    text = "Great crew 👍 but I had to call three times!"
    marks = emotion.explain(text).marks
    assert [text[mark.start : mark.end] for mark in marks] == [mark.word for mark in marks]
    assert marks[-1].word == "had to call three times"
    assert marks[-1].weight < 0 < marks[0].weight


def test_question_and_rating_are_reasons() -> None:
    found = emotion.explain("the parcel", question="What could we improve?", rating=0.0)
    assert [reason.rule.partition(",")[0] for reason in found.reasons] == [
        "before a word is read",
        "the question asks for what was bad",
        "the rating beside it is low on its scale",
    ]
    assert emotion.explain("the parcel").reasons[1:] == []


def test_it_says_where_a_rating_decided() -> None:
    unsure = shipped().with_deltas(["zzyzx"], np.array([[1.5, 0.0]]))
    alone, rated = (emotion.explain("zzyzx", rating=rating, model=unsure) for rating in (None, 0.0))
    assert (alone.polarity, rated.polarity) == ("neutral", "negative")
    assert rated.reasons[-1].rule.endswith("and that decided: without it this reads as neutral")


def test_what_is_not_scored_has_no_reason() -> None:
    assert emotion.explain("N/A", question="What was good?") == emotion.Explanation([], [], 0.0, 0.0, "")


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
@given(
    TEXTS, st.sampled_from([None, "What was good?", "What could we improve?"]), st.sampled_from([None, 0.0, 0.5, 1.0])
)
def test_marks_and_reasons_add_up_to_what_is_scored(text: str, question: str | None, rating: float | None) -> None:
    found = emotion.explain(text, question=question, rating=rating)
    every = [*found.marks, *found.reasons]
    assert sum(one.negative for one in every) == pytest.approx(found.negative)
    assert sum(one.positive for one in every) == pytest.approx(found.positive)
    columns = {"questions": pd.Series([question], dtype="str"), "ratings": pd.Series([rating], dtype="float64")}
    scored = emotion.score(pd.Series([text]), pd.Series(["en"]), **columns).texts.iloc[0]
    if scored["state"] == "scored":
        assert found.polarity == scored["polarity"]
        given = [scored[f"p_{name}"] for name in ("negative", "neutral", "positive")]
        assert given == pytest.approx(probabilities(np.array([[found.negative, found.positive]]))[0], abs=1e-6)
    else:
        assert found.polarity == ""
