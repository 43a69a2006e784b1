"""Changes of patterns from the command line, each told in a sentence and taken back by its number."""

import json
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.cli import editing, main
from cxanalytics.patterns.registry import ESTIMATES
from tests.cli import document


def names(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    return {str(row["id"]): str(row["name"]) for row in document(capsys, "patterns")["patterns"]}


def mentions(capsys: pytest.CaptureFixture[str]) -> pd.DataFrame:
    document(capsys, "patterns", "--assignments", "all.parquet")
    return pd.read_parquet("all.parquet")


def test_a_name_is_kept_told_and_taken_back(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = names(capsys)
    made = document(capsys, "pattern", "rename", "P1", "Soaked parcels", "--who", "Ann")["pattern"][0]
    assert made["words"] == "P1 was named “Soaked parcels”."
    assert (made["patterns"], made["undone"]) == (["P1"], False)
    assert names(capsys)["P1"] == "Soaked parcels"
    assert main(["pattern", "history", "P1"]) == 0
    assert "Named “Soaked parcels” on" in capsys.readouterr().out
    assert document(capsys, "pattern", "undo", str(made["batch"]))["pattern"][0]["undone"] is True
    assert names(capsys) == before


def test_merging_adds_up_and_undoing_parts_again(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = mentions(capsys)["pattern_id"].value_counts()
    made = document(capsys, "pattern", "merge", "P2", "--into", "P1")["pattern"][0]
    after = mentions(capsys)["pattern_id"].value_counts()
    assert after["P1"] == before["P1"] + before["P2"]
    assert "P2" not in after
    main(["pattern", "undo", str(made["batch"])])
    capsys.readouterr()
    assert mentions(capsys)["pattern_id"].value_counts().to_dict() == before.to_dict()


def test_mentions_move_and_leave(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = mentions(capsys)
    one = str(table["mention_id"][(table["pattern_id"] == "P1").to_numpy(bool)].iloc[0])
    main(["pattern", "move", one, "--to", "P2"])
    capsys.readouterr()
    moved = mentions(capsys).set_index("mention_id").loc[one]
    assert (moved["pattern_id"], moved["strength"]) == ("P2", 1)
    main(["pattern", "move", one, "--to", "none"])
    capsys.readouterr()
    assert mentions(capsys).set_index("mention_id").loc[one, "pattern_id"] == ""
    main(["pattern", "not-a-pain", one])
    capsys.readouterr()
    assert mentions(capsys).set_index("mention_id").loc[one, "state"] == "no pain"
    assert document(capsys, "patterns")["mentions"] == len(table) - 1


def test_splitting_without_a_name_only_shows(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = mentions(capsys)
    some = table["mention_id"][(table["pattern_id"] == "P1").to_numpy(bool)].tolist()[:3]
    shown = document(capsys, "pattern", "split", "P1", "--mentions", *some)["pattern"][0]
    assert (shown["mentions"], shown["changed"]) == (some, False)
    assert mentions(capsys).equals(table)
    made = document(capsys, "pattern", "split", "P1", "--mentions", *some, "--name", "Three of them")["pattern"][0]
    new = next(name for name in made["patterns"] if name != "P1")
    assert names(capsys)[new] == "Three of them"
    assert (mentions(capsys)["pattern_id"] == new).sum() == 3


def test_a_pattern_that_is_no_pain_comes_back(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = document(capsys, "patterns")["mentions"]
    assert main(["pattern", "not-a-pain", "P1"]) == 0
    capsys.readouterr()
    assert document(capsys, "patterns")["mentions"] < before
    assert main(["pattern", "restore", "P1"]) == 0
    capsys.readouterr()
    assert document(capsys, "patterns")["mentions"] == before


def test_grouping_anew_keeps_what_people_named(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["pattern", "rename", "P1", "Ours"])
    capsys.readouterr()
    assert main(["pattern", "regroup", "--patterns", "2"]) == 0
    capsys.readouterr()
    found = names(capsys)
    assert found["P1"] == "Ours"
    assert len(found) == 2


def test_the_history_lists_every_change(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["pattern", "theme", "P1", "Delivery"])
    main(["pattern", "undo", "2"])
    capsys.readouterr()
    rows = document(capsys, "pattern", "history")["history"]
    assert [(row["batch"], row["undone"]) for row in rows] == [(2, True), (1, False)]
    assert main(["pattern", "history"]) == 0
    assert "(taken back)" in capsys.readouterr().out


def test_the_numbers_people_may_give_are_those_of_the_registry() -> None:
    assert tuple(editing.ESTIMATES) == ESTIMATES


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["rename", "P99", "Name"], "There is no pattern 'P99'"),
        (["rename", "P1", " "], "at least one letter"),
        (["rename", "P1", "a" * 200], "at most 80 characters"),
        (["merge", "P1", "--into", "P1"], "merged into itself"),
        (["merge", "P1", "--into", "P99"], "There is no pattern 'P99'"),
        (["split", "P99"], "There is no pattern 'P99'"),
        (["split", "P1", "--mentions", "nothing-1"], "nothing-1"),
        (["split", "P1", "--mentions", "nothing-1", "--name", "New"], "nothing-1"),
        (["move", "nothing-1", "--to", "P1"], "There is no mention 'nothing-1'"),
        (["not-a-pain", "P99"], "There is no pattern 'P99'"),
        (["not-a-pain", "nothing-1"], "There is no mention 'nothing-1'"),
        (["accept", "7"], "There is no proposal number 7"),
        (["dismiss", "7"], "There is no proposal number 7"),
        (["estimate", "P1"], "effort, gain, reach"),
        (["estimate", "P1", "--effort", "much"], "'much' after --effort is not a number"),
        (["estimate", "P1", "--effort", "0"], "more than 0"),
        (["estimate", "P1", "--confidence", "2"], "from 0 to 1"),
        (["regroup", "--patterns", "900"], "900 patterns cannot be made"),
        (["undo", "99"], "There is no change number 99"),
        (["history", "P99"], "There is no pattern 'P99'"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(
    arguments: list[str], says: str, heard: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pattern", *arguments]) == 1
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 1
    assert says in said.err
    assert main(["pattern", "history", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["history"]) == 1


def test_an_empty_workspace_has_nothing_to_change(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pattern", "rename", "P1", "Name"]) == 1
    assert "holds no feedback yet" in capsys.readouterr().err
