"""Trends, signals, what-if, the worklist and the digest: what a change of state does."""

from pathlib import Path

import pytest

from cxanalytics import tracked, worklist
from cxanalytics.alerts import register, rules
from cxanalytics.store import Workspace

from .conftest import OpenPage, settle

TRENDS, SIGNALS = "pages/12_trends.py", "pages/13_signals.py"
WORKLIST, DIGEST = "pages/16_worklist.py", "pages/17_digest.py"


def told(app: object) -> str:
    parts = (*app.markdown, *app.caption, *app.text)  # type: ignore[attr-defined]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def button(app: object, label: str, number: int = 0) -> object:
    return [item for item in app.button if item.label == label][number]  # type: ignore[attr-defined]


def test_another_measure_and_period_are_another_table(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, TRENDS)
    first = app.dataframe[0].value
    assert first.columns.tolist()[:2] == ["Period", "Positive for each negative"]
    assert len(first) == 18
    app.selectbox(key="measure").set_value("negative")
    app.segmented_control(key="period").set_value("Quarter")
    settle(app)
    second = app.dataframe[0].value
    assert second.columns.tolist()[:2] == ["Period", "Negative share"]
    assert second["Period"].tolist()[0] == "Q2 2025"
    assert second["Evidence"].tolist()[-1] == "still running"
    assert "hollow point, Q4 2026" in told(app)


def test_a_line_for_each_touchpoint_is_a_small_chart_each(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, TRENDS, by="Touchpoint", period="Quarter")
    # The twelve with most experiences, and the pictures of the cohorts.
    assert len(app.get("plotly_chart")) == 12 + 2
    app.toggle(key="all").set_value(True)
    settle(app)
    assert len(app.get("plotly_chart")) > 20


def test_a_touchpoint_from_the_address_marks_its_change(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, TRENDS, touchpoint="Delivery", measure="negative")
    assert app.selectbox(key="touchpoint").value == "Delivery"
    assert "1. Delivery: the positive share fell from 58 % to 43 % since June 2026" in told(app)


def test_an_event_is_marked_on_the_trend(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, TRENDS)
    next(field for field in app.text_input if field.label == "What happened").set_value("Prices went up")
    next(field for field in app.date_input if field.label == "On").set_value("2026-03-15")
    button(app, "Note it").click()  # type: ignore[attr-defined]
    settle(app)
    assert "1. Prices went up" in told(app)
    button(app, "Remove").click()  # type: ignore[attr-defined]
    settle(app)
    assert "Prices went up" not in told(app)


def test_the_calendar_is_kept(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, TRENDS, period="Year")
    next(box for box in app.selectbox if box.label == "The year begins in").set_value("April")
    button(app, "Keep").click()  # type: ignore[attr-defined]
    settle(app)
    assert tracked.calendar_of(Workspace(sample_copy)).fiscal_start == 4
    assert app.dataframe[0].value["Period"].tolist() == ["2025/26", "2026/27"]


def test_signals_tell_what_changed_and_what_it_was_held_against(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, SIGNALS)
    assert "October 2026: nothing beyond noise in" in told(app)
    assert "“Parcel was simply left outside”: 6.9 % → 29 % of answers" in told(app)
    app.segmented_control(key="changes").set_value("For the better")
    settle(app)
    assert "Parcel was simply left outside" not in "\n".join(str(m.value) for m in app.markdown)
    app.selectbox(key="series").set_value("touchpoint|Delivery|positive share")
    settle(app)
    found = next(frame.value for frame in app.dataframe if "Usual" in frame.value)
    assert found["Found"].tolist().count("fall") == 1


def test_a_rule_is_written_raises_an_alert_and_is_taken_away(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, SIGNALS)
    field = next(field for field in app.text_input if field.label == "New rule")
    field.set_value("when it hurts")
    button(app, "Add the rule").click()  # type: ignore[attr-defined]
    settle(app)
    assert "is not understood as a rule" in app.error[0].value
    next(field for field in app.text_input if field.label == "New rule").set_value("ratio below 2 at Delivery")
    button(app, "Add the rule").click()  # type: ignore[attr-defined]
    settle(app)
    workspace = Workspace(sample_copy)
    assert len(rules.all(workspace)) == 1
    assert "The ratio is below 2.0 : 1: Delivery" in told(app)
    # The changes of the sample that still stand, and the rule's.
    for taken in range(1, len(register.all(workspace)) + 1):
        button(app, "I take care of it").click()  # type: ignore[attr-defined]
        settle(app)
        assert register.all(workspace)["state"].tolist().count("acknowledged") == taken
    assert "Nothing new asks for attention" in told(app)
    button(app, "Remove").click()  # type: ignore[attr-defined]
    settle(app)
    assert rules.all(workspace).empty


def test_an_alert_waits_on_the_overview(sample_copy: Path, open_page: OpenPage) -> None:
    workspace = Workspace(sample_copy)
    open_page(sample_copy, SIGNALS)
    rules.add(workspace, rules.Rule("ratio", 2.0, "Delivery", 90))
    open_page(sample_copy, SIGNALS)
    app = open_page(sample_copy, "app.py")
    assert any("alert" in str(link.label) for link in app.get("page_link") if "wait" in str(link.label))


def test_a_case_from_the_address_is_answered_and_opened_again(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, WORKLIST)
    assert "unhappy customers wait for an answer" in told(app)
    from cxanalytics import engine
    from cxanalytics.selection import Selection

    workspace = Workspace(sample_copy)
    case = str(worklist.cases(workspace, engine.analyse(workspace), Selection())["case"].iloc[0])
    app = open_page(sample_copy, WORKLIST, case=case)
    assert "state: open" in told(app)
    button(app, "Answered").click()  # type: ignore[attr-defined]
    settle(app)
    assert worklist.register.all(workspace)["state"].tolist() == ["answered"]
    assert "state: answered" in told(app)
    button(app, "Undo").click()  # type: ignore[attr-defined]
    settle(app)
    assert worklist.register.all(workspace).empty


def test_an_owner_can_be_chosen_once_there_is_one(sample_copy: Path, open_page: OpenPage) -> None:
    from cxanalytics import engine
    from cxanalytics.selection import Selection

    workspace = Workspace(sample_copy)
    case = str(worklist.cases(workspace, engine.analyse(workspace), Selection())["case"].iloc[3])
    worklist.register.assign(workspace, case, owner="Ana")
    app = open_page(sample_copy, WORKLIST, owner="Ana")
    assert len(app.dataframe[0].value) == 1


@pytest.mark.parametrize(
    ("period", "name"), [("Week", "week of 26 October 2026"), ("Quarter", "Q3 2026"), ("Year", "2026")]
)
def test_a_digest_of_each_period(sample: Path, open_page: OpenPage, period: str, name: str) -> None:
    app = open_page(sample, DIGEST, period=period)
    shown = "\n".join(str(item.value) for item in app.get("html"))
    assert f"<h1>{name}" in shown
    assert len(app.get("download_button")) == 4


def test_an_earlier_month_can_be_read(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, DIGEST)
    app.selectbox(key="at").set_value("2026-09-01")
    settle(app)
    shown = "\n".join(str(item.value) for item in app.get("html"))
    assert "<h1>September 2026" in shown
    assert "Who acts on Delivery" in shown


def test_the_schedule_follows_the_choice(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, DIGEST)
    assert app.code[0].value.startswith("30 6 1 * * ")
    app.segmented_control(key="clock").set_value("systemd")
    settle(app)
    assert "OnCalendar=*-*-01 06:30:00" in app.code[1].value
