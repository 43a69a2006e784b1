"""The command line: documents on standard output, sentences on standard error, exit codes."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import __version__
from cxanalytics.cli import main

SURVEY = """ID,Date,Comment,Stars
1,2026-01-05,The delivery was late and nobody called,1
2,2026-02-06,"Lovely staff in the shop, thank you",5
3,2026-02-07,n/a,3
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CXANALYTICS_WORKSPACE", raising=False)
    (tmp_path / "survey.csv").write_text(SURVEY)
    return tmp_path


def read_json(path: str) -> pd.DataFrame:
    return pd.DataFrame(json.loads(Path(path).read_text())["feedback"])


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, list[dict[str, object]]]:
    """What a command prints with --json; nothing else may stand there."""
    assert main([*arguments, "--json"]) == 0
    parsed: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return parsed


def test_import_prints_the_ledger(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = document(capsys, "import", "survey.csv")["files"][0]
    assert {key: ledger[key] for key in ("file", "format", "read", "kept", "set_aside", "with_text")} == {
        "file": "survey.csv",
        "format": "table",
        "read": 3,
        "kept": 3,
        "set_aside": {},
        "with_text": 3,
    }
    assert ledger["roles"] == {"source_id": "ID", "occurred_at": "Date", "text": "Comment", "rating": "Stars"}
    assert (desk / "workspace" / "cxanalytics.db").exists()


def test_import_in_words_accounts_for_every_row(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "survey.csv"]) == 0
    assert "3 rows read = 3 kept + 0 set aside" in capsys.readouterr().out


def test_dry_run_writes_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert document(capsys, "import", "survey.csv", "--dry-run")["files"][0]["kept"] == 3
    assert not (desk / "workspace").exists()


def test_ratios_have_the_promised_columns_and_null_for_what_does_not_exist(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    rows = document(capsys, "ratios", "--by", "month")["ratios"]
    assert list(rows[0]) == [
        "month", "positive", "negative", "neutral", "mixed", "n",
        "ratio", "low", "high", "method", "labels", "evidence",
        "counted_ratio", "counted_low", "counted_high", "needed",
    ]  # fmt: skip
    february = rows[1]
    assert (february["month"], february["positive"], february["negative"]) == ("2026-02", 1, 0)
    assert (february["ratio"], february["high"], february["method"]) == (None, None, "counted")


def test_ratios_obey_where_and_dates(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    rows = document(capsys, "ratios", "--by", "source", "--from", "2026-02-01", "--to", "2026-02-28")["ratios"]
    # One comment, and one non-answer whose rating stands alone.
    assert [(row["source"], row["n"]) for row in rows] == [("survey", 2)]
    rows = document(capsys, "ratios", "--by", "basis")["ratios"]
    assert [(row["basis"], row["n"]) for row in rows] == [("rating", 1), ("words", 2)]
    assert main(["ratios", "--where", "source=surwey"]) == 1
    assert "survey" in capsys.readouterr().err


def test_map_writes_html_json_and_csv(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    for name in ("map.html", "map.json", "map.csv"):
        assert main(["map", "--out", name, "--journey", "retailer"]) == 0
        assert (desk / name).stat().st_size > 500
    points = json.loads((desk / "map.json").read_text())["map"]["points"]
    assert "Unassigned" in {point["touchpoint"] for point in points}


def test_score_adds_columns_to_any_table_without_a_workspace(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = document(capsys, "score", "survey.csv", "--text", "Comment", "--out", "scored.csv")["score"][0]
    assert report["states"] == {"scored": 2, "non-answer": 1}
    table = pd.read_csv("scored.csv", keep_default_na=False)
    assert list(table.columns) == [
        "ID", "Date", "Comment", "Stars",
        "polarity", "p_positive", "p_neutral", "p_negative", "emotions", "effort", "unresolved", "language", "scorer",
    ]  # fmt: skip
    assert table["polarity"].tolist() == ["negative", "positive", ""]
    assert not (desk / "workspace").exists()


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet", "json"])
def test_feedback_keeps_the_tools_ids(suffix: str, desk: Path) -> None:
    main(["import", "survey.csv"])
    assert main(["feedback", "--out", f"all.{suffix}"]) == 0
    readers = {
        "csv": pd.read_csv,
        "xlsx": partial(pd.read_excel, engine="calamine"),
        "parquet": pd.read_parquet,
        "json": read_json,
    }
    table = readers[suffix](f"all.{suffix}")
    assert table["source_id"].astype("str").tolist() == ["1", "2", "3"]
    assert {"text", "polarity", "p_negative", "emotions", "effort", "unresolved", "touchpoints", "state"} <= set(
        table.columns
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["import", "nowhere.csv"], "nowhere.csv"),
        (["import", "survey.csv", "--map", "Coment=text"], "Comment"),
        (["import", "survey.csv", "--map", "Comment"], "COLUMN=ROLE"),
        (["ratios"], "holds no feedback yet"),
        (["import", ""], "file"),
        (["audit", "status"], "holds no feedback yet"),
        (["audit", "load", "nowhere.csv"], "holds no feedback yet"),
        (["audit", "sample", "--labels", "5", "--out", "labels.txt"], "a .csv or an .xlsx file"),
        (["map", "--out", "m.html"], "holds no feedback yet"),
        (["score", "survey.csv", "--text", "Words", "--out", "o.csv"], "it has ID, Date, Comment, Stars"),
        (["doctor", "--workspace", "survey.csv"], "is a file"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_1(
    arguments: list[str], says: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    captured = capsys.readouterr()
    lines = (captured.err or captured.out).strip().splitlines()
    assert [line for line in lines if says in line] != []
    assert len(captured.err.splitlines()) <= 1
    assert "Traceback" not in captured.err


@pytest.mark.parametrize("arguments", [[], ["dance"], ["import"], ["ratios", "--by", "mood"], ["map"], ["audit"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: cxanalytics" in capsys.readouterr().err


def test_a_sample_goes_out_and_its_labels_come_in(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    drawn = document(capsys, "audit", "sample", "--labels", "9", "--out", "labels.csv")["audit"][0]
    assert (drawn["file"], drawn["drawn"], drawn["selection"]) == ("labels.csv", 2, "all feedback")
    sheet = pd.read_csv("labels.csv", dtype="str", keep_default_na=False)
    assert {"feedback_id", "source_id", "touchpoint", "occurred_at", "text", "stratum", "probability", "label"} <= set(
        sheet.columns
    )
    sheet.assign(label=["Negative", "unsure"]).to_csv("labels.csv", index=False)
    taken = document(capsys, "audit", "load", "labels.csv", "--who", "Ann")["audit"][0]
    assert (taken["read"], taken["added"]) == (2, 2)
    status = document(capsys, "audit", "status")["audit"][0]
    assert (status["drawn"], status["labelled"], status["unsure"], status["by"]) == (2, 1, 1, {"Ann": 2})
    assert document(capsys, "audit", "sheet", "--out", "all.xlsx")["audit"][0]["labelled"] == 2


def test_a_correction_changes_the_ratio(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    main(["audit", "sample", "--labels", "9", "--out", "labels.csv"])
    capsys.readouterr()
    before = document(capsys, "ratios", "--by", "source")["ratios"][0]
    sheet = pd.read_csv("labels.csv", dtype="str")
    row = sheet[sheet["text"].str.startswith("The delivery")].iloc[0]
    made = document(
        capsys, "correct", row["feedback_id"], "--touchpoint", row["touchpoint"], "--label", "positive", "--who", "Ann"
    )["correct"][0]
    assert made["machine"] == "negative"
    after = document(capsys, "ratios", "--by", "source")["ratios"][0]
    assert (before["positive"], before["negative"]) == (1, 1)
    assert (after["positive"], after["negative"]) == (2, 0)


def test_doctor_finds_all_in_order(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    checks = document(capsys, "doctor")["checks"]
    assert {check["what"]: check["ok"] for check in checks} == {
        "Python": True,
        "Libraries": True,
        "Shipped files": True,
        "Workspace": True,
        "Ledgers": True,
    }


def test_both_ways_to_call_it_answer() -> None:
    for command in (
        [sys.executable, "-m", "cxanalytics"],
        [str(Path(sys.executable).with_name("cxanalytics"))],
    ):
        ran = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
        assert ran.stdout == f"cxanalytics {__version__}\n"


def test_days_the_wrong_way_round_and_days_without_feedback_are_said(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    assert main(["ratios", "--from", "2026-03-01", "--to", "2026-01-01"]) == 1
    assert "is after the last" in capsys.readouterr().err
    assert main(["ratios", "--from", "2031-01-01"]) == 0
    assert capsys.readouterr().out == "No feedback in this selection: from 1 January 2031.\n"


def test_a_ratio_says_what_it_is_of(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "survey.csv"])
    capsys.readouterr()
    found = document(capsys, "ratios", "--by", "source")
    assert found["mix"] == "All from survey. 33 % are ratings without words, counted by rule."
    assert set(found) == {"ratios", "selection", "mix", "journey", "scorer"}
