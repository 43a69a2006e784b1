"""The lanes of the journey map that are measured: counts, experiences, emotions, effort, evidence."""

import pandas as pd

from cxanalytics.charts.style import faded
from cxanalytics.drawing import fonts
from cxanalytics.drawing.cells import NO_BREAK, NOTHING, Cell, Draw, Row, by_touchpoint, percent
from cxanalytics.drawing.grid import Grid
from cxanalytics.drawing.scene import END, MIDDLE, Circle, Item, Path, Rect, Text
from cxanalytics.emotion.lexicon import emotions
from cxanalytics.journey.board import Board, day

_LETTERS, _SMALL = 11.5, 10.5
_BARS, _VOLUME, _FELT, _NAMED = 74.0, 40.0, 76.0, 122.0
_BAR = 34.0


def counts(_: Board, grid: Grid) -> Draw:
    """Positive up, negative down, mixed in both; fainter where evidence is thin."""
    up, down = (max(grid.every[name].tolist(), default=0) for name in ("positive", "negative"))
    letters = grid.size(_LETTERS)
    pixel = grid.size(_BARS) / max(up + down, 1)
    zero = letters + grid.size(4) + up * pixel

    def draw(number: int, row: Row) -> Cell:
        x, wide = grid.middle(number), min(grid.size(_BAR), grid.room * 0.6)
        colours = grid.colours
        items: list[Item] = []
        for n, colour, sign in ((row["positive"], colours.positive, "▲"), (row["negative"], colours.negative, "▼")):
            if not n:
                continue
            high = max(n * pixel, 1.0)
            positive = sign == "▲"
            fill = faded(colour, 0.5) if row["evidence"] == "thin" else colour
            items.append(Rect(x - wide / 2, zero - (high if positive else 0), wide, high, fill=fill))
            y = zero - high - grid.size(4) if positive else zero + high + letters + grid.size(1)
            items.append(Text(x, y, f"{sign} {n:,}", letters, colours.text, MIDDLE))
        start, end = grid.start(number), grid.start(number) + grid.column
        line = Path(((start, zero), (end, zero)), stroke=colours.line)
        return [*items, line], zero + down * pixel + letters + grid.size(4)

    return draw


def volume(_: Board, grid: Grid) -> Draw:
    """How many experiences."""
    most = max([1, *grid.every["n"].tolist()])
    high, letters = grid.size(_VOLUME), grid.size(_LETTERS)
    base = high + letters + grid.size(4)

    def draw(number: int, row: Row) -> Cell:
        x, wide = grid.middle(number), min(grid.size(_BAR), grid.room * 0.6)
        bar = high * row["n"] / most
        fill = faded(grid.colours.neutral, 0.5) if row["evidence"] == "thin" else grid.colours.neutral
        said = Text(x, base - bar - grid.size(4), f"{row['n']:,}", letters, grid.colours.text, MIDDLE)
        start, end = grid.start(number), grid.start(number) + grid.column
        line = Path(((start, base), (end, base)), stroke=grid.colours.line)
        return [*([Rect(x - wide / 2, base - bar, wide, bar, fill=fill)] if bar else []), said, line], base + 1

    return draw


def _felt() -> list[tuple[str, bool]]:
    """The emotions in the order of their bars, good ones first, and whether each is good."""
    known = [(emotion.name, emotion.polarity == "positive") for emotion in emotions()]
    return [item for item in known if item[1]] + [item for item in known if not item[1]]


def named(grid: Grid) -> bool:
    """Whether columns are so wide that every emotion's bar bears its name."""
    return grid.room / (len(_felt()) + 1) >= grid.size(_SMALL) * 1.3


def emotion_key(grid: Grid) -> tuple[str, ...]:
    """The names of the bars, in their order; nothing where each bears its own."""
    if named(grid):
        return ()
    good = ", ".join(name for name, is_good in _felt() if is_good)
    bad = ", ".join(name for name, is_good in _felt() if not is_good)
    return ("bars from the left:", f"▲ {good}", f"▼ {bad}")


def felt(board: Board, grid: Grid) -> Draw:
    """Thirteen small bars: good ones up, bad ones down; with their names, or the two strongest in words."""
    there = by_touchpoint(board.emotions)
    most = max(float(board.emotions["share"].max()) if len(board.emotions) else 0.0, 0.01)
    order, names = _felt(), named(grid)
    half = grid.size(_NAMED if names else _FELT) / 2
    letters = grid.size(_SMALL)
    # A gap of half a bar parts the good ones from the bad ones.
    step = grid.room / (len(order) + 0.5)

    def draw(number: int, row: Row) -> Cell:
        shares = {item["emotion"]: float(item["share"]) for item in there.get(row["touchpoint"], [])}
        if not any(shares.values()):
            return NOTHING
        left = grid.edge(number)
        items: list[Item] = [Path(((left, half), (left + grid.room, half)), stroke=grid.colours.line)]
        for place, (name, good) in enumerate(order):
            x, bar = left + (place + (0 if good else 0.5)) * step, half * shares.get(name, 0.0) / most
            colour = grid.colours.positive if good else grid.colours.negative
            if bar:
                items.append(Rect(x + step * 0.12, half - (bar if good else 0), step * 0.76, bar, fill=colour))
            if names:
                # On the free side of the line: below the bars up, above the bars down.
                along = half + grid.size(5) if good else half - grid.size(5)
                items.append(
                    Text(
                        x + step / 2 + letters * 0.32, along, name, letters, grid.colours.muted,
                        END if good else "start", angle=-90,
                    )
                )  # fmt: skip
        if names:
            return items, 2 * half
        y = 2 * half + letters + grid.size(3)
        strongest = sorted(((share, name) for name, share in shares.items() if share > 0), reverse=True)[:2]
        for share, name in strongest:
            said = f"{'▲' if (name, True) in order else '▼'}{NO_BREAK}{name}"
            with_share = f"{said} {percent(share)}"
            said = with_share if fonts.width(with_share, letters) <= grid.room else said
            items.append(Text(left, y, said, letters, grid.colours.text))
            y += letters * 1.25
        return items, y - letters

    return draw


def effort(board: Board, grid: Grid) -> Draw:
    """The share that tells of effort."""
    shares = dict(zip(board.effort["touchpoint"].tolist(), board.effort["share"].tolist(), strict=True))
    high, letters = grid.size(8), grid.size(_LETTERS)
    word = fonts.width(percent(1.0), letters) + grid.size(6)

    def draw(number: int, row: Row) -> Cell:
        if not row["n"]:
            return NOTHING
        share = float(shares.get(row["touchpoint"], 0.0))
        left, wide = grid.edge(number), grid.room - word
        y = grid.size(3)
        bar = [Rect(left, y, wide * share, high, fill=grid.colours.negative)] if share else []
        return [
            Rect(left, y, wide, high, fill=grid.colours.panel),
            *bar,
            Text(left + grid.room, y + high, percent(share), letters, grid.colours.text, END),
        ], grid.size(14)

    return draw


def evidence(_: Board, grid: Grid) -> Draw:
    """Measured, thin or assumed: a sign, a word, and when it was last heard of."""
    letters, small = grid.size(_LETTERS), grid.size(_SMALL)

    def draw(number: int, row: Row) -> Cell:
        word = "assumed" if row["evidence"] == "none" else str(row["evidence"])
        left, colour, size = grid.edge(number), grid.colours.text, grid.size(4.5)
        x, y = left + size + 1, letters * 0.66
        full = colour if word == "measured" else None
        items: list[Item] = [Circle(x, y, size, fill=full, stroke=colour, thickness=grid.size(1.5))]
        if word == "thin":
            # A half full disc.
            rim = [(x, y - size), (x + size * 0.72, y - size * 0.7), (x + size, y), (x + size * 0.72, y + size * 0.7)]
            items.append(Path((*rim, (x, y + size)), fill=colour, closed=True))
        items.append(Text(left + grid.size(15), letters, word, letters, colour))
        when: str = day(row["last_evidence"]) if pd.notna(row["last_evidence"]) else ""
        if when:
            below = letters + small * 1.3
            items.append(Text(left + grid.size(15), below, when, small, grid.colours.muted))
        return items, letters + small * 1.5 if when else letters * 1.2

    return draw
