"""The ratio over time as a scene: a line with its band, the published lines, the last period marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics.charts.style import Palette, palette
from cxanalytics.drawing.scene import END, MIDDLE, START, Circle, Item, Path, Rect, Scene, Text
from cxanalytics.ratios import REFERENCE_LINES, number
from cxanalytics.tracking.periods import MONTHS

_LEFT, _RIGHT, _TOP, _FOOT = 52.0, 14.0, 16.0, 30.0
_TICKS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 22.0, 50.0)
_SIZE = 11.0
# A label of a period needs so much room.
_ROOM = 62.0


@dataclass(frozen=True)
class _Ground:
    """Where a period and a ratio lie."""

    width: float
    height: float
    many: int
    low: float
    high: float

    def x(self, place: int) -> float:
        wide = self.width - _LEFT - _RIGHT
        return _LEFT + (wide * (place + 0.5) / max(self.many, 1))

    def y(self, ratio: float) -> float:
        high = self.height - _TOP - _FOOT
        at = (np.log10(self.high) - np.log10(ratio)) / (np.log10(self.high) - np.log10(self.low))
        return float(_TOP + high * min(max(at, 0.0), 1.0))


def scene(series: pd.DataFrame, *, width: float = 640.0, height: float = 240.0, dark: bool = False) -> Scene:
    """The ratio of consecutive periods.

    series: label, value, low, high, n, oldest first; a period without answers is a gap. On the scale of ratios, so that
    twice as good is as far up as twice as bad is down.
    """
    colours = palette(dark)
    rows = series.to_dict("records")
    shown = [_drawn(row) for row in rows]
    known = [value for part in shown if part for value in part] + [0.9, 2.3]
    ground = _Ground(width, height, len(rows), max(min(known) * 0.88, 0.03), min(max(known) * 1.14, 400.0))
    items: list[Item] = [*_lines(ground, colours), *_band(ground, shown, colours), *_curve(ground, shown, colours)]
    items += [*_published(ground, colours), *_names(ground, rows, colours)]
    last = next((part for part in reversed(shown) if part), None)
    if last:
        place = len(shown) - 1 - shown[::-1].index(last)
        at = ground.y(last[1]) - 10
        words = f"{number(last[1])} : 1"
        items.append(Text(ground.x(place), at, words, 13, colours.text, MIDDLE, bold=True, halo=colours.paper))
    said = "; ".join(f"{row['label']} {number(part[1])} : 1" for row, part in zip(rows, shown, strict=True) if part)
    return Scene(width, height, tuple(items), f"The ratio over time: {said}.")


def _drawn(row: Mapping[Any, Any]) -> tuple[float, float, float] | None:
    """Low end, ratio and high end as they are drawn; of an unbounded ratio the end that is known."""
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))
    if row["n"] == 0 or np.isnan(low):
        return None
    value = low if np.isnan(value) else value
    return max(low, 0.03), max(value, 0.03), min(high, 400.0)


def _lines(ground: _Ground, colours: Palette) -> list[Item]:
    """Marks of the scale, and the published lines."""
    right = ground.width - _RIGHT
    items: list[Item] = []
    for tick in _TICKS:
        if ground.low < tick < ground.high:
            at = ground.y(tick)
            stroke = colours.line if tick == 1 else colours.panel
            items.append(Path(((_LEFT, at), (right, at)), stroke=stroke, thickness=1.0))
            items.append(Text(_LEFT - 8, at + 4, f"{tick:g} : 1", _SIZE, colours.muted, END))
    for line in REFERENCE_LINES:
        if ground.low < line.value < ground.high:
            at = ground.y(line.value)
            items.append(Path(((_LEFT, at), (right, at)), stroke=colours.muted, thickness=1.2, dash=(5.0, 4.0)))
    return items


def _published(ground: _Ground, colours: Palette) -> list[Item]:
    """The names of the published lines, over everything else."""
    inside = [line for line in REFERENCE_LINES if ground.low < line.value < ground.high]
    right = ground.width - _RIGHT
    return [
        Text(right, ground.y(line.value) - 4, f"{line.label}, {line.year}", 10, colours.muted, END, halo=colours.paper)
        for line in inside
    ]


def _pieces(shown: list[tuple[float, float, float] | None]) -> list[list[int]]:
    """Runs of periods without a gap."""
    runs: list[list[int]] = [[]]
    for place, part in enumerate(shown):
        if part:
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _band(ground: _Ground, shown: list[tuple[float, float, float] | None], colours: Palette) -> list[Item]:
    items: list[Item] = []
    for run in _pieces(shown):
        ends = [shown[place] or (1.0, 1.0, 1.0) for place in run]
        if len(run) == 1:
            at, (low, _, high) = ground.x(run[0]), ends[0]
            items.append(Rect(at - 5, ground.y(high), 10, ground.y(low) - ground.y(high), fill=colours.panel))
            continue
        above = [(ground.x(place), ground.y(end[2])) for place, end in zip(run, ends, strict=True)]
        below = [(ground.x(place), ground.y(end[0])) for place, end in zip(run, ends, strict=True)][::-1]
        items.append(Path((*above, *below), fill=colours.panel, closed=True))
    return items


def _curve(ground: _Ground, shown: list[tuple[float, float, float] | None], colours: Palette) -> list[Item]:
    items: list[Item] = []
    for run in _pieces(shown):
        points = tuple((ground.x(place), ground.y((shown[place] or (1.0, 1.0, 1.0))[1])) for place in run)
        items.append(Path(points, stroke=colours.text, thickness=2.4))
        items += [Circle(x, y, 3.6, fill=colours.text) for x, y in points]
    return items


def _names(ground: _Ground, rows: list[dict[Any, Any]], colours: Palette) -> list[Item]:
    """The names of as many periods as there is room for, the last among them."""
    step = max(int(np.ceil(_ROOM * len(rows) / (ground.width - _LEFT - _RIGHT))), 1)
    wanted = [place for place in range(len(rows)) if (len(rows) - 1 - place) % step == 0]
    items: list[Item] = []
    for place in wanted:
        words = short(str(rows[place]["label"]))
        edge = place == len(rows) - 1 and len(words) > 12
        at = ground.width - _RIGHT if edge else ground.x(place)
        anchor = END if edge else MIDDLE if place else START if len(words) > 14 else MIDDLE
        items.append(Text(at, ground.height - 10, words, _SIZE, colours.muted, anchor))
    return items


def short(label: str) -> str:
    """The name of a period in few letters: "Oct 2026", "4 May 26", "Q2 2026"."""
    plain = label.removeprefix("week of ")
    for month in MONTHS:
        plain = plain.replace(month, month[:3])
    return plain
