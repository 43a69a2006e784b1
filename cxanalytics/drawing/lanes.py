"""The lanes below the curve: for each a height, and a cell in the column of every touchpoint."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cxanalytics.drawing import fonts
from cxanalytics.drawing.grid import Grid
from cxanalytics.drawing.scene import MIDDLE, Circle, Item, Path, Rect, Text
from cxanalytics.emotion.lexicon import emotions
from cxanalytics.journey.board import LANES, Board, day

Row = Mapping[Any, Any]
# A cell's shapes, drawn from y = 0 on, and how high they are.
Cell = tuple[list[Item], float]

_LETTERS = 11.5
_LINE = 14.0
_BARS, _FELT = 84.0, 66.0

SIGNS = {"keep": "✓", "improve": "▲", "change": "◆", "remove": "–"}


@dataclass(frozen=True)
class Lane:
    """One lane: its name, its height, the cells of its touchpoints in their order, and what explains it below."""

    title: str
    height: float
    cells: tuple[tuple[Item, ...], ...]
    key: str = ""


def lane(name: str, board: Board, grid: Grid) -> Lane:
    """The lane of this name with a cell for each touchpoint of the grid."""
    rows = grid.points.to_dict("records")
    draw = _LANES[name](board, grid)
    cells = [draw(number, row) for number, row in enumerate(rows)]
    high = max([grid.size(_LINE), *(height for _, height in cells)])
    return Lane(LANES[name], high + grid.size(14), tuple(tuple(items) for items, _ in cells), _key(name))


def _key(name: str) -> str:
    """What explains a lane: the emotions in the order of their bars."""
    if name != "emotions":
        return ""
    good = [emotion.name for emotion in emotions() if emotion.polarity == "positive"]
    bad = [emotion.name for emotion in emotions() if emotion.polarity != "positive"]
    return f"Bars from left to right: ▲ {', '.join(good)}; ▼ {', '.join(bad)}. Height: share of the experiences there."


Draw = Callable[[int, Row], Cell]


def _counts(_: Board, grid: Grid) -> Draw:
    """Positive up, negative down, mixed in both."""
    most = max(int(grid.points["positive"].max()), int(grid.points["negative"].max()), 1)
    letters = grid.size(_LETTERS)
    half = grid.size(_BARS) / 2
    zero = half + letters

    def draw(number: int, row: Row) -> Cell:
        x, wide = grid.middle(number), min(grid.size(34), grid.room * 0.6)
        up, down = half * row["positive"] / most, half * row["negative"] / most
        items: list[Item] = [
            Path(((grid.start(number), zero), (grid.start(number) + grid.column, zero)), stroke=grid.colours.line)
        ]
        if row["positive"]:
            items.append(Rect(x - wide / 2, zero - up, wide, up, fill=grid.colours.positive))
            said = f"▲ {row['positive']:,}"
            items.append(Text(x, zero - up - grid.size(3), said, letters, grid.colours.text, MIDDLE))
        if row["negative"]:
            items.append(Rect(x - wide / 2, zero, wide, down, fill=grid.colours.negative))
            said = f"▼ {row['negative']:,}"
            items.append(Text(x, zero + down + letters, said, letters, grid.colours.text, MIDDLE))
        return items, 2 * zero + grid.size(2)

    return draw


def _volume(_: Board, grid: Grid) -> Draw:
    most = max(int(grid.points["n"].max()), 1)
    high = grid.size(40)
    letters = grid.size(_LETTERS)

    def draw(number: int, row: Row) -> Cell:
        x, wide = grid.middle(number), min(grid.size(34), grid.room * 0.6)
        bar = high * row["n"] / most
        base = high + letters + grid.size(4)
        return [
            Rect(x - wide / 2, base - bar, wide, bar, fill=grid.colours.neutral),
            Text(x, base - bar - grid.size(3), f"{row['n']:,}", letters, grid.colours.text, MIDDLE),
        ], base

    return draw


def _emotions(board: Board, grid: Grid) -> Draw:
    """Thirteen small bars: good ones up, bad ones down; below them the strongest by name."""
    order = {emotion.name: (i, emotion.polarity == "positive") for i, emotion in enumerate(emotions())}
    felt = board.emotions
    most = max(float(felt["share"].max()) if len(felt) else 0.0, 0.01)
    half = grid.size(_FELT) / 2
    letters = grid.size(10.5)

    def draw(number: int, row: Row) -> Cell:
        here = felt[(felt["touchpoint"] == row["touchpoint"]).to_numpy(bool)]
        shares = dict(zip(here["emotion"].tolist(), here["share"].tolist(), strict=True))
        step = grid.room / len(order)
        left = grid.start(number) + (grid.column - grid.room) / 2
        items: list[Item] = [Path(((left, half), (left + grid.room, half)), stroke=grid.colours.line)]
        for name, (place, good) in order.items():
            bar = half * shares.get(name, 0.0) / most
            colour = grid.colours.positive if good else grid.colours.negative
            items.append(Rect(left + place * step, half - (bar if good else 0), step * 0.72, bar, fill=colour))
        y = 2 * half + letters + grid.size(2)
        strongest = sorted(((share, name) for name, share in shares.items() if share > 0), reverse=True)[:2]
        for share, name in strongest:
            said = f"{'▲' if order[name][1] else '▼'} {name} {share:.0%}"
            for line in fonts.wrapped(said, letters, grid.room, 2):
                items.append(Text(grid.middle(number), y, line, letters, grid.colours.text, MIDDLE))
                y += letters * 1.2
        return items, max(y, 2 * half)

    return draw


def _effort(board: Board, grid: Grid) -> Draw:
    shares = dict(zip(board.effort["touchpoint"].tolist(), board.effort["share"].tolist(), strict=True))
    high, letters = grid.size(9), grid.size(10.5)

    def draw(number: int, row: Row) -> Cell:
        if not row["n"]:
            return [], 0.0
        share = float(shares.get(row["touchpoint"], 0.0))
        left = grid.start(number) + (grid.column - grid.room) / 2
        said = f"{share:.0%} tell of effort"
        said = said if fonts.width(said, letters) <= grid.room else f"{share:.0%}"
        return [
            Rect(left, grid.size(3), grid.room, high, fill=grid.colours.panel, radius=3),
            Rect(left, grid.size(3), max(grid.room * share, 1), high, fill=grid.colours.negative, radius=3),
            Text(grid.middle(number), grid.size(27), said, letters, grid.colours.text, MIDDLE),
        ], grid.size(30)

    return draw


def _evidence(_: Board, grid: Grid) -> Draw:
    """Measured, thin or assumed: a sign, a word, and when it was last heard of."""
    letters = grid.size(_LETTERS)

    def draw(number: int, row: Row) -> Cell:
        word = "assumed" if row["evidence"] == "none" else str(row["evidence"])
        wide = fonts.width(word, letters)
        x, y = grid.middle(number) - wide / 2 - grid.size(4), letters * 0.62
        colour, size = grid.colours.text, grid.size(4.5)
        sign: list[Item] = [
            Circle(x, y, size, fill=colour if word == "measured" else None, stroke=colour, thickness=1.5)
        ]
        if word == "thin":
            sign.append(Path(((x, y - size), (x + size, y), (x, y + size)), fill=colour, closed=True))
        when: str = day(row["last_evidence"]) if pd.notna(row["last_evidence"]) else ""
        told = Text(grid.middle(number), letters * 2.2, when, grid.size(10.5), grid.colours.muted, MIDDLE)
        return [*sign, Text(x + grid.size(9), letters, word, letters, colour), told], letters * 2.4

    return draw


def _words(tell: Callable[[Board, Row], list[tuple[str, bool]]], most: int) -> Callable[[Board, Grid], Draw]:
    """A lane of words: paragraphs of a touchpoint, strong or not, in at most so many lines together."""

    def lane_of(board: Board, grid: Grid) -> Draw:
        letters, step = grid.size(_LETTERS), grid.size(_LINE)

        def draw(number: int, row: Row) -> Cell:
            items: list[Item] = []
            left = grid.start(number) + (grid.column - grid.room) / 2
            y, free = letters, most
            for text, strong in tell(board, row):
                lines = (
                    fonts.wrapped(fonts.drawable(text), letters, grid.room, max(free, 0), bold=strong) if free else []
                )
                for line in lines:
                    colour = grid.colours.text if strong else grid.colours.muted
                    items.append(Text(left, y, line, letters, colour, bold=strong))
                    y += step
                free -= len(lines)
                y += grid.size(4)
            return items, max(y - step * 0.6, 0.0) if items else 0.0

        return draw

    return lane_of


def _of(frame: pd.DataFrame, row: Row) -> list[dict[Any, Any]]:
    here: pd.DataFrame = frame[(frame["touchpoint"] == row["touchpoint"]).to_numpy(bool)]
    return list(here.to_dict("records"))


def _patterns(board: Board, row: Row) -> list[tuple[str, bool]]:
    found = [(f"{item['name']} ({item['n']:,})", i == 0) for i, item in enumerate(_of(board.patterns, row)[:3])]
    return found or ([(f"{row['pain']} ({row['pain_n']:,})", False)] if pd.notna(row["pain"]) else [])


def _quotes(board: Board, row: Row) -> list[tuple[str, bool]]:
    found = _of(board.quotes, row)
    worst = [item for item in found if item["polarity"] == "negative"][:1]
    best = [item for item in found if item["polarity"] == "positive"][:1]
    return [(f"{'▼' if item in worst else '▲'} “{item['quote']}”", False) for item in worst + best]


def _channels(board: Board, row: Row) -> list[tuple[str, bool]]:
    heard = [(f"{item['channel']} {item['share']:.0%}", i == 0) for i, item in enumerate(_of(board.channels, row)[:4])]
    return heard or ([(str(row["channel"]), False)] if row["channel"] else [])


def _actions(board: Board, row: Row) -> list[tuple[str, bool]]:
    told = []
    for item in _of(board.actions, row):
        due = f"by {day(item['due'])}" if pd.notna(item["due"]) else ""
        about = ", ".join(
            part for part in (item["owner"], due, item["target"], item["state"]) if isinstance(part, str) and part
        )
        told += [(str(item["title"]), True), (about, False)]
    return told


def _state(_: Board, row: Row) -> list[tuple[str, bool]]:
    return [(f"{SIGNS[row['state']]} {row['state']}", True)] if row["state"] in SIGNS else []


def _column(name: str) -> Callable[[Board, Row], list[tuple[str, bool]]]:
    return lambda _, row: [(str(row[name]), False)] if row[name] else []


_LANES: dict[str, Callable[[Board, Grid], Draw]] = {
    "counts": _counts,
    "volume": _volume,
    "emotions": _emotions,
    "effort": _effort,
    "evidence": _evidence,
    "channels": _words(_channels, 5),
    "patterns": _words(_patterns, 9),
    "quotes": _words(_quotes, 14),
    "goal": _words(_column("goal"), 6),
    "front": _words(_column("front"), 6),
    "back": _words(_column("back"), 6),
    "bridge": _words(_column("bridge"), 6),
    "state": _words(_state, 2),
    "owner": _words(_column("owner"), 3),
    "actions": _words(_actions, 10),
}
