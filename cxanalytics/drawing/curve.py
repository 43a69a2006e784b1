"""The curve of the journey map: each ratio with its interval, and the curves that are laid over it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import isinf
from typing import Any

import pandas as pd

from cxanalytics import ratios
from cxanalytics.drawing.axis import Axis, height
from cxanalytics.drawing.grid import Grid
from cxanalytics.drawing.scene import Circle, Group, Item, Path
from cxanalytics.journey.board import Curve

# How the curves that are laid over differ from each other: by dashes and by the shape of their marks. One more dash
# than shapes, so that the fifth curve differs from the first.
DASHES = ((7.0, 4.0), (2.0, 4.0), (12.0, 4.0, 2.0, 4.0), (4.0, 2.0), (1.0, 2.0))
SHAPES = ("square", "diamond", "plus", "hourglass")

Place = tuple[float, float]


def band(grid: Grid, scale: Axis) -> list[Item]:
    """The interval and the curve from touchpoint to touchpoint: whole between measured ones, dotted where one is thin.

    Straight, because a smooth curve would show feelings between touchpoints that nobody reported.
    """
    rows = grid.rows
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
        thickness = grid.size(2.8 if whole else 1.8)
        lines.append(Path(line, stroke=grid.colours.muted, thickness=thickness, dash=() if whole else (3, 4)))
    return [*bands, *lines]


def laid_over(grid: Grid, scale: Axis, curves: Sequence[Curve]) -> list[Item]:
    """The other curves, each with dashes and marks of its own; filled marks are surely different."""
    return [Group(tuple(_laid(grid, scale, i, curve)), part=f"curve:{curve.name}") for i, curve in enumerate(curves)]


def _laid(grid: Grid, scale: Axis, number: int, curve: Curve) -> list[Item]:
    known = curve.points.set_index("touchpoint").reindex(grid.points["touchpoint"])
    ratio, differs = known["ratio"].tolist(), known["differs"].fillna(False).astype("bool").tolist()
    places = [
        (grid.middle(i), scale.y(value)) if pd.notna(value) and value > 0 else None for i, value in enumerate(ratio)
    ]
    made = [dashed(grid, number, here, there) for here, there in pairwise(places) if here and there]
    for place, surely in zip(places, differs, strict=True):
        made += mark(grid, number, place, filled=surely) if place else []
    return made


def dashed(grid: Grid, number: int, here: Place, there: Place) -> Item:
    """A piece of the line of the curve of this number."""
    dash = tuple(grid.size(part) for part in DASHES[number % len(DASHES)])
    return Path((here, there), stroke=grid.colours.muted, thickness=grid.size(1.3), dash=dash)


def mark(grid: Grid, number: int, place: Place, *, filled: bool) -> list[Item]:
    """The mark of the curve of this number."""
    x, y = place
    a = grid.size(4.5)
    third = a * 0.42
    corners = {
        "square": ((-a, -a), (a, -a), (a, a), (-a, a)),
        "diamond": ((0, -1.4 * a), (1.3 * a, 0), (0, 1.4 * a), (-1.3 * a, 0)),
        "plus": (
            (-third, -1.3 * a), (third, -1.3 * a), (third, -third), (1.3 * a, -third), (1.3 * a, third), (third, third),
            (third, 1.3 * a), (-third, 1.3 * a), (-third, third), (-1.3 * a, third), (-1.3 * a, -third),
            (-third, -third),
        ),
        "hourglass": ((-1.1 * a, -1.2 * a), (1.1 * a, -1.2 * a), (-1.1 * a, 1.2 * a), (1.1 * a, 1.2 * a)),
    }[SHAPES[number % len(SHAPES)]]  # fmt: skip
    colours = grid.colours
    return [
        Path(
            tuple((x + across, y + down) for across, down in corners),
            fill=colours.text if filled else colours.paper,
            stroke=colours.text,
            thickness=grid.size(1.4),
            closed=True,
        )
    ]


def point(grid: Grid, scale: Axis, number: int, row: Mapping[Any, Any]) -> list[Item]:
    """A touchpoint's own mark with its interval; nothing where its ratio is not known."""
    at = height(row)
    if at is None:
        return []
    x, y, top, end = grid.middle(number), scale.y(at), scale.y(row["high"]), scale.y(row["low"])
    made: list[Item] = [Path(((x, top), (x, end)), stroke=grid.colours.line, thickness=grid.size(1.4))]
    half = grid.size(5)
    # An interval that runs on beyond the axis has no end there.
    made += [
        Path(((x - half, where), (x + half, where)), stroke=grid.colours.line, thickness=grid.size(1.4))
        for where, value in ((top, row["high"]), (end, row["low"]))
        if scale.bottom <= value <= scale.top and value > 0
    ]
    if row["touchpoint"] == grid.chosen:
        ring = Circle(x, y, grid.size(12), fill=grid.colours.paper, stroke=grid.colours.text, thickness=grid.size(2.2))
        made.append(ring)
    return [*made, *dot(grid, row, (x, y))]


def dot(grid: Grid, row: Mapping[Any, Any], place: Place) -> list[Item]:
    """Round and full where measured, hollow where thin, an arrow where only an end of the interval is known.

    With a bar where it cannot be told on which side of 1 : 1 it is.
    """
    x, y = place
    colour = _colour(grid, row)
    open_up, open_down = isinf(row["high"]) or pd.isna(row["ratio"]), row["ratio"] == 0
    if open_up or open_down:
        return [arrow(grid, place, colour, up=open_up)]
    hollow = row["evidence"] == "thin"
    size, paper = grid.size(7), grid.colours.paper
    made: list[Item] = [
        Circle(x, y, size, fill=paper if hollow else colour, stroke=colour if hollow else paper, thickness=grid.size(2))
    ]
    inside = colour if hollow else paper
    if row["low"] <= 1 <= row["high"]:
        # Told apart without colour too.
        made.append(Path(((x - size * 0.5, y), (x + size * 0.5, y)), stroke=inside, thickness=grid.size(1.8)))
    if row["method"] == ratios.CORRECTED:
        # A point that people corrected has a dot in it.
        made.append(Circle(x, y, size / 2.6, fill=inside))
    return made


def arrow(grid: Grid, place: Place, colour: str, *, up: bool, size: float = 7.0) -> Item:
    """A hollow arrow: the ratio is at least (up) or at most (down) here."""
    x, y = place
    size, tip = grid.size(size), -1 if up else 1
    corners = (
        (x, y + tip * size * 1.3),
        (x + size * 1.1, y - tip * size * 0.8),
        (x - size * 1.1, y - tip * size * 0.8),
    )
    return Path(corners, fill=grid.colours.paper, stroke=colour, thickness=grid.size(2.2), closed=True)


def _colour(grid: Grid, row: Mapping[Any, Any]) -> str:
    """Blue or orange where the interval lies on one side of 1 : 1, grey where it cannot be told."""
    if row["low"] > 1:
        return grid.colours.positive
    return grid.colours.negative if row["high"] < 1 else grid.colours.neutral
