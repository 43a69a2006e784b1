from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.errors import JourneyError
from cxanalytics.journey import sheets
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.journey.templates import template

SHOP = Journey(
    "Shop",
    "",
    (
        Stage("Buy", (Touchpoint("Till", phrases=("queue", "~till"), moment=True), Touchpoint("Staff", owner="Ann"))),
        Stage("Pay", (Touchpoint("Invoice", channels=("email", "post"), state="change", ideal=5.0),)),
    ),
)


def test_a_journey_and_its_table_are_the_same() -> None:
    for journey in (SHOP, template("airline")):
        again = sheets.journey(sheets.table(journey), journey.name, journey.description, journey.ignore)
        assert again == journey


def test_headers_are_read_as_people_write_them() -> None:
    table = pd.DataFrame(
        {
            "PHASE": ["Buy", None, "Pay"],
            "Touch point": ["Till", "Staff", "Invoice"],
            "job to be done": ["Pay quickly", "", None],
            "Channel": ["shop", "shop, phone", "email; post"],
            "MOT": ["x", "", "no"],
            "target ratio": ["5 : 1", "", "1:2"],
            "Colour": ["red", "blue", "green"],
        }
    )
    made = sheets.journey(table, "Mine")
    assert [(stage.name, [item.name for item in stage.touchpoints]) for stage in made.stages] == [
        ("Buy", ["Till", "Staff"]),
        ("Pay", ["Invoice"]),
    ]
    till, staff, invoice = made.touchpoints
    assert (till.goal, till.moment, till.ideal) == ("Pay quickly", True, 5.0)
    assert (staff.channels, invoice.channels, invoice.ideal) == (("shop", "phone"), ("email", "post"), 0.5)


@pytest.mark.parametrize(("column", "value", "said"), [
    ("State", "burn", r"In row 2 \(“Till”\) the state is “burn”; write keep, improve, change, remove"),
    ("Ideal", "many", r"In row 2 \(“Till”\) the ideal is “many”; write a ratio as 5 or 5 : 1"),
    ("Moment of truth", "perhaps", r"In row 2 \(“Till”\) the moment of truth is “perhaps”; write yes"),
])  # fmt: skip
def test_a_cell_that_is_not_what_it_should_be_is_said_with_its_row(column: str, value: str, said: str) -> None:
    with pytest.raises(JourneyError, match=said):
        sheets.journey(pd.DataFrame({"Touchpoint": ["Till"], column: [value]}), "Mine")


def test_what_is_no_journey_is_said() -> None:
    with pytest.raises(JourneyError, match="no column “Touchpoint”; its columns are A, B"):
        sheets.journey(pd.DataFrame({"A": [1], "B": [2]}), "Mine")
    with pytest.raises(JourneyError, match="names no touchpoint"):
        sheets.journey(pd.DataFrame({"Touchpoint": [None, " "]}), "Mine")
    with pytest.raises(JourneyError, match="two touchpoints named"):
        sheets.journey(pd.DataFrame({"Touchpoint": ["Till", "till"]}), "Mine")


def test_files_of_both_kinds_are_read(tmp_path: Path) -> None:
    for name in ("j.csv", "j.xlsx"):
        path = tmp_path / name
        table = sheets.table(SHOP)
        if name.endswith("csv"):
            table.to_csv(path, index=False, sep=";")
        else:
            table.to_excel(path, index=False)
        assert sheets.journey(sheets.read(path, name), "Shop") == SHOP
    with pytest.raises(JourneyError, match=r"j.pdf is neither .csv nor .xlsx"):
        sheets.read(tmp_path / "j.pdf", "j.pdf")
    (tmp_path / "bad.xlsx").write_bytes(b"nothing")
    with pytest.raises(JourneyError, match=r"bad.xlsx cannot be read as a table"):
        sheets.read(tmp_path / "bad.xlsx", "bad.xlsx")
