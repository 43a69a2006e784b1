"""The log of patterns: only ever added to, whole or not at all."""

import threading
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.patterns import registry
from cxanalytics.store import Workspace, patterns
from cxanalytics.store.patterns import Event


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", "Bank")
    return made


def born(name: str, polarity: str = "negative", number: int = 0) -> Event:
    some = pd.DataFrame({"feedback_id": ["a", "b"], "start": [0, 7], "pattern": f"+{number}"})
    return Event("born", f"+{number}", polarity, {"name": name, "how": "discovered"}, some)


def test_nothing_happened_is_nothing_and_writes_nothing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "none")
    assert patterns.events(workspace).empty
    assert patterns.members(workspace).empty
    assert patterns.state(workspace) == ""
    assert registry.fold(patterns.events(workspace), patterns.members(workspace)).patterns.empty
    assert not workspace.root.exists()


def test_new_patterns_get_lasting_numbers_of_their_own(workspace: Workspace) -> None:
    first = patterns.add(workspace, [born("Late", number=0), born("Rude", number=1)], who="Ana")
    patterns.undo(workspace, first)
    patterns.add(workspace, [born("Wrong", number=0), born("Kind", "positive", 1)], who="Ana")
    log = patterns.events(workspace)
    assert log["pattern"].tolist() == ["P1", "P2", "P3", "L1"]
    assert log["undone"].tolist() == [True, True, False, False]
    assert patterns.members(workspace)["pattern"].tolist() == ["P1", "P1", "P2", "P2", "P3", "P3", "L1", "L1"]


def test_a_batch_is_whole_or_not_at_all(workspace: Workspace) -> None:
    def refuse(names: object) -> None:
        raise ValueError(names)

    with pytest.raises(ValueError, match="P1"):
        patterns.add(workspace, [born("Late")], who="Ana", before=refuse)
    assert patterns.events(workspace).empty
    assert patterns.members(workspace).empty


def test_the_state_changes_with_everything(workspace: Workspace) -> None:
    states = [patterns.state(workspace)]
    batch = patterns.add(workspace, [born("Late")], who="Ana")
    states.append(patterns.state(workspace))
    patterns.undo(workspace, batch)
    states.append(patterns.state(workspace))
    assert len(set(states)) == 3


def test_an_undoing_that_is_refused_changes_nothing(workspace: Workspace) -> None:
    batch = patterns.add(workspace, [born("Late")], who="Ana")

    def refuse() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        patterns.undo(workspace, batch, before=refuse)
    assert not patterns.events(workspace)["undone"].any()


def test_many_at_once_get_numbers_of_their_own(workspace: Workspace) -> None:
    def add() -> None:
        patterns.add(Workspace(workspace.root), [born("Late")], who="Ana")

    work = [threading.Thread(target=add) for _ in range(8)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    log = patterns.events(workspace)
    assert sorted(log["pattern"]) == sorted(f"P{number}" for number in range(1, 9))
    assert log["batch"].is_unique
