"""The log of workshops: many write at once, and what a check refuses is not written."""

import threading
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.errors import WorkshopError
from cxanalytics.store import Workspace, workshops


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", "any")
    return made


def allow(events: pd.DataFrame) -> None:
    """Lets everything be written."""


def test_sessions_are_numbered_and_their_events_kept_apart(workspace: Workspace) -> None:
    assert workshops.begin(workspace, {"title": "Ünsere Rechnung"}, who="Fay") == 1
    assert workshops.begin(workspace, {"title": "Two"}, who="Gil") == 2
    assert workshops.add(workspace, 1, "moved", {"state": "reveal"}, who="Fay", check=allow) == 3
    own = workshops.events(workspace, 1)
    assert own[["id", "session", "who", "kind"]].to_numpy().tolist() == [
        [1, 1, "Fay", "opened"],
        [3, 1, "Fay", "moved"],
    ]
    assert own["payload"].tolist() == [{"title": "Ünsere Rechnung"}, {"state": "reveal"}]
    assert workshops.events(workspace, kinds=("moved",))["id"].tolist() == [3]


def test_what_is_undone_stands_no_more(workspace: Workspace) -> None:
    workshops.begin(workspace, {}, who="Fay")
    event = workshops.add(workspace, 1, "noted", {}, who="Fay", check=allow)
    before = workshops.state(workspace)
    workshops.undo(workspace, 1, event, check=allow)
    assert workshops.events(workspace)["kind"].tolist() == ["opened"]
    assert workshops.state(workspace) != before


def test_a_check_sees_the_session_so_far_and_what_it_refuses_is_not_written(workspace: Workspace) -> None:
    workshops.begin(workspace, {}, who="Fay")
    workshops.begin(workspace, {}, who="Gil")
    seen: list[list[str]] = []

    def refuse(events: pd.DataFrame) -> None:
        seen.append(events["who"].tolist())
        raise WorkshopError("No.")

    with pytest.raises(WorkshopError):
        workshops.add(workspace, 2, "noted", {}, who="Ann", check=refuse)
    assert seen == [["Gil"]]
    assert len(workshops.events(workspace)) == 2


def test_of_many_at_once_each_sees_what_the_others_wrote(workspace: Workspace) -> None:
    workshops.begin(workspace, {}, who="Fay")
    refused: list[int] = []

    def at_most_five(events: pd.DataFrame) -> None:
        if (events["kind"] == "noted").sum() == 5:
            raise WorkshopError("Full.")

    def write(number: int) -> None:
        try:
            workshops.add(Workspace(workspace.root), 1, "noted", {"n": number}, who="Ann", check=at_most_five)
        except WorkshopError:
            refused.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workshops.events(workspace, 1, ("noted",))) == 5
    assert len(refused) == 11
