"""Journeys: a draft that is changed, kept, compared, thrown away; personas."""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from cxanalytics import journeys
from cxanalytics.journey import sheets
from cxanalytics.journey.model import Journey
from cxanalytics.journey.personas import Persona
from cxanalytics.store import Workspace
from cxanalytics.ui.journey_editing import of_table

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


def make(app: AppTest, name: str, way: str) -> None:
    field(app, "Its name").set_value(name)
    next(s for s in app.selectbox if s.label == "Start from").set_value(way)
    settle(app)
    press(app, "Make it")


def type_into_the_table(app: AppTest, workspace: Path, cells: dict[int, dict[str, str]]) -> None:
    found = journeys.journey_of(Workspace(workspace))
    app.session_state[f"journey table {found.name} {found.edition} 0"] = {
        "edited_rows": cells,
        "added_rows": [],
        "deleted_rows": [],
    }
    settle(app)


def as_edited(held: Journey) -> pd.DataFrame:
    """What the table gives back when nothing was typed into it."""
    table = sheets.table(held).drop(columns=["Formerly", "Stage formerly"])
    table.insert(0, "Order", [float(n) for n in range(1, len(table) + 1)])
    return table.assign(Was=table["Touchpoint"])


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
    held = journeys.journey_of(Workspace(sample_copy))
    table = as_edited(held)
    row = table.index[table["Touchpoint"] == "Invoice"][0]
    table.loc[row, "Touchpoint"] = "The bill"
    table.loc[row, "Order"] = 0.5
    made = of_table(held, pd.concat([table, table[:1].assign(Touchpoint="Kiosk", Was=None, Phrases="", Aliases="")]))
    bill = next(item for item in made.touchpoints if item.name == "The bill")
    assert bill.formerly == ("Invoice",)
    assert "Kiosk" in [item.name for item in made.touchpoints]


def test_a_stage_that_is_renamed_in_the_table_keeps_what_is_said_of_it(sample_copy: Path) -> None:
    found = journeys.journey_of(Workspace(sample_copy))
    held = replace(
        found,
        stages=tuple(replace(s, description="Money") if s.name == "Pay" else s for s in found.stages),
    )
    same = of_table(held, as_edited(held))
    assert same == held
    renamed = of_table(held, as_edited(held).replace({"Stage": {"Pay": "Payment"}}))
    stage = next(item for item in renamed.stages if item.name == "Payment")
    assert (stage.description, stage.formerly) == ("Money", ("Pay",))


def test_cells_of_the_table_are_the_draft_at_once(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE)
    type_into_the_table(app, sample_copy, {15: {"Touchpoint": "The bill"}})
    assert "Invoice is called The bill now." in said(app)
    # It is still there where one touchpoint is edited, and in the version that is kept.
    app.session_state["view"] = "One by one"
    settle(app)
    assert "Invoice is called The bill now." in said(app)
    press(app, "Keep as a new version")
    assert "The bill" in [item.name for item in journeys.journey_of(Workspace(sample_copy)).touchpoints]


def test_a_table_that_is_no_journey_is_refused_in_a_sentence(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE)
    type_into_the_table(app, sample_copy, {15: {"Touchpoint": "Refund"}})
    assert [str(error.value).startswith("The table cannot be taken over yet.") for error in app.error] == [True]
    assert "Refund" in str(app.error[0].value)


def test_who_renames_a_touchpoint_stays_at_it(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, view="One by one", part="Invoice")
    field(app, "Name").set_value("The bill")
    press(app, "Take over")
    assert field(app, "Name").value == "The bill"
    press(app, "Next")
    assert field(app, "Name").value == "Returns"


def test_a_stage_is_renamed_and_moved(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, view="One by one", part="Invoice")
    field(app, "Name of the stage").set_value("Payment")
    press(app, "Take the stage over")
    press(app, "Stage later")
    assert "Stage Pay is called Payment now." in said(app)
    press(app, "Keep as a new version")
    stages = [item.name for item in journeys.journey_of(Workspace(sample_copy)).stages]
    assert stages == ["Discover", "Choose", "Buy", "Receive", "Get help", "Payment", "Come back"]


def test_a_rename_moves_nothing(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, view="One by one", part="Invoice")
    field(app, "Name").set_value("The bill")
    press(app, "Take over")
    next(item for item in app.toggle if item.label == "See where the feedback would stand").set_value(True)
    settle(app)
    assert re.search(r"All [\d,]+ answers are in both; .* All \d+ touchpoints have the same numbers", said(app))
    assert "Answers that stand elsewhere" not in said(app)


def test_the_workspaces_journey_is_retired_and_brought_back(sample_copy: Path, open_page: OpenPage) -> None:
    app = press(open_page(sample_copy, PAGE), "Retire it")
    assert "is retired" in said(app)
    name = journeys.retired(Workspace(sample_copy))[0]
    press(app, f"Bring back “{name}”")
    assert name in journeys.own(Workspace(sample_copy))


def test_an_earlier_version_is_made_the_newest_again(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, view="One by one", part="Invoice")
    press(app, "Remove")
    press(app, "Keep as a new version")
    app.session_state["view"] = "Versions"
    settle(app)
    assert "Invoice is gone from stage Pay" in said(app)
    press(app, "Make version 1 the newest again")
    assert "Invoice" in [item.name for item in journeys.journey_of(Workspace(sample_copy)).touchpoints]
    assert "Version 1 is the newest again, as version 3." in said(app)


def test_a_version_is_shown_as_a_table_and_as_a_map(sample_copy: Path, open_page: OpenPage) -> None:
    app = press(open_page(sample_copy, PAGE, view="One by one", part="Invoice"), "Remove")
    press(app, "Keep as a new version")
    app.session_state["view"] = "Versions"
    settle(app)
    for item in app.toggle:
        item.set_value(True)
    settle(app)
    assert not app.exception
    assert "Invoice" in app.dataframe[1].value["Touchpoint"].tolist()
    assert "experiences" in said(app)


def test_a_journey_before_any_feedback(empty: Path, open_page: OpenPage) -> None:
    app = open_page(empty, PAGE)
    assert not app.exception
    make(app, "Mine", "Empty")
    assert app.success[0].value == "“Mine” is made. Edit it below."
    app.session_state["view"] = "One by one"
    settle(app)
    field(app, "One more touchpoint").set_value("Second")
    press(app, "Add")
    press(app, "Keep as a new version")
    assert app.success[0].value == "Kept as version 2."


@pytest.mark.parametrize("view", ["As a table", "One by one", "Versions", "Personas"])
def test_every_view_with_one_row(one_row: Path, open_page: OpenPage, view: str) -> None:
    app = open_page(one_row, PAGE, view=view)
    assert not app.exception
    assert not app.error


def test_a_journey_without_a_name_or_with_one_that_is_taken(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE)
    make(app, "  ", "Empty")
    assert app.error[0].value == "Give the new journey a name."
    make(app, "Hollin & Vane", "Empty")
    assert "There is a journey “Hollin & Vane” already" in str(app.error[0].value)
    # What was typed is still there.
    assert field(app, "Its name").value == "Hollin & Vane"


def test_a_journey_of_a_spreadsheet(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE)
    make(app, "Theirs", "A spreadsheet (CSV or XLSX)")
    assert app.error[0].value == "Choose the spreadsheet to make the journey of."
    app.file_uploader[0].upload("them.csv", "Phase;Touchpoint\nVor dem Kauf;Beratung\n;Prüfung\n".encode(), "text/csv")
    settle(app)
    press(app, "Make it")
    made = journeys.own(Workspace(sample_copy))["Theirs"]
    assert [(s.name, [t.name for t in s.touchpoints]) for s in made.stages] == [
        ("Vor dem Kauf", ["Beratung", "Prüfung"])
    ]
    assert field(app, "Its name").value == ""


def test_a_new_journey_from_nothing(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE)
    make(app, "Mine", "Empty")
    assert "Mine" in journeys.own(Workspace(sample_copy))


def test_a_persona_is_kept(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, view="Personas")
    names = [item for item in app.text_input if item.label == "Name" and item.placeholder == "Young family"]
    names[0].set_value("Gold")
    next(m for m in app.multiselect if m.label == "Segments").set_value(["Loyalty tier: Gold"])
    press(app, "Keep the persona")
    assert list(journeys.personas(Workspace(sample_copy))) == ["Gold"]
    assert "**Gold** · Loyalty tier: Gold" in said(app)


def test_a_persona_is_changed_retired_and_brought_back(sample_copy: Path, open_page: OpenPage) -> None:
    workspace = Workspace(sample_copy)
    journeys.keep_persona(workspace, Persona("Gold", ("Loyalty tier: Gold",)))
    app = press(open_page(sample_copy, PAGE, view="Personas"), "Change")
    field(app, "Name").set_value("Regulars")
    field(app, "What they want").set_value("To be known")
    press(app, "Keep the persona")
    kept = journeys.personas(workspace)
    assert list(kept) == ["Regulars"]
    assert kept["Regulars"].goals == "To be known"
    press(app, "Retire")
    assert not journeys.personas(workspace)
    press(app, "Bring “Regulars” back")
    assert journeys.personas(workspace) == kept


def test_a_persona_without_segments_is_refused_and_stays_typed(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, view="Personas")
    field(app, "Name").set_value("Nobody")
    press(app, "Keep the persona")
    assert app.error[0].value == "Choose at least one segment for the persona 'Nobody'."
    assert field(app, "Name").value == "Nobody"
