from io import BytesIO

import openpyxl

from cxanalytics.export import workbook
from tests import boards


def test_a_sheet_for_each_table_that_has_rows() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook.xlsx(boards.board(3))))
    names = ["about", "touchpoints", "curves", "emotions", "effort", "channels", "patterns", "quotes", "actions"]
    assert book.sheetnames == [*names, "sources", "read"]
    about = {row[0]: row[1] for row in book["about"].iter_rows(values_only=True)}
    assert about["Data"] == "0123456789abcdef"
    assert book["curves"].max_row == 1 + 4 * 3


def test_texts_are_never_formulas() -> None:
    board = boards.board(3)
    quotes = board.quotes.assign(quote="=1+1")
    from dataclasses import replace

    book = openpyxl.load_workbook(BytesIO(workbook.xlsx(replace(board, quotes=quotes))))
    cell = book["quotes"]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_what_is_empty_has_no_sheet() -> None:
    from tests import maps

    assert list(workbook.sheets(boards.plain(maps.example()))) == ["about", "touchpoints", "sources", "read"]
