"""The lanes below the curve: for each a title, a height, and a cell in the column of every touchpoint."""

from cxanalytics.drawing import bars, fonts, words
from cxanalytics.drawing.cells import Lane, Maker
from cxanalytics.drawing.grid import MARGIN, Grid
from cxanalytics.drawing.scene import Item, Path, Text
from cxanalytics.drawing.texts import stacked
from cxanalytics.journey.board import LANES, Board

_TITLE, _ABOUT = 12.0, 10.5

# Above and below what stands in a lane.
PAD = 10.0

_MAKERS: dict[str, Maker] = {
    "counts": bars.counts,
    "volume": bars.volume,
    "emotions": bars.felt,
    "effort": bars.effort,
    "evidence": bars.evidence,
    **words.LANES,
}

# What is measured in a lane, where its title does not say it.
_ABOUT_OF = {
    "emotions": "share of experiences",
    "effort": "share that tells of it",
    "evidence": "last heard of",
    "channels": "share of experiences",
    "patterns": "answers with it",
}


def lane(name: str, board: Board, grid: Grid) -> Lane:
    """The lane of this name with a cell for each touchpoint of the grid."""
    draw = _MAKERS[name](board, grid)
    cells = [draw(number, row) for number, row in enumerate(grid.rows)]
    high = max([grid.size(_TITLE), *(height for _, height in cells)])
    about = [_ABOUT_OF[name]] if name in _ABOUT_OF else []
    about += bars.emotion_key(grid) if name == "emotions" else ()
    return Lane(LANES[name], tuple(about), high, tuple(tuple(items) for items, _ in cells))


def around(shown: Lane, grid: Grid, y: float) -> tuple[list[Item], float]:
    """What stands around the cells of a lane that begins at y: a line above and its title; and where it ends."""
    room, top = grid.left - MARGIN - grid.size(10), y + grid.size(PAD)
    lines = fonts.wrapped(shown.title, grid.size(_TITLE), room, 4, bold=True)
    title = stacked(lines, (MARGIN, top - 1), grid.size(_TITLE), grid.colours.text, bold=True)
    told = [line for text in shown.about for line in fonts.wrapped(text, grid.size(_ABOUT), room, 5)]
    about = stacked(told, (MARGIN, top + title.height), grid.size(_ABOUT), grid.colours.muted)
    items: list[Item] = [Path(((MARGIN, y), (grid.end, y)), stroke=grid.colours.grid), *title.lines, *about.lines]
    if not any(shown.cells):
        items.append(
            Text(grid.edge(0), top + grid.size(_TITLE) - 1, "nothing yet", grid.size(_ABOUT + 1), grid.colours.muted)
        )
    return items, top + max(shown.height, title.height + about.height) + grid.size(PAD) - grid.size(3)
