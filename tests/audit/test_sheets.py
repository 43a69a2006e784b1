"""Labels in a spreadsheet."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.audit import sheets
from cxanalytics.errors import LabelError
from cxanalytics.ingest import read_table

from .conftest import log

A, B = ("0" * 15 + digit for digit in "01")
DRAWN = pd.DataFrame(
    {
        "feedback_id": [B, A],
        "touchpoint": ["Invoice", "=Refund"],
        "stratum": ["Invoice | 2026-03 | negative", "=Refund | 2026-03 | positive"],
        "probability": [0.5, 0.125],
    }
)


@pytest.fixture
def filled(make_feedback: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return sheets.sheet(DRAWN, make_feedback(["=1+1 is formula", "Wrong, twice"], source_id=["s1", "s2"]))


def test_the_sheet_has_the_promised_columns_in_the_order_drawn(filled: pd.DataFrame) -> None:
    assert {"feedback_id", "source_id", "touchpoint", "occurred_at", "text", "stratum", "probability", "label"} <= set(
        filled.columns
    )
    assert filled["feedback_id"].tolist() == [B, A]
    assert filled["source_id"].tolist() == ["s2", "s1"]
    assert filled["label"].tolist() == ["", ""]


def test_the_stratum_does_not_tell_what_the_machine_read(filled: pd.DataFrame) -> None:
    assert filled["stratum"].str.startswith("Invoice | 2026-03 | ").tolist() == [True, False]
    assert not filled["stratum"].str.contains("negative|positive").any()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_labels_go_out_and_come_back(suffix: str, filled: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / f"sheet.{suffix}"
    sheets.write(filled.assign(label=["NEGATIVE ", "Can't tell"], right_touchpoint=["Refund", ""]), path)
    read = sheets.read(path, sheets.Known(DRAWN, ["Refund"]), who="Ann")
    assert [(x.feedback_id, x.touchpoint, x.label, x.moved_to, x.who, x.how) for x in read] == [
        (B, "Invoice", "negative", "Refund", "Ann", f"file sheet.{suffix}"),
        (A, "=Refund", "unsure", "", "Ann", f"file sheet.{suffix}"),
    ]


def test_a_text_that_looks_like_a_formula_is_marked_as_text(filled: pd.DataFrame, tmp_path: Path) -> None:
    sheets.write(filled, tmp_path / "sheet.csv")
    assert "'=1+1" in (tmp_path / "sheet.csv").read_text()


def test_rows_without_a_label_are_left_out(filled: pd.DataFrame, tmp_path: Path) -> None:
    sheets.write(filled.assign(label=["", "mixed"], who=["", "Ben"]), tmp_path / "s.csv")
    read = sheets.read(tmp_path / "s.csv", sheets.Known(DRAWN), who="Ann")
    assert [(item.feedback_id, item.who) for item in read] == [(A, "Ben")]


def test_a_sheet_as_a_german_excel_saves_it(filled: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    filled.assign(label=["Positive", ""]).to_csv(path, sep=";", index=False, encoding="cp1252")
    assert [item.label for item in sheets.read(path, sheets.Known(DRAWN))] == ["positive"]


def test_labels_that_stand_are_filled_in(make_feedback: Callable[..., pd.DataFrame]) -> None:
    rows = sheets.sheet(DRAWN, make_feedback(["a", "b"]), log((B, "Invoice", "mixed", "Ann")))
    assert rows[["label", "who"]].to_numpy().tolist() == [["mixed", "Ann"], ["", ""]]


def test_the_same_file_again_adds_nothing_and_a_change_replaces(filled: pd.DataFrame, tmp_path: Path) -> None:
    sheets.write(filled.assign(label=["mixed", "neutral"]), tmp_path / "s.csv")
    read = sheets.read(tmp_path / "s.csv", sheets.Known(DRAWN), who="Ann")
    known = log((B, "Invoice", "mixed", "Ann"), (A, "=Refund", "neutral", "Ben"))
    assert [(item.feedback_id, item.who) for item in sheets.new_only(read, known)] == [(A, "Ann")]
    assert sheets.new_only(read, log((B, "Invoice", "mixed", "Ann"), (A, "=Refund", "neutral", "Ann"))) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"label": ["good", ""]}, r"s.csv, row 2: 'good' is no label; write negative, neutral, positive, mixed"),
        ({"label": ["mixed", "mixed"], "feedback_id": [B, "zz"]}, r"s.csv, row 3: zz at =Refund is not in the sample"),
        (
            {"label": ["mixed", "mixed"], "feedback_id": [B, B], "touchpoint": ["Invoice", "Invoice"]},
            r"s.csv, rows 2, 3: .* at Invoice is labelled more than once by the same person",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_row(
    change: dict[str, list[str]], says: str, filled: pd.DataFrame, tmp_path: Path
) -> None:
    sheets.write(filled.assign(**change), tmp_path / "s.csv")
    with pytest.raises(LabelError, match=says):
        sheets.read(tmp_path / "s.csv", sheets.Known(DRAWN))


def test_another_table_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("comment,stars\nLate,1\n")
    with pytest.raises(
        LabelError, match=r"x\.csv has no column feedback_id or touchpoint or label; it has comment, stars"
    ):
        sheets.read(tmp_path / "x.csv", sheets.Known(DRAWN))


def test_only_sheets_are_written(filled: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"labels go into a \.csv or an \.xlsx file"):
        sheets.write(filled, tmp_path / "s.parquet")


def test_every_text_survives_a_round_trip(make_feedback: Callable[..., pd.DataFrame], tmp_path: Path) -> None:
    texts = ["a, b\nsecond line", '"quoted"; semicolon']
    rows = sheets.sheet(DRAWN, make_feedback(texts)).assign(label="mixed")
    sheets.write(rows, tmp_path / "s.csv")
    assert len(sheets.read(tmp_path / "s.csv", sheets.Known(DRAWN))) == 2
    assert read_table(tmp_path / "s.csv")["text"].tolist() == texts[::-1]


def test_names_and_touchpoints_are_known_in_any_case(tmp_path: Path) -> None:
    sheet = pd.DataFrame({"feedback_id": [B], "touchpoint": ["Invoice"], "label": ["positive"]})
    sheet = sheet.assign(right_touchpoint=" refund", who="ANN ")
    sheet.to_csv(tmp_path / "s.csv", index=False)
    (read,) = sheets.read(tmp_path / "s.csv", sheets.Known(DRAWN, ["Refund"], ["Ann"]))
    assert (read.who, read.moved_to) == ("Ann", "Refund")


def test_a_touchpoint_that_there_is_not_is_refused(tmp_path: Path) -> None:
    sheet = pd.DataFrame(
        {"feedback_id": [B], "touchpoint": ["Invoice"], "label": ["positive"], "right_touchpoint": ["Zzz nowhere"]}
    )
    sheet.to_csv(tmp_path / "s.csv", index=False)
    with pytest.raises(LabelError, match=r"s\.csv, row 2: there is no touchpoint 'Zzz nowhere'"):
        sheets.read(tmp_path / "s.csv", sheets.Known(DRAWN))
