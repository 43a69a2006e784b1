"""The numbers at the points of the journey map, placed so that they can be read."""

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import ratios
from cxanalytics.charts.geometry import Geometry, height_of
from cxanalytics.charts.style import Palette

Items = list[dict[str, Any]]
Row = dict[Any, Any]

# What speaks against a place, in the order of how much: another label, a point or an end of the chart in its
# way; that the interval has to go; that the curve runs through it; that it stands aside.
_LABEL, _POINT, _WITHOUT, _CURVE, _ASIDE = 40.0, 20.0, 12.0, 2.0, 0.6
_GAP = 9  # pixels from the middle of a point to its label
_RADIUS = 7
_LINE = 1.3  # height of a line of text for its size


@dataclass(frozen=True)
class Box:
    """The room a label takes, in pixels from the left and from the bottom of the curve's part."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have room in common."""
        return self.left < other.right and other.left < self.right and self.low < other.high and other.low < self.high


@dataclass(frozen=True)
class Place:
    """Where a label stands: below its point or above, so many pixels aside, with its interval or without."""

    below: bool
    aside: int
    interval: bool
    box: Box


def values(points: pd.DataFrame, size: Geometry, colours: Palette, *, narrowed: bool = False) -> Items:
    """Ratio, interval and n at each point, on a ground in the colour of the page.

    Where columns are narrow and a neighbour is in the way, the interval is left to the band, the pointer and the
    table. `narrowed` says that a selection is why a touchpoint may have no feedback.
    """
    level = np.log10(height_of(points))
    rows = points.to_dict("records")
    places = placed(points, size)
    return [
        _no_data(row, x, size, colours, narrowed)
        if place is None
        else _note(row, x, float(level[x]), place, size, colours)
        for x, (row, place) in enumerate(zip(rows, places, strict=True))
    ]


def placed(points: pd.DataFrame, size: Geometry) -> list[Place | None]:
    """The best place for each label, from left to right; None where there is no ratio to tell."""
    up = size.up(height_of(points)).tolist()
    dots = [
        None if np.isnan(y) else Box(x * size.column - _RADIUS, x * size.column + _RADIUS, y - _RADIUS, y + _RADIUS)
        for x, y in enumerate(up)
    ]
    result: list[Place | None] = []
    for x, row in enumerate(points.to_dict("records")):
        if np.isnan(up[x]):
            result.append(None)
            continue
        near = [place.box for place in result[-3:] if place is not None]
        others = [dot for dot in dots[max(x - 2, 0) : x + 3] if dot is not None and dot is not dots[x]]
        best = min(_choices(row, x, up[x], size), key=lambda place: _against(place, near, others, up, size))
        result.append(best)
    return result


def _choices(row: Row, x: int, y: float, size: Geometry) -> list[Place]:
    """Every place a label may have; of equally good ones the first is taken."""
    aside = round(size.column * 0.36)
    result = []
    for interval, below, shift in product((True, False), (False, True), (0, -aside, aside)):
        lines = _lines(row, size, interval)
        wide = max(len(text) * font * 0.58 for text, font in lines) / 2 + 2
        high = sum(font * _LINE for _, font in lines) + 2
        low = y - _GAP - high if below else y + _GAP
        middle = x * size.column + shift
        result.append(Place(below, shift, interval, Box(middle - wide, middle + wide, low, low + high)))
    return result


def _against(place: Place, near: list[Box], others: list[Box], up: list[float], size: Geometry) -> float:
    """How much speaks against a place."""
    box = place.box
    outside = box.low < 0 or box.high > size.curve
    # Into the axis on the left, or the words on the right, by more than a little.
    beside = box.left < -0.5 * size.column - 4 or box.right > (len(up) - 0.5) * size.column + 4
    return (
        _LABEL * sum(box.meets(label) for label in near)
        + _POINT * (sum(box.meets(dot) for dot in others) + outside)
        + _WITHOUT * (not place.interval)
        + _CURVE * _crossed(box, up, size)
        + _CURVE * beside
        + _ASIDE * (place.aside != 0)
    )


def _crossed(box: Box, up: list[float], size: Geometry) -> float:
    """How much of a label's width the curve runs through, 0 to 1, looked at in nine places."""
    across = np.linspace(box.left, box.right, 9) / size.column
    curve = np.interp(across, np.arange(len(up)), up)
    return float(((curve > box.low) & (curve < box.high)).mean())


def _lines(row: Row, size: Geometry, interval: bool) -> list[tuple[str, int]]:
    """The lines of a label, each with the size of its letters. Where columns are narrow, " : 1" is left to the axis."""
    if np.isinf(row["high"]):
        ratio = f"≥ {ratios.number(row['low'])}"
    elif row["ratio"] == 0:
        ratio = f"≤ {ratios.number(row['high'])}"
    else:
        ratio = ratios.number(row["ratio"])
    small = size.font(11)
    lines = [(ratio if size.dense else f"{ratio} : 1", size.font(13))]
    if interval and row["ratio"] > 0:
        lines.append((f"{ratios.number(row['low'])}–{ratios.number(row['high'])}", small))
    return [*lines, (f"n {row['n']:,}", small)]


def _note(row: Row, x: int, level: float, place: Place, size: Geometry, colours: Palette) -> dict[str, Any]:
    (ratio, large), *others = _lines(row, size, place.interval)
    thin = row["evidence"] == "thin"
    tag = "i" if thin else "b"
    small = "".join(f"<br><span style='font-size:{font}px'>{text}</span>" for text, font in others)
    return {
        "text": f"<{tag}>{ratio}</{tag}>{small}",
        "x": x,
        "y": level,
        "xshift": place.aside,
        "xanchor": "center",
        "yanchor": "top" if place.below else "bottom",
        "yshift": -_GAP if place.below else _GAP,
        "showarrow": False,
        "bgcolor": colours.veil,
        "borderpad": 0,
        "font": {"size": large, "color": colours.muted if thin else colours.text},
    }


def _no_data(row: Row, x: int, size: Geometry, colours: Palette, narrowed: bool) -> dict[str, Any]:
    none = "none here" if narrowed else "no feedback yet"
    return {
        "text": f"no emotion yet, n {row['n']:,}" if row["n"] else none,
        "x": x,
        "y": 0.0,
        "textangle": -90,
        "yanchor": "bottom",
        "yshift": 8,
        "showarrow": False,
        "bgcolor": colours.veil,
        "borderpad": 0,
        "font": {"size": size.font(11), "color": colours.muted},
    }
