"""Exports in, feedback out."""

import json
import zipfile
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.cli import main
from tests.cli import document


def read_json(path: str) -> pd.DataFrame:
    return pd.DataFrame(json.loads(Path(path).read_text())["feedback"])


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


def test_a_zip_and_a_folder_give_a_ledger_for_each_table(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(desk / "reviews.zip", "w") as archive:
        archive.write(desk / "survey.csv", "shop/survey.csv")
        archive.writestr(
            "shop/remarks.csv", "ID,Remark\n8,The soup was cold when it came\n9,A quiet room with a view\n"
        )
        archive.writestr("README.txt", "made by hand")
    files = document(capsys, "import", "reviews.zip", "--map", "Remark=text")["files"]
    assert [(item["file"], item["read"]) for item in files] == [
        ("reviews.zip/shop/survey.csv", 3), ("reviews.zip/shop/remarks.csv", 2),
    ]  # fmt: skip
    assert files[1]["roles"]["text"] == "Remark"
    assert files[1]["warnings"][-1] == "Left out of it: 1 is a note (README.txt)."
    (desk / "more").mkdir()
    (desk / "more" / "empty.csv").write_text("")
    assert main(["import", "more"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "more holds no table of feedback: 1 holds no table (empty.csv)" in said


def test_an_address_that_leads_nowhere_is_one_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "nowhere://bucket/survey.csv"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
