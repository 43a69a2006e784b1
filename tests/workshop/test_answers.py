"""Prompts are answered by what customers wrote, or not at all."""

from datetime import date

from cxanalytics import workshop
from cxanalytics.engine import Analysis
from cxanalytics.selection import Selection
from cxanalytics.workshop import Prompt
from cxanalytics.workshop.answers import QUOTE_COLUMNS

TWICE = Prompt("k", "What if they pay twice?", ("charged twice",))
WRONG = Prompt("k", "What if it is wrong?", ("wrong confusing",))
LATE = Prompt("k", "What if it comes late?", ("weeks late",))


def quotes(analysis: Analysis, touchpoint: str, prompt: Prompt, **more: object) -> list[str]:
    return workshop.answers(analysis, Selection(**more), touchpoint, prompt)["quote"].tolist()  # type: ignore[arg-type]


def test_a_quote_speaks_of_the_prompt_at_the_touchpoint(analysis: Analysis) -> None:
    found = workshop.answers(analysis, Selection(), "Invoice", TWICE)
    assert list(found.columns) == list(QUOTE_COLUMNS)
    assert found[["touchpoint", "polarity", "source"]].to_numpy().tolist() == [["Invoice", "negative", "shop"]]
    assert found["quote"].iloc[0].startswith("I was charged twice on my invoice")
    assert quotes(analysis, "Delivery", TWICE) == []
    assert quotes(analysis, "Delivery", LATE) == ["The delivery came three weeks late, I am angry"]


def test_no_quote_comes_twice_for_two_prompts(analysis: Analysis) -> None:
    both = workshop.answered(analysis, Selection(), "Invoice", [TWICE, TWICE])
    assert [len(found) for found in both] == [1, 0]


def test_of_many_so_many_are_shown_and_no_two_alike(analysis: Analysis) -> None:
    found = workshop.answers(analysis, Selection(), "Invoice", WRONG, most=5)["quote"]
    assert 1 <= len(found) <= 5
    assert found.nunique() == len(found)


def test_what_is_not_selected_answers_nothing(analysis: Analysis) -> None:
    assert quotes(analysis, "Invoice", TWICE, until=date(2025, 1, 1)) == []
    assert quotes(analysis, "Nowhere", TWICE) == []
