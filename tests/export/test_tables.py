import json
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from cxanalytics.errors import CXError
from cxanalytics.export import tables

FRAME = pd.DataFrame(
    {
        "text": pd.Series(["=1+1", "fine, thanks", "-", None, "@home\nnow", " +44", "＝x", "ok – 👍"], dtype="str"),
        "n": [1, -2, 3, 4, 5, 6, 7, 8],
        "ratio": [0.5, -1.25, np.nan, np.inf, 1, 2, 3, 4],
        "when": pd.to_datetime(["2026-05-01 10:30:00"] * 7 + [None]),
        "sure": [True, False] * 4,
    }
)


@pytest.mark.parametrize("column", ["str", "category", "object"])
def test_csv_texts_that_look_like_formulas_are_marked_and_numbers_stay(column: str) -> None:
    written = tables.csv(FRAME.astype({"text": column})[["text", "n"]])
    assert written == (
        "text,n\r\n'=1+1,1\r\n\"fine, thanks\",-2\r\n'-,3\r\n,4\r\n"
        "\"'@home\nnow\",5\r\n' +44,6\r\n'＝x,7\r\nok – 👍,8\r\n"
    )


def test_csv_headers_are_guarded_too() -> None:
    assert tables.csv(pd.DataFrame({"=cmd": [1]})) == "'=cmd\r\n1\r\n"


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=1))
@example(["\r=1+1"])
def test_no_text_in_a_csv_can_start_a_formula(texts: list[str]) -> None:
    written = tables.csv(pd.DataFrame({"text": pd.Series(texts, dtype="object")}))
    back = pd.read_csv(StringIO(written, newline=""), keep_default_na=False, dtype=str, skip_blank_lines=False)
    assert len(back) == len(texts)
    for cell in back["text"]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
        assert not cell.startswith(("\t", "\r", "\n"))


def test_files_hold_the_same_rows(tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx", "a.parquet", "a.json"):
        tables.write(FRAME, tmp_path / name, noun="feedback")
    assert (tmp_path / "a.csv").read_bytes().decode() == tables.csv(FRAME)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "a.parquet"), FRAME)
    rows = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["feedback"]
    assert rows[0] == {"text": "=1+1", "n": 1, "ratio": 0.5, "when": "2026-05-01T10:30:00", "sure": True}
    assert [row["ratio"] for row in rows[2:4]] == [None, None]
    assert rows[7]["when"] is None


def test_excel_holds_texts_as_texts(tmp_path: Path) -> None:
    tables.write(FRAME, tmp_path / "a.xlsx")
    cells = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert cells[0] == ["text", "n", "ratio", "when", "sure"]
    assert [row[0] for row in cells[1:]] == [
        "=1+1", "fine, thanks", "-", "", "@home\nnow", " +44", "＝x", "ok – 👍",
    ]  # fmt: skip
    assert [row[2] for row in cells[1:5]] == [0.5, -1.25, "", ""]
    assert str(cells[1][3]) == "2026-05-01 10:30:00"


def test_excel_limits_are_said_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables.write(pd.DataFrame({"text": ["x" * 40_000]}), tmp_path / "long.xlsx")
    (cell,) = CalamineWorkbook.from_path(tmp_path / "long.xlsx").get_sheet_by_index(0).to_python()[1]
    assert len(cell) <= 32_767
    assert cell.endswith("(cut here: Excel holds 32,767 characters in a cell)")
    monkeypatch.setattr(tables, "EXCEL_ROWS", 2)
    with pytest.raises(CXError, match=r"many.xlsx cannot hold 3 rows: Excel ends at 2. Write .csv or"):
        tables.write(pd.DataFrame({"n": [1, 2, 3]}), tmp_path / "many.xlsx")
    assert not (tmp_path / "many.xlsx").exists()


def test_time_zones_become_utc_in_excel(tmp_path: Path) -> None:
    when = pd.Series(pd.to_datetime(["2026-05-01 10:00"])).dt.tz_localize("Europe/Berlin")
    tables.write(pd.DataFrame({"when": when}), tmp_path / "a.xlsx")
    cells = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert str(cells[1][0]) == "2026-05-01 08:00:00"


def test_an_empty_table_has_its_header(tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx", "json", "parquet"):
        tables.write(FRAME.iloc[:0], tmp_path / f"a.{suffix}")
    assert (tmp_path / "a.csv").read_bytes() == b"text,n,ratio,when,sure\r\n"
    assert json.loads((tmp_path / "a.json").read_text()) == {"rows": []}


def test_unknown_formats_and_places_are_said(tmp_path: Path) -> None:
    with pytest.raises(CXError, match=r"Cannot write a.doc: its name must end in .csv, .xlsx, .parquet, .json"):
        tables.write(FRAME, tmp_path / "a.doc")
    (tmp_path / "file").write_text("")
    with pytest.raises(CXError, match="cannot be written"):
        tables.write(FRAME, tmp_path / "file" / "a.csv")
