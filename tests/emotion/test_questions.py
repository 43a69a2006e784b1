"""What a question asks for."""

import pandas as pd
import pytest

from cxanalytics.emotion.lexicon import rows
from cxanalytics.emotion.model import KINDS
from cxanalytics.emotion.patterns import expand
from cxanalytics.emotion.questions import kinds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What could we improve?", "bad"),
        ("How could we improve?", "bad"),
        ("What could we do better?", "bad"),
        ("What did you dislike?", "bad"),
        ("What did you not like?", "bad"),
        ("What didn't you like?", "bad"),
        ("What did you like least?", "bad"),
        ("What would you like us to improve?", "bad"),
        ("What did you like?", "good"),
        ("What did you like most about your stay?", "good"),
        ("What was good?", "good"),
        ("What went well?", "good"),
        ("What did we do well?", "good"),
        ("What did you like or dislike?", "neither"),
        ("Please describe any things that you were particularly satisfied and/or dissatisfied with", "neither"),
        ("How satisfied are you with us?", "neither"),
        ("How well did we do?", "neither"),
        ("FFT Why?", "neither"),
        ("Anything else?", "neither"),
        ("What would you like to tell us?", "neither"),
        ("", "neither"),
    ],
)
def test_kinds(question: str, kind: str) -> None:
    assert KINDS[kinds(pd.Series([question]))[0]] == kind


def test_missing_questions_ask_for_neither() -> None:
    asked = pd.Series(["What was good?", None, "What was good?", "How could we improve?"])
    assert kinds(asked).tolist() == [1, 0, 1, 2]
    assert kinds(pd.Series([], dtype="str")).tolist() == []


def test_rows_are_well_formed() -> None:
    assert {row["asks"] for row in rows("questions.csv")} == set(KINDS)
    wordings = [wording for row in rows("questions.csv") for wording in expand(row["phrase"])]
    assert all(wording == tuple(map(str.lower, wording)) for wording in wordings)
    assert len(wordings) == len(set(wordings))
