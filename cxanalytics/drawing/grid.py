"""Where the parts of the journey map lie: a column for each touchpoint, one row below the other."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from cxanalytics.charts.style import Palette, palette
from cxanalytics.drawing import fonts
from cxanalytics.journey.board import Board

# How much larger letters are on a map for a room.
_LARGE = 1.3

# Lanes of words need wider columns than lanes of bars.
WORDY = ("channels", "patterns", "quotes", "goal", "front", "back", "bridge", "state", "owner", "actions")
_WIDE, _NARROW = 112.0, 74.0
_TOWER = 4
_PAD = 12.0

# The letters of a touchpoint's name.
NAME = 12.5
_FEW = 12
_LEAST = 960.0

# From the edge of the map to the names of its lanes.
MARGIN = 12.0


@dataclass(frozen=True)
class Grid:
    """The columns of a map and the sizes of what stands in them, in pixels.

    `points` are the touchpoints that are drawn; `every` are those of the whole journey, which the axes hold, so that
    its parts on several sheets can be compared. `scale` is 1, or more on a map for a room.
    """

    points: pd.DataFrame
    every: pd.DataFrame
    column: float
    scale: float
    colours: Palette
    chosen: str | None

    @cached_property
    def rows(self) -> list[dict[Any, Any]]:
        """The touchpoints, one after the other; every part of the map goes through them."""
        return list(self.points.to_dict("records"))

    @property
    def left(self) -> float:
        """Room for the axis and the names of the lanes."""
        return self.size(124)

    @property
    def right(self) -> float:
        """Room for what the reference lines mean."""
        return self.size(118)

    @property
    def width(self) -> float:
        """The whole width."""
        return self.left + self.right + self.column * max(len(self.points), 1)

    @property
    def end(self) -> float:
        """Where the last column ends."""
        return self.width - self.right

    def size(self, pixels: float) -> float:
        """A size of letters or of anything that goes with them."""
        return round(pixels * self.scale, 1)

    def start(self, number: int) -> float:
        """Where the column of this number begins."""
        return self.left + number * self.column

    def middle(self, number: int) -> float:
        """The middle of the column of this number."""
        return self.start(number) + self.column / 2

    @property
    def room(self) -> float:
        """How wide a text may be within a column."""
        return self.column - self.size(_PAD)

    def edge(self, number: int) -> float:
        """Where a text in the column of this number begins."""
        return self.start(number) + self.size(_PAD) / 2


def least_column(board: Board, touchpoints: int, *, roomy: bool) -> float:
    """The width below which the texts of a column would be torn apart."""
    wordy = any(lane in WORDY for lane in board.lanes) or touchpoints <= _FEW or _long(board)
    return (_WIDE if wordy else _NARROW) * (_LARGE if roomy else 1)


def _long(board: Board) -> bool:
    """Whether a touchpoint's name would be a tower of syllables in a narrow column."""
    names = (fonts.drawable(str(name)) for name in board.shown.points["touchpoint"])
    return any(len(fonts.wrapped(name, NAME, _NARROW - _PAD, 99, bold=True)) > _TOWER for name in names)


def grid(
    board: Board,
    points: pd.DataFrame,
    *,
    dark: bool,
    roomy: bool,
    chosen: str | None,
    width: float | None,
    every: pd.DataFrame | None = None,
) -> Grid:
    """The columns for these touchpoints; wider than they need to be where `width` leaves room."""
    made = Grid(
        points=points.reset_index(drop=True),
        every=points if every is None else every,
        column=least_column(board, len(points), roomy=roomy),
        scale=_LARGE if roomy else 1.0,
        colours=palette(dark),
        chosen=chosen,
    )
    # Few touchpoints stand in the same room as some more would, so that a map of three is no strip.
    wanted = max(width or 0.0, made.size(_LEAST))
    spare = (wanted - made.width) / max(len(points), 1)
    return replace(made, column=made.column + max(spare, 0.0))
