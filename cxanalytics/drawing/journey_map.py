"""The journey map, drawn once for the screen, paper and every file.

From top to bottom: stages, touchpoints, positive experiences for each negative one on a log scale with the interval and
the curves that are laid over it, and the lanes that are switched on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import pandas as pd

from cxanalytics.drawing import curve, fonts, lanes, tips, values
from cxanalytics.drawing.axis import Axis, axis, ground
from cxanalytics.drawing.cells import NO_BREAK, percent
from cxanalytics.drawing.grid import MARGIN, NAME, Grid, grid, least_column
from cxanalytics.drawing.legend import legend, moment
from cxanalytics.drawing.scene import MIDDLE, Group, Item, Path, Rect, Scene, Text, moved
from cxanalytics.drawing.texts import stacked
from cxanalytics.journey.board import MASKED, NO_TEXT, Board, day
from cxanalytics.journey.map import experiences_in
from cxanalytics.journey.model import OFF_MAP, UNASSIGNED

# What stands before a touchpoint's name in the key of its group.
TOUCHPOINT = "touchpoint:"

# Touchpoints that exports name but the journey does not have: the largest are drawn, the table has all.
OFF_MAP_DRAWN = 4

_STAGE, _CURVE = 36.0, 310.0
_NAME_LINES = 8

# Is not seen, yet the pointer finds it.
_CLEAR = "rgba(128, 128, 128, 0)"


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
    """The map in parts of at most so many touchpoints each, all on the same axes."""
    points = drawn(board)
    return [_scene(board, look, points.iloc[part]) for part in parts(points, columns)]


def parts(points: pd.DataFrame, columns: int) -> list[list[int]]:
    """The rows of `points` in parts of at most so many; a stage is torn apart only where it must be."""
    made: list[list[int]] = [[]]
    for _, rows in groupby(range(len(points)), key=lambda i: points["stage"].iloc[i]):
        stage = list(rows)
        if made[-1] and len(made[-1]) + len(stage) > columns:
            made.append([])
        for start in range(0, len(stage), columns):
            made += [[]] if start else []
            made[-1] += stage[start : start + columns]
    return made


def strips(board: Board, look: Look) -> dict[str, Scene]:
    """The map without lanes under "", and each lane of the board alone under its name, all of one width.

    For a page on which lanes are switched on and off.
    """
    points = drawn(board)
    made = grid(board, points, dark=look.dark, roomy=look.roomy, chosen=look.chosen, width=look.width)
    found = {"": _scene(replace(board, lanes=()), replace(look, width=made.width), points)}
    return found | {name: _strip(board, made, name) for name in board.lanes}


def _strip(board: Board, made: Grid, name: str) -> Scene:
    """One lane alone."""
    shown = lanes.lane(name, board, made)
    around, high = lanes.around(shown, made, 0)
    cells = [moved(item, 0, made.size(lanes.PAD)) for cell in shown.cells for item in cell]
    back = [*_chosen(made, ((0, high),)), *_partings(made, ((0, high),))]
    return Scene(made.width, high, (*back, *around, *cells), alt=shown.title, background=made.colours.paper)


def _scene(board: Board, look: Look, points: pd.DataFrame) -> Scene:
    made = grid(
        board, points, dark=look.dark, roomy=look.roomy, chosen=look.chosen, width=look.width, every=drawn(board)
    )
    head, top = _head(board, made) if look.title else ([], 0.0)
    stages, names_at = _stages(made, top + made.size(6))
    columns, y = _names(made, names_at)
    if board.curves and board.shown.experiences:
        for number, row in enumerate(made.rows):
            columns[number] += values.in_a_row(made, number, row, y)
        y += values.row_height(made)
    high = y + made.size(6)
    scale = axis(made.every, board.curves, high + made.size(_CURVE), high)
    under: list[Item] = [
        *ground(made, scale),
        *curve.band(made, scale),
        *curve.laid_over(made, scale, board.curves),
        *_empty(board, made, scale),
    ]
    _points(board, made, scale, columns)
    told, y = legend(board, made, scale.low + made.size(6))
    y += made.size(8)
    lanes_at = y
    for name in board.lanes:
        shown = lanes.lane(name, board, made)
        around, end = lanes.around(shown, made, y)
        under += around
        for column, cell in zip(columns, shown.cells, strict=True):
            column += [moved(item, 0, y + made.size(lanes.PAD)) for item in cell]
        y = end
    notes, end = _notes(board, made, y + made.size(4), look)
    groups = _groups(board, made, names_at - 2, y, columns)
    back = [
        *_chosen(made, ((names_at - 2, scale.low), (lanes_at, y))),
        *_partings(made, ((names_at, scale.low), (lanes_at, y))),
    ]
    items = (*head, *stages, *back, *under, *told, *groups, *notes)
    return Scene(made.width, end, items, alt=board.shown.alt, background=made.colours.paper)


def _head(board: Board, made: Grid) -> tuple[list[Item], float]:
    """The headline, and above it what the map is of."""
    room, shown = made.width - 2 * MARGIN, board.shown
    when = f", {day(shown.first)} – {day(shown.last)}" if shown.first and shown.last else ""
    about = f"{shown.name} · {shown.selection} · {experiences_in(shown.experiences)}{when} · {shown.mix}"
    name = stacked(
        fonts.wrapped(fonts.drawable(about), made.size(13), room, 3), (MARGIN, 10), made.size(13), made.colours.muted
    )
    # A ratio is not torn apart at the end of a line.
    said = fonts.drawable(shown.headline).replace(" : 1", f"{NO_BREAK}:{NO_BREAK}1")
    lines = fonts.wrapped(said, made.size(20), room, 4, bold=True)
    headline = stacked(lines, (MARGIN, 14 + name.height), made.size(20), made.colours.text, bold=True)
    return [*name.lines, *headline.lines], 14 + name.height + headline.height + made.size(8)


def _runs(points: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Each stage with the numbers of its first and its last touchpoint."""
    runs = []
    for stage, rows in groupby(range(len(points)), key=lambda i: points["stage"].iloc[i]):
        part = list(rows)
        runs.append((str(stage), part[0], part[-1]))
    return runs


def _stages(made: Grid, y: float) -> tuple[list[Item], float]:
    """The stages as arrows, one after the other."""
    high, tip = made.size(_STAGE), made.size(9)
    items: list[Item] = []
    for stage, first, last in _runs(made.points):
        left, right = made.start(first) + 1, made.start(last) + made.column - 1
        corners = (
            (left, y), (right - tip, y), (right, y + high / 2), (right - tip, y + high), (left, y + high),
            (left + tip, y + high / 2),
        )  # fmt: skip
        items.append(Path(corners, fill=made.colours.panel, closed=True))
        items += _fitted(made, stage, ((left + right) / 2, y + high / 2), right - left - 2.6 * tip)
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
    """The touchpoints' names below a row for the stars of moments of truth, where there are any."""
    letters, star = made.size(NAME), made.size(16) if made.points["moment"].any() else 0.0
    columns: list[list[Item]] = []
    most = 1
    for number, row in enumerate(made.rows):
        lines = fonts.wrapped(fonts.drawable(str(row["touchpoint"])), letters, made.room, _NAME_LINES, bold=True)
        x = made.middle(number)
        names: list[Item] = [
            Text(x, y + star + letters + i * letters * 1.2, line, letters, made.colours.text, MIDDLE, bold=True)
            for i, line in enumerate(lines)
        ]
        columns.append([*([moment(made, x, y + made.size(8))] if row["moment"] else []), *names])
        most = max(most, len(lines))
    return columns, y + star + most * letters * 1.2 + made.size(4)


def _points(board: Board, made: Grid, scale: Axis, columns: list[list[Item]]) -> None:
    """Add to each column its point with what it says."""
    rows = made.rows
    for number, row in enumerate(rows):
        columns[number] += curve.point(made, scale, number, row)
        if not board.shown.experiences:
            continue
        columns[number] += values.nothing(made, scale, number, row, narrowed=board.shown.narrowed)
        if not board.curves:
            near = (rows[number - 1] if number else None, row, rows[number + 1] if number + 1 < len(rows) else None)
            columns[number] += values.beside(made, scale, number, near)


def _empty(board: Board, made: Grid, scale: Axis) -> list[Item]:
    """In place of a curve where there is none: why, and what to do."""
    if len(made.points) and board.shown.experiences:
        return []
    why = "in this selection: take a filter away." if board.shown.narrowed else "yet: import an export."
    said = f"No feedback {why}" if len(made.points) else "This journey has no touchpoints yet: add some on Journeys."
    place = ((made.left + made.end) / 2, (scale.y(1) + scale.high) / 2)
    return [Text(*place, said, made.size(16), made.colours.text, MIDDLE, bold=True, halo=made.colours.paper)]


def _chosen(made: Grid, parts: Sequence[tuple[float, float]]) -> list[Item]:
    """The ground of the chosen touchpoint above and below the legend, in a frame, since a shade alone is overlooked."""
    return [
        Rect(
            made.start(number) + 1, top, made.column - 2, bottom - top,
            fill=made.colours.chosen, stroke=made.colours.text, thickness=made.size(1.4), radius=5,
        )
        for number, name in enumerate(made.points["touchpoint"])
        if name == made.chosen
        for top, bottom in parts
        if bottom > top
    ]  # fmt: skip


def _partings(made: Grid, parts: Sequence[tuple[float, float]]) -> list[Item]:
    """A thin line where a stage ends, through the curve and all lanes."""
    return [
        Path(((made.start(first), top), (made.start(first), bottom)), stroke=made.colours.grid, thickness=1.2)
        for _, first, _ in _runs(made.points)[1:]
        for top, bottom in parts
        if bottom > top
    ]


def _notes(board: Board, made: Grid, y: float, look: Look) -> tuple[list[Item], float]:
    """What the map does not show, and with a title where its numbers come from."""
    shown = board.shown
    left_out = int((shown.points["stage"] == OFF_MAP).sum()) - OFF_MAP_DRAWN
    share = f" ({percent(shown.unassigned / shown.experiences)})" if shown.experiences else ""
    unassigned = f"{shown.unassigned:,} of {experiences_in(shown.experiences)}{share}"
    said = [f"Unassigned, without a touchpoint that could be told: {unassigned}. {shown.trust}"]
    said += [f"{left_out} more touchpoints that the journey does not have are in the table."] if left_out > 0 else []
    if look.title:
        said.append(board.provenance.line)
        said += {MASKED: ["Names and numbers hidden."], NO_TEXT: ["Without customers’ own words."]}.get(
            board.sharing, []
        )
    items: list[Item] = []
    for text in said:
        lines = fonts.wrapped(fonts.drawable(text), made.size(11), made.width - 2 * MARGIN, 4)
        told = stacked(lines, (MARGIN, y), made.size(11), made.colours.muted)
        items += told.lines
        y += told.height
    return items, y + made.size(8)


def _groups(board: Board, made: Grid, top: float, bottom: float, columns: Sequence[Sequence[Item]]) -> list[Group]:
    """The touchpoints' columns, each to be chosen as a whole: what is not drawn upon belongs to it too."""
    others = tips.against(board)
    return [
        Group(
            (Rect(made.start(i) + 1, top, made.column - 2, bottom - top, fill=_CLEAR, radius=5), *columns[i]),
            key=f"{TOUCHPOINT}{row['touchpoint']}",
            label=tips.label(row),
            tip=tips.tip(board, row, others),
        )
        for i, row in enumerate(made.rows)
    ]
