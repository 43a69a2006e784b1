"""The journey of a workspace: its own, or the one its comments suggest."""

from pathlib import Path

from cxanalytics import importing, journeys
from cxanalytics.journey.templates import template
from cxanalytics.store import Workspace

from .small import export


def test_the_journey_is_suggested_where_none_is_set(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    flights = "Comment\n" + "\n".join(
        f"{text} number {i}"
        for i in range(5)
        for text in (
            "My flight was delayed",
            "They lost my luggage",
            "Friendly cabin crew",
            "Boarding was slow",
        )
    )
    importing.import_exports(workspace, [export(tmp_path, flights)])
    assert journeys.journey_of(workspace).name == template("airline").name
    assert workspace.setting("journey") is None


def test_a_first_row_does_not_settle_the_journey(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    importing.import_exports(workspace, [export(tmp_path, "Comment\nThe delivery was late\n")])
    assert journeys.journey_of(workspace).name == template("service").name
    flights = "Comment\n" + "\n".join(f"My flight {i} was delayed at the gate" for i in range(30))
    importing.import_exports(workspace, [export(tmp_path, flights, "flights.csv")])
    assert journeys.journey_of(workspace).name == template("airline").name
