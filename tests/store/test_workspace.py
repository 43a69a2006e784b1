"""The workspace on disk."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, create_engine

from cxanalytics.errors import WorkspaceError
from cxanalytics.store import NewImport, Workspace, default_root, tables

MakeFeedback = Callable[..., pd.DataFrame]
ASIDE = pd.DataFrame({"record": [3], "reason": ["no text and no rating"]})
LEDGER = {"import_id": "abc", "file": "a.csv", "source": "Shop", "read": 2, "kept": 1, "set_aside": {"x": 1}}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")


def test_nothing_is_written_before_the_first_import(workspace: Workspace) -> None:
    assert workspace.imports() == []
    assert workspace.setting("journey") is None
    assert not workspace.root.exists()


def test_an_import_exists_once_it_is_confirmed(workspace: Workspace, make_feedback: MakeFeedback) -> None:
    workspace.stage(NewImport("abc", make_feedback(["Great"]), ASIDE))
    assert workspace.imports() == []
    assert [p.name for p in workspace.orphans()] == ["abc.parquet", "abc.parquet"]
    workspace.confirm([LEDGER])
    record = workspace.imports()[0]
    assert (record.import_id, record.file, record.source, dict(record.ledger)) == (
        "abc",
        "a.csv",
        "Shop",
        LEDGER,
    )
    assert workspace.feedback("abc", ["text"])["text"].tolist() == ["Great"]
    assert workspace.set_aside("abc").to_dict("list") == {"record": [3], "reason": ["no text and no rating"]}
    assert workspace.orphans() == []


def test_remove_takes_an_import_back_with_its_files(workspace: Workspace, make_feedback: MakeFeedback) -> None:
    workspace.stage(NewImport("abc", make_feedback(["Great"]), ASIDE))
    workspace.confirm([LEDGER])
    workspace.remove("abc")
    assert workspace.imports() == []
    assert list(workspace.root.rglob("*.parquet")) == []


def test_settings_are_kept_and_replaced(workspace: Workspace) -> None:
    workspace.set("journey", "bank")
    workspace.set("journey", "airline")
    assert Workspace(workspace.root).setting("journey") == "airline"


def test_the_salt_is_made_once(workspace: Workspace) -> None:
    salt = workspace.salt()
    assert len(salt) == 32
    assert Workspace(workspace.root).salt() == salt
    assert Workspace(workspace.root.parent / "other").salt() != salt


def test_journeys_are_kept_by_name(workspace: Workspace) -> None:
    workspace.keep_journey("Ours", 'name = "Ours"')
    workspace.keep_journey("Ours", 'name = "Ours"  # bettered')
    assert workspace.journeys() == {"Ours": 'name = "Ours"  # bettered'}


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "w").write_text("")
    with pytest.raises(WorkspaceError, match="is a file; name a folder"):
        Workspace(tmp_path / "w")


def test_a_database_of_something_else_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "cxanalytics.db").write_text("this is no database, whatever its name says" * 40)
    with pytest.raises(WorkspaceError, match="is not a workspace that can be read"):
        Workspace(tmp_path)


def test_another_layout_is_refused_and_left_alone(workspace: Workspace) -> None:
    workspace.set("schema", "99")
    with pytest.raises(WorkspaceError, match="made by another version"):
        Workspace(workspace.root)


def test_the_folder_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXANALYTICS_WORKSPACE", "/somewhere")
    assert default_root() == Path("/somewhere")
    monkeypatch.delenv("CXANALYTICS_WORKSPACE")
    assert default_root() == Path("workspace")


def test_nobody_sees_a_half_made_workspace(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[object]] = []
    made = tables.create

    def look_while_it_is_made(engine: Engine) -> None:
        made(engine)
        seen.append(list(Workspace(workspace.root).imports()))

    monkeypatch.setattr(tables, "create", look_while_it_is_made)
    workspace.set("journey", "Bank")
    assert seen == [[]]
    assert sorted(p.name for p in workspace.root.iterdir()) == ["cxanalytics.db"]


def test_the_first_of_two_who_make_it_wins(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tables.create

    def another_is_quicker(engine: Engine) -> None:
        made(engine)
        monkeypatch.setattr(tables, "create", made)
        Workspace(workspace.root).set("journey", "Airline")

    monkeypatch.setattr(tables, "create", another_is_quicker)
    workspace.set("unit", "EUR")
    assert (workspace.setting("journey"), workspace.setting("unit")) == ("Airline", "EUR")


def test_a_workspace_that_may_not_be_written_is_said_so(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.set("journey", "Bank")
    read_only = create_engine(f"sqlite:///file:{workspace.root / 'cxanalytics.db'}?mode=ro&uri=true")
    monkeypatch.setattr(workspace, "_engine", read_only)
    with pytest.raises(WorkspaceError, match="cannot be written"):
        workspace.set("journey", "Airline")
    read_only.dispose()
