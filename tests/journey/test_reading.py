"""The table in a spreadsheet file."""

from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from cxanalytics.errors import ExportError
from cxanalytics.export import tables
from cxanalytics.journey import reading, sheets
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.journey.templates import templates

RISKY = Journey(
    "Shop",
    "",
    (
        Stage(
            "=Pay",
            (Touchpoint("+Bill", phrases=("=bill", "~to pay"), goal="-5 %", back="a\nb", moment=True, ideal=2.5),),
            "@home",
        ),
    ),
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_journey_comes_back_from_a_file(tmp_path: Path, ending: str) -> None:
    for journey in (RISKY, templates()["telecom"]):
        path = tmp_path / f"journey.{ending}"
        tables.write(sheets.table(journey), path)
        found = sheets.journey(reading.read(path, path.name), journey.name, journey.description, journey.ignore)
        assert found == journey


def test_no_cell_of_the_file_is_a_formula() -> None:
    written = tables.csv(sheets.table(RISKY))
    assert "'=Pay,'+Bill" in written
    assert "'-5 %" in written


@pytest.mark.parametrize(
    "data",
    [
        b"Touchpoint\nGift card\nTill\n",
        b"\xef\xbb\xbfTouchpoint;Owner\r\nGift card;Ana\r\nTill;\r\n",
        "Touchpoint\tOwner\nGift card\tAna\nTill\n".encode("utf-16"),
        b"Our journey\n\nOwner,Touchpoint\nAna,Gift card\n,Till\n",
    ],
)
def test_csv_is_read_as_people_write_it(data: bytes) -> None:
    assert reading.read(BytesIO(data), "a.csv")["Touchpoint"].tolist() == ["Gift card", "Till"]


def test_old_windows_files_and_names_that_look_like_nothing_are_read() -> None:
    frame = reading.read(BytesIO(b"Touchpoint,Owner\nCaf\xe9,NA\nNone,\n"), "a.csv")
    assert frame.to_numpy().tolist() == [["Café", "NA"], ["None", ""]]


def test_rows_have_the_numbers_of_the_file() -> None:
    frame = reading.read(BytesIO(b"A title\n\nTouchpoint\nTill\n\nBill\n"), "a.csv")
    assert (frame.index.name, frame.index.tolist()) == (sheets.ROW, [4, 6])


def test_of_a_workbook_the_sheet_with_touchpoints_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with pd.ExcelWriter(path) as written:
        pd.DataFrame({"Cost": range(9)}).to_excel(written, sheet_name="Costs", index=False)
        pd.DataFrame({"Touchpoint": ["Till"], "Ideal": [5.0], "Moment of truth": [True]}).to_excel(
            written, sheet_name="Map", index=False, startrow=2, startcol=1
        )
    frame = reading.read(path, path.name)
    assert frame.to_dict("records") == [{"Touchpoint": "Till", "Ideal": "5", "Moment of truth": "True"}]
    assert frame.index.tolist() == [4]
    assert sheets.journey(frame, "Shop").touchpoints == (Touchpoint("Till", moment=True, ideal=5.0),)


def test_columns_headed_alike_and_by_nothing_are_told_apart() -> None:
    frame = reading.read(BytesIO(b"Touchpoint,Owner,Owner,,\nTill,Ana,Ben,x,\n"), "a.csv")
    assert frame.columns.tolist() == ["Touchpoint", "Owner", "Owner (2)", "Column 4"]
    assert sheets.journey(frame, "Shop").touchpoints == (Touchpoint("Till", owner="Ana"),)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.csv is empty"),
        (b"PK\x03\x04broken", "damaged workbook"),
        (b'{"a": 1}', "no spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00", "is a picture"),
        (b'Touchpoint\n"' + b"x" * 200_000 + b'"\n', "cannot be read as CSV"),
    ],
)
def test_what_is_no_table_is_said(data: bytes, said: str) -> None:
    with pytest.raises(ExportError, match=said):
        reading.read(BytesIO(data), "a.csv")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be opened"):
        reading.read(tmp_path / "none.csv", "none.csv")
