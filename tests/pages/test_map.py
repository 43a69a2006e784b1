"""The journey map: lanes, curves, how much is shared, the way on."""

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

from cxanalytics import workshop
from cxanalytics.journeys import journey_of
from cxanalytics.store import Workspace

from .conftest import OpenPage, settle

MAP = "pages/1_journey_map.py"


def drawn(app: AppTest) -> str:
    """The drawing on the page."""
    return str(json.loads(app.get("bidi_component")[0].proto.json)["svg"])


def test_lanes_are_switched_on_and_off(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, MAP)
    assert ">Evidence<" in drawn(app)
    assert ">Owner<" not in drawn(app)
    app.multiselect(key="lane").set_value(["owner"])
    settle(app)
    assert ">Owner<" in drawn(app)
    assert ">Evidence<" not in drawn(app)
    app.multiselect(key="lane").set_value([])
    settle(app)
    assert ">Owner<" not in drawn(app)


def test_a_view_can_be_sent_as_a_link(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, MAP, lane="owner", curve="worst", share="none", touchpoint="Invoice")
    assert app.multiselect(key="lane").value == ["owner"]
    assert app.multiselect(key="curve").value == ["worst"]
    assert "Worst customers" in drawn(app)
    assert any(
        "customers’ own words" in str(c.value).lower() or "own words are hidden" in str(c.value) for c in app.caption
    )
    assert 'class="cx-answer' not in "".join(e.proto.body for e in app.get("html"))


def test_what_differs_is_told_beside_the_chosen_touchpoint(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, MAP, curve="period=quarter", touchpoint="Delivery")
    said = [str(c.value) for c in app.caption]
    assert any(text.startswith("July – September 2026: 0.83 : 1") and "surely lower" in text for text in said)


def test_every_touchpoint_can_be_chosen_by_keyboard(sample: Path, open_page: OpenPage) -> None:
    svg = drawn(open_page(sample, MAP))
    assert svg.count('tabindex="0" role="button"') == svg.count('data-key="touchpoint:') > 20


def test_nothing_found_says_what_to_do(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, MAP, **{"from": "2031-01-01"})
    assert "No feedback meets these filters" in app.info[0].value


def test_files_and_cards_can_be_taken_away(sample: Path, open_page: OpenPage) -> None:
    app = open_page(sample, MAP, touchpoint="Invoice")
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels[:8] == [
        "PowerPoint", "PDF to print", "Web page", "Picture (PNG)", "Picture (SVG)", "Excel", "Table (CSV)",
        "Data (JSON)",
    ]  # fmt: skip
    assert "Card (PNG)" in labels


def test_what_people_add_can_be_laid_over_at_once(sample_copy: Path, open_page: OpenPage) -> None:
    app = open_page(sample_copy, MAP)
    assert "What the room believes" not in app.multiselect(key="curve").options
    workspace = Workspace(sample_copy)
    journey = journey_of(workspace)
    number = workshop.open_session(workspace, "Autumn", journey)
    workshop.guess(workspace, number, workshop.ROOM, {"Invoice": 5.0})
    settle(app)
    assert "What the room believes" in app.multiselect(key="curve").options
