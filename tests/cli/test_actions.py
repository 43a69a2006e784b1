"""Actions by command."""

from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document, refused


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
        (["action", "effect", "9"], "no action number 9"),
        (["action", "add", "X", "--expected", "much"], "is no expected effect"),
        (["action", "add", "X", "--cost", "much"], "is no cost"),
        (["actions", "--state", "later"], "open, done, dropped"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    filled: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], said: str
) -> None:
    refused(capsys, wrong, said)


def test_without_actions_that_is_said(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actions"]) == 0
    assert capsys.readouterr().out == "No action yet.\n"


def test_an_action_says_when_it_begins_and_what_became_of_it(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = document(
        capsys, "action", "add", "Call back", "--began", "2026-02-01", "--expected", "30 to 24", "--cost", "9 days"
    )["actions"][0]
    names = ("began", "expected", "expected_points", "cost", "cost_amount")
    assert [added[name] for name in names] == ["2026-02-01", "6 points fewer", -6, "9 days", 9]
    found = document(capsys, "action", "effect", "1")["effects"][0]
    assert found["verdict"] == "cannot tell yet"
    assert found["effect"] is None
    assert found["words"] == "Cannot tell yet: it names no touchpoint and no pattern to look at."
    assert main(["actions", "--effects"]) == 0
    told = capsys.readouterr().out
    assert "began 2026-02-01, expected 6 points fewer, cost 9 days, open" in told
    assert "   Cannot tell yet: it names no touchpoint" in told
    row = document(capsys, "actions", "--effects")["actions"][0]
    assert row["verdict"] == "cannot tell yet"
    assert row["title"] == "Call back"


def test_the_effect_has_its_numbers_and_months(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = document(capsys, "ratios")["ratios"]
    touchpoint = max(known, key=lambda row: str(row["n"]).zfill(5) if row["touchpoint"] != "Unassigned" else "")
    given = ["--touchpoint", str(touchpoint["touchpoint"]), "--began", "2026-04-01"]
    assert main(["action", "add", "Do it", *given]) == 0
    capsys.readouterr()
    found = document(capsys, "action", "effect", "1")["effects"][0]
    assert found["registered"] == "after the data came in"
    effect = found["effect"]
    assert isinstance(effect, dict)
    assert effect["months_before"] == 3
    assert [month["phase"] for month in effect["months"]] == ["before"] * 3 + ["after"]
    assert main(["action", "effect", "1"]) == 0
    assert "It was registered after the data came in." in capsys.readouterr().out
