"""Targets and owners by command."""

from pathlib import Path

import pytest

from cxanalytics.cli import main
from tests.cli import document, refused


def test_a_target_is_set_followed_and_given_up(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = document(capsys, "target", "add", "5 : 1", "--by", "2030-12-31", "--owner", "Ana", "--who", "Fay")[
        "targets"
    ][0]
    names = ("target", "touchpoint", "ratio", "by", "owner", "set_by")
    assert [added[name] for name in names] == [1, "", 5.0, "2030-12-31", "Ana", "Fay"]
    assert document(capsys, "target", "change", "1", "--ratio", "6")["targets"][0]["ratio"] == 6.0
    pace = document(capsys, "target", "pace")["targets"][0]
    assert pace["word"] == "just set"
    assert main(["target", "list"]) == 0
    assert capsys.readouterr().out == "1. Overall, 6 : 1, by 2030-12-31, Ana\n"
    assert main(["target", "drop", "1"]) == 0
    capsys.readouterr()
    assert document(capsys, "target", "list")["targets"] == []
    assert document(capsys, "target", "undo", "1")["targets"] == [{"target": 1, "undone": "dropped"}]


def test_without_owners_it_says_how_to_set_them(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journey = 'name = "Bare"\n\n[[stage]]\nname = "All"\n\n[[stage.touchpoint]]\nname = "Delivery"\n'
    (heard.parent / "bare.toml").write_text(journey)
    assert main(["league", "--journey", "bare.toml"]) == 0
    assert "No touchpoint of this journey has an owner" in capsys.readouterr().out


def test_owners_of_the_sample(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["demo"])
    capsys.readouterr()
    rows = document(capsys, "league")["league"]
    assert "Finance" in [row["owner"] for row in rows]
    assert {"owner", "touchpoints", "ratio", "low", "high", "n", "p_worst", "words"} <= set(rows[0])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["target", "add", "much", "--by", "2030-01-01"], "'much' is no ratio"),
        (["target", "add", "5", "--by", "soon"], "'soon' is no date"),
        (["target", "change", "1"], "Nothing is changed"),
        (["target", "drop", "9"], "no target number 9"),
        (["target", "undo", "9"], "no target number 9"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    heard: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], said: str
) -> None:
    refused(capsys, wrong, said)
