"""What the signs on the journey map mean: those of the curve, of the curves laid over it, of moments of truth."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Any

import numpy as np

from cxanalytics import ratios
from cxanalytics.drawing import curve, fonts
from cxanalytics.drawing.cells import percent
from cxanalytics.drawing.grid import Grid
from cxanalytics.drawing.scene import Circle, Item, Path, Rect, Text, moved
from cxanalytics.journey.board import Board

_LETTERS, _LINE = 11.5, 19.0

# A sign around (0, 0), how wide it is, and what it means.
Entry = tuple[list[Item], float, str]


def legend(board: Board, grid: Grid, y: float) -> tuple[list[Item], float]:
    """The signs that occur on this map, from y on, and where they end; the curves laid over it begin a line."""
    items: list[Item] = []
    for entries in (_signs(board, grid), _laid_over(board, grid)):
        made, y = _line(grid, entries, y)
        items += made
    return items, y


def moment(grid: Grid, x: float, y: float) -> Item:
    """The star of a moment of truth."""
    size = grid.size(6)
    turns = [(i * pi / 5, size if i % 2 == 0 else size * 0.45) for i in range(10)]
    corners = tuple((x + far * sin(turn), y - far * cos(turn)) for turn, far in turns)
    return Path(corners, fill=grid.colours.text, closed=True)


def _line(grid: Grid, entries: Sequence[Entry], y: float) -> tuple[list[Item], float]:
    letters, step = grid.size(_LETTERS), grid.size(_LINE)
    items: list[Item] = []
    x, line = grid.left, y + step / 2
    for sign, wide, text in entries:
        shown = fonts.wrapped(fonts.drawable(text), letters, grid.width - grid.left - wide - grid.size(20), 1)[0]
        whole = wide + grid.size(6) + fonts.width(shown, letters)
        if x + whole > grid.width - grid.size(8) and x > grid.left:
            x, line = grid.left, line + step
        items += [moved(part, x + wide / 2, line) for part in sign]
        items.append(Text(x + wide + grid.size(6), line + letters * 0.36, shown, letters, grid.colours.muted))
        x += whole + grid.size(18)
    return items, line + step / 2 if entries else y


def _signs(board: Board, grid: Grid) -> list[Entry]:
    """The signs of the curve that occur on this map."""
    points, size = grid.points, grid.size(5.5)
    colours = grid.colours
    low, high = points["low"], points["high"]
    hollow = Circle(0, 0, size, fill=colours.paper, stroke=colours.neutral, thickness=2)
    dotted = [Circle(0, 0, size, fill=colours.neutral), Circle(0, 0, size / 2.6, fill=colours.paper)]
    bar = Path(((-size / 2, 0), (size / 2, 0)), stroke=colours.paper, thickness=grid.size(1.8))
    untold: list[Item] = [Circle(0, 0, size, fill=colours.neutral), bar]
    known = low.notna()
    signs: list[tuple[Any, list[Item], str]] = [
        ((low > 1).any(), [Circle(0, 0, size, fill=colours.positive)], "more positive than negative"),
        ((high < 1).any(), [Circle(0, 0, size, fill=colours.negative)], "more negative than positive"),
        ((known & (low <= 1) & (high >= 1)).any(), untold, "cannot be told from 1 : 1"),
        (points["method"].eq(ratios.CORRECTED).any(), [*dotted], "corrected by people’s labels"),
        (points["evidence"].eq("thin").any(), [hollow], f"thin evidence, n under {board.shown.thin}"),
        (np.isinf(high).any(), [_arrow(grid, up=True)], "nothing negative yet: at least"),
        (points["ratio"].eq(0).any(), [_arrow(grid, up=False)], "nothing positive yet: at most"),
        (
            known.any(),
            [Rect(-size, -size, 2 * size, 2 * size, fill=colours.band)],
            f"{percent(board.shown.level)} interval",
        ),
        (points["moment"].any(), [moment(grid, 0, 0)], "moment of truth"),
    ]
    return [(sign, grid.size(12), text) for here, sign, text in signs if here]


def _arrow(grid: Grid, *, up: bool) -> Item:
    return curve.arrow(grid, (0, 0), grid.colours.neutral, up=up, size=5)


def _laid_over(board: Board, grid: Grid) -> list[Entry]:
    """The curves laid over the measured one, each with its dashes and its mark."""
    half = grid.size(17)
    entries: list[Entry] = [
        (
            [curve.dashed(grid, i, (-half, 0), (half, 0)), *curve.mark(grid, i, (0, 0), filled=False)],
            2 * half,
            laid.name,
        )
        for i, laid in enumerate(board.curves)
    ]
    if any(laid.points["differs"].any() for laid in board.curves):
        apart = grid.size(7)
        both = [part for i, x in ((0, -apart), (1, apart)) for part in curve.mark(grid, i, (x, 0), filled=True)]
        entries.append((both, grid.size(26), "filled: surely different"))
    return entries
