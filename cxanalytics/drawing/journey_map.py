"""The journey map, drawn once for the screen, paper and every file.

From top to bottom: stages, touchpoints, positive experiences for each negative one on a log scale with the interval and
the curves that are laid over it, and the lanes that are switched on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from cxanalytics.drawing import curve, fonts, lanes, tips
from cxanalytics.drawing.grid import Grid, grid, least_column
from cxanalytics.drawing.scene import MIDDLE, Circle, Group, Item, Path, Rect, Scene, Text, moved
from cxanalytics.drawing.texts import LEADING, stacked
from cxanalytics.journey.board import Board
from cxanalytics.journey.model import OFF_MAP, UNASSIGNED

# What stands before a touchpoint's name in the key of its group.
TOUCHPOINT = "touchpoint:"

# Touchpoints that exports name but the journey does not have: the largest are drawn, the table has all.
OFF_MAP_DRAWN = 4

_STAGE, _CURVE = 36.0, 300.0
_NAME_LINES = 7


@dataclass(frozen=True)
class Look:
    """How the map is drawn: on dark, with large letters for a room, the touchpoint to mark, no narrower than `width`.

    `title` writes the headline above the map and where its numbers come from below.
    """

    dark: bool = False
    roomy: bool = False
    chosen: str | None = None
    width: float | None = None
    title: bool = False


def drawn(board: Board) -> pd.DataFrame:
    """The touchpoints that are drawn: the journey's own, and the largest of those it does not have."""
    points = board.shown.points[board.shown.points["stage"] != UNASSIGNED]
    off_map = points["stage"] == OFF_MAP
    return points[~off_map | (off_map.cumsum() <= OFF_MAP_DRAWN)].reset_index(drop=True)


def least_width(board: Board, look: Look) -> int:
    """The width in pixels below which the screen's letters would become too small to read."""
    points = drawn(board)
    made = grid(board, points, dark=look.dark, roomy=look.roomy, chosen=None, width=None)
    return round(made.left + made.right + len(points) * least_column(board, len(points), roomy=look.roomy))


def scene(board: Board, look: Look | None = None) -> Scene:
    """The whole map."""
    return _scene(board, look or Look(), drawn(board))


def scenes(board: Board, look: Look, columns: int) -> list[Scene]:
    """The map in parts of at most so many touchpoints each; a stage is torn apart only where it must be."""
    points = drawn(board)
    parts: list[list[int]] = [[]]
    for _, rows in groupby(range(len(points)), key=lambda i: points["stage"].iloc[i]):
        stage = list(rows)
        if parts[-1] and len(parts[-1]) + len(stage) > columns:
            parts.append([])
        for start in range(0, len(stage), columns):
            piece = stage[start : start + columns]
            if start:
                parts.append([])
            parts[-1] += piece
    return [_scene(board, look, points.iloc[part]) for part in parts]


def _scene(board: Board, look: Look, points: pd.DataFrame) -> Scene:
    made = grid(board, points, dark=look.dark, roomy=look.roomy, chosen=look.chosen, width=look.width)
    top = _head(board, made) if look.title else ([], 0.0)
    stages, y = _stages(made, top[1] + made.size(6))
    names, y = _names(made, y)
    # Beside other curves the numbers would be in their way.
    above = y if board.curves else None
    high = y + made.size(48 if board.curves else 10)
    scale = curve.axis(made.points, board.curves, high + made.size(_CURVE), high)
    under: list[Item] = [
        *curve.ground(made, scale),
        *curve.band(made, scale),
        *curve.laid_over(made, scale, board.curves),
    ]
    columns = [
        [
            *name,
            *curve.point(made, scale, i, row, narrowed=board.shown.narrowed),
            *curve.values(made, scale, i, row, above=above),
        ]
        for i, (name, row) in enumerate(zip(names, made.points.to_dict("records"), strict=True))
    ]
    y = scale.low + made.size(8)
    legend, y = _legend(board, made, y)
    for name in board.lanes:
        shown = lanes.lane(name, board, made)
        under += _lane_head(made, shown, y)
        columns = [
            [*column, *(moved(item, 0, y + made.size(8)) for item in cell)]
            for column, cell in zip(columns, shown.cells, strict=True)
        ]
        y += max(shown.height, _head_height(made, shown))
        if shown.key:
            told = stacked(
                fonts.wrapped(shown.key, made.size(11), made.width - 24, 3), (12, y), made.size(11), made.colours.muted
            )
            under += told.lines
            y += told.height + made.size(6)
    notes, y = _notes(board, made, y + made.size(8), look)
    groups = [_group(board, made, i, column, y) for i, column in enumerate(columns)]
    items = (*top[0], *stages, *under, *legend, *groups, *notes)
    return Scene(made.width, y, items, alt=board.shown.alt, background=made.colours.paper)


def _head(board: Board, made: Grid) -> tuple[list[Item], float]:
    """The headline, above the map."""
    room = made.width - 24
    name = stacked([f"Journey map · {fonts.drawable(board.shown.name)}"], (12, 8), made.size(14), made.colours.muted)
    lines = fonts.wrapped(fonts.drawable(board.shown.headline), made.size(20), room, 4, bold=True)
    said = stacked(lines, (12, 8 + name.height), made.size(20), made.colours.text, bold=True)
    return [*name.lines, *said.lines], 8 + name.height + said.height + made.size(10)


def _stages(made: Grid, y: float) -> tuple[list[Item], float]:
    """The stages as arrows, one after the other."""
    high, tip = made.size(_STAGE), made.size(9)
    items: list[Item] = []
    for stage, rows in groupby(range(len(made.points)), key=lambda i: made.points["stage"].iloc[i]):
        part = list(rows)
        left, right = made.start(part[0]) + 1, made.start(part[-1]) + made.column - 1
        corners = (
            (left, y), (right - tip, y), (right, y + high / 2), (right - tip, y + high), (left, y + high),
            (left + tip, y + high / 2),
        )  # fmt: skip
        items.append(Path(corners, fill=made.colours.panel, closed=True))
        items += _fitted(made, str(stage), ((left + tip + right) / 2 - tip / 2, y + high / 2), right - left - 2.6 * tip)
    return items, y + high + made.size(8)


def _fitted(made: Grid, text: str, middle: tuple[float, float], room: float) -> list[Item]:
    """A name in one or two lines around a point, as large as its room allows."""
    shown = fonts.drawable(text)
    for size in (13.5, 12.5, 11.5, 10.5, 9.5):
        letters = made.size(size)
        lines = fonts.wrapped(shown, letters, room, 9, bold=True)
        if len(lines) <= (1 if size > 12 else 2) and not any(line.endswith("-") for line in lines[:-1]):
            break
    else:
        lines = fonts.wrapped(shown, letters, room, 2, bold=True)
    x, y = middle
    first = y + letters * 0.36 - (len(lines) - 1) * letters * 0.56
    return [
        Text(x, first + i * letters * 1.12, line, letters, made.colours.text, MIDDLE, bold=True)
        for i, line in enumerate(lines)
    ]


def _names(made: Grid, y: float) -> tuple[list[list[Item]], float]:
    """The touchpoints' names, with the sign of a moment of truth."""
    letters = made.size(12)
    columns: list[list[Item]] = []
    deepest = 0
    for number, row in enumerate(made.points.to_dict("records")):
        lines = fonts.wrapped(fonts.drawable(str(row["touchpoint"])), letters, made.room, _NAME_LINES, bold=True)
        x = made.middle(number)
        items: list[Item] = []
        base = y + letters
        if row["moment"]:
            items.append(_moment(made, x, y + made.size(5)))
            base += made.size(13)
        items += [
            Text(x, base + i * letters * 1.2, line, letters, made.colours.text, MIDDLE, bold=True)
            for i, line in enumerate(lines)
        ]
        deepest = max(deepest, round(len(lines) * letters * 1.2 + (made.size(13) if row["moment"] else 0)))
        columns.append(items)
    return columns, y + deepest + made.size(4)


def _moment(made: Grid, x: float, y: float) -> Item:
    size = made.size(5)
    corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    return Path(corners, fill=made.colours.text, closed=True)


def _legend(board: Board, made: Grid, y: float) -> tuple[list[Item], float]:
    """What the signs mean: of the curve, of those laid over it, of a moment of truth."""
    letters = made.size(11.5)
    entries = [
        *_signs(board, made),
        *(
            (curve.mark(i, (0, 0), made.size(5), made.colours.text, made.colours.paper, filled=False), laid.name)
            for i, laid in enumerate(board.curves)
        ),
    ]
    if any(laid.points["differs"].any() for laid in board.curves):
        entries.append(
            (
                curve.mark(2, (0, 0), made.size(5), made.colours.text, made.colours.paper, filled=True),
                "full: surely different",
            )
        )
    if made.points["moment"].any():
        entries.append(([_moment(made, 0, 0)], "moment of truth"))
    items: list[Item] = []
    x, line = made.left, y + made.size(8)
    for sign, text in entries:
        shown = fonts.wrapped(fonts.drawable(text), letters, made.width - made.left - made.size(40), 1)[0]
        wide = made.size(18) + fonts.width(shown, letters) + made.size(18)
        if x + wide > made.width and x > made.left:
            x, line = made.left, line + made.size(18)
        items += [moved(part, x + made.size(6), line) for part in sign]
        items.append(Text(x + made.size(18), line + letters * 0.36, shown, letters, made.colours.muted))
        x += wide
    return items, line + made.size(18)


def _signs(board: Board, made: Grid) -> list[tuple[list[Item], str]]:
    """The signs of the curve that occur on this map."""
    points, size = made.points, made.size(5.5)
    colours = made.colours
    found: list[tuple[list[Item], str]] = []
    known = points["low"].notna()
    for here, colour, text in (
        (points["low"] > 1, colours.positive, "surely more positive"),
        (points["high"] < 1, colours.negative, "surely more negative"),
        (known & (points["low"] <= 1) & (points["high"] >= 1), colours.neutral, "cannot be told"),
    ):
        if here.any():
            found.append(([Circle(0, 0, size, fill=colour)], text))
    if (points["evidence"] == "thin").any():
        hollow: Item = Circle(0, 0, size, fill=colours.paper, stroke=colours.neutral, thickness=2)
        found.append(([hollow], f"thin: fewer than {board.shown.thin}"))
    bar: list[Item] = [Rect(-size, -size, 2 * size, 2 * size, fill=colours.band)]
    found.append((bar, f"{board.shown.level:.0%} interval"))
    return found


def _head_lines(made: Grid, shown: lanes.Lane) -> list[str]:
    return fonts.wrapped(shown.title, made.size(12), made.left - made.size(22), 4, bold=True)


def _head_height(made: Grid, shown: lanes.Lane) -> float:
    return len(_head_lines(made, shown)) * made.size(12) * LEADING + made.size(14)


def _lane_head(made: Grid, shown: lanes.Lane, y: float) -> list[Item]:
    """A lane's name at the left, below a line."""
    told = stacked(_head_lines(made, shown), (12, y + made.size(6)), made.size(12), made.colours.muted, bold=True)
    return [Path(((12, y), (made.width - made.right, y)), stroke=made.colours.grid), *told.lines]


def _notes(board: Board, made: Grid, y: float, look: Look) -> tuple[list[Item], float]:
    """What the map does not show, and with a title where its numbers come from."""
    points = board.shown.points
    left_out = int((points["stage"] == OFF_MAP).sum()) - OFF_MAP_DRAWN
    unassigned = f"{board.shown.unassigned:,} of {board.shown.experiences:,} experiences"
    said = [f"Unassigned: {unassigned} speak of no touchpoint that could be told."]
    said += [f"{left_out} more touchpoints that the journey does not have are in the table."] if left_out > 0 else []
    if look.title:
        said.append(board.provenance.line)
        said += {"masked": ["Names and numbers hidden."], "none": ["Without customers’ own words."]}.get(
            board.sharing, []
        )
    items: list[Item] = []
    for text in said:
        lines = fonts.wrapped(fonts.drawable(text), made.size(11), made.width - 24, 4)
        told = stacked(lines, (12, y), made.size(11), made.colours.muted)
        items += told.lines
        y += told.height
    return items, y + made.size(8)


def _group(board: Board, made: Grid, number: int, items: Sequence[Item], bottom: float) -> Group:
    """A touchpoint's column, to be chosen as a whole; the chosen one lies on a ground of its own."""
    row: dict[Any, Any] = made.points.iloc[number].to_dict()
    chosen = row["touchpoint"] == made.chosen
    top = made.size(_STAGE)
    ground = Rect(
        made.start(number) + 1, top + made.size(10), made.column - 2, bottom - top - made.size(30),
        fill=made.colours.chosen if chosen else "rgba(128, 128, 128, 0)", radius=6,
    )  # fmt: skip
    return Group((ground, *items), f"{TOUCHPOINT}{row['touchpoint']}", tips.label(row), tips.tip(board, row))
