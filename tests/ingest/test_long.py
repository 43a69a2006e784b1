"""Surveys in rows: a row per question of a response."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxanalytics import ingest
from cxanalytics.ingest.decisions import Decisions

Write = Callable[..., Path]
ROWS = "Respondent ID,Date,Question,Answer\n" + "".join(
    f"r{i},2024-05-0{i},{question},{answer}\n"
    for i, (desk, food, why, score) in enumerate(
        [(5, 2, "The soup was cold and dear", 9), (4, "", "", 3), (3, 3, "Friendly people at the desk", 10)], start=1
    )
    for question, answer in (
        ("How was check-in?", desk),
        ("How would you rate the food today?", food),
        ("What could we improve?", why),
        ("How likely are you to recommend us?", score),
    )
)


def test_words_and_ratings_in_one_column(write: Write) -> None:
    path = write("rows.csv", ROWS)
    reading = ingest.inspect(path)
    assert {name: role for name, role in reading.roles.items() if role != "ignore"} == {
        "Respondent ID": "source_id", "Date": "occurred_at", "Question": "question", "Answer": "text",
    }  # fmt: skip
    assert [(each.column, each.touchpoint, each.ratings.scale) for each in reading.grid] == [
        ("How was check-in?", "Check-in", "1 to 5"), ("How would you rate the food today?", "Food", "1 to 5"),
        ("How likely are you to recommend us?", "", "0 to 10"),
    ]  # fmt: skip
    assert [(each.column, each.invites) for each in reading.asked] == [("What could we improve?", "negative")]
    new = ingest.build(reading, salt=b"s")
    shown = (
        new.feedback[["source_id", "question", "touchpoint", "rating", "rating_high", "text"]]
        .astype("object")
        .fillna("")
    )
    assert shown.to_numpy().tolist() == [
        ["r1", "How was check-in?", "Check-in", 5, 5, ""],
        ["r1", "How would you rate the food today?: Food", "Food", 2, 5, ""],
        ["r1", "What could we improve?", "", "", "", "The soup was cold and dear"],
        ["r1", "How likely are you to recommend us?", "", 9, 10, ""],
        ["r2", "How was check-in?", "Check-in", 4, 5, ""],
        ["r2", "How likely are you to recommend us?", "", 3, 10, ""],
        ["r3", "How was check-in?", "Check-in", 3, 5, ""],
        ["r3", "How would you rate the food today?: Food", "Food", 3, 5, ""],
        ["r3", "What could we improve?", "", "", "", "Friendly people at the desk"],
        ["r3", "How likely are you to recommend us?", "", 10, 10, ""],
    ]
    assert new.feedback["response_id"].nunique() == 3
    assert new.ledger.set_aside == {"no text and no rating": 2}
    assert new.ledger.read == 12


def test_a_person_says_where_a_question_belongs(write: Write) -> None:
    said = Decisions(touchpoints={"How was check-in?": "Reception", "What could we improve?": "Hotel"})
    new = ingest.build(ingest.inspect(write("rows.csv", ROWS), decisions=said), salt=b"s")
    assert new.feedback["touchpoint"].fillna("").tolist()[:4] == ["Reception", "Food", "Hotel", ""]
    assert new.feedback["question"].tolist()[0] == "How was check-in?: Reception"


@pytest.mark.parametrize(
    "content",
    [
        "id,Question,Comment\n1,How was it?,Fine and quick\n2,How was it?,Slow and dear\n",  # one question alone
        "id,Question,Answer\n1,Where is my bag?,On its way\n2,When do you open?,At nine in the morning\n",  # a list
    ],
)
def test_what_is_no_survey_in_rows(content: str, write: Write) -> None:
    assert ingest.inspect(write("a.csv", content)).grid == ()
