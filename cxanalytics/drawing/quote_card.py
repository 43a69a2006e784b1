"""A card with one customer's words, the touchpoint they are of and its ratio, to share in the company."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxanalytics.charts.style import palette
from cxanalytics.drawing import fonts
from cxanalytics.drawing.scene import END, Item, Path, Rect, Scene, Text
from cxanalytics.drawing.texts import block, heading, stacked
from cxanalytics.journey.board import Board, day

WIDTH, HEIGHT = 1200, 630
_EDGE = 72


def scene(board: Board, quote: Mapping[Any, Any], *, dark: bool = False) -> Scene:
    """The card of a row of `board.quotes`, 1200 × 630 pixels."""
    colours = palette(dark)
    points = board.shown.points.set_index("touchpoint")
    point = points.loc[quote["touchpoint"]]
    bad = quote["polarity"] == "negative"
    accent = colours.negative if bad else colours.positive
    room = WIDTH - 2 * _EDGE
    words = block(f"“{quote['quote']}”", (_EDGE, 0), room, (52, 46, 40, 34, 29, 25), 6, colours.text)
    # In the middle of what is left between head and foot.
    top = 104 + max((360 - words.height) / 2, 0)
    said = stacked([line.text for line in words.lines], (_EDGE, top), words.lines[0].size, colours.text)
    below = "" if pd.isna(quote["recurs"]) else f"Recurs: {quote['recurs']}"
    name = heading(str(quote["touchpoint"]), (_EDGE, 494), room * 0.58, (30, 26, 22), colours.text, bold=True)
    stage = fonts.drawable(f"{point['stage']}")
    items: list[Item] = [
        Rect(0, 0, 14, HEIGHT, fill=accent),
        *block(stage, (_EDGE, 40), room * 0.6, (20,), 1, colours.muted, bold=True).lines,
        Text(WIDTH - _EDGE, 60, _from(quote), 20, colours.muted, END),
        *said.lines,
        Path(((_EDGE, 486), (WIDTH - _EDGE, 486)), stroke=colours.line),
        *name.lines,
        *block(below, (_EDGE, 498 + name.height), room * 0.58, (20, 18), 1, colours.muted).lines,
        *_ratio(point, colours.text, colours.muted, room * 0.4),
        *block(_about(board), (_EDGE, 588), room, (12,), 1, colours.muted).lines,
    ]
    alt = f"{quote['touchpoint']}, {point['label']}. A customer says: {quote['quote']}"
    return Scene(WIDTH, HEIGHT, tuple(items), alt=alt, background=colours.paper)


def _from(quote: Mapping[Any, Any]) -> str:
    """Where and when it was said, with a sign for how it feels."""
    when = "" if pd.isna(quote["date"]) else f", {day(quote['date'])}"
    return fonts.drawable(f"{'▼' if quote['polarity'] == 'negative' else '▲'} {quote['source']}{when}")


def _ratio(point: "pd.Series[Any]", colour: str, muted: str, room: float) -> list[Item]:
    """The touchpoint's ratio with interval and n, at the right."""
    ratio, _, n = str(point["label"]).rpartition(", n ")
    size = next((s for s in (30, 26, 22) if fonts.width(ratio, s, bold=True) <= room), 18)
    below = f"good for each bad experience, n {n}, {point['rests_on']}"
    return [
        Text(WIDTH - _EDGE, 526, ratio, size, colour, END, bold=True),
        Text(WIDTH - _EDGE, 558, below, 18, muted, END),
    ]


def _about(board: Board) -> str:
    told = dict(board.provenance.lines)
    return f"{told['Workspace']} · {told['Selection']} · {told['Period']} · {told['Made']} · data {told['Data']}"
