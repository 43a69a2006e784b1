"""Importing: all files or none, nothing twice, nothing lost."""

import dataclasses
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cxanalytics import engine, importing, ingest, profiles
from cxanalytics.errors import ExportError, NoTextColumn
from cxanalytics.journey.templates import template
from cxanalytics.store import Workspace

from .small import SURVEY, export


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    made.set("journey", template("retailer").name)
    return made


def contents(workspace: Workspace) -> list[str]:
    """The files of a workspace, but for its lock."""
    return sorted(p.name for p in workspace.root.rglob("*") if p.is_file() and p.name != ".lock")


def test_a_dry_run_counts_and_writes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    untouched = Workspace(tmp_path / "untouched")
    ledger = importing.import_exports(untouched, [export(tmp_path, SURVEY)], dry_run=True)[0]
    assert ledger["kept"] == 4
    assert not untouched.root.exists()


def test_the_same_file_twice_adds_nothing_and_says_so(workspace: Workspace, tmp_path: Path) -> None:
    importing.import_exports(workspace, [export(tmp_path, SURVEY)])
    ledger = importing.import_exports(workspace, [export(tmp_path, SURVEY, "again.csv")])[0]
    assert (ledger["kept"], ledger["set_aside"]) == (0, {"already in the workspace": 5})
    assert "nothing was added" in ledger["warnings"][0]
    assert len(workspace.imports()) == 1


def test_the_same_file_twice_in_one_go_is_imported_once(workspace: Workspace, tmp_path: Path) -> None:
    one, two = export(tmp_path, SURVEY), export(tmp_path, SURVEY, "copy.csv")
    ledgers = importing.import_exports(workspace, [one, two])
    assert [ledger["kept"] for ledger in ledgers] == [4, 0]
    assert len(workspace.imports()) == 1


def test_an_overlapping_export_adds_only_what_is_new(workspace: Workspace, tmp_path: Path) -> None:
    importing.import_exports(workspace, [export(tmp_path, SURVEY, "survey_2026-01.csv")])
    later = SURVEY + "6,2026-02-01,Great prices,5,South\n"
    ledger = importing.import_exports(workspace, [export(tmp_path, later, "survey_2026-02.csv")])[0]
    assert (ledger["read"], ledger["kept"]) == (6, 1)
    assert ledger["set_aside"] == {"no text and no rating": 1, "already in the workspace": 4}
    aside = workspace.set_aside(ledger["import_id"])
    assert len(aside) == sum(ledger["set_aside"].values())
    # Four comments, and the rating beside "nothing".
    assert len(engine.analyse(workspace).experiences["feedback_id"].unique()) == 5


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("", ExportError),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", ExportError),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", ExportError),
        ("a,b\n1,2\n3,4\n", NoTextColumn),
    ],
)
def test_one_bad_file_stops_all_and_changes_nothing(
    content: str, error: type[Exception], workspace: Workspace, tmp_path: Path
) -> None:
    before = contents(workspace)
    bad = export(tmp_path, content, "bad.csv")
    with pytest.raises(error, match=r"bad\.csv"):
        importing.import_exports(workspace, [export(tmp_path, SURVEY), bad])
    assert workspace.imports() == []
    assert contents(workspace) == before


def test_a_failed_first_import_leaves_no_workspace_behind(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "new")
    with pytest.raises(ExportError):
        importing.import_exports(workspace, [export(tmp_path, SURVEY), export(tmp_path, "", "bad.csv")])
    assert not workspace.root.exists()


def test_a_failed_first_import_leaves_other_files_of_the_folder_alone(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    bad = export(tmp_path, "", "bad.csv")
    with pytest.raises(ExportError):
        importing.import_exports(workspace, [export(tmp_path, SURVEY), bad])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.csv", "survey.csv"]


def test_a_failing_import_never_takes_away_what_another_confirmed(workspace: Workspace, tmp_path: Path) -> None:
    good = export(tmp_path, SURVEY)
    bad = export(tmp_path, "", "bad.csv")
    quicker = threading.Thread(target=importing.import_exports, args=(workspace, [good]))

    def let_another_in(fraction: float, message: str) -> None:
        if "bad.csv" in message:
            quicker.start()
            quicker.join(0.5)

    with pytest.raises(ExportError):
        importing.import_exports(workspace, [good, bad], progress=let_another_in)
    quicker.join()
    assert len(workspace.imports()) == 1
    assert workspace.lost() == []
    assert len(engine.analyse(workspace).experiences) > 0


def test_an_interrupt_after_all_was_confirmed_takes_nothing_away(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm = workspace.confirm

    def confirm_and_be_interrupted(ledgers: list[dict[str, object]]) -> None:
        confirm(ledgers)
        raise KeyboardInterrupt

    monkeypatch.setattr(workspace, "confirm", confirm_and_be_interrupted)
    with pytest.raises(KeyboardInterrupt):
        importing.import_exports(workspace, [export(tmp_path, SURVEY)])
    assert len(workspace.imports()) == 1
    assert workspace.lost() == []


def test_an_export_that_is_wholly_known_does_no_harm(workspace: Workspace, tmp_path: Path) -> None:
    importing.import_exports(workspace, [export(tmp_path, SURVEY)])
    before = engine.analyse(workspace).experiences
    shorter = "\n".join(SURVEY.splitlines()[:3]) + "\n"
    ledger = importing.import_exports(workspace, [export(tmp_path, shorter)])[0]
    assert (ledger["read"], ledger["kept"]) == (2, 0)
    assert len(engine.analyse(workspace).experiences) == len(before)


def test_two_imports_of_one_file_at_once_add_it_once(workspace: Workspace, tmp_path: Path) -> None:
    files = [export(tmp_path, SURVEY)]
    with ThreadPoolExecutor(2) as pool:
        ledgers = list(pool.map(lambda _: importing.import_exports(workspace, files)[0]["kept"], range(2)))
    assert sorted(ledgers) == [0, 4]
    assert len(workspace.imports()) == 1


def test_a_mapping_of_a_person_wins(workspace: Workspace, tmp_path: Path) -> None:
    file = export(tmp_path, "note,opinion\nLovely staff,The checkout was slow\n")
    chosen = importing.ExportFile(file.path, file.name, {"opinion": "text"}, "Sky lounge")
    importing.import_exports(workspace, [chosen])
    experiences = engine.analyse(workspace).experiences
    assert experiences["touchpoint"].astype("str").tolist() == ["Sky lounge"]
    assert experiences["negative"].tolist() == [True]


def shaped(folder: Path, number: int, **said: object) -> importing.ExportFile:
    """A table whose columns tell little by themselves, the same every month."""
    path = folder / f"month {number}.csv"
    path.write_text(f"note,opinion,on\nA{number},The checkout was slow {number},03/04/2024\n", encoding="utf-8")
    return importing.ExportFile(path, path.name, **said)  # type: ignore[arg-type]


def test_decisions_are_remembered_and_applied_to_the_next_month(workspace: Workspace, tmp_path: Path) -> None:
    said = ingest.Decisions({"opinion": "text", "on": "occurred_at"}, day_first=True)
    first = importing.import_exports(workspace, [shaped(tmp_path, 1, touchpoint="Sky lounge", decisions=said)])[0]
    assert (first["profile"], first["remembered"]) == ("", "month")
    assert first["decided"] == [
        "'on' is read as occurred_at", "'opinion' is read as text", "the touchpoint of the whole file is Sky lounge",
        "the day stands before the month",
    ]  # fmt: skip
    second = importing.import_exports(workspace, [shaped(tmp_path, 2)])[0]
    assert (second["profile"], second["remembered"], second["decided"]) == ("month", "", first["decided"])
    assert second["dates"][0][:10] == "2024-04-03"
    assert engine.analyse(workspace).experiences["touchpoint"].astype("str").tolist() == ["Sky lounge", "Sky lounge"]


def test_a_dry_run_remembers_nothing_but_says_what_would_be(workspace: Workspace, tmp_path: Path) -> None:
    said = shaped(tmp_path, 1, mapping={"opinion": "text"})
    assert importing.import_exports(workspace, [said], dry_run=True)[0]["remembered"] == "month"
    assert profiles.all(workspace) == []


def test_files_of_one_shape_in_one_import_make_one_profile(workspace: Workspace, tmp_path: Path) -> None:
    importing.import_exports(workspace, [shaped(tmp_path, n, mapping={"opinion": "text"}) for n in (1, 2)])
    assert [item.name for item in profiles.all(workspace)] == ["month"]


def test_an_import_that_fails_remembers_nothing(workspace: Workspace, tmp_path: Path) -> None:
    said = shaped(tmp_path, 1, mapping={"opinion": "text"})
    with pytest.raises(ExportError):
        importing.import_exports(workspace, [said, export(tmp_path, "", "bad.csv")])
    assert profiles.all(workspace) == []


def test_a_preview_shows_what_an_import_would_do(workspace: Workspace, tmp_path: Path) -> None:
    file = shaped(tmp_path, 1, mapping={"opinion": "text", "on": "occurred_at"}, touchpoint="Kiosk")
    before = contents(workspace)
    seen = importing.preview(workspace, file, ingest.look(file.path, file.name))
    assert contents(workspace) == before
    assert seen.ledger == importing.import_exports(workspace, [file], dry_run=True)[0]
    assert seen.feedback[["text", "touchpoint"]].to_numpy().tolist() == [["The checkout was slow 1", "Kiosk"]]
    importing.import_exports(workspace, [file])
    again = importing.preview(workspace, file, ingest.look(file.path, file.name))
    assert (again.ledger["kept"], len(again.feedback)) == (0, 0)


def folder_of_exports(tmp_path: Path) -> importing.ExportFile:
    folder = tmp_path / "exports"
    folder.mkdir()
    export(folder, SURVEY, "january.csv")
    export(folder, SURVEY.replace("2026-01", "2026-02").replace("\n", "\n9", 5), "february.csv")
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    return importing.ExportFile(folder, folder.name)


def test_each_table_of_a_folder_has_a_ledger(workspace: Workspace, tmp_path: Path) -> None:
    february, january = importing.import_exports(workspace, [folder_of_exports(tmp_path)])
    assert [february["file"], january["file"]] == ["exports/february.csv", "exports/january.csv"]
    assert february["read"] == january["read"] == 5
    assert january["warnings"][-1] == "Left out of it: 1 holds no table (logo.png)."
    assert {record.file for record in workspace.imports()} == {"exports/february.csv", "exports/january.csv"}


def test_a_folder_is_imported_whole_or_not_at_all(workspace: Workspace, tmp_path: Path) -> None:
    given = folder_of_exports(tmp_path)
    (Path(given.path) / "march.json").write_text('[{"text": "cut')
    with pytest.raises(ExportError, match=r"exports/march.json is no well-formed JSON"):
        importing.import_exports(workspace, [given])
    assert workspace.imports() == []


def test_the_same_table_twice_in_a_folder_is_read_once(workspace: Workspace, tmp_path: Path) -> None:
    given = folder_of_exports(tmp_path)
    export(Path(given.path), SURVEY, "zz copy.csv")
    ledgers = importing.import_exports(workspace, [given])
    assert [ledger["kept"] > 0 for ledger in ledgers] == [True, True, False]
    assert "imported just now as exports/january.csv" in " ".join(ledgers[2]["warnings"])
    again = importing.import_exports(workspace, [given])
    assert [ledger["kept"] for ledger in again] == [0, 0, 0]


def test_one_member_of_a_folder_alone(workspace: Workspace, tmp_path: Path) -> None:
    given = dataclasses.replace(folder_of_exports(tmp_path), member="january.csv")
    [ledger] = importing.import_exports(workspace, [given], dry_run=True)
    assert (ledger["file"], ledger["read"]) == ("exports/january.csv", 5)
