from pathlib import Path

import pytest

from cxanalytics.store import Workspace, claims


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", "any")
    return made


def test_a_workspace_without_claims_reads_as_empty(tmp_path: Path) -> None:
    nothing = Workspace(tmp_path / "nothing")
    assert claims.state(nothing) == ""
    assert claims.events(nothing).empty
    assert not nothing.root.exists()


def test_events_are_numbered_and_kept_in_order(workspace: Workspace) -> None:
    assert claims.add(workspace, "stated", {"sentence": "Ünsere Kunden 😡"}, who="Ana") == 1
    assert claims.add(workspace, "stated", {"sentence": "Two"}, who="Ben") == 2
    assert claims.add(workspace, "retired", {}, claim=1, who="Ben") == 1
    events = claims.events(workspace)
    assert events[["id", "claim", "who", "kind", "undone"]].to_numpy().tolist() == [
        [1, 1, "Ana", "stated", False], [2, 2, "Ben", "stated", False], [3, 1, "Ben", "retired", False],
    ]  # fmt: skip
    assert events["payload"].iloc[0] == {"sentence": "Ünsere Kunden 😡"}


def test_the_state_changes_with_every_event_and_every_undoing(workspace: Workspace) -> None:
    states = [claims.state(workspace)]
    claims.add(workspace, "stated", {}, who="Ana")
    states.append(claims.state(workspace))
    claims.add(workspace, "retired", {}, claim=1, who="Ana")
    states.append(claims.state(workspace))
    claims.undo(workspace, 2)
    states.append(claims.state(workspace))
    assert len(set(states)) == 4
    assert claims.events(workspace)["undone"].tolist() == [False, True]
