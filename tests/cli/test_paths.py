"""How known customers go, on the command line."""

import json
from pathlib import Path

import pytest

from cxanalytics.cli import main

ROWS = """Date,Comment,Customer,Where
2026-01-05,The delivery was late,anna,Delivery
2026-01-06,Nobody could help me on the phone,anna,Phone
2026-01-05,Quick delivery,ben,Delivery
"""
MAPPED = ["--map", "Customer=customer", "--map", "Where=touchpoint"]


def test_paths_are_told_in_words_and_as_json(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "paths.csv").write_text(ROWS)
    assert main(["import", "paths.csv", *MAPPED]) == 0
    capsys.readouterr()
    assert main(["paths", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(row["path"], row["n"]) for row in told["paths"]] == [("Delivery → Phone line", 1)]
    assert told["coverage"]["customers"] == 2
    assert main(["paths", "--gap", "0.5"]) == 0
    assert "0 of 3 sessions have two steps" in capsys.readouterr().out


def test_days_must_be_days(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    assert main(["paths", "--gap", "0"]) == 1
    assert "--gap and --repeat are days above 0" in capsys.readouterr().err
