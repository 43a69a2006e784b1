"""A record as a file: each form whole, read again, and no text a formula."""

import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics import actions, workshop
from cxanalytics.engine import Analysis
from cxanalytics.errors import CXError
from cxanalytics.store import Workspace
from cxanalytics.workshop import Record, export

from .conftest import ANN, JOURNEY

TABLES = ["gaps", "quotes", "guesses", "notes", "votes", "prompts", "answers", "actions"]


@pytest.fixture
def record(heard: Workspace, analysis: Analysis) -> Record:
    number = workshop.open_session(heard, "Bills | <b>", JOURNEY, who="Fay")
    workshop.guess(heard, number, ANN, {"Invoice": 5.0})
    workshop.move(heard, number, "discuss")
    workshop.vote(heard, number, ANN, "Invoice")
    workshop.note(heard, number, "=HYPERLINK(1)", touchpoint="Invoice")
    actions.add(
        heard, "Explain the bill", touchpoint="Invoice", due="2027-01-31", session=number, journey=JOURNEY, who="Fay"
    )
    return workshop.record(heard, number, analysis)


def test_json_is_one_document(record: Record, tmp_path: Path) -> None:
    export.write(record, tmp_path / "r.json")
    found = json.loads((tmp_path / "r.json").read_text())["session"]
    assert (found["number"], found["title"], found["state"], found["participants"]) == (1, "Bills | <b>", "discuss", 1)
    assert found["gaps"][0]["touchpoint"] == "Invoice"
    assert found["actions"][0]["due"] == "2027-01-31"
    assert found["actions"][0]["pattern"] is None
    assert found["provenance"]["Selection"] == "all feedback"


def test_excel_has_a_sheet_for_each_table_and_no_formula(record: Record, tmp_path: Path) -> None:
    export.write(record, tmp_path / "r.xlsx")
    book = pd.read_excel(tmp_path / "r.xlsx", sheet_name=None, engine="calamine")
    assert list(book) == ["session", *TABLES]
    assert book["notes"]["text"].tolist() == ["=HYPERLINK(1)"]
    assert book["actions"]["due"].astype("str").tolist() == ["2027-01-31"]
    with zipfile.ZipFile(tmp_path / "r.xlsx") as parts:
        assert not [n for n in parts.namelist() if "sheet" in n and b"<f>" in parts.read(n)]


def test_csv_has_a_row_for_each_touchpoint(record: Record, tmp_path: Path) -> None:
    export.write(record, tmp_path / "r.csv")
    table = pd.read_csv(tmp_path / "r.csv")
    assert table[["stage", "touchpoint", "dots", "notes"]].to_numpy().tolist() == [
        ["Buy", "Website", 0, 0], ["Buy", "Delivery", 0, 0], ["Pay", "Invoice", 1, 1],
    ]  # fmt: skip
    assert table["actions"].tolist()[2] == "Explain the bill"
    assert table["verdict"].tolist()[2] == "too rosy"


def test_the_tables_come_as_csv_in_one_file(record: Record, tmp_path: Path) -> None:
    export.write(record, tmp_path / "r.zip")
    with zipfile.ZipFile(tmp_path / "r.zip") as parts:
        assert parts.namelist() == [f"{name}.csv" for name in ["session", *TABLES]]
        assert b"'=HYPERLINK(1)" in parts.read("notes.csv")


def test_markdown_is_read_by_people_and_holds_no_sign_of_its_own(record: Record, tmp_path: Path) -> None:
    export.write(record, tmp_path / "r.md")
    text = (tmp_path / "r.md").read_text()
    assert text.startswith("# Bills \\| &lt;b&gt;\n\nSession 1 on the journey Shop, opened ")
    assert "| 1 | Explain the bill | Invoice |  | 2027-01-31 |  | open |" in text
    assert "- **Invoice**: The room believes 5 : 1, customers say 0." in text
    assert "- =HYPERLINK(1) (Invoice)" in text
    assert "- Selection: all feedback" in text


def test_another_ending_is_refused_and_nothing_is_written(record: Record, tmp_path: Path) -> None:
    with pytest.raises(CXError, match="must end in"):
        export.write(record, tmp_path / "r.doc")
    assert list(tmp_path.glob("r.*")) == []
