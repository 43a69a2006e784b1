"""Claims and what is new, by command."""

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


def test_a_claim_is_added_listed_retired_and_taken_back(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = document(
        capsys, "claim", "add", "Everybody waits for us", "--words", "late, delay", "--measure", "negative share > 50%",
        "--owner", "Ana", "--from", "2026-01-01",
    )["claims"]  # fmt: skip
    claim = added[0]
    assert (claim["number"], claim["verdict"], claim["owner"], claim["n"]) == (1, "supported", "Ana", 30)
    assert claim["scope"] == "from 1 January 2026, texts with “late” or “delay”"
    assert 0 <= claim["low"] <= claim["value"] <= claim["high"] <= 1
    assert len(claim["quotes_for"]) == 3
    assert claim["when_stated"]["verdict"] == "supported"
    assert document(capsys, "claim", "list")["claims"] == added
    assert document(capsys, "claim", "retire", "1")["claims"] == [{"number": 1, "retired": True}]
    assert document(capsys, "claim", "list")["claims"][0]["retired"] is True
    assert document(capsys, "claim", "undo", "1")["claims"] == [{"number": 1, "undone": "retired"}]
    assert main(["claim", "list"]) == 0
    assert "1 claim: 1 supported." in capsys.readouterr().out


def test_without_a_measure_the_sentence_is_read_and_that_is_said(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added = document(capsys, "claim", "add", "All parcels are late", "--words", "late.")
    assert added["claims"][0]["measure"] == "negative share > 90 %"
    assert added["read"] == "90 % is read from “all”; change it if you mean something else."
    assert len(added["claims"][0]["history"]) == 1
    assert main(["claim", "list"]) == 0
    assert "Speaks of all feedback, texts with “late”." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["claim", "add", "X", "--measure", "awful"], "says nothing that can be measured"),
        (["claim", "add", " ", "--measure", "rising"], "needs a sentence"),
        (["claim", "add", "X", "--measure", "worse than others"], "needs others"),
        (["claim", "add", "X", "--measure", "rising", "--pattern", "P99"], "no pattern 'P99'"),
        (["claim", "add", "X", "--measure", "rising", "--where", "channel=moon"], "moon"),
        (["claim", "add", "X", "--words", ", ,"], "no letter or digit"),
        (["claim", "retire", "9"], "no claim number 9"),
        (["claim", "undo", "9"], "no claim number 9"),
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


def test_too_few_periods_are_said(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "emerging", "--period", "month")
    assert found["emerging"] == []
    assert "Too few periods" in found["words"]
