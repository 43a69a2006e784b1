"""The log of import profiles."""

from pathlib import Path

from cxanalytics.store import Workspace, profiles


def test_a_workspace_without_profiles_reads_as_empty(tmp_path: Path) -> None:
    nothing = Workspace(tmp_path / "nothing")
    assert profiles.state(nothing) == ""
    assert profiles.events(nothing).empty
    assert not nothing.root.exists()


def test_events_are_numbered_and_kept_in_order(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    assert profiles.add(workspace, "kept", {"name": "Umfrage März"}, who="Ana") == 1
    assert profiles.add(workspace, "kept", {"name": "Shop"}, who="Ben") == 2
    assert profiles.add(workspace, "forgotten", {}, profile=1, who="Ben") == 1
    before = profiles.state(workspace)
    profiles.undo(workspace, 3)
    assert profiles.state(workspace) != before
    events = profiles.events(workspace)
    assert events[["profile", "who", "kind", "undone"]].to_numpy().tolist() == [
        [1, "Ana", "kept", False], [2, "Ben", "kept", False], [1, "Ben", "forgotten", True],
    ]  # fmt: skip
    assert events["payload"].iloc[0] == {"name": "Umfrage März"}
