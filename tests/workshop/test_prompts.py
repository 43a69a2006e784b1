"""The shipped prompts: well made, and those of a kind where a touchpoint is of it."""

import re

import pytest

from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.journey.templates import templates
from cxanalytics.workshop.prompts import kinds, prompts


def of(*touchpoints: Touchpoint) -> Journey:
    return Journey("J", "", (Stage("S", touchpoints),))


def kinds_of(item: Touchpoint) -> list[str]:
    return list(dict.fromkeys(prompt.kind for prompt in prompts(of(item), item.name)))


def test_there_are_many_and_each_asks_something_else() -> None:
    every = [prompt for kind in kinds() for prompt in kind.prompts]
    assert len(every) >= 100
    assert len({prompt.key for prompt in every}) == len(every)
    for kind in kinds():
        assert len({prompt.text for prompt in kind.prompts}) == len(kind.prompts)
    assert [prompt.text for prompt in every if not re.fullmatch(r"What if [^?]+\?( [A-Z][^?]+\?)?", prompt.text)] == []
    assert [prompt.text for prompt in every if not prompt.words or len(prompt.text) > 90] == []


def test_the_words_to_look_for_are_plain_words() -> None:
    entries = [entry for kind in kinds() for prompt in kind.prompts for entry in prompt.words]
    assert [entry for entry in entries if not re.fullmatch(r"[A-Za-z0-9/' ]+", entry)] == []
    assert [entry for entry in entries if "//" in entry or entry in ("NOT", "no", "not")] == []


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Touchpoint("Invoice"), ["Billing", "Any touchpoint"]),
        (Touchpoint("Online checkout", aliases=("payment",)), ["Payment", "Web site and app", "Any touchpoint"]),
        (Touchpoint("Click and collect"), ["Delivery", "Any touchpoint"]),
        (Touchpoint("Nachhaltigkeit"), ["Any touchpoint"]),
        (Touchpoint("Rechnung", phrases=("wrong bill", "invoice", "fee")), ["Billing", "Any touchpoint"]),
        (
            Touchpoint("Hotline", description="Where people wait for the call centre."),
            ["Call centre", "Any touchpoint"],
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Touchpoint) else "",
)
def test_a_touchpoint_gets_those_of_the_kinds_it_is_of(item: Touchpoint, expected: list[str]) -> None:
    assert kinds_of(item) == expected


def test_a_touchpoint_that_is_in_no_journey_gets_some_by_its_name() -> None:
    assert prompts(of(Touchpoint("Invoice")), "Refund")[0].kind == "Refunds and returns"


def test_most_touchpoints_of_the_templates_are_of_a_kind() -> None:
    every = [item for journey in templates().values() for item in journey.touchpoints]
    without = [item.name for item in every if kinds_of(item) == ["Any touchpoint"]]
    assert len(without) <= 0.1 * len(every), without
