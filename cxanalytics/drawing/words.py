"""The lanes of the journey map that are read: channels, what recurs, quotes, what the journey says, actions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from cxanalytics.drawing import fonts
from cxanalytics.drawing.cells import NO_BREAK, Cell, Draw, Maker, Row, by_touchpoint, percent
from cxanalytics.drawing.grid import Grid
from cxanalytics.drawing.scene import Item, Rect, Text
from cxanalytics.journey.board import Board, day

_LETTERS, _LINE, _BETWEEN = 11.5, 14.5, 5.0

SIGNS = {"keep": "✓", "improve": "▲", "change": "◆", "remove": "–"}

STRONG, PLAIN, FAINT, GOOD, BAD = "strong", "plain", "faint", "good", "bad"


@dataclass(frozen=True)
class Said:
    """A paragraph: its text, and how it looks. A good or bad one has a stripe in its colour at its side."""

    text: str
    look: str = PLAIN


Tell = Callable[[Row], Iterable[Said]]


def _lane(most: int, tell: Callable[[Board], Tell]) -> Maker:
    """A lane of paragraphs, in at most so many lines together."""

    def made(board: Board, grid: Grid) -> Draw:
        told = tell(board)

        def draw(number: int, row: Row) -> Cell:
            return _paragraphs(grid, grid.edge(number), told(row), most)

        return draw

    return made


def _paragraphs(grid: Grid, left: float, said: Iterable[Said], most: int) -> Cell:
    letters, step, between = grid.size(_LETTERS), grid.size(_LINE), grid.size(_BETWEEN)
    items: list[Item] = []
    y, free = 0.0, most
    for paragraph in said:
        if not free:
            break
        bold, aside = paragraph.look == STRONG, paragraph.look in (GOOD, BAD)
        inset = grid.size(7) if aside else 0.0
        lines = fonts.wrapped(fonts.drawable(paragraph.text), letters, grid.room - inset, free, bold=bold)
        if not lines:
            continue
        y += between if items else 0.0
        if aside:
            stripe = grid.colours.positive if paragraph.look == GOOD else grid.colours.negative
            items.append(Rect(left, y + 1, grid.size(2.5), len(lines) * step - 2, fill=stripe))
        colour = grid.colours.muted if paragraph.look == FAINT else grid.colours.text
        items += [
            Text(left + inset, y + i * step + letters, line, letters, colour, bold=bold) for i, line in enumerate(lines)
        ]
        y += len(lines) * step
        free -= len(lines)
    return items, y


def _channels(board: Board) -> Tell:
    heard = by_touchpoint(board.channels)

    def tell(row: Row) -> list[Said]:
        found = heard.get(row["touchpoint"], [])[:4]
        told = [
            Said(f"{item['channel']} {percent(item['share'])}", PLAIN if i == 0 else FAINT)
            for i, item in enumerate(found)
        ]
        return told or ([Said(str(row["channel"]), FAINT)] if row["channel"] else [])

    return tell


def _patterns(board: Board) -> Tell:
    recurring = by_touchpoint(board.patterns)

    def tell(row: Row) -> list[Said]:
        found = recurring.get(row["touchpoint"], [])[:3]
        told = [Said(f"{item['name']} ({item['n']:,})", STRONG if i == 0 else PLAIN) for i, item in enumerate(found)]
        return told or ([Said(f"{row['pain']} ({row['pain_n']:,})")] if pd.notna(row["pain"]) else [])

    return tell


def _quotes(board: Board) -> Tell:
    found = by_touchpoint(board.quotes)

    def tell(row: Row) -> list[Said]:
        """The most telling bad one, then the most telling good one."""
        here = found.get(row["touchpoint"], [])
        worst = [Said(f"▼{NO_BREAK}“{item['quote']}”", BAD) for item in here if item["polarity"] == "negative"]
        best = [Said(f"▲{NO_BREAK}“{item['quote']}”", GOOD) for item in here if item["polarity"] == "positive"]
        return worst[:1] + best[:1]

    return tell


def _actions(board: Board) -> Tell:
    found = by_touchpoint(board.actions)

    def tell(row: Row) -> list[Said]:
        told = []
        for item in found.get(row["touchpoint"], []):
            due = f"by {day(item['due']).replace(' ', NO_BREAK)}" if pd.notna(item["due"]) else ""
            about = (item["owner"], due, item["target"], item["state"])
            said = ", ".join(part for part in about if isinstance(part, str) and part)
            told += [Said(str(item["title"]), STRONG), Said(said.replace(" : 1", f"{NO_BREAK}:{NO_BREAK}1"), FAINT)]
        return told

    return tell


def _state(_: Board) -> Tell:
    return lambda row: [Said(f"{SIGNS[row['state']]} {row['state']}", STRONG)] if row["state"] in SIGNS else []


def _column(name: str) -> Callable[[Board], Tell]:
    return lambda _: lambda row: [Said(str(row[name]))] if row[name] else []


LANES: dict[str, Maker] = {
    "channels": _lane(6, _channels),
    "patterns": _lane(9, _patterns),
    "quotes": _lane(16, _quotes),
    "goal": _lane(6, _column("goal")),
    "front": _lane(6, _column("front")),
    "back": _lane(6, _column("back")),
    "bridge": _lane(6, _column("bridge")),
    "state": _lane(2, _state),
    "owner": _lane(3, _column("owner")),
    "actions": _lane(12, _actions),
}
