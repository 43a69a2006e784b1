"""The numbers at the points of the journey map, placed so that they can be read."""

from collections.abc import Mapping, Sequence
from typing import Any

from cxanalytics import ratios
from cxanalytics.drawing import fonts
from cxanalytics.drawing.axis import Axis, height
from cxanalytics.drawing.grid import Grid
from cxanalytics.drawing.scene import MIDDLE, START, Item, Text
from cxanalytics.drawing.texts import LEADING

# What speaks against a place: that it leaves the axis or lies on the point itself, that the curve runs through it, that
# a line across does, that it stands aside, that it is far from its point (for a pixel).
_OUTSIDE, _CURVE, _ACROSS, _ASIDE, _FAR = 100.0, 3.0, 1.2, 0.8, 0.012

_LARGE, _SMALL = 13.0, 10.5

Row = Mapping[Any, Any]
# The upper left corner of a label and whether its lines begin there; otherwise they are centred.
Spot = tuple[float, float, bool]


def row_height(grid: Grid) -> float:
    """How high the numbers of a touchpoint are where all of them stand in a row."""
    return grid.size((_LARGE + 2 * _SMALL) * LEADING + 6)


def in_a_row(grid: Grid, number: int, row: Row, y: float) -> list[Item]:
    """Ratio, interval and n of a touchpoint from y on: among other curves they would be in the way."""
    lines = _lines(grid, row)
    return _written(grid, row, lines, (grid.middle(number), y, False), halo=False) if lines else []


def beside(grid: Grid, scale: Axis, number: int, near: Sequence[Row | None]) -> list[Item]:
    """Ratio, interval and n at a touchpoint's point, where least is in the way.

    `near` are the touchpoints before, here and after.
    """
    row = near[1]
    at = height(row) if row is not None else None
    if row is None or at is None:
        return []
    lines = _lines(grid, row)
    wide = max(_wide(grid, *line) for line in lines)
    high = sum(grid.size(size * LEADING) for _, size, _ in lines)
    x, y = grid.middle(number), scale.y(at)
    gap, radius = grid.size(5), grid.size(9)
    top, bottom = min(scale.y(row["high"]), y - radius), max(scale.y(row["low"]), y + radius)
    spots: list[Spot] = [(x, top - gap - high, False), (x, bottom + gap, False)]
    if x + radius + gap + wide <= grid.start(number) + grid.column - grid.size(2):
        # Right or left of the point: beside it, above it, below it.
        spots += [
            (left, y + down, True)
            for down in (-high / 2, -high - gap, gap)
            for left in (x + radius + gap, x - radius - gap - wide)
        ]
    lines_near = _segments(grid, scale, number, near)

    def against(spot: Spot) -> float:
        left = spot[0] if spot[2] else spot[0] - wide / 2
        box = (left, spot[1], left + wide, spot[1] + high)
        outside = box[1] < scale.high + 1 or box[3] > scale.low - 1
        across = sum(box[1] < scale.y(value) < box[3] for value in (1, *(r.value for r in ratios.REFERENCE_LINES)))
        far = abs((box[1] + box[3]) / 2 - y)
        crossed = sum(_crosses(segment, box) for segment in lines_near)
        return _OUTSIDE * outside + _CURVE * crossed + _ACROSS * across + _ASIDE * spot[2] + _FAR * far

    x, y, aside = min(spots, key=against)
    # Where nothing has room, it is held within the axis.
    return _written(grid, row, lines, (x, min(max(y, scale.high + 1), scale.low - high - 1), aside), halo=True)


def nothing(grid: Grid, scale: Axis, number: int, row: Row, *, narrowed: bool) -> list[Item]:
    """Why a touchpoint has no ratio; nothing where it has one."""
    if height(row) is not None:
        return []
    said = f"no emotion yet, n {row['n']:,}" if row["n"] else "none here" if narrowed else "no feedback yet"
    letters, step = grid.size(11), grid.size(13.5)
    lines = fonts.wrapped(said, letters, grid.room, 3)
    y = scale.y(1) - step * (len(lines) - 1) - grid.size(6)
    return [
        Text(
            grid.middle(number), y + i * step, line, letters, grid.colours.muted, MIDDLE,
            italic=True, halo=grid.colours.paper,
        )
        for i, line in enumerate(lines)
    ]  # fmt: skip


def _lines(grid: Grid, row: Row) -> list[tuple[str, float, bool]]:
    """What is said at a point: text, size of letters, whether strong. Nothing where the ratio is not known."""
    if height(row) is None:
        return []
    said, _, interval = str(row["label"]).rsplit(", n ", 1)[0].partition(" (")
    said = said.replace("at least ", "≥ ").replace("at most ", "≤ ")
    lines = [(said, _LARGE, True), (interval.rstrip(")"), _SMALL, False), (f"n {row['n']:,}", _SMALL, False)]
    return [(text, _fitting(grid, text, size, bold=bold), bold) for text, size, bold in lines if text]


def _fitting(grid: Grid, text: str, size: float, *, bold: bool) -> float:
    while size > 8 and fonts.width(text, grid.size(size), bold=bold) > grid.room:
        size -= 0.5
    return size


def _wide(grid: Grid, text: str, size: float, bold: bool) -> float:
    return fonts.width(text, grid.size(size), bold=bold)


def _written(grid: Grid, row: Row, lines: Sequence[tuple[str, float, bool]], spot: Spot, *, halo: bool) -> list[Item]:
    """The lines at their place: upright and strong where measured, slanted and faint where evidence is thin."""
    x, y, aside = spot
    thin = row["evidence"] == "thin"
    made: list[Item] = []
    for text, size, bold in lines:
        step = grid.size(size * LEADING)
        strong = bold and not thin
        colour = grid.colours.text if strong else grid.colours.muted
        rim = grid.colours.paper if halo else None
        anchor = START if aside else MIDDLE
        made.append(Text(x, y + step * 0.8, text, grid.size(size), colour, anchor, strong, thin and bold, halo=rim))
        y += step
    return made


Segment = tuple[tuple[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]


def _segments(grid: Grid, scale: Axis, number: int, near: Sequence[Row | None]) -> list[Segment]:
    """The pieces of the curve that meet at a touchpoint."""
    places = [
        None if row is None or (at := height(row)) is None else (grid.middle(number + i - 1), scale.y(at))
        for i, row in enumerate(near)
    ]
    before, here, after = places
    return [(a, b) for a, b in ((before, here), (here, after)) if a is not None and b is not None]


def _crosses(segment: Segment, box: Box) -> bool:
    """Whether a line runs through a box, looked at in 25 places."""
    (x0, y0), (x1, y1) = segment
    steps = [i / 24 for i in range(25)]
    return any(box[0] < x0 + (x1 - x0) * step < box[2] and box[1] < y0 + (y1 - y0) * step < box[3] for step in steps)
