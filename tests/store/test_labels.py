"""People's words in the workspace: the sample, labels and corrections."""

import sqlite3
import threading
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.errors import WorkspaceError
from cxanalytics.store import Workspace, labels
from cxanalytics.store.labels import Correction, Draw, Label

DRAW = Draw(size=2, selection="all feedback", period="all", scorer="1", journey="Bank")


def sample(*ids: str, probability: float = 0.5, new: bool = True) -> pd.DataFrame:
    frame = pd.DataFrame({"feedback_id": list(ids), "touchpoint": "Invoice", "stratum": "Invoice | all time | mixed"})
    return frame.assign(probability=probability, position=range(1, len(ids) + 1), twice=False, new=new)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", "Bank")
    return made


def test_nothing_said_is_nothing_and_writes_nothing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "none")
    for table in (labels.draws, labels.drawn, labels.labels, labels.corrections):
        assert table(workspace).empty
    assert labels.state(workspace) == ""
    assert not workspace.root.exists()


def test_a_draw_is_kept_and_a_later_one_mends_the_probabilities(workspace: Workspace) -> None:
    assert labels.keep_draw(workspace, DRAW, sample("a", "b"), after=0) == 1
    both = pd.concat([sample("a", "b", probability=0.75, new=False), sample("c", probability=0.75)])
    assert labels.keep_draw(workspace, DRAW, both, after=1) == 2
    kept = labels.drawn(workspace).set_index("feedback_id")
    assert kept["draw"].to_dict() == {"a": 1, "b": 1, "c": 2}
    assert kept["probability"].tolist() == [0.75] * 3
    assert labels.draws(workspace)["selection"].tolist() == ["all feedback"] * 2


def test_two_who_draw_at_once_do_not_mix(workspace: Workspace) -> None:
    labels.keep_draw(workspace, DRAW, sample("a"), after=0)
    with pytest.raises(WorkspaceError, match="Somebody else drew"):
        labels.keep_draw(workspace, DRAW, sample("b"), after=0)
    assert labels.drawn(workspace)["feedback_id"].tolist() == ["a"]
    assert len(labels.draws(workspace)) == 1


def test_labels_are_a_log_and_undoing_marks_them(workspace: Workspace) -> None:
    ids = labels.add_labels(workspace, [Label("a", "Invoice", "mixed", "Ann"), Label("b", "Invoice", "unsure", "Ann")])
    labels.undo_label(workspace, ids[0])
    log = labels.labels(workspace)
    assert log[["feedback_id", "label", "who", "undone"]].to_numpy().tolist() == [
        ["a", "mixed", "Ann", True],
        ["b", "unsure", "Ann", False],
    ]
    assert log["at"].notna().all()


def test_corrections_are_a_log_too(workspace: Workspace) -> None:
    made = labels.add_correction(workspace, Correction("a", "Invoice", "positive", "Ben", "negative", "Refund"))
    assert labels.corrections(workspace)[["label", "machine", "moved_to", "undone"]].to_numpy().tolist() == [
        ["positive", "negative", "Refund", False]
    ]
    labels.undo_correction(workspace, made)
    assert labels.corrections(workspace)["undone"].tolist() == [True]


def test_the_state_changes_with_everything_that_is_said(workspace: Workspace) -> None:
    states = [labels.state(workspace)]
    labels.keep_draw(workspace, DRAW, sample("a"), after=0)
    states.append(labels.state(workspace))
    made = labels.add_labels(workspace, [Label("a", "Invoice", "mixed", "Ann")])
    states.append(labels.state(workspace))
    labels.undo_label(workspace, made[0])
    states.append(labels.state(workspace))
    more = labels.add_labels(workspace, [Label("a", "Invoice", "mixed", "Ben"), Label("a", "Invoice", "mixed", "Cy")])
    states.append(labels.state(workspace))
    for label in more:
        labels.undo_label(workspace, label)
        states.append(labels.state(workspace))
    right = labels.add_correction(workspace, Correction("a", "Invoice", "positive", "Ben", "negative"))
    states.append(labels.state(workspace))
    labels.undo_correction(workspace, right)
    states.append(labels.state(workspace))
    assert len(set(states)) == len(states)
    assert labels.state(workspace) == labels.state(Workspace(workspace.root))


def without_new_tables(workspace: Workspace) -> Path:
    """The workspace as the version before labels left it; its database."""
    path = workspace.root / "cxanalytics.db"
    with sqlite3.connect(path) as database:
        for table in ("draws", "drawn", "labels", "corrections"):
            database.execute(f"DROP TABLE {table}")
    database.close()
    return path


def test_an_older_workspace_opens_and_gains_the_tables_without_loss(workspace: Workspace) -> None:
    without_new_tables(workspace)
    older = Workspace(workspace.root)
    assert labels.labels(older).empty
    assert labels.state(older) == ""
    labels.add_labels(older, [Label("a", "Invoice", "mixed", "Ann")])
    assert older.setting("journey") == "Bank"
    assert len(labels.labels(older)) == 1
    assert labels.state(older) != ""


def test_an_older_workspace_that_may_only_be_read_is_read(workspace: Workspace) -> None:
    path = without_new_tables(workspace)
    path.chmod(0o444)
    before = path.read_bytes()
    assert labels.drawn(Workspace(workspace.root)).empty
    assert path.read_bytes() == before


def test_many_people_at_once_lose_no_label(workspace: Workspace) -> None:
    without_new_tables(workspace)

    def work(name: str) -> None:
        mine = Workspace(workspace.root)
        for i in range(8):
            labels.add_labels(mine, [Label(f"{i}", "Invoice", "mixed", name)])

    people = [threading.Thread(target=work, args=(name,)) for name in ("Ann", "Ben", "Cem", "Dee")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert labels.labels(workspace).groupby("who").size().to_dict() == {"Ann": 8, "Ben": 8, "Cem": 8, "Dee": 8}


def test_labels_are_added_all_or_none(workspace: Workspace) -> None:
    bad = Label("b", "Invoice", "mixed", None)  # type: ignore[arg-type]
    with pytest.raises(WorkspaceError, match="cannot be written"):
        labels.add_labels(workspace, [Label("a", "Invoice", "mixed", "Ann"), bad])
    assert labels.labels(workspace).empty
