"""The journey of a workspace: its own, or the one its comments suggest."""

from pathlib import Path

import pytest

from cxanalytics import engine, importing, journeys
from cxanalytics.errors import JourneyError
from cxanalytics.journey import renames
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.journey.personas import Persona
from cxanalytics.journey.templates import template
from cxanalytics.journey.writing import toml
from cxanalytics.store import Workspace, labels

from .small import SURVEY, export


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


def shop(*touchpoints: Touchpoint) -> Journey:
    return Journey("Shop", "", (Stage("Buy", touchpoints),))


TILL, STAFF = Touchpoint("Till"), Touchpoint("Staff")


def test_every_change_is_a_version_and_the_same_is_none(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    assert journeys.keep(workspace, shop(TILL), who="Ann", note="first") == 1
    assert journeys.keep(workspace, shop(TILL)) == 1
    assert journeys.keep(workspace, shop(TILL, STAFF), who="Ben") == 2
    known = journeys.versions(workspace, "Shop")
    assert known[["version", "who", "note"]].values.tolist() == [[1, "Ann", "first"], [2, "Ben", ""]]
    assert journeys.version(workspace, "Shop", 1) == shop(TILL)
    assert journeys.journeys_of(workspace)["Shop"] == shop(TILL, STAFF)
    assert journeys.restore(workspace, "Shop", 1) == 3
    assert journeys.journeys_of(workspace)["Shop"] == shop(TILL)
    with pytest.raises(JourneyError, match="has no version 9; it has 1, 2, 3"):
        journeys.version(workspace, "Shop", 9)


def test_a_template_that_is_edited_is_kept_as_it_was_too(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    shipped = template("airline")
    journeys.keep(workspace, renames.rename(shipped, shipped.touchpoints[0].name, "Prices"))
    assert journeys.version(workspace, shipped.name, 1) == shipped
    assert journeys.versions(workspace, shipped.name)["note"].tolist() == ["As it is shipped", ""]
    assert journeys.journeys_of(workspace)[shipped.name].touchpoints[0].name == "Prices"


def test_a_journey_of_an_older_workspace_is_a_version_once_it_is_changed(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    workspace.keep_journey("Shop", toml(shop(TILL)))
    assert journeys.own(workspace) == {"Shop": shop(TILL)}
    assert journeys.keep(workspace, shop(STAFF)) == 2
    assert journeys.version(workspace, "Shop", 1) == shop(TILL)


def test_a_retired_journey_can_come_back(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    journeys.keep(workspace, shop(TILL))
    journeys.choose(workspace, "Shop")
    journeys.retire(workspace, "Shop")
    assert "Shop" not in journeys.journeys_of(workspace)
    assert journeys.retired(workspace) == ("Shop",)
    assert journeys.journey_of(workspace).name == template("service").name
    journeys.restore(workspace, "Shop", 1)
    assert journeys.journey_of(workspace) == shop(TILL)
    with pytest.raises(JourneyError, match="templates stay where they are"):
        journeys.retire(workspace, template("airline").name)


def test_a_journey_that_breaks_a_rule_is_not_kept(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    with pytest.raises(JourneyError, match="two touchpoints named"):
        journeys.keep(workspace, shop(TILL, Touchpoint("TILL")))
    assert journeys.versions(workspace, "Shop").empty


def test_touchpoints_of_the_exports_make_a_journey(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    with pytest.raises(JourneyError, match="No export of this workspace names touchpoints"):
        journeys.found(workspace)
    rows = "\n".join(
        f"It was slow {i},{place}" for i, place in enumerate(["Zeppelin", "Zeppelin", "invoice", "Gondola"])
    )
    importing.import_exports(workspace, [export(tmp_path, f"Comment,Touchpoint\n{rows}\n")])
    found = journeys.found(workspace)
    assert [item.name for item in found.touchpoints][-2:] == ["Zeppelin", "Gondola"]
    assert found.stages[-1].name == "Found in the exports"
    assert len(found.touchpoints) == 3


def test_personas_are_kept_changed_and_taken_back(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    journeys.keep_persona(workspace, Persona("Family", ("Kids: yes",), goals="Calm"))
    journeys.keep_persona(workspace, Persona("Family", ("Kids: yes", "Tier: Gold")))
    assert journeys.personas(workspace) == {"Family": Persona("Family", ("Kids: yes", "Tier: Gold"))}
    journeys.retire_persona(workspace, "Family")
    assert journeys.personas(workspace) == {}
    journeys.undo_persona(workspace)
    assert list(journeys.personas(workspace)) == ["Family"]
    with pytest.raises(JourneyError, match="at least one segment"):
        journeys.keep_persona(workspace, Persona("Nobody", ()))


def test_labels_and_numbers_survive_a_new_name(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    importing.import_exports(workspace, [export(tmp_path, SURVEY)])
    before = journeys.journey_of(workspace)
    old = engine.analyse(workspace, before)
    wrong = old.experiences[(old.experiences["negative"]).to_numpy(bool)].iloc[0]
    name, feedback = str(wrong["touchpoint"]), str(wrong["feedback_id"])
    said = labels.Correction(feedback_id=feedback, touchpoint=name, label="positive", who="Ann", machine="negative")
    labels.add_correction(workspace, said)
    after = renames.rename(before, name, "By another name")
    now = engine.analyse(workspace, after)
    row = now.experiences[(now.experiences["feedback_id"].astype("str") == feedback).to_numpy(bool)]
    mended = row[(row["touchpoint"].astype("str") == "By another name").to_numpy(bool)]
    assert mended[["positive", "negative", "corrected"]].values.tolist() == [[True, False, True]]
    assert len(now.experiences) == len(old.experiences)
