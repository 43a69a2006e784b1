"""One touchpoint on one screen, for a room: its ratio and how sure it is, what recurs, and customers' own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, log10
from typing import Any

import pandas as pd

from cxanalytics.charts.style import Palette, palette
from cxanalytics.drawing import fonts
from cxanalytics.drawing.scene import END, MIDDLE, Circle, Item, Path, Rect, Scene, Text
from cxanalytics.drawing.texts import block, heading, stacked
from cxanalytics.emotion.lexicon import emotions
from cxanalytics.journey.board import Board, day
from cxanalytics.journey.model import UNASSIGNED

# A screen of 16 : 9; whatever shows it makes it as large as there is room.
WIDTH, HEIGHT = 1280, 720
_EDGE = 56
_LEFT, _MIDDLE, _RIGHT = (_EDGE, 380.0), (492.0, 330.0), (878.0, 346.0)
_TOP, _FOOT = 178.0, 578.0

# The ends of the scale of the ratio, and where it has its ticks.
_LOWEST, _HIGHEST = 1 / 30, 60.0
_TICKS = (1 / 10, 1 / 2, 1, 2, 10, 22)

_PATTERNS, _EMOTIONS, _QUOTES, _ACTIONS = 4, 5, 3, 2


@dataclass(frozen=True)
class _Sheet:
    """What one screen is drawn from."""

    board: Board
    point: Mapping[Any, Any]
    place: str
    colours: Palette
    dark: bool


def scene(board: Board, touchpoint: str, *, dark: bool = False, foot: bool = True) -> Scene:
    """The screen of a touchpoint, 1280 × 720 pixels; where its numbers come from is left to the page without `foot`."""
    on_map = board.shown.points[board.shown.points["stage"] != UNASSIGNED].reset_index(drop=True)
    number = int((on_map["touchpoint"] == touchpoint).to_numpy().argmax())
    sheet = _Sheet(board, on_map.to_dict("records")[number], f"{number + 1} of {len(on_map)}", palette(dark), dark)
    items = [
        *_heading(sheet),
        *_number(sheet),
        *_scale(sheet),
        *_recurring(sheet),
        *_quotes(sheet),
        *_people(sheet),
        *(_foot(sheet) if foot else ()),
    ]
    return Scene(WIDTH, HEIGHT, tuple(items), alt=_alt(sheet), background=sheet.colours.paper)


def _alt(sheet: _Sheet) -> str:
    point = sheet.point
    said = [f"{point['touchpoint']}, stage {point['stage']}: {point['label']}, {point['rests_on']}."]
    said += [
        f"What recurs: {row.name} ({row.n:,})." for row in _of(sheet.board.patterns, point).itertuples(index=False)
    ]
    return " ".join(said)


def _of(frame: pd.DataFrame, point: Mapping[Any, Any]) -> pd.DataFrame:
    """The rows of a table that belong to the touchpoint."""
    here: pd.DataFrame = frame[(frame["touchpoint"] == point["touchpoint"]).to_numpy(bool)]
    return here


def _heading(sheet: _Sheet) -> list[Item]:
    colours, point = sheet.colours, sheet.point
    stage = fonts.wrapped(fonts.drawable(str(point["stage"])), 21, 700, 1)[0]
    made: list[Item] = [
        Text(_EDGE, 58, stage, 21, colours.muted, bold=True),
        Text(WIDTH - _EDGE, 58, sheet.place, 18, colours.muted, END),
    ]
    if point["moment"]:
        x = _EDGE + fonts.width(stage, 21, bold=True) + 30
        made += [
            Path(((x, 44), (x + 8, 52), (x, 60), (x - 8, 52)), fill=colours.text, closed=True),
            Text(x + 16, 58, "Moment of truth", 18, colours.text),
        ]
    name = heading(str(point["touchpoint"]), (_EDGE, 70), WIDTH - 2 * _EDGE, (46, 38, 32, 28), colours.text, bold=True)
    rule = Path(((_EDGE, 150), (WIDTH - _EDGE, 150)), stroke=colours.line, thickness=1)
    return [*made, *name.lines, rule]


def _sign(point: Mapping[Any, Any]) -> str:
    """▲ or ▼ where the interval lies on one side of 1 : 1, ◆ where it cannot be told, nothing without a ratio."""
    if pd.isna(point["low"]):
        return ""
    return "▲" if point["low"] > 1 else "▼" if point["high"] < 1 else "◆"


def _number(sheet: _Sheet) -> list[Item]:
    """The ratio in figures that are read from the last row, and what it rests on."""
    colours, point = sheet.colours, sheet.point
    x, room = _LEFT
    if pd.isna(point["low"]):
        said = block("Nothing heard here yet", (x, _TOP), room, (44, 38), 2, colours.muted, bold=True)
        note = block(
            "What the map says of this touchpoint is assumed until somebody is heard.",
            (x, _TOP + said.height + 10), room, (20,), 3, colours.muted,
        )  # fmt: skip
        return [*said.lines, *note.lines]
    ratio, _, interval = _words(point).partition(" (")
    sign = _sign(point)
    colour = {"▲": _strong(sheet), "▼": colours.pain, "◆": colours.text}[sign]
    start = x + fonts.width(sign, 34) + 14
    large = block(ratio, (start, _TOP - 12), room - (start - x), (84, 70, 56, 46, 38), 1, colour, bold=True)
    base = large.lines[0].y
    sure = f"between {interval.removesuffix(')').replace('–', ' and ')} : 1, 95 % sure" if interval else ""
    positive = "positive experiences for each negative one"
    lines = [
        positive,
        *([sure] if sure else []),
        f"{point['n']:,} experiences, {point['evidence']} evidence",
        point["rests_on"],
    ]
    told = stacked(lines, (x, base + 14), 20, colours.text)
    shown = [told.lines[0], *(Text(t.x, t.y, t.text, 18, colours.muted) for t in told.lines[1:])]
    return [Text(x, base - 6, sign, 34, colour), *large.lines, *shown]


def _words(point: Mapping[Any, Any]) -> str:
    """The ratio and its interval in words."""
    return str(point["label"]).rsplit(", n ", 1)[0]


def _strong(sheet: _Sheet) -> str:
    """The colour of positive, light enough to read on dark."""
    return "#5AA9E6" if sheet.dark else sheet.colours.positive


def _along(value: float) -> float:
    """Where a ratio stands on the scale, in pixels."""
    x, room = _LEFT
    held = min(max(value, _LOWEST), _HIGHEST)
    return x + room * (log10(held) - log10(_LOWEST)) / (log10(_HIGHEST) - log10(_LOWEST))


def _scale(sheet: _Sheet) -> list[Item]:
    """The ratio on a line from far more bad to far more good, with the curves that are laid over."""
    colours, point = sheet.colours, sheet.point
    y = 428.0
    x, room = _LEFT
    made: list[Item] = [
        Path(((x, y), (x + room, y)), stroke=colours.line, thickness=2),
        *(Path(((_along(t), y - 5), (_along(t), y + 5)), stroke=colours.line, thickness=1.5) for t in _TICKS),
        *(Text(_along(t), y + 24, _odds(t), 14, colours.muted, MIDDLE) for t in _TICKS),
        Path(((_along(1), y - 34), (_along(1), y + 8)), stroke=colours.text, thickness=1.5, dash=(4, 4)),
    ]
    if pd.notna(point["low"]):
        low, high = point["low"], point["high"] if isfinite(point["high"]) else _HIGHEST
        colour = {"▲": colours.positive, "▼": colours.negative, "◆": colours.neutral}[_sign(point)]
        made.append(Rect(_along(low), y - 9, max(_along(high) - _along(low), 2), 18, fill=colour, radius=9))
        if pd.notna(point["ratio"]) and point["ratio"] > 0:
            made.append(Circle(_along(point["ratio"]), y, 7, fill=colours.paper, stroke=colour, thickness=3))
    return [*made, *_others(sheet, y)]


def _odds(value: float) -> str:
    return f"{value:g}:1" if value >= 1 else f"1:{1 / value:g}"


_SHAPES = ("▲", "■", "●", "◆")


def _others(sheet: _Sheet, y: float) -> list[Item]:
    """What the curves that are laid over say of this touchpoint: a mark on the scale and a line below it."""
    colours = sheet.colours
    x, room = _LEFT
    made: list[Item] = []
    below = y + 44
    for number, curve in enumerate(sheet.board.curves[:4]):
        row = _of(curve.points, sheet.point)
        if row.empty or pd.isna(row["ratio"].iloc[0]):
            continue
        at = _along(float(row["ratio"].iloc[0]))
        made += [*_mark(number, at, y - 22, colours.text), *_mark(number, x + 7, below + 8, colours.text)]
        told = f"{curve.name}: {row['label'].iloc[0]}".rsplit(", n ", 1)[0]
        said = block(told, (x + 24, below - 4), room - 24, (17, 15), 1, colours.text, bold=bool(row["differs"].iloc[0]))
        made += said.lines
        below += 25
    return made


def _mark(number: int, x: float, y: float, colour: str) -> list[Item]:
    """The mark of the curve of this number, the same on the scale and beside its name."""
    shape = _SHAPES[number % len(_SHAPES)]
    if shape == "●":
        return [Circle(x, y, 6, stroke=colour, thickness=2)]
    if shape == "■":
        return [Rect(x - 6, y - 6, 12, 12, stroke=colour, thickness=2)]
    if shape == "▲":
        return [Path(((x, y + 7), (x + 7, y - 6), (x - 7, y - 6)), stroke=colour, thickness=2, closed=True)]
    return [Path(((x, y - 8), (x + 7, y), (x, y + 8), (x - 7, y)), stroke=colour, thickness=2, closed=True)]


def _recurring(sheet: _Sheet) -> list[Item]:
    """The patterns in the negative answers, and what is felt."""
    colours, point = sheet.colours, sheet.point
    x, room = _MIDDLE
    y = _TOP
    made: list[Item] = []
    patterns = _of(sheet.board.patterns, point).head(_PATTERNS)
    if len(patterns):
        made.append(Text(x, y + 16, "What recurs", 18, colours.muted, bold=True))
        y += 30
    for called, n, share in patterns[["name", "n", "share"]].to_numpy("object"):
        name = block(str(called), (x, y), room, (20, 18), 2, colours.text)
        y += name.height + 4
        wide = max(room * 0.62 * share, 3)
        made += [*name.lines, Rect(x, y + 3, wide, 10, fill=colours.negative, radius=3)]
        made.append(Text(x + wide + 8, y + 13, f"{n:,} answers, {share:.0%}", 15, colours.muted))
        y += 26
    felt = _of(sheet.board.emotions, point)
    felt = felt[felt["n"] > 0].nlargest(_EMOTIONS, "n", keep="first")
    if len(felt) and y < _FOOT - 90:
        y += 12 if len(patterns) else 0
        made.append(Text(x, y + 16, "What they feel", 18, colours.muted, bold=True))
        y += 28
        rows = felt.head(int((_FOOT - y) // 27))
        made += [
            item for i, row in enumerate(rows.itertuples(index=False)) for item in _emotion(sheet, row, y + 27 * i)
        ]
    return made


def _emotion(sheet: _Sheet, row: Any, y: float) -> list[Item]:
    colours = sheet.colours
    x, room = _MIDDLE
    good = {emotion.name: emotion.polarity == "positive" for emotion in emotions()}.get(row.emotion, False)
    wide = max((room - 190) * float(row.share), 2)
    return [
        Text(x, y + 17, f"{'▲' if good else '▼'} {row.emotion}", 17, colours.text),
        Rect(x + 124, y + 6, wide, 12, fill=colours.positive if good else colours.negative, radius=3),
        Text(x + 124 + wide + 8, y + 17, f"{row.share:.0%}", 15, colours.muted),
    ]


def _quotes(sheet: _Sheet) -> list[Item]:
    """Customers' own words, as many as there is room for."""
    colours, point = sheet.colours, sheet.point
    x, room = _RIGHT
    y = _TOP
    made: list[Item] = []
    for row in _of(sheet.board.quotes, point).head(_QUOTES).itertuples(index=False):
        said = block(f"“{row.quote}”", (x + 18, y), room - 18, (23, 21, 19, 17), 5, colours.text)
        bottom = y + said.height + 26
        if bottom > _FOOT:
            break
        bad = row.polarity == "negative"
        source = block(_source(row), (x + 18, y + said.height + 2), room - 18, (15,), 1, colours.muted)
        made += [
            Rect(x, y + 4, 5, bottom - y - 10, fill=colours.negative if bad else colours.positive, radius=2),
            *said.lines,
            *source.lines,
        ]
        y = bottom + 18
    return made


def _source(row: Any) -> str:
    when = "" if pd.isna(row.date) else f", {day(row.date)}"
    return f"{'▼' if row.polarity == 'negative' else '▲'} {row.source}{when}"


def _people(sheet: _Sheet) -> list[Item]:
    """What people wrote of the touchpoint and decided on it."""
    colours, point = sheet.colours, sheet.point
    mine = _of(sheet.board.actions, point)
    open_ones = mine[mine["state"] != "dropped"].head(_ACTIONS)
    cells = [
        ("What customers want to get done", point["goal"]),
        ("Owner", point["owner"]),
        ("Decided", f"{str(point['state']).capitalize()} it" if point["state"] else ""),
        *(("Action", _action(row)) for row in open_ones.itertuples(index=False)),
    ]
    filled = [(title, text) for title, text in cells if text]
    made: list[Item] = []
    if filled:
        made.append(Path(((_EDGE, 596), (WIDTH - _EDGE, 596)), stroke=colours.line, thickness=1))
        wide = (WIDTH - 2 * _EDGE) / len(filled)
        for number, (title, text) in enumerate(filled):
            x = _EDGE + number * wide
            made.append(Text(x, 618, title, 15, colours.muted, bold=True))
            made += block(text, (x, 624), wide - 24, (19, 17, 15), 2, colours.text).lines
    return made


def _foot(sheet: _Sheet) -> Sequence[Item]:
    """Where the numbers come from."""
    told = fonts.wrapped(fonts.drawable(sheet.board.provenance.line), 11.5, WIDTH - 2 * _EDGE, 2)
    return stacked(told, (_EDGE, 682), 11.5, sheet.colours.muted).lines


def _action(row: Any) -> str:
    told = [str(row.title), *(str(value) for value in (row.owner,) if value)]
    due = "" if pd.isna(row.due) else f"by {day(row.due)}"
    return ", ".join([*told, *([due] if due else [])]) + (" ✓" if row.state == "done" else "")
