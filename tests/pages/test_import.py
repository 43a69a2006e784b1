"""The Import page: what a file is and why, every decision changed in place, remembered, applied to the next."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxanalytics import profiles
from cxanalytics.store import Workspace

from .conftest import OpenPage, settle

IMPORT = "pages/6_import.py"
SURVEY = """Response,Submitted,How was check-in?,What could we improve?,Overall rating,Shop
{n}1,03/04/2026,Quick and friendly staff {n},The queue at the till was long,4,North
{n}2,05/04/2026,Ich musste sehr lange warten und niemand hat mir geholfen {n},Call me on +44 20 7946 0958 please,2,South
{n}3,14/04/2026,Very kind people at the desk {n},The opening hours,5,North
"""


def dropped(app: AppTest, name: str = "march.csv", text: str = SURVEY.format(n=1)) -> AppTest:
    app.file_uploader[0].upload(name, text.encode(), "text/csv").run()
    return settle(app)


def said(app: AppTest) -> str:
    return "\n".join(str(item.value) for item in [*app.markdown, *app.caption, *app.warning])


def box(app: AppTest, label: str):  # type: ignore[no-untyped-def] # AppTest's elements have no common type
    found = [*app.selectbox, *app.text_input, *app.get("button_group"), *app.checkbox]
    return next(item for item in found if item.label.startswith(label))


def kept(app: AppTest):  # type: ignore[no-untyped-def]
    """The rows as they would be stored."""
    return next(frame.value for frame in app.dataframe if "Text" in frame.value.columns)


def confirm(app: AppTest) -> AppTest:
    next(button for button in app.button if button.label == "Import").click().run()
    return settle(app)


def test_a_file_shows_what_it_is_and_why(empty: Path, open_page: OpenPage) -> None:
    app = dropped(open_page(empty, IMPORT))
    told = said(app)
    assert "No tool's own format; read as a plain table" in told
    assert "Dates are read as day/month/year, because 1 of 3 days is above 12." in told
    assert "“03/04/2026” is read as 3 April 2026." in told
    assert "Taken as 1 to 5; what occurs is 2 to 5 (3 ratings)." in told
    assert "Languages, of 6 texts looked at: English" in told
    assert "German" in told
    table = kept(app)
    assert table["Text"].str.contains("[phone]", regex=False).any()
    assert not table["Text"].str.contains("7946").any()
    assert not app.exception


def test_a_known_format_names_the_headers_that_told(empty: Path, open_page: OpenPage) -> None:
    text = "Review Id,Review Stars,Review Title,Review Content,Review Created (UTC)\na,5,Good,Kind people,2026-01-05\n"
    app = dropped(open_page(empty, IMPORT), "reviews.csv", text)
    assert "Trustpilot" in said(app)
    assert "“Review Stars”" in said(app)


def test_a_decision_changes_what_would_be_kept(empty: Path, open_page: OpenPage) -> None:
    app = dropped(open_page(empty, IMPORT), text=SURVEY.format(n=1).replace("14/04", "12/04"))
    assert kept(app)["When"].iloc[0].month == 4
    box(app, "Order of dates").set_value("Month first").run()
    settle(app)
    assert kept(app)["When"].iloc[0].month == 3
    box(app, "Scale of the ratings").set_value("0 to 10").run()
    settle(app)
    assert "Ratings on the scale 0 to 10" in said(app)
    assert "Decided: the month stands before the day" in said(app)
    assert not empty.exists()


def test_what_is_no_scale_is_said(empty: Path, open_page: OpenPage) -> None:
    app = open_page(empty, IMPORT)
    # What is typed is none of the options, which a test cannot choose.
    digest = hashlib.sha256(SURVEY.format(n=1).encode()).hexdigest()[:16]
    app.session_state[f"scale {digest}"] = "good"
    dropped(app)
    assert "'good' is no scale of ratings" in app.error[0].value
    assert [button.disabled for button in app.button if button.label == "Import"] == [True]


def test_what_a_question_is_about_and_asks_for_can_be_changed(empty: Path, open_page: OpenPage) -> None:
    app = dropped(open_page(empty, IMPORT))
    shown = next(e for e in app.data_editor if "asks" in e.value.columns)
    assert shown.value[["question", "touchpoint", "asks"]].to_numpy().tolist() == [
        ["How was check-in?", "Check-in", "both sides"], ["What could we improve?", "", "what was bad"],
    ]  # fmt: skip
    digest = box(app, "Keep the tool's own").key.removeprefix("keep keys ")
    app.session_state["what was changed of questions"] = {
        digest: {"touchpoint": {"What could we improve?": "Shop"}, "asks": {"How was check-in?": "what was good"}}
    }
    settle(app.switch_page("app.py"))
    settle(app.switch_page(IMPORT))
    assert "Decided: 'What could we improve?' is about Shop" in said(app)
    assert "Decided: 'How was check-in?' asks for what was good" in said(app)
    assert set(kept(app)["Touchpoint"]) == {"Check-in", "Shop"}


@pytest.fixture
def decided(empty: Path, open_page: OpenPage) -> Path:
    """A workspace in which March was imported with the scale 0 to 10 and a touchpoint."""
    app = dropped(open_page(empty, IMPORT))
    box(app, "Scale of the ratings").set_value("0 to 10").run()
    box(settle(app), "Touchpoint of this whole file").set_value("Shop").run()
    box(settle(app), "Remember these decisions as").set_value("Monthly survey").run()
    confirm(settle(app))
    assert "remembered for the next file of this shape: profile 'Monthly survey'" in said(app)
    return empty


def test_decisions_are_remembered_and_applied_to_the_next(decided: Path, open_page: OpenPage) -> None:
    assert profiles.get(Workspace(decided), "Monthly survey").decisions.as_dict() == {
        "touchpoint": "Shop", "scale": [0, 10],
    }  # fmt: skip
    app = dropped(open_page(decided, IMPORT), "april.csv", SURVEY.format(n=2))
    assert box(app, "Read as remembered").value == "Monthly survey"
    assert "The same format and columns as then: the touchpoint of the whole file is Shop" in said(app)
    assert "Read as the profile 'Monthly survey' says" in said(app)
    assert (box(app, "Scale of the ratings").value, box(app, "Touchpoint of").value) == ("0 to 10", "Shop")
    confirm(app)
    assert [record.ledger["profile"] for record in Workspace(decided).imports()] == ["", "Monthly survey"]
    assert len(profiles.all(Workspace(decided))) == 1


def test_a_remembered_decision_can_be_taken_back(decided: Path, open_page: OpenPage) -> None:
    app = dropped(open_page(decided, IMPORT), "april.csv", SURVEY.format(n=2))
    box(app, "Scale of the ratings").set_value("As found").run()
    confirm(settle(app))
    assert profiles.get(Workspace(decided), "Monthly survey").decisions.as_dict() == {"touchpoint": "Shop"}


def test_nothing_remembered_need_be_applied(decided: Path, open_page: OpenPage) -> None:
    app = dropped(open_page(decided, IMPORT), "april.csv", SURVEY.format(n=2))
    box(app, "Read as remembered").set_value("Nothing remembered").run()
    settle(app)
    assert "Ratings on the scale 1 to 5" in said(app)
    confirm(app)
    assert Workspace(decided).imports()[-1].ledger["profile"] == ""
    assert profiles.get(Workspace(decided), "Monthly survey").decisions.scale == (0, 10)


def test_a_profile_for_nearly_the_same_columns_is_offered(decided: Path, open_page: OpenPage) -> None:
    more = SURVEY.format(n=3).replace(",Shop\n", ",Shop,Till\n").replace(",North\n", ",North,4\n")
    app = dropped(open_page(decided, IMPORT), "may.csv", more.replace(",South\n", ",South,5\n"))
    assert box(app, "Read as remembered").value == "Nothing remembered"
    assert "“Monthly survey” was for nearly the same columns; choose it if it fits." in said(app)
    box(app, "Read as remembered").set_value("Monthly survey").run()
    assert "Ratings on the scale 0 to 10" in said(settle(app))


def test_a_profile_is_forgotten(decided: Path, open_page: OpenPage) -> None:
    app = open_page(decided, IMPORT)
    assert "Remembered for the next files" in [item.value for item in app.header]
    next(button for button in app.button if button.label == "Forget it").click().run()
    assert profiles.all(Workspace(decided)) == []


def test_without_a_name_nothing_is_remembered(empty: Path, open_page: OpenPage) -> None:
    app = dropped(open_page(empty, IMPORT))
    box(app, "Scale of the ratings").set_value("0 to 10").run()
    box(settle(app), "Remember these decisions as").set_value("").run()
    confirm(settle(app))
    assert Workspace(empty).imports()[0].ledger["scale"] == "0 to 10"
    assert profiles.all(Workspace(empty)) == []


def test_how_long_ago_is_counted_back_from_a_day(empty: Path, open_page: OpenPage) -> None:
    text = "review,stars,date\nKind people at the till,5,a month ago\nMuch too loud for me,2,2 days ago\n"
    app = dropped(open_page(empty, IMPORT), "ago.csv", text)
    assert "so no date is taken" in said(app)
    app.date_input[0].set_value(date(2026, 3, 31)).run()
    settle(app)
    assert "they are counted back from 31 March 2026, as it was said, exact to the month." in said(app)
    assert kept(app)["When"].dt.day.tolist() == [28, 29]
    assert not any(item.label.startswith("Remember these") for item in app.text_input)


def test_a_step_of_tidying_up_can_be_switched_off(empty: Path, open_page: OpenPage) -> None:
    row = "Quick and friendly staff,4,2026-01-05 10:15\n"
    text = f"review,stars,date\nMuch too loud for me,2,2026-01-05 11:30\n{row}{row}"
    app = dropped(open_page(empty, IMPORT), "twice.csv", text)
    assert "1 set aside: repeats another row" in said(app)
    next(item for item in app.multiselect if item.label.startswith("Switch off")).set_value(["repeats"]).run()
    settle(app)
    assert "repeats another row" not in said(app)
    assert "Decided: switched off: repeats" in said(app)


def test_files_of_one_shape_are_decided_together(empty: Path, open_page: OpenPage) -> None:
    app = dropped(dropped(open_page(empty, IMPORT)), "april.csv", SURVEY.format(n=2))
    assert not any(item.label == "Read as remembered" for item in app.selectbox)
    box(app, "Scale of the ratings").set_value("0 to 10").run()
    settle(app)
    assert box(app, "Read as remembered").value == "As decided for march.csv"
    assert "The same format and columns: ratings go from 0 to 10." in said(app)
    assert said(app).count("Ratings on the scale 0 to 10") == 2
    next(button for button in app.button if button.label == "Import 2 files").click().run()
    settle(app)
    assert [record.ledger["scale"] for record in Workspace(empty).imports()] == ["0 to 10", "0 to 10"]
    assert [item.name for item in profiles.all(Workspace(empty))] == ["march"]
