"""What the survey tools have in common."""

import pandas as pd

from cxanalytics.ingest.formats.surveys import answers
from cxanalytics.ingest.grid import Grid


def column(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype="str")


def test_a_tick_repeats_its_option() -> None:
    assert answers.is_tick(column("Bread", "", "bread"), "Bread")
    assert not answers.is_tick(column("Bread", "Cake"), "Bread")
    assert not answers.is_tick(column("", ""), "Bread")


def test_packed_choices_repeat_and_sentences_do_not() -> None:
    assert answers.is_packed(column("A, B", "B, C", "A", "C, B", "A, C", "B"), ", ")
    assert answers.is_packed(column("A;B;", "C;"), ";")
    words = ("Slow, rude and dear", "Kind, quick", "Cold, wet", "Far away", "Loud, too loud", "Fine by me")
    assert not answers.is_packed(column(*words), ", ")
    assert not answers.is_packed(column("A, B", "B, A"), ", ")  # too few to tell


def test_typed_columns_stand_beside_the_open_questions() -> None:
    table = pd.DataFrame({"Why did you come?": ["For the bread, as ever"], "Other": ["By pigeon"]}, dtype="str")
    assert answers.with_texts(table, {}, ["Other"]) == {"Why did you come?": "text", "Other": "text"}
    assert answers.with_texts(table, {"Other": "ignore"}, []) == {"Other": "ignore"}


def test_blanks_are_filled_in_order() -> None:
    filled = answers.filled_from(column("a", "", ""), column("b", "b", ""), column("c", "c", "c"))
    assert filled.tolist() == ["a", "b", "c"]


def test_numbered_responses_belong_to_a_form() -> None:
    empty = pd.DataFrame()
    assert answers.numbered_source("Hotjar", Grid("Exit poll 2024-03-01.csv", empty)) == "Hotjar: Exit poll"
    assert answers.numbered_source("Hotjar", Grid("hotjar.csv", empty)) == "Hotjar"
    assert answers.numbered_source("Hotjar", Grid("123.csv", empty)) == "Hotjar"
