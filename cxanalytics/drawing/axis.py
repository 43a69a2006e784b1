"""The log axis of the journey map: 1 : 1 in the middle of the words, with the published ratios to hold it against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isinf, log10
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import ratios
from cxanalytics.drawing import fonts
from cxanalytics.drawing.grid import MARGIN, Grid
from cxanalytics.drawing.scene import END, MIDDLE, Item, Path, Rect, Text
from cxanalytics.journey.board import Curve

_TICKS = (1 / 500, 1 / 200, 1 / 100, 1 / 50, 1 / 22, 1 / 10, 1 / 5, 1 / 2, 1, 2, 5, 10, 22, 50, 100, 200, 500, 1000)
_LETTERS, _STEP = 11.0, 13.0


@dataclass(frozen=True)
class Axis:
    """The ratio's log axis: from `bottom` to `top`, drawn from y `low` (below) to `high` (above)."""

    bottom: float
    top: float
    low: float
    high: float

    def y(self, ratio: float) -> float:
        """Where a ratio stands; what lies beyond the axis stands at its end."""
        held = min(max(ratio, self.bottom), self.top)
        share = (log10(held) - log10(self.bottom)) / (log10(self.top) - log10(self.bottom))
        return self.low + share * (self.high - self.low)


def axis(points: pd.DataFrame, curves: Sequence[Curve], low: float, high: float) -> Axis:
    """The axis that holds every ratio of the map and of the curves laid over it, 1 : 1 and the reference lines."""
    shown = [height(point) for point in points.to_dict("records")]
    shown += [ratio for curve in curves for ratio in curve.points["ratio"].tolist()]
    known = [ratio for ratio in shown if ratio is not None and np.isfinite(ratio) and ratio > 0]
    # Room below the lowest for what is said there; among other curves nothing is.
    bottom = max(min([0.3, *(ratio / (3.0 if curves else 5.0) for ratio in known)]), 1e-3)
    return Axis(bottom, max([36.0, *(ratio * 2.5 for ratio in known)]), low, high)


def height(point: Mapping[Any, Any]) -> float | None:
    """The ratio at which a touchpoint is drawn, or the end of its interval where only that is known."""
    if pd.isna(point["low"]):
        return None
    if isinf(point["high"]) or pd.isna(point["ratio"]):
        return float(point["low"])
    return float(point["ratio"]) if point["ratio"] > 0 else float(point["high"])


def ground(grid: Grid, scale: Axis) -> list[Item]:
    """What the curve stands on: more positive above 1 : 1, more negative below, the lines to hold it against."""
    colours = grid.colours
    left, right = grid.left, grid.end
    one = scale.y(1)
    made: list[Item] = [
        Rect(left, scale.high, right - left, one - scale.high, fill=colours.positive_tint),
        Rect(left, one, right - left, scale.low - one, fill=colours.negative_tint),
    ]
    free = scale.low + grid.size(12)
    for tick in _TICKS:
        y = scale.y(tick)
        # On a long axis not every tick has room for its number.
        if scale.bottom <= tick <= scale.top and free - y >= grid.size(12):
            made.append(Path(((left, y), (right, y)), stroke=colours.grid, thickness=1))
            made.append(Text(left - grid.size(8), y + grid.size(4), odds(tick), grid.size(12), colours.muted, END))
            free = y
    made.append(Path(((left, one), (right, one)), stroke=colours.muted, thickness=grid.size(1.4)))
    dashed = (
        Path(((left, y), (right, y)), stroke=colours.line, thickness=grid.size(1.1), dash=(6, 5))
        for y in (scale.y(line.value) for line in ratios.REFERENCE_LINES)
    )
    middle = (scale.low + scale.high) / 2
    title = Text(
        MARGIN + grid.size(12), middle, "positive for each negative", grid.size(12), colours.muted, MIDDLE, angle=-90
    )
    return [*made, *dashed, title, *_references(grid, scale)]


def _references(grid: Grid, scale: Axis) -> list[Item]:
    """What each line across the map stands for, at its right end, one below the other where lines are close."""
    step, letters = grid.size(_STEP), grid.size(_LETTERS)
    told = [(1.0, "as many of each", "")]
    told += [(line.value, line.label, f"{line.source.split(',')[0]} {line.year}") for line in ratios.REFERENCE_LINES]
    blocks = [
        (value, [f"{value:g} : 1", *fonts.wrapped(label, letters, grid.right - grid.size(10), 2), source])
        for value, label, source in sorted(told, reverse=True)
    ]
    made: list[Item] = []
    free = scale.high - step
    for value, block in blocks:
        lines = [line for line in block if line]
        # The lowest begins at its line, the next above ends a little below its own: the words of both have room.
        wanted = scale.y(value) - (step * (len(lines) - 1.4) if value == ratios.REFERENCE_LINES[0].value else step / 2)
        top = max(wanted, free)
        made += [
            Text(grid.end + grid.size(8), top + (i + 0.85) * step, line, letters, grid.colours.muted, bold=i == 0)
            for i, line in enumerate(lines)
        ]
        free = top + step * len(lines) + grid.size(2)
    return made


def odds(value: float) -> str:
    """A ratio as its tick says it: "1:5", "22:1"."""
    return f"{value:g}:1" if value >= 1 else f"1:{1 / value:g}"
