"""What-if: a change of what is chosen, of the budget, the assumptions and the targets does what it should."""

from pathlib import Path

import pytest

from cxanalytics import engine, scenarios, targets
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking.scenarios import TOUCHPOINT, Step, resolve
from cxanalytics.ui import scenario_budget

from .conftest import OpenPage, settle
from .test_tracking import button, told

WHAT_IF = "pages/15_what_if.py"


def test_what_is_resolved_moves_the_ratio(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, WHAT_IF)
    first = told(app)
    assert "A scenario, not a forecast" in first
    app.multiselect(key="resolve").set_value(["Delivery", "Invoice"])
    settle(app)
    assert "negative experiences fewer" in told(app)
    by_touchpoint, alone = app.dataframe[0].value, app.dataframe[1].value
    assert by_touchpoint["Touchpoint"].tolist() == ["All together", "Delivery", "Invoice"]
    assert alone["Resolved"].tolist() == ["all of Delivery", "all of Invoice", "All together"]
    held = scenarios.ground(engine.analyse(Workspace(sample)), Selection())
    steps = [Step(TOUCHPOINT, name, 0.5) for name in ("Delivery", "Invoice")]
    first_, second, both = (resolve(held, chosen).gone for chosen in (steps[:1], steps[1:], steps))
    # Nobody was at both in one experience, so the whole is the sum of its parts; the page shows them rounded.
    assert both == pytest.approx(first_ + second)
    assert by_touchpoint["Fewer"].tolist() == [round(both), *sorted((round(first_), round(second)), reverse=True)]
    assert alone["Fewer"].tolist() == [round(first_), round(second), round(both)]
    app.segmented_control(key="turned").set_value("half")
    settle(app)
    assert "of them positive instead" in told(app)


def test_a_link_names_what_to_resolve(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, WHAT_IF, touchpoint="Invoice")
    assert app.multiselect(key="resolve").value == ["Invoice"]


def test_an_assumption_is_kept(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, WHAT_IF)
    before = app.metric[0].value
    next(field for field in app.number_input if field.label == "Worth of a customer a year").set_value(200.0)
    button(app, "Keep these assumptions").click()  # type: ignore[attr-defined]
    settle(app)
    assert app.metric[0].value != before
    model = scenarios.model_of(Workspace(sample_copy))
    assert (model.value, model.set) == (200.0, ("value",))


def test_a_target_is_set_and_given_up(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, WHAT_IF)
    next(field for field in app.text_input if field.label == "Ratio").set_value("much")
    button(app, "Set it").click()  # type: ignore[attr-defined]
    settle(app)
    assert any("is no ratio" in str(error.value) or "is no date" in str(error.value) for error in app.error)
    workspace = Workspace(sample_copy)
    targets.add(workspace, "3 : 1", "2030-12-31", touchpoint="Invoice")
    app = open_page(sample_copy, WHAT_IF)
    assert "○ just set" in next(f.value for f in app.dataframe if "Stands" in f.value)["Stands"].tolist()
    button(app, "Give it up").click()  # type: ignore[attr-defined]
    settle(app)
    assert targets.all(workspace).empty


def test_what_a_goal_takes(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, WHAT_IF, goal="22 : 1")
    assert "It cannot be reached" in told(app)
    app.segmented_control(key="goal").set_value("2 : 1")
    settle(app)
    assert "would have to be resolved" in told(app)
    fewest = next(frame.value for frame in app.dataframe if "Ratio up to here" in frame.value)
    reached = [float(text.split()[0]) for text in fewest["Ratio up to here"]]
    assert reached == sorted(reached)
    assert reached[-1] >= 2.0
    assert app.query_params["goal"] == "2 : 1"


def test_a_budget_is_in_the_address_and_decides(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, WHAT_IF, budget="2")
    assert "Effort 2 of 2. No other set that fits does more." in told(app)
    app.text_input(key="budget").set_value("3")
    settle(app)
    assert "Effort 3 of 3." in told(app)
    app.text_input(key="budget").set_value("a lot")
    settle(app)
    assert any("A budget is a number above 0" in str(item.value) for item in app.warning)
    app.text_input(key="budget").set_value("0.5")
    settle(app)
    assert any("the smallest effort is 1" in str(item.value) for item in app.warning)


@pytest.mark.parametrize(
    ("written", "amount"),
    [("", 5.0), (" 7,5 ", 7.5), ("0", None), ("-1", None), ("inf", None), ("nan", None), ("x", None)],
)
def test_a_budget_as_it_is_written(written: str, amount: float | None) -> None:
    assert scenario_budget.amount(written) == amount


def test_the_way_to_a_target_is_drawn_and_it_is_changed(sample_copy: Path, open_page: OpenPage) -> None:
    workspace = Workspace(sample_copy)
    targets.add(workspace, "3 : 1", "2030-12-31", touchpoint="Invoice")
    targets.add(workspace, "2 : 1", "2030-06-30")
    app = open_page(sample_copy, WHAT_IF, target="2")
    assert "Just set: 2.0 : 1 by 30 June 2030" in told(app)
    months = next(frame.value for frame in app.dataframe if "Month" in frame.value)
    assert len(months) > 12
    assert months["Experiences"].sum() == int(engine.analyse(workspace).experiences["occurred_at"].notna().sum())
    ratio = next(field for field in app.text_input if field.label == "Ratio")
    assert ratio.value == "2 : 1"
    ratio.set_value("4 : 1")
    button(app, "Change it").click()  # type: ignore[attr-defined]
    settle(app)
    assert targets.get(workspace, 2)["ratio"] == 4.0
    assert "Just set: 4.0 : 1" in told(app)
    next(item for item in app.button if item.key == "target undo").click()
    settle(app)
    assert targets.get(workspace, 2)["ratio"] == 2.0
