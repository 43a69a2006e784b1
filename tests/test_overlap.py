"""What of an export is in the workspace already."""

from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import ingest, overlap
from cxanalytics.files import write_parquet

SALT = b"s" * 32


@pytest.fixture
def export(tmp_path: Path) -> ingest.Import:
    path = tmp_path / "survey.csv"
    path.write_text("ID,Comment\n1,Late again\n2,Lovely staff\n3,Great prices\n")
    return ingest.read(path, salt=SALT)


def kept(feedback: pd.DataFrame, path: Path) -> list[Path]:
    write_parquet(feedback, path)
    return [path]


def test_nothing_known_leaves_an_export_as_it_is(export: ingest.Import) -> None:
    brought, ledger = overlap.without_known(export, [])
    assert len(brought.feedback) == 3
    assert ledger == export.ledger.as_dict()


def test_known_answers_are_set_aside_with_their_record(export: ingest.Import, tmp_path: Path) -> None:
    earlier = kept(export.feedback.head(2), tmp_path / "earlier.parquet")
    brought, ledger = overlap.without_known(export, earlier)
    assert brought.feedback["text"].tolist() == ["Great prices"]
    assert brought.set_aside["record"].tolist() == export.records.head(2).tolist()
    assert (ledger["read"], ledger["kept"], ledger["set_aside"]) == (3, 1, {"already in the workspace": 2})
    assert ledger["warnings"][-1] == "2 answers are in the workspace already and were not added again."


def test_an_export_that_is_wholly_known_brings_nothing(export: ingest.Import, tmp_path: Path) -> None:
    brought, ledger = overlap.without_known(export, kept(export.feedback, tmp_path / "earlier.parquet"))
    assert brought.feedback.empty
    assert (ledger["kept"], ledger["set_aside"], ledger["with_text"]) == (0, {"already in the workspace": 3}, 0)


def test_the_same_bytes_are_named_by_their_first_name(export: ingest.Import) -> None:
    ledger = export.ledger.as_dict()
    again = overlap.again("copy.csv", ledger["import_id"], {}, [ledger])
    assert (again["file"], again["kept"], again["set_aside"]) == ("copy.csv", 0, {"already in the workspace": 3})
    assert again["warnings"][0] == "This very file was imported just now as survey.csv; nothing was added."
