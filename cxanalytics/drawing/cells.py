"""What a lane of the journey map is made of: a cell in the column of every touchpoint."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cxanalytics.drawing.grid import Grid
from cxanalytics.drawing.scene import Item
from cxanalytics.journey.board import Board

Row = Mapping[Any, Any]

# A cell's shapes, drawn from y = 0 on, and how high they are.
Cell = tuple[list[Item], float]

# Draws the cell of the touchpoint of this number.
Draw = Callable[[int, Row], Cell]
Maker = Callable[[Board, Grid], Draw]

NOTHING: Cell = ([], 0.0)

# Holds together what no end of a line may tear apart.
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Lane:
    """One lane: its name, in paragraphs what is measured there, its height, its touchpoints' cells in their order."""

    title: str
    about: tuple[str, ...]
    height: float
    cells: tuple[tuple[Item, ...], ...]


def by_touchpoint(table: pd.DataFrame) -> dict[str, list[dict[Any, Any]]]:
    """The rows of a table at each touchpoint, in their order."""
    found: dict[str, list[dict[Any, Any]]] = {}
    for row in table.to_dict("records"):
        found.setdefault(row["touchpoint"], []).append(row)
    return found


def percent(share: float) -> str:
    """A share as "70 %"."""
    return f"{share:.0%}".replace("%", f"{NO_BREAK}%")
