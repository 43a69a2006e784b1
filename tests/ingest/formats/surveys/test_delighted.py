"""Delighted: API responses in JSON, and tables of the same fields."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cxanalytics import ingest

Write = Callable[..., Path]


def response(number: int, kind: str, score: int, comment: str | None, **more: Any) -> dict[str, Any]:
    return {
        "id": str(number), "person": f"p{number}", "survey_type": kind, "score": score, "comment": comment,
        "permalink": f"https://example.com/r/{number}", "created_at": 1709546700 + 60 * number, "updated_at": None,
        "person_properties": {"Country": "France" if number % 2 else "Spain", "Delighted Source": "Email"},
        "notes": [], "tags": [], "additional_answers": [], **more,
    }  # fmt: skip


def test_scores_of_one_scale(write: Write) -> None:
    asked = {"id": "q1", "type": "free_response", "text": "What did you come for?"}
    picked = {"id": "q2", "type": "select_one", "text": "Which shop?"}
    answers = [
        {"id": "q1", "question": asked, "value": {"free_response": "Bread, as ever"}},
        {"id": "q2", "question": picked, "value": {"select_one": {"id": "a", "text": "Harbour"}}},
    ]
    rows = [
        response(1, "nps", 4, "The till was slow", additional_answers=answers),
        response(2, "nps", 5, None),
        response(3, "nps", 2, None),
    ]
    new = ingest.read(write("responses.json", json.dumps(rows)), salt=b"s")
    assert (new.ledger.format, new.ledger.confidence, new.ledger.kind) == ("delighted", 0.95, "survey")
    assert new.ledger.scale == "0 to 10"  # by the survey's type, although no score is above 5
    shown = new.feedback[["source_id", "text", "question", "rating"]].astype("object").fillna("-")
    assert shown.to_numpy().tolist() == [
        ["1", "The till was slow", "comment", 4.0],
        ["1", "Bread, as ever", "What did you come for?", 4.0],
        ["2", "-", "NPS score", 5.0],
        ["3", "-", "NPS score", 2.0],
    ]
    assert new.ledger.dates == ("2024-03-04T10:06:00", "2024-03-04T10:08:00")
    assert new.feedback["segment"].tolist() == ["France", "France", "Spain", "France"]
    reading = ingest.inspect(write("again.json", json.dumps(rows)))
    assert reading.table["Which shop?"].tolist() == ["Harbour", "", ""]


def test_scales_are_brought_to_one(write: Write) -> None:
    rows = [response(1, "nps", 9, "Kind people"), response(2, "csat", 2, "Cold soup"), response(3, "thumbs", 1, None)]
    new = ingest.read(write("responses.json", json.dumps(rows)), salt=b"s")
    assert new.feedback["rating"].tolist() == [90.0, 25.0, 100.0]
    assert new.ledger.scale == "0 to 100"
    assert (
        "The scores have several scales (nps, csat, thumbs); they are brought to one, 0 to 100." in new.ledger.warnings
    )
    assert new.ledger.kept == 3


def test_a_table_of_the_same_names_is_likely(write: Write) -> None:
    path = write("export.csv", "survey_type,score,comment,created_at\nnps,9,Kind people at the desk,2024-03-04 10:00\n")
    reading = ingest.inspect(path)
    assert (reading.format, reading.confidence) == ("delighted", 0.75)
