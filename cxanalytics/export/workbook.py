"""The board as an Excel file: a sheet for each of its tables; texts are texts, never formulas."""

import tempfile
from pathlib import Path

import pandas as pd

from cxanalytics.export import content, tables
from cxanalytics.journey.board import Board


def xlsx(board: Board) -> bytes:
    """The workbook as the bytes of an XLSX file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.xlsx"
        tables.book(sheets(board), path)
        return path.read_bytes()


def sheets(board: Board) -> dict[str, pd.DataFrame]:
    """The tables by the names of their sheets; those without a row are left out, but for the first two."""
    laid = [curve.points.assign(curve=curve.name, kind=curve.kind) for curve in board.curves]
    every = {
        "about": pd.DataFrame(board.provenance.lines, columns=["what", "is"], dtype="str"),
        "touchpoints": content.points(board),
        "curves": pd.concat(laid, ignore_index=True) if laid else pd.DataFrame(),
        "emotions": board.emotions,
        "effort": board.effort,
        "channels": board.channels,
        "patterns": board.patterns,
        "quotes": board.quotes,
        "actions": board.actions,
        "sources": board.shown.sources,
        "read": pd.DataFrame({"what was read": list(board.shown.account)}, dtype="str"),
    }
    return {name: frame for name, frame in every.items() if len(frame) or name in ("about", "touchpoints")}
