"""The curve of the journey map: each ratio on a log scale with its interval, and the curves that are laid over it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isinf, log10
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import ratios
from cxanalytics.drawing import fonts
from cxanalytics.drawing.grid import Grid
from cxanalytics.drawing.scene import END, MIDDLE, Circle, Item, Path, Rect, Text
from cxanalytics.journey.board import Curve

_TICKS = (1 / 500, 1 / 200, 1 / 100, 1 / 50, 1 / 22, 1 / 10, 1 / 5, 1 / 2, 1, 2, 5, 10, 22, 50, 100, 200, 500, 1000)

# How the curves that are laid over differ from each other: by dashes and by the shape of their marks.
_DASHES = ((7.0, 4.0), (2.0, 4.0), (12.0, 4.0, 2.0, 4.0), (4.0, 2.0))
SHAPES = ("triangle", "square", "circle", "diamond")


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
    bottom = max(min([0.4, *(ratio / 3 for ratio in known)]), 1e-3)
    return Axis(bottom, max([50.0, *(ratio * 2.5 for ratio in known)]), low, high)


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
    left, right = grid.left, grid.width - grid.right
    one = scale.y(1)
    made: list[Item] = [
        Rect(left, scale.high, right - left, one - scale.high, fill=colours.positive_tint),
        Rect(left, one, right - left, scale.low - one, fill=colours.negative_tint),
    ]
    for tick in _TICKS:
        if scale.bottom <= tick <= scale.top:
            y = scale.y(tick)
            made.append(Path(((left, y), (right, y)), stroke=colours.grid, thickness=1))
            made.append(Text(left - grid.size(8), y + grid.size(4), _odds(tick), grid.size(12), colours.muted, END))
    made.append(Path(((left, one), (right, one)), stroke=colours.line, thickness=1.5))
    for line in ratios.REFERENCE_LINES:
        made += _reference(grid, scale, line)
    middle = (scale.low + scale.high) / 2
    title = Text(grid.size(16), middle, "positive for each negative", grid.size(12), colours.muted, MIDDLE, angle=-90)
    return [*made, title]


def _reference(grid: Grid, scale: Axis, line: ratios.ReferenceLine) -> list[Item]:
    y = scale.y(line.value)
    right = grid.width - grid.right
    told = [
        f"{line.value:g} : 1",
        *fonts.wrapped(line.label, grid.size(11), grid.right - grid.size(10), 2),
        f"{line.year}",
    ]
    step = grid.size(13)
    texts = [
        Text(right + grid.size(6), y + grid.size(4) + i * step, text, grid.size(11), grid.colours.muted, bold=i == 0)
        for i, text in enumerate(told)
    ]
    return [Path(((grid.left, y), (right, y)), stroke=grid.colours.line, thickness=1.2, dash=(6, 5)), *texts]


def _odds(value: float) -> str:
    return f"{value:g}:1" if value >= 1 else f"1:{1 / value:g}"


def band(grid: Grid, scale: Axis) -> list[Item]:
    """The interval and the curve from touchpoint to touchpoint: whole between measured ones, dotted where one is thin.

    Straight, because a smooth curve would show feelings between touchpoints that nobody reported.
    """
    rows = grid.points.to_dict("records")
    bands: list[Item] = []
    lines: list[Item] = []
    for number, (here, there) in enumerate(pairwise(rows)):
        a, b = height(here), height(there)
        if a is None or b is None:
            continue
        x, next_x = grid.middle(number), grid.middle(number + 1)
        sure = here["evidence"] == there["evidence"] == "measured"
        corners = (
            (x, scale.y(here["high"])),
            (next_x, scale.y(there["high"])),
            (next_x, scale.y(there["low"])),
            (x, scale.y(here["low"])),
        )
        bands.append(Path(corners, fill=grid.colours.band if sure else grid.colours.faint_band, closed=True))
        whole = sure and here["ratio"] > 0 and there["ratio"] > 0
        line = ((x, scale.y(a)), (next_x, scale.y(b)))
        thickness = grid.size(2.5 if whole else 1.6)
        lines.append(Path(line, stroke=grid.colours.line, thickness=thickness, dash=() if whole else (3, 4)))
    return [*bands, *lines]


def laid_over(grid: Grid, scale: Axis, curves: Sequence[Curve]) -> list[Item]:
    """The other curves, each with dashes and marks of its own; filled marks are surely different."""
    made: list[Item] = []
    for number, curve in enumerate(curves):
        known = curve.points.set_index("touchpoint").reindex(grid.points["touchpoint"])
        ratio, differs = known["ratio"].tolist(), known["differs"].fillna(False).astype("bool").tolist()
        places = [
            (grid.middle(i), scale.y(value)) if pd.notna(value) and value > 0 else None for i, value in enumerate(ratio)
        ]
        for here, there in pairwise(places):
            if here and there:
                dash = _DASHES[number % len(_DASHES)]
                made.append(Path((here, there), stroke=grid.colours.muted, thickness=grid.size(1.6), dash=dash))
        for place, surely in zip(places, differs, strict=True):
            if place:
                made += mark(number, place, grid.size(5), grid.colours.text, grid.colours.paper, filled=surely)
    return made


def mark(number: int, place: tuple[float, float], size: float, colour: str, paper: str, *, filled: bool) -> list[Item]:
    """The mark of the curve of this number."""
    x, y = place
    fill = colour if filled else paper
    shape = SHAPES[number % len(SHAPES)]
    if shape == "circle":
        return [Circle(x, y, size, fill=fill, stroke=colour, thickness=1.6)]
    corners = {
        "triangle": ((x, y - size * 1.2), (x + size * 1.1, y + size), (x - size * 1.1, y + size)),
        "square": ((x - size, y - size), (x + size, y - size), (x + size, y + size), (x - size, y + size)),
        "diamond": ((x, y - size * 1.4), (x + size * 1.2, y), (x, y + size * 1.4), (x - size * 1.2, y)),
    }[shape]
    return [Path(corners, fill=fill, stroke=colour, thickness=1.6, closed=True)]


def point(grid: Grid, scale: Axis, number: int, row: Mapping[Any, Any], *, narrowed: bool) -> list[Item]:
    """A touchpoint's own mark with its interval."""
    at = height(row)
    x = grid.middle(number)
    colours = grid.colours
    if at is None:
        said = "none here" if narrowed else "no feedback yet"
        lines = fonts.wrapped(said, grid.size(11), grid.room, 2)
        y = scale.y(1) - grid.size(14) * len(lines) + grid.size(4)
        return [
            Text(x, y + i * grid.size(14), line, grid.size(11), colours.muted, MIDDLE, italic=True)
            for i, line in enumerate(lines)
        ]
    y, top, end = scale.y(at), scale.y(row["high"]), scale.y(row["low"])
    colour = _colour(grid, row)
    whisker = Path(((x, top), (x, end)), stroke=colours.line, thickness=grid.size(1.4))
    ends = [
        Path(((x - grid.size(5), where), (x + grid.size(5), where)), stroke=colours.line, thickness=grid.size(1.4))
        for where in (top, end)
    ]
    return [whisker, *ends, *_dot(grid, row, (x, y), colour)]


def _colour(grid: Grid, row: Mapping[Any, Any]) -> str:
    """Blue or orange where the interval lies on one side of 1 : 1, grey where it cannot be told."""
    if row["low"] > 1:
        return grid.colours.positive
    return grid.colours.negative if row["high"] < 1 else grid.colours.neutral


def _dot(grid: Grid, row: Mapping[Any, Any], place: tuple[float, float], colour: str) -> list[Item]:
    """Round and full where measured, hollow where thin, an arrow where only an end of the interval is known."""
    x, y = place
    size = grid.size(7)
    open_up, open_down = isinf(row["high"]) or pd.isna(row["ratio"]), row["ratio"] == 0
    if open_up or open_down:
        tip = -1 if open_up else 1
        corners = (
            (x, y + tip * size * 1.3),
            (x + size * 1.1, y - tip * size * 0.8),
            (x - size * 1.1, y - tip * size * 0.8),
        )
        return [Path(corners, fill=grid.colours.paper, stroke=colour, thickness=grid.size(2.2), closed=True)]
    hollow = row["evidence"] == "thin"
    fill = grid.colours.paper if hollow else colour
    made: list[Item] = [
        Circle(x, y, size, fill=fill, stroke=colour if hollow else grid.colours.paper, thickness=grid.size(2))
    ]
    if row["method"] == ratios.CORRECTED:
        # A point that people corrected has a dot in it.
        made.append(Circle(x, y, size / 2.6, fill=colour if hollow else grid.colours.paper))
    return made


VALUES = 3  # lines of text at most


def values(grid: Grid, scale: Axis, number: int, row: Mapping[Any, Any], *, above: float | None) -> list[Item]:
    """Ratio, interval and n: above the interval of the touchpoint, or below it where there is no room above.

    Where other curves are laid over, all of them stand in a row that begins at y = `above`.
    """
    if height(row) is None:
        return []
    said, _, interval = str(row["label"]).rsplit(", n ", 1)[0].partition(" (")
    said = said.replace("at least ", "≥ ").replace("at most ", "≤ ")
    lines = [
        (said, 13, True),
        *([(interval.rstrip(")"), 10.5, False)] if interval else []),
        (f"n {row['n']:,}", 10.5, False),
    ]
    heights = [grid.size(size * LEADING) for _, size, _ in lines]
    y = above if above is not None else _beside(grid, scale, row, sum(heights))
    made: list[Item] = []
    for (text, size, bold), step in zip(lines, heights, strict=True):
        letters = grid.size(size)
        while letters > grid.size(8) and fonts.width(text, letters, bold=bold) > grid.room:
            letters -= 0.5
        colour = grid.colours.text if bold else grid.colours.muted
        halo = grid.colours.paper if above is None else None
        made.append(Text(grid.middle(number), y + step * 0.82, text, letters, colour, MIDDLE, bold=bold, halo=halo))
        y += step
    return made


LEADING = 1.16


def _beside(grid: Grid, scale: Axis, row: Mapping[Any, Any], whole: float) -> float:
    """Where what a point says begins, so that it lies neither on the point nor beyond the axis."""
    at = height(row) or 1.0
    gap = grid.size(12)
    highest = min(scale.y(row["high"]), scale.y(at) - gap + grid.size(6))
    lowest = max(scale.y(row["low"]), scale.y(at) + gap - grid.size(6))
    up, down = highest - grid.size(6) - whole, lowest + grid.size(6)
    if up >= scale.high + grid.size(2):
        return up
    return down if down + whole <= scale.low else max(scale.high + grid.size(2), scale.low - whole)
