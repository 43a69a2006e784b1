"""Answers that are none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxanalytics import ingest
from cxanalytics.ingest import answers, texts

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("question", "cell", "none"),
    [
        ("Why?", "n/a", True), ("Why?", "N.A.", True), ("Why?", "-", True), ("Why?", "...", True),
        ("Why?", "k.A.", True), ("Why?", "Keine Angabe", True), ("Why?", "Sans réponse", True),
        ("Why?", "sin comentarios", True), ("Why?", "👍", False), ("Why?", "???", False), ("Why?", "No", False),
        ("Why?", "none", False), ("Why?", "7", False),
        ("Anything else?", "None", True), ("Weitere Anmerkungen", "nichts", True), ("Autres remarques ?", "Rien", True),
        ("¿Algún otro comentario?", "nada", True), ("Anything else?", "None of the staff came", False),
        ("What could we improve?", "Nothing", False), ("What else did you dislike?", "nothing", False),
        ("What could we improve?", "n/a", True), ("What did you like best?", "nada", False),
    ],
)  # fmt: skip
def test_what_answers_nothing(question: str, cell: str, none: bool, write: Write) -> None:
    path = write("a.csv", f'Response ID,NPS,"{question}"\n1,9,"{cell}"\n2,8,"The beds were soft and the staff kind"\n')
    reading = ingest.inspect(path, {question: "text"})
    stacked = texts.stack(reading.table, [question], None).rows
    assert reading.kind == "survey"
    assert answers.are_none(reading, stacked).tolist() == [none, False]
