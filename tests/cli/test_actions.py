"""Actions by command."""

from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document


@pytest.fixture
def filled(desk: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    main(["import", "survey.csv"])
    capsys.readouterr()
    return desk


def test_an_action_is_added_changed_done_and_taken_back(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = document(
        capsys, "action", "add", "Call back", "--owner", "Ana", "--due", "2026-09-30", "--target", "2:1", "--who", "Fay"
    )["actions"][0]
    names = ("action", "title", "owner", "due", "target", "state", "pattern", "session", "added_by")
    assert [added[name] for name in names] == [
        1, "Call back", "Ana", "2026-09-30", "2 : 1", "open", None, None, "Fay",
    ]  # fmt: skip
    assert document(capsys, "action", "change", "1", "--owner", "Ben")["actions"][0]["owner"] == "Ben"
    assert document(capsys, "action", "done", "1")["actions"][0]["state"] == "done"
    assert document(capsys, "action", "list", "--state", "open")["actions"] == []
    assert document(capsys, "action", "undo", "1")["actions"] == [{"action": 1, "undone": "changed"}]
    assert document(capsys, "action", "drop", "1")["actions"][0]["state"] == "dropped"
    assert main(["actions"]) == 0
    assert capsys.readouterr().out == "1. Call back (Ben, due 2026-09-30, target 2 : 1, dropped)\n"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["action", "add", " "], "needs a title"),
        (["action", "add", "X", "--touchpoint", "Moon"], "no touchpoint 'Moon'"),
        (["action", "add", "X", "--due", "soon"], "is no date"),
        (["action", "add", "X", "--pattern", "P99"], "no pattern 'P99'"),
        (["action", "add", "X", "--session", "7"], "no session number 7"),
        (["action", "change", "1"], "Nothing is changed"),
        (["action", "done", "9"], "no action number 9"),
        (["action", "undo", "9"], "no action number 9"),
        (["actions", "--state", "later"], "open, done, dropped"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    filled: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], said: str
) -> None:
    assert main(wrong) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


def test_without_actions_that_is_said(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actions"]) == 0
    assert capsys.readouterr().out == "No action yet.\n"
