"""The register of actions: added, changed, taken back; what is not well put is said."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import actions
from cxanalytics.errors import ActionError, CXError, PatternError
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.journey.renames import rename
from cxanalytics.store import Workspace, patterns, workshops
from cxanalytics.store import actions as log
from cxanalytics.store.patterns import Event

JOURNEY = Journey("Shop", "", (Stage("Pay", (Touchpoint("Invoice"), Touchpoint("Refund"))),))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", "Shop")
    return made


def add(workspace: Workspace, title: str = "Explain the bill", **given: object) -> int:
    return actions.add(workspace, title, journey=JOURNEY, **{"who": "Fay", **given})  # type: ignore[arg-type]


def test_a_workspace_without_actions_reads_as_empty(tmp_path: Path) -> None:
    nothing = Workspace(tmp_path / "nothing")
    table = actions.all(nothing)
    assert table.empty
    assert actions.state(nothing) == ""
    assert [str(table[name].dtype) for name in ("action", "title", "session")] == ["int64", "str", "Int64"]
    assert not nothing.root.exists()


def test_an_action_says_who_does_what_until_when(workspace: Workspace) -> None:
    for who in ("Fay", "Gil"):
        workshops.begin(workspace, {}, who=who)
    number = add(
        workspace,
        " Explain  the bill ",
        touchpoint="invoice",
        owner="Ana",
        due="2026-09-30",
        target="5 to 1",
        session=2,
    )
    row = actions.all(workspace).iloc[0]
    assert number == 1
    wanted = ["action", "touchpoint", "title", "owner", "due", "target", "target_ratio", "state", "session", "added_by"]
    assert row[wanted].tolist() == [
        1, "Invoice", "Explain the bill", "Ana", date(2026, 9, 30), "5 : 1", 5.0, "open", 2, "Fay",
    ]  # fmt: skip
    assert pd.isna(row["pattern"])


def test_actions_are_numbered_and_changed_one_by_one(workspace: Workspace) -> None:
    add(workspace)
    add(workspace, "Call back", due=date(2026, 12, 1))
    actions.change(workspace, 2, owner="Ben", due="", state="Done")
    actions.change(workspace, 1, touchpoint="Refund", journey=JOURNEY)
    table = actions.all(workspace)
    assert table[["action", "title", "touchpoint", "owner", "due", "state"]].to_numpy().tolist() == [
        [1, "Explain the bill", "Refund", "", None, "open"],
        [2, "Call back", "", "Ben", None, "done"],
    ]


def test_the_last_change_is_taken_back_and_then_the_action(workspace: Workspace) -> None:
    add(workspace)
    actions.change(workspace, 1, state="dropped")
    states = [actions.state(workspace)]
    assert actions.undo(workspace, 1) == "changed"
    assert actions.get(workspace, 1)["state"] == "open"
    states.append(actions.state(workspace))
    assert actions.undo(workspace, 1) == "added"
    assert actions.all(workspace).empty
    assert len({*states, actions.state(workspace)}) == 3
    with pytest.raises(ActionError, match="no action number 1"):
        actions.undo(workspace, 1)


def test_what_is_removed_leaves_its_number_to_nobody(workspace: Workspace) -> None:
    add(workspace)
    actions.change(workspace, 1, owner="Ana")
    actions.remove(workspace, 1)
    assert actions.all(workspace).empty
    assert add(workspace, "Another") == 2


def test_a_pattern_is_one_that_lives(workspace: Workspace) -> None:
    payload = {"name": "Wrong bill", "terms": ["wrong", "bill"], "n": 1, "clauses": 1}
    patterns.add(workspace, [Event("born", f"{patterns.NEW}0", "negative", payload)], who="")
    born = patterns.events(workspace)["pattern"].iloc[0]
    add(workspace, pattern=born)
    assert actions.get(workspace, 1)["pattern"] == born
    # Grouping anew leaves a pattern that something rests on as it is.
    assert patterns.events(workspace)["kind"].tolist() == ["born", "claimed"]
    actions.change(workspace, 1, pattern=born, owner="Ana")
    assert patterns.events(workspace)["kind"].tolist() == ["born", "claimed"]
    with pytest.raises(PatternError, match="no pattern 'P9'"):
        add(workspace, pattern="P9")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": " "}, "needs a title"),
        ({"title": "x" * 201}, "at most 200 characters; this one has 201"),
        ({"touchpoint": "Moon"}, "has no touchpoint 'Moon'; it has Invoice, Refund"),
        ({"session": 7}, "no session number 7"),
        ({"due": "soon"}, "'soon' is no date; write it as 2026-09-30"),
        ({"target": "x" * 201}, "A target has at most 200"),
    ],
)
def test_what_is_not_well_put_is_said(workspace: Workspace, given: dict[str, object], said: str) -> None:
    with pytest.raises(ActionError, match=said):
        add(workspace, **given)  # type: ignore[arg-type]
    add(workspace, "Good")
    with pytest.raises(ActionError, match=said):
        actions.change(workspace, 1, journey=JOURNEY, **given)
    assert actions.all(workspace)["title"].tolist() == ["Good"]


@pytest.mark.parametrize(
    ("given", "said"),
    [({"state": "later"}, "open, done, dropped"), ({"colour": "red"}, "has no 'colour'")],
)
def test_what_an_action_does_not_have_cannot_be_changed(workspace: Workspace, given: dict[str, str], said: str) -> None:
    add(workspace)
    with pytest.raises(CXError, match=said):
        actions.change(workspace, 1, **given)


@pytest.mark.parametrize(
    ("target", "ratio"),
    [
        ("5 : 1", 5.0),
        ("at least 5 to 1", 5.0),
        ("1:4", 0.25),
        ("2,5", 2.5),
        ("0", None),
        ("no calls at all", None),
        ("", None),
    ],
)
def test_a_target_is_a_ratio_or_words(target: str, ratio: float | None) -> None:
    assert actions.ratio_of(target) == ratio


def test_a_touchpoint_that_has_another_name_now_is_found_by_both(workspace: Workspace) -> None:
    add(workspace, touchpoint="Invoice")
    renamed = rename(JOURNEY, "Invoice", "Bill")
    actions.add(workspace, "Second", touchpoint="invoice", journey=renamed)
    assert actions.all(workspace)["touchpoint"].tolist() == ["Invoice", "Bill"]
    assert actions.all(workspace, renamed)["touchpoint"].tolist() == ["Bill", "Bill"]


def test_an_action_says_when_it_begins_what_is_expected_and_what_it_costs(workspace: Workspace) -> None:
    add(workspace, began="2026-09-01", expected=6, cost="12,000  EUR")
    add(workspace, "Call back", began=date(2026, 10, 1), expected="30 % -> 24 %", cost=15)
    add(workspace, "Nothing said")
    table = actions.all(workspace)
    assert table["began"].tolist() == [date(2026, 9, 1), date(2026, 10, 1), None]
    assert table["expected"].tolist() == ["6 points fewer", "6 points fewer", ""]
    assert table["expected_points"].tolist()[:2] == [-6.0, -6.0]
    assert table["cost"].tolist() == ["12,000 EUR", "15", ""]
    assert table["cost_amount"].tolist()[:2] == [12000.0, 15.0]
    assert table[["expected_points", "cost_amount"]].iloc[2].isna().all()
    actions.change(workspace, 1, began="", expected="", cost="")
    assert actions.all(workspace).iloc[0][["began", "expected", "cost"]].tolist() == [None, "", ""]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"began": "soon"}, "'soon' is no date"),
        ({"expected": "better"}, "'better' is no expected effect; write by how many points"),
        ({"expected": "24 to 30"}, "is no expected effect"),
        ({"cost": "a lot"}, "'a lot' is no cost; write a number and what it is of"),
        ({"cost": "1" * 201}, "A cost has at most 200"),
    ],
)
def test_what_is_expected_and_what_it_costs_are_numbers(
    workspace: Workspace, given: dict[str, object], said: str
) -> None:
    with pytest.raises(ActionError, match=said):
        add(workspace, **given)
    assert actions.all(workspace).empty


def test_an_action_of_an_older_version_reads_as_before(workspace: Workspace) -> None:
    old = {
        "title": "Call back", "touchpoint": "", "pattern": "", "owner": "", "due": "", "target": "", "session": None,
        "state": "open",
    }  # fmt: skip
    log.add(workspace, "added", old, who="Fay")
    row = actions.all(workspace).iloc[0]
    assert row[["title", "began", "expected", "cost"]].tolist() == ["Call back", None, "", ""]
    assert row["registered_at"] == row["added_at"]
    assert actions.change(workspace, 1, began="2026-09-01")["began"] == date(2026, 9, 1)


def test_it_is_registered_when_what_its_effect_is_read_by_was_last_set(workspace: Workspace) -> None:
    add(workspace, began="2026-09-01")
    first = actions.get(workspace, 1)["registered_at"]
    actions.change(workspace, 1, owner="Ana", cost="3 days", state="done", began="2026-09-01")
    assert actions.get(workspace, 1)["registered_at"] == first
    actions.change(workspace, 1, began="2026-10-01")
    assert actions.get(workspace, 1)["registered_at"] > first
    actions.undo(workspace, 1)
    assert actions.get(workspace, 1)["registered_at"] == first
