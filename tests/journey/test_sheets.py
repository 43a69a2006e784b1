"""A journey as a table and back."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.errors import JourneyError
from cxanalytics.journey import sheets
from cxanalytics.journey.model import STATES, Journey, Stage, Touchpoint
from cxanalytics.journey.templates import templates

# Names and items of lists hold no line breaks; what stands between words is one blank.
_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), max_size=12).map(
    lambda text: " ".join(text.split())
)
_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=20).map(str.strip)


@st.composite
def _journeys(draw: st.DrawFn) -> Journey:
    number = iter(range(1_000))

    def named() -> str:
        return f"{draw(_WORDS)} n{next(number)}".strip()

    def several() -> tuple[str, ...]:
        return tuple(named() for _ in range(draw(st.integers(0, 2))))

    def touchpoint() -> Touchpoint:
        return Touchpoint(
            name=named(),
            aliases=several(),
            phrases=several(),
            channels=several(),
            owner=draw(_TEXT),
            description=draw(_TEXT),
            formerly=several(),
            moment=draw(st.booleans()),
            goal=draw(_TEXT),
            front=draw(_TEXT),
            back=draw(_TEXT),
            state=draw(st.sampled_from(("", *STATES))),
            bridge=draw(_TEXT),
            ideal=draw(st.none() | st.floats(0, 1e6, exclude_min=True, exclude_max=True)),
        )

    def stage() -> Stage:
        return Stage(named(), tuple(touchpoint() for _ in range(draw(st.integers(1, 3)))), draw(_TEXT), several())

    return Journey("Shop", "", tuple(stage() for _ in range(draw(st.integers(1, 3)))))


@given(_journeys())
def test_a_journey_is_the_same_after_a_table(journey: Journey) -> None:
    assert sheets.journey(sheets.table(journey), "Shop") == journey


def test_templates_are_the_same_after_a_table() -> None:
    for journey in templates().values():
        table = sheets.table(journey)
        assert sheets.journey(table, journey.name, journey.description, journey.ignore) == journey
        assert sheets.unread(table) == ()


def test_headers_are_known_in_any_case_and_by_several_names() -> None:
    heads = {
        "PHASE": "Pay", "touch_point": "Bill", "Channel(s)": "web, phone", "Responsible": "Ana", "Moment-of-truth": "X",
        "Job to be done": "Pay", "Backstage": "Ledger", "STATUS": "Keep", "Target ratio": "5 : 2",
        "Keywords": "a; b, c", "Alias(es)": "invoice\nreceipt", "Remarks": "none",
    }  # fmt: skip
    frame = pd.DataFrame([heads])
    assert sheets.journey(frame, " Shop ").stages == (
        Stage(
            "Pay",
            (
                Touchpoint(
                    "Bill", ("invoice", "receipt"), ("a", "b, c"), ("web", "phone"), "Ana", moment=True, goal="Pay",
                    back="Ledger", state="keep", ideal=2.5,
                ),
            ),
        ),
    )  # fmt: skip
    assert sheets.unread(frame) == ("Remarks",)


def made(rows: list[tuple[object, ...]], *heads: str) -> list[tuple[str, list[str]]]:
    journey = sheets.journey(pd.DataFrame(rows, columns=list(heads)), "Shop")
    return [(stage.name, [item.name for item in stage.touchpoints]) for stage in journey.stages]


def test_the_order_of_rows_is_the_order_of_the_journey() -> None:
    rows = [("Pay", "Bill"), (None, "Call  centre"), ("Buy", "Till"), ("pay", "Refund"), ("Buy", ""), (None, None)]
    assert made(rows, "Stage", "Touchpoint") == [("Pay", ["Bill", "Call centre", "Refund"]), ("Buy", ["Till"])]


def test_a_column_of_numbers_puts_rows_in_order() -> None:
    rows = [("Pay", "Bill", 3.0), ("", "Call", 2.0), ("Buy", "Till", 1.0), ("", "Shop", None)]
    assert made(rows, "Stage", "Touchpoint", "#") == [("Buy", ["Till", "Shop"]), ("Pay", ["Call", "Bill"])]


def test_without_stages_there_is_one() -> None:
    assert made([("Bill",)], "Touchpoints") == [("Journey", ["Bill"])]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"State": "maybe"}, r"In row 3 \(“Bill”\) the state is “maybe”; write keep, improve"),
        ({"Ideal": "good"}, "In row 3 .* the ideal is “good”; write a ratio"),
        ({"Ideal": "0"}, "the ideal is “0”"),
        ({"Ideal": "5 : 0"}, "the ideal is “5 : 0”"),
        ({"Ideal": "nan"}, "the ideal is “nan”"),
        ({"Moment of truth": "perhaps"}, "In row 3 .* the moment of truth is “perhaps”"),
        ({"Order": "first"}, "In row 3 .* the order is “first”"),
        ({"Touchpoint": "TILL"}, "“TILL” stands in row 2 and in row 3"),
        ({"Touchpoint": "Unassigned"}, "the product's own"),
        ({"Phrases": "queue"}, "'queue' stands under both 'Till' and 'Bill'"),
        ({"Owner": "A", "Phrases": "x" * 140_000}, "a list is too long"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(row: dict[str, str], said: str) -> None:
    frame = pd.DataFrame([{"Touchpoint": "Till", "Phrases": "queue"}, {"Touchpoint": "Bill"} | row])
    with pytest.raises(JourneyError, match=said):
        sheets.journey(frame, "Shop")


def test_a_table_without_touchpoints_is_refused() -> None:
    with pytest.raises(JourneyError, match="no column “Touchpoint”; its columns are Stage, Cost"):
        sheets.journey(pd.DataFrame({"Stage": ["Pay"], "Cost": ["5"]}), "Shop")
    with pytest.raises(JourneyError, match="names no touchpoint"):
        sheets.journey(pd.DataFrame({"Touchpoint": ["", None]}), "Shop")
