"""Workshops by command: opened, guessed, moved on, discussed, exported, opened again."""

import json
from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document


@pytest.fixture
def filled(desk: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    rows = [f"{n},2026-0{1 + n % 3}-10,The delivery {n} was late and nobody called,1" for n in range(30)]
    (desk / "survey.csv").write_text("ID,Date,Comment,Stars\n" + "\n".join(rows) + "\n")
    main(["import", "survey.csv"])
    capsys.readouterr()
    return desk


def test_a_whole_workshop(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = document(
        capsys, "workshop", "open", "Parcels", "--journey", "retailer", "--from", "2026-01-01", "--who", "Fay"
    )["workshop"][0]
    assert (opened["session"], opened["title"], opened["state"], opened["opened_by"]) == (1, "Parcels", "guess", "Fay")
    document(capsys, "workshop", "guess", "Delivery=5:1", "Web shop=2", "--participant", "a" * 16)
    guessed = document(capsys, "workshop", "guess", "Delivery=5")["workshop"][0]
    assert (guessed["participants"], guessed["guesses"]) == (1, 3)
    assert document(capsys, "workshop", "move", "discuss")["workshop"][0]["state"] == "discuss"
    assert document(capsys, "workshop", "vote", "Delivery", "--dots", "4")["workshop"] == [
        {"kind": "touchpoint", "on": "Delivery", "dots": 4, "voters": 1, "rank": 1}
    ]
    assert document(capsys, "workshop", "note", "Who calls?", "--touchpoint", "Delivery")["workshop"][0]["session"] == 1
    document(capsys, "action", "add", "Call before", "--session", "1", "--due", "2026-12-01")
    shown = document(capsys, "workshop", "show")["workshop"][0]
    assert shown["gaps"][0]["touchpoint"] == "Delivery"  # type: ignore[index]
    assert [row["title"] for row in shown["actions"]] == ["Call before"]  # type: ignore[attr-defined]
    assert shown["selection"] == "from 1 January 2026"
    written = document(capsys, "workshop", "export", "--out", "w.json", "--share", "none")["workshop"]
    assert written == [{"session": 1, "file": "w.json", "sharing": "none"}]
    assert json.loads(Path("w.json").read_text())["session"]["quotes"] == []
    assert main(["workshop", "show", "--session", "1"]) == 0
    assert "too rosy" in capsys.readouterr().out
    assert [row["session"] for row in document(capsys, "workshop", "list")["workshop"]] == [1]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["workshop", "guess", "Delivery=often"], "'often' is no ratio"),
        (["workshop", "guess", "Delivery"], "not of the form TOUCHPOINT=RATIO"),
        (["workshop", "guess", "Moon=1"], "no touchpoint 'Moon'"),
        (["workshop", "guess", "Delivery=1", "--participant", "Ann"], "never a name"),
        (["workshop", "vote", "Delivery"], "needs “discuss”"),
        (["workshop", "move", "lunch"], "'lunch' is no state"),
        (["workshop", "note", " "], "needs words"),
        (["workshop", "open", " "], "needs a title"),
        (["workshop", "show", "--session", "9"], "no session number 9"),
        (["workshop", "export", "--out", "w.doc"], "must end in"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    filled: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], said: str
) -> None:
    main(["workshop", "open", "Parcels", "--journey", "retailer"])
    capsys.readouterr()
    assert main(wrong) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


def test_without_a_session_that_is_said(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workshop", "list"]) == 0
    assert capsys.readouterr().out == "No session yet.\n"
    assert main(["workshop", "move", "reveal"]) == 1
    assert "no session yet; open one with" in capsys.readouterr().err
