"""The journeys of a workspace: suggested, kept in versions, found in exports; and its personas."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxanalytics import derived, engine, importing, journeys, scoring
from cxanalytics.errors import JourneyError
from cxanalytics.journey import renames
from cxanalytics.journey.model import OFF_MAP, Journey, Stage, Touchpoint
from cxanalytics.journey.personas import Persona
from cxanalytics.journey.templates import template
from cxanalytics.journey.writing import toml
from cxanalytics.store import Workspace

from .small import export

RETAILER = template("retailer")


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


def shop(tmp_path: Path, rows: str = "", header: str = "ID,Date,Comment,Area") -> Workspace:
    workspace = Workspace(tmp_path / "w")
    if rows:
        importing.import_exports(workspace, [export(tmp_path, f"{header}\n{rows}")])
    workspace.set("journey", RETAILER.name)
    return workspace


def with_owner(owner: str) -> Journey:
    return changed(RETAILER, "Invoice", owner=owner)


def changed(journey: Journey, name: str, **more: object) -> Journey:
    stages = [
        replace(s, touchpoints=tuple(replace(t, **more) if t.name == name else t for t in s.touchpoints))  # type: ignore[arg-type]
        for s in journey.stages
    ]
    return replace(journey, stages=tuple(stages))


def test_a_template_that_is_edited_becomes_the_workspaces_own_and_stays_a_version(tmp_path: Path) -> None:
    workspace = shop(tmp_path)
    assert journeys.keep(workspace, with_owner("Ana"), who="Ben", note=" Ana looks after it ") == 2
    known = journeys.versions(workspace, RETAILER.name)
    assert known[["version", "who", "note"]].to_numpy().tolist() == [
        [1, "cxanalytics", "As it is shipped"],
        [2, "Ben", "Ana looks after it"],
    ]
    assert known["edition"].tolist() == [RETAILER.edition, with_owner("Ana").edition]
    assert journeys.journey_of(workspace) == with_owner("Ana")
    assert journeys.version(workspace, RETAILER.name, 1) == RETAILER
    assert list(journeys.own(workspace)) == [RETAILER.name]
    assert template("retailer") == RETAILER


def test_a_version_is_written_only_where_something_changed(tmp_path: Path) -> None:
    workspace = shop(tmp_path)
    assert journeys.versions(workspace, RETAILER.name).empty
    assert journeys.keep(workspace, RETAILER) == 1
    assert [journeys.keep(workspace, with_owner("Ana")) for _ in range(2)] == [2, 2]
    assert journeys.keep(workspace, RETAILER) == 3


def test_a_journey_of_an_older_workspace_is_the_first_version(tmp_path: Path) -> None:
    workspace = shop(tmp_path)
    old = replace(RETAILER, name="Ours")
    workspace.keep_journey("Ours", toml(old))
    assert journeys.own(workspace) == {"Ours": old}
    assert journeys.keep(workspace, changed(old, "Invoice", goal="Pay")) == 2
    assert journeys.version(workspace, "Ours", 1) == old
    journeys.retire(workspace, "Ours")
    assert journeys.own(workspace) == {}


def test_an_older_journey_is_retired_without_an_edit_too(tmp_path: Path) -> None:
    workspace = shop(tmp_path)
    workspace.keep_journey("Ours", toml(replace(RETAILER, name="Ours")))
    journeys.retire(workspace, "Ours")
    assert (journeys.own(workspace), journeys.retired(workspace)) == ({}, ("Ours",))
    assert journeys.restore(workspace, "Ours", 1) == 2
    assert list(journeys.own(workspace)) == ["Ours"]


def test_a_retired_journey_comes_back_in_any_version(tmp_path: Path) -> None:
    workspace = shop(tmp_path)
    journeys.keep(workspace, with_owner("Ana"))
    journeys.retire(workspace, RETAILER.name)
    assert journeys.journey_of(workspace) == RETAILER
    assert journeys.retired(workspace) == (RETAILER.name,)
    assert journeys.restore(workspace, RETAILER.name, 2) == 3
    assert journeys.journey_of(workspace) == with_owner("Ana")
    assert journeys.retired(workspace) == ()
    assert journeys.versions(workspace, RETAILER.name)["note"].iloc[-1] == "Version 2 again"


def test_an_earlier_version_that_is_kept_again_knows_the_names_in_between(tmp_path: Path) -> None:
    workspace = shop(tmp_path)
    journeys.keep(workspace, renames.rename(RETAILER, "Invoice", "Bill"))
    journeys.keep(workspace, renames.rename(journeys.journey_of(workspace), "Bill", "Receipt"))
    journeys.restore(workspace, RETAILER.name, 1)
    now = journeys.journey_of(workspace)
    assert [item.name for item in now.touchpoints] == [item.name for item in RETAILER.touchpoints]
    assert renames.current(now) == {"Bill": "Invoice", "Receipt": "Invoice"}


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    workspace = shop(tmp_path)
    with pytest.raises(JourneyError, match="no journey 'Moon'; there are"):
        journeys.choose(workspace, "Moon")
    with pytest.raises(JourneyError, match="templates stay where they are"):
        journeys.retire(workspace, RETAILER.name)
    with pytest.raises(JourneyError, match="has no version 7; nobody has changed it yet"):
        journeys.version(workspace, RETAILER.name, 7)
    journeys.keep(workspace, with_owner("Ana"))
    with pytest.raises(JourneyError, match="has no version 7; it has 1, 2"):
        journeys.restore(workspace, RETAILER.name, 7)
    twice = replace(RETAILER, stages=(*RETAILER.stages, Stage("More", (Touchpoint("Invoice"),))))
    with pytest.raises(JourneyError, match="two touchpoints named 'Invoice'"):
        journeys.keep(workspace, twice)


def test_notes_cost_no_mapping_anew_and_names_only_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = shop(tmp_path, "1,2026-01-05,The invoice was wrong,North\n")
    engine.analyse(workspace)
    monkeypatch.setattr(scoring, "keep", lambda *_: pytest.fail("read anew"))
    assign = derived.assign
    monkeypatch.setattr(derived, "assign", lambda *_: pytest.fail("mapped anew"))
    journeys.keep(workspace, changed(RETAILER, "Invoice", owner="Ana", goal="Pay", ideal=5.0, moment=True))
    assert engine.analyse(workspace).experiences["touchpoint"].astype("str").tolist() == ["Invoice"]
    monkeypatch.setattr(derived, "assign", assign)
    journeys.keep(workspace, renames.rename(journeys.journey_of(workspace), "Invoice", "Bill"))
    assert engine.analyse(workspace).experiences["touchpoint"].astype("str").tolist() == ["Bill"]


def test_no_answer_is_lost_when_a_touchpoint_is_removed(tmp_path: Path) -> None:
    rows = "1,2026-01-05,The invoice was wrong,Invoice\n2,2026-01-06,The invoice was late,\n3,2026-01-07,Rude staff,\n"
    workspace = shop(tmp_path, rows, "ID,Date,Comment,Touchpoint")
    before = engine.analyse(workspace).experiences
    journeys.keep(workspace, renames.remove(RETAILER, "Invoice"))
    after = engine.analyse(workspace).experiences
    assert set(after["feedback_id"]) == set(before["feedback_id"])
    aside = after[(after["stage"] == OFF_MAP).to_numpy(bool)]
    assert aside["touchpoint"].astype("str").tolist() == ["Invoice"]


def test_a_journey_is_found_in_the_touchpoints_that_exports_name(tmp_path: Path) -> None:
    named = ["Gift  card", "gift-card", "Gift card", "invoice", "Billing desk", "–", "Unassigned", "Not on the map yet"]
    rows = "".join(f'{n},2026-01-05,It was good,"{name}"\n' for n, name in enumerate(named))
    workspace = shop(tmp_path, rows, "ID,Date,Comment,Touchpoint")
    found = journeys.found(workspace)
    assert found.name == "Found in the exports"
    stage = RETAILER.stage_of("Invoice")
    assert [(s.name, [t.name for t in s.touchpoints]) for s in found.stages] == [
        (stage, ["Invoice"]),
        ("Found in the exports", ["Gift card", "Billing desk"]),
    ]
    journeys.keep(workspace, found)
    assert journeys.found(workspace).name == "Found in the exports 2"


def test_without_named_touchpoints_no_journey_is_found(tmp_path: Path) -> None:
    with pytest.raises(JourneyError, match="No export of this workspace names touchpoints"):
        journeys.found(shop(tmp_path, "1,2026-01-05,The invoice was wrong,North\n"))


ANA = Persona("Ana", ("North",), "Lives far out", "To be left in peace")


def test_personas_are_kept_changed_retired_and_taken_back(tmp_path: Path) -> None:
    workspace = shop(tmp_path)
    assert (journeys.personas(workspace), journeys.undo_persona(workspace)) == ({}, None)
    journeys.keep_persona(workspace, ANA, who="Ben")
    journeys.keep_persona(workspace, replace(ANA, goals="Peace"))
    assert journeys.personas(workspace) == {"Ana": replace(ANA, goals="Peace")}
    journeys.undo_persona(workspace)
    assert journeys.personas(workspace) == {"Ana": ANA}
    journeys.retire_persona(workspace, "Ana")
    assert journeys.personas(workspace) == {}
    journeys.undo_persona(workspace)
    assert journeys.personas(workspace) == {"Ana": ANA}


@pytest.mark.parametrize(
    ("persona", "said"),
    [(replace(ANA, name=" "), "needs a name"), (replace(ANA, segments=()), "at least one segment")],
)
def test_a_persona_has_a_name_and_segments(tmp_path: Path, persona: Persona, said: str) -> None:
    workspace = shop(tmp_path)
    with pytest.raises(JourneyError, match=said):
        journeys.keep_persona(workspace, persona)
    with pytest.raises(JourneyError, match="no persona 'Ana'"):
        journeys.retire_persona(workspace, "Ana")


def test_a_persona_chooses_its_customers(tmp_path: Path) -> None:
    rows = "1,2026-01-05,The invoice was wrong,North\n2,2026-01-06,Rude staff,South\n3,2026-01-07,Late delivery,North\n"
    path = export(tmp_path, f"ID,Date,Comment,Area\n{rows}")
    workspace = shop(tmp_path)
    importing.import_exports(workspace, [replace(path, mapping={"Area": "segment"})])
    analysis = engine.analyse(workspace)
    assert len(ANA.selection().apply(analysis.experiences)) == 2
