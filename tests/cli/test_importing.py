"""Exports in, feedback out."""

import json
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
