"""What recurs, what to work on first and what goes with bad experiences, in documents, words and files."""

import json
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.cli import main
from tests.cli import document

PROMISED = {"id", "name", "n", "share", "first_seen", "last_seen", "periods", "touchpoints", "terms", "quotes"}


def test_patterns_have_what_is_promised(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "patterns")
    assert found["patterns"]
    for row in found["patterns"]:
        assert set(row) >= PROMISED
        assert isinstance(row["quotes"], list)
        assert row["quotes"]
    assert {"unclustered", "alternatives", "proposals", "selection", "mentions", "scorer"} <= set(found)
    assert 0 <= found["unclustered"] <= 1


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_n_share_and_unclustered_follow_from_the_assignments(
    suffix: str, heard: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(capsys, "patterns", "--assignments", f"all.{suffix}")
    readers = {"csv": pd.read_csv, "xlsx": partial(pd.read_excel, engine="calamine"), "parquet": pd.read_parquet}
    table = readers[suffix](f"all.{suffix}")
    assert list(table)[:7] == [
        "mention_id", "feedback_id", "source_id", "touchpoint", "text", "pattern_id", "strength",
    ]  # fmt: skip
    pattern = table["pattern_id"].fillna("")
    answers = table.groupby(pattern)["feedback_id"].nunique()
    for row in found["patterns"]:
        assert row["n"] == answers[row["id"]]
        assert row["share"] == pytest.approx(answers[row["id"]] / table["feedback_id"].nunique())
    assert found["mentions"] == len(table)
    assert found["unclustered"] == pytest.approx((pattern == "").mean())
    assert table["source_id"].str.contains(r"^[A-Z][a-z]+\d+$").all()
    assert table["mention_id"].is_unique


def test_a_selection_narrows_patterns_and_file_alike(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = document(capsys, "patterns")
    some = document(capsys, "patterns", "--from", "2026-03-01", "--assignments", "some.csv")
    assert 0 < some["mentions"] < every["mentions"]
    assert len(pd.read_csv("some.csv")) == some["mentions"]
    assert min(row["first_seen"] for row in some["patterns"]) >= "2026-03-01"


def test_what_people_love_is_the_other_side(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loved = document(capsys, "patterns", "--polarity", "positive")
    assert all(str(row["id"]).startswith("L") for row in loved["patterns"])
    assert all("P" in str(row["id"]) for row in document(capsys, "patterns")["patterns"])


def test_in_words_the_share_of_unclustered_is_always_said(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more in ([], ["--polarity", "positive"], ["--where", "source=complaints"]):
        assert main(["patterns", *more]) == 0
        assert "unclustered" in capsys.readouterr().out
    assert main(["patterns", "--from", "2031-01-01"]) == 0
    assert capsys.readouterr().out == "No negative mention in this selection: from 1 January 2031.\n"


def test_priorities_multiply_out_and_people_have_the_last_word(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = document(capsys, "priorities")["priorities"]
    first = rows[0]
    product = float(first["gain"]) * float(first["reach"]) * float(first["confidence"]) / float(first["effort"])
    assert first["priority"] == pytest.approx(product)
    assert main(["pattern", "estimate", str(first["id"]), "--effort", "4"]) == 0
    capsys.readouterr()
    again = {row["id"]: row for row in document(capsys, "priorities")["priorities"]}[first["id"]]
    assert (again["effort"], again["set"]) == (4, ["effort"])
    assert again["priority"] == pytest.approx(float(first["priority"]) / 4)
    assert main(["priorities"]) == 0
    assert "set by people" in capsys.readouterr().out


def test_drivers_are_worded_as_what_goes_together(heard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "drivers")
    assert {"drivers", "outcome", "n", "words"} <= set(found)
    assert main(["drivers"]) == 0
    assert "because" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["patterns", "--assignments", "all.txt"], ".csv, .xlsx, .parquet"),
        (["patterns", "--assignments", "survey.csv/all.csv"], "survey.csv"),
        (["patterns", "--where", "source=Trustpilot"], "complaints"),
        (["priorities", "--where", "mood=bad"], "mood"),
        (["drivers", "--where", "source=Trustpilot"], "complaints"),
    ],
)
def test_bad_input_is_one_line(
    arguments: list[str], says: str, heard: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert says in said[0]


@pytest.mark.parametrize("command", ["patterns", "priorities", "drivers"])
def test_without_feedback_the_way_out_is_said(command: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command]) == 1
    assert "holds no feedback yet" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["patterns", "priorities", "drivers"])
def test_a_survey_of_three_answers_has_no_patterns(
    command: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    assert main([command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[command] == []
    assert main([command]) == 0
