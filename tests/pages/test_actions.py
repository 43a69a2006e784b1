"""Actions: registered, done, taken back, and whether they worked."""

from datetime import date
from pathlib import Path

from cxanalytics import actions
from cxanalytics.store import Workspace

from .conftest import OpenPage, settle

PAGE = "pages/14_actions.py"


def told(app: object) -> str:
    return "\n".join(str(e.value) for e in (*app.markdown, *app.caption, *app.header)).replace("\\", "")  # type: ignore[attr-defined]


def test_an_action_is_registered_from_a_touchpoint_on_the_map(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE, touchpoint="Till and queue")
    assert app.info[0].value.startswith("What is decided stands here")
    form = app.selectbox
    assert next(box for box in form if box.label == "At the touchpoint").value == "Till and queue"
    next(box for box in app.text_input if box.label == "What will be done").set_value("Self checkout")
    next(box for box in app.date_input if box.label == "Takes effect on").set_value(date(2026, 2, 1))
    next(box for box in app.text_input if box.label == "Expected effect").set_value("10")
    next(button for button in app.button if button.label == "Register").click()
    settle(app)
    row = actions.all(Workspace(sample_copy)).iloc[0]
    assert row[["title", "touchpoint", "began", "expected"]].tolist() == [
        "Self checkout", "Till and queue", date(2026, 2, 1), "10 points fewer",
    ]  # fmt: skip
    assert app.query_params["action"] in ("1", ["1"])
    assert "Worked: the negative share at Till and queue is" in told(app)
    assert "✓ Worked" in [header.value for header in app.header]
    assert any("Registered after the data were seen" in warning.value for warning in app.warning)
    assert len(app.get("plotly_chart")) == 1


def test_what_is_not_well_put_is_said_and_nothing_is_kept(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, PAGE)
    next(button for button in app.button if button.label == "Register").click()
    settle(app)
    assert "needs a title" in app.error[0].value
    assert actions.all(Workspace(sample_copy)).empty


def test_an_action_is_done_changed_and_taken_back(sample_copy: Path, open_page: OpenPage) -> None:
    workspace = Workspace(sample_copy)
    actions.add(workspace, "Call back", touchpoint="Phone support", began="2026-04-01", due="2020-01-01")
    actions.add(workspace, "Call again", touchpoint="Delivery")
    app = open_page(sample_copy, PAGE, action="1")
    assert app.dataframe[0].value["State"].tolist() == ["open, overdue", "open"]
    app.button(key="action done").click()
    settle(app)
    assert actions.get(workspace, 1)["state"] == "done"
    assert app.dataframe[0].value["State"].tolist() == ["done", "open"]
    app.button(key="action undo").click()
    settle(app)
    assert actions.get(workspace, 1)["state"] == "open"
    owner = [box for box in app.text_input if box.label == "Owner"][-1]
    owner.set_value("Ana")
    next(button for button in app.button if button.label == "Change").click()
    settle(app)
    row = actions.get(workspace, 1)
    assert (row["owner"], row["title"], row["began"]) == ("Ana", "Call back", date(2026, 4, 1))


def test_another_one_is_chosen_by_the_address(sample_copy: Path, open_page: OpenPage) -> None:
    workspace = Workspace(sample_copy)
    actions.add(workspace, "Call back", touchpoint="Phone support", began="2026-04-01")
    actions.add(workspace, "Think it over")
    app = open_page(sample_copy, PAGE, action="2")
    assert "Cannot tell yet: it names no touchpoint and no pattern to look at." in told(app)
    assert not app.get("plotly_chart")
    assert app.selectbox(key="action").value == "2"
