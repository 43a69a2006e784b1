"""Journeys: a draft that is changed, kept, compared, thrown away; personas."""

from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from cxanalytics import journeys
from cxanalytics.store import Workspace

from .conftest import OpenPage, settle

PAGE = "pages/7_journeys.py"


def said(app: AppTest) -> str:
    return "\n".join(str(e.value) for e in (*app.markdown, *app.caption, *app.success, *app.error, *app.info)).replace(
        "\\", ""
    )


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return settle(app)


def field(app: AppTest, label: str) -> TextInput:
    return next(item for item in app.text_input if item.label == label)


def test_a_touchpoint_is_renamed_and_kept_as_a_version(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, view="One by one", part="Invoice")
    workspace = Workspace(sample_copy)
    name = journeys.journey_of(workspace).name
    field(app, "Name").set_value("The bill")
    press(app, "Take over")
    assert "Invoice is called The bill now." in said(app)
    assert "The bill" not in [item.name for item in journeys.journey_of(workspace).touchpoints]
    press(app, "Keep as a new version")
    kept = journeys.journey_of(workspace)
    assert kept.name == name
    bill = next(item for item in kept.touchpoints if item.name == "The bill")
    assert bill.formerly == ("Invoice",)
    assert "none is lost" in said(app)


def test_a_draft_can_be_thrown_away(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, view="One by one", part="Invoice")
    press(app, "Remove")
    assert "Invoice is gone from stage Pay" in said(app)
    press(app, "Throw the draft away")
    assert "Nothing is changed" in said(app)


def test_order_is_changed_by_button(sample_copy: Path, open_page: OpenPage) -> None:
    app = press(open_page(sample_copy, PAGE, view="One by one", part="Invoice"), "Later")
    assert "order" in said(app)
    press(app, "Keep as a new version")
    pay = next(stage for stage in journeys.journey_of(Workspace(sample_copy)).stages if stage.name == "Pay")
    assert [item.name for item in pay.touchpoints][:2] == ["Returns", "Invoice"]


def test_a_name_that_is_taken_is_refused_in_a_sentence(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, view="One by one", part="Invoice")
    field(app, "Name").set_value("Refund")
    press(app, "Take over")
    assert any("Refund" in str(error.value) for error in app.error)


def test_the_table_knows_which_row_was_renamed(sample_copy: Path) -> None:
    from cxanalytics.journey import sheets
    from cxanalytics.ui.journey_editing import of_table

    held = journeys.journey_of(Workspace(sample_copy))
    table = sheets.table(held).drop(columns=["Formerly"])
    table.insert(0, "Order", [float(n) for n in range(1, len(table) + 1)])
    table["Was"] = table["Touchpoint"]
    row = table.index[table["Touchpoint"] == "Invoice"][0]
    table.loc[row, "Touchpoint"] = "The bill"
    table.loc[row, "Order"] = 0.5
    made = of_table(held, pd.concat([table, table[:1].assign(Touchpoint="Kiosk", Was=None, Phrases="", Aliases="")]))
    bill = next(item for item in made.touchpoints if item.name == "The bill")
    assert bill.formerly == ("Invoice",)
    assert "Kiosk" in [item.name for item in made.touchpoints]


def test_a_new_journey_from_nothing(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE)
    field(app, "Its name").set_value("Mine")
    next(s for s in app.selectbox if s.label == "Start from").set_value("Empty")
    press(app, "Make it")
    assert "Mine" in journeys.own(Workspace(sample_copy))


def test_a_persona_is_kept(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, view="Personas")
    names = [item for item in app.text_input if item.label == "Name" and item.placeholder == "Young family"]
    names[0].set_value("Gold")
    next(m for m in app.multiselect if m.label == "Segments").set_value(["Loyalty tier: Gold"])
    press(app, "Keep the persona")
    assert list(journeys.personas(Workspace(sample_copy))) == ["Gold"]
    assert "**Gold** · Loyalty tier: Gold" in said(app)
