"""The board as plain data: what the JSON document and the CSV table hold."""

from typing import Any

import pandas as pd

from cxanalytics import __version__, documents, ratios
from cxanalytics.export import tables
from cxanalytics.journey.board import Board

_PATTERN = ("pattern", "name", "n")


def document(board: Board) -> str:
    """One JSON document, {"map": {...}} with a list of points; what is not a number, or endless, is null.

    A point whose `high` is null and `low` is not has nothing negative yet: at least `low` : 1.
    """
    shown = board.shown
    named = [[dict(zip(_PATTERN, found, strict=True)) for found in row] for row in shown.points["patterns"]]
    content = {
        "name": shown.name,
        "description": shown.description,
        "headline": shown.headline,
        "alt": shown.alt,
        "selection": shown.selection,
        "stages": shown.stages,
        "overall": shown.overall,
        "experiences": shown.experiences,
        "unassigned": shown.unassigned,
        "first": shown.first,
        "last": shown.last,
        "mix": shown.mix,
        "sources": shown.sources.to_dict("records"),
        "thin_below": shown.thin,
        "level": shown.level,
        "scorer": shown.scorer,
        "program": f"cxanalytics {__version__}",
        "account": shown.account,
        "reference_lines": [vars(line) for line in ratios.REFERENCE_LINES],
        "points": _records(shown.points.assign(patterns=pd.Series(named, index=shown.points.index, dtype="object"))),
        "lanes": board.lanes,
        "curves": [
            {"kind": curve.kind, "name": curve.name, "words": curve.words, "points": _records(curve.points)}
            for curve in board.curves
        ],
        **{name: _records(getattr(board, name)) for name in ("emotions", "effort", "channels", "patterns", "quotes")},
        "actions": _records(board.actions),
        "sharing": board.sharing,
        "provenance": vars(board.provenance),
    }
    return documents.document({"map": content}) + "\n"


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """The rows, with null for what is missing."""
    return list(frame.astype("object").where(frame.notna(), None).to_dict("records"))


def points(board: Board) -> pd.DataFrame:
    """The points with their patterns in words, each with the scorer and the hash of the data it comes from."""
    shown = board.shown
    told = ["; ".join(f"{pattern} {name} ({n})" for pattern, name, n in row) for row in shown.points["patterns"]]
    return shown.points.assign(
        patterns=pd.Series(told, dtype="str").array, scorer=shown.scorer, data=board.provenance.data
    )


def table(board: Board) -> str:
    """The points as CSV, one row per touchpoint."""
    return tables.csv(points(board))
