"""The worklist by command."""

from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.cli import main
from tests.cli import document, refused

ROWS = """Comment,Date,Customer id
"The parcel was late again, I am furious",2026-03-01,anna
"=cmd() The invoice was wrong, I am angry",2026-03-20,ben
"""


@pytest.fixture
def filled(desk: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (desk / "survey.csv").write_text(ROWS)
    main(["import", "survey.csv", "--map", "Customer id=customer", "--keep-customer-key"])
    capsys.readouterr()
    return desk


def test_a_case_is_answered_and_its_history_shown(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [row["case"] for row in document(capsys, "worklist")["worklist"]]
    assert len(cases) == 2
    first = cases[0]
    main(["case", "assign", first, "--owner", "Ana", "--due", "2026-04-01"])
    capsys.readouterr()
    assert main(["case", "answer", first[:10], "--note", "called her"]) == 0
    assert capsys.readouterr().out == f"Case {first} is answered.\n"
    assert [row["case"] for row in document(capsys, "worklist")["worklist"]] == cases[1:]
    told = document(capsys, "worklist", "--state", "answered")
    assert told["worklist"][0]["owner"] == "Ana"
    assert told["answering"].startswith("1 of 2 answered")
    shown = document(capsys, "case", "show", first)["cases"][0]
    assert len(shown["history"]) == 1
    assert "called her" in shown["done"][-1]
    assert document(capsys, "case", "undo", first)["cases"] == [{"case": first, "undone": "answered"}]


def test_the_file_for_the_crm_is_safe_and_has_the_keys_that_were_kept(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["worklist", "--out", "cases.csv"]) == 0
    assert capsys.readouterr().out == "2 cases written to cases.csv.\n"
    table = pd.read_csv(filled / "cases.csv")
    assert sorted(table["customer_key"]) == ["anna", "ben"]
    assert not any(str(quote).startswith("=") for quote in table["quote"])
    assert document(capsys, "worklist", "--out", "cases.json")["worklist"] == [{"file": "cases.json", "rows": 2}]


def test_without_being_asked_no_key_is_kept(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "survey.csv").write_text(ROWS)
    main(["import", "survey.csv", "--map", "Customer id=customer"])
    main(["worklist", "--out", "cases.csv"])
    assert "customer_key" not in pd.read_csv(desk / "cases.csv")


def test_complaints_without_a_date_are_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "bare.csv").write_text("Comment\nThe delivery was late and I am angry\n")
    main(["import", "bare.csv"])
    capsys.readouterr()
    assert main(["worklist"]) == 0
    assert "1 complaint has no date and is not in the list" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["worklist", "--state", "asleep"], "'asleep' is no state of a case"),
        (["case", "answer", "zz"], "names no case of the worklist (there is none)"),
        (["worklist", "--out", "cases.doc"], "must end in"),
        (["worklist", "--days", "0"], "--days is a number from 1 on, not 0"),
        (["worklist", "--limit", "-3"], "--limit is a number from 0 on, not -3"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    filled: Path, capsys: pytest.CaptureFixture[str], wrong: list[str], said: str
) -> None:
    refused(capsys, wrong, said)
