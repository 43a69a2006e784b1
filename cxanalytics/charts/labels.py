"""What is written on the journey map: stages, numbers at the points, reference lines, notes."""

from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import ratios
from cxanalytics.charts.geometry import Geometry, height_of
from cxanalytics.charts.style import Palette
from cxanalytics.charts.text import wrapped
from cxanalytics.journey.map import JourneyMap

Items = list[dict[str, Any]]


def stages(points: pd.DataFrame, size: Geometry, colours: Palette) -> tuple[Items, Items]:
    """An arrow-shaped band over the touchpoints of each stage, with its name; (shapes, annotations)."""
    low, high = size.stages_domain
    middle = (low + high) / 2
    tip = 9 / size.column
    runs = (points["stage"] != points["stage"].shift()).cumsum()
    shapes: Items = []
    notes: Items = []
    for number, (_, rows) in enumerate(points.groupby(runs.to_numpy())):
        start, end = rows.index[0] - 0.48, rows.index[-1] + 0.48
        stage = str(rows["stage"].iloc[0])
        alone = len(rows) == 1
        # Over a single narrow column, three short lines; a word is broken only where it cannot be helped.
        room = min(10, max(map(len, stage.split()))) if alone else int(len(rows) * size.column / 7.7)
        name = wrapped(stage, max(room, int(size.column / 5.6)), 3 if alone else 2)
        notch = f"L {start + tip} {middle}" if number else f"L {start} {middle}"
        shapes.append(
            {
                "type": "path",
                "path": f"M {start} {low} L {end - tip} {low} L {end} {middle} L {end - tip} {high} "
                f"L {start} {high} {notch} Z",
                "xref": "x",
                "yref": "paper",
                "fillcolor": colours.panel,
                "line": {"width": 0},
                "layer": "below",
            }
        )
        notes.append(
            {
                "text": f"<b>{name}</b>",
                "x": (start + end) / 2 + (tip / 3 if number else 0),
                "y": middle,
                "xref": "x",
                "yref": "paper",
                "xanchor": "center",
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": 9 if alone else 12, "color": colours.text},
            }
        )
    return shapes, notes


def backdrop(points: pd.DataFrame, size: Geometry, colours: Palette) -> Items:
    """Tints above and below 1 : 1, that line itself, the reference lines, and the ends of the stages."""
    low, high = size.curve_domain
    ends = [-0.5, len(points) - 0.5]
    changes = np.flatnonzero(points["stage"].to_numpy()[1:] != points["stage"].to_numpy()[:-1]) + 0.5

    def across(value: float, dash: str, width: float, colour: str) -> dict[str, Any]:
        line = {"color": colour, "width": width, "dash": dash}
        return {"type": "line", "x0": ends[0], "x1": ends[1], "y0": value, "y1": value, "line": line}

    def tint(start: float, end: float, colour: str) -> dict[str, Any]:
        place = {"x0": ends[0], "x1": ends[1], "y0": start, "y1": end}
        return {"type": "rect", **place, "fillcolor": colour, "line": {"width": 0}}

    shapes = [
        tint(1, size.top, colours.positive_tint),
        tint(size.bottom, 1, colours.negative_tint),
        across(1, "solid", 1.4, colours.muted),
        *(across(line.value, "dash", 1.1, colours.muted) for line in ratios.REFERENCE_LINES),
    ]
    upright = {"color": colours.grid, "width": 1.2}
    parting = [
        {"type": "line", "x0": x, "x1": x, "y0": y0, "y1": y1, "yref": "paper", "line": upright}
        for x in changes
        for y0, y1 in ((low, high), size.bars_domain)
    ]
    return [{"layer": "below", "xref": "x", "yref": "y", **shape} for shape in [*shapes, *parting]]


def references(colours: Palette) -> Items:
    """What each line across the chart stands for, at its right end."""
    lines = [(1.0, "as many<br>of each")]
    lines += [
        (line.value, f"{wrapped(line.label, 13)}<br>{line.source.split(',')[0]} {line.year}")
        for line in ratios.REFERENCE_LINES
    ]
    return [
        {
            "text": f"<b>{value:g} : 1</b><br>{label}",
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 6,
            "y": float(np.log10(value)),
            "yref": "y",
            "yanchor": "middle",
            "yshift": -5 if value == 1 else 0,
            "align": "left",
            "showarrow": False,
            "font": {"size": 10, "color": colours.muted},
        }
        for value, label in lines
    ]


def values(points: pd.DataFrame, size: Geometry, colours: Palette) -> Items:
    """The ratio and n at each point, above it or, in a valley, below."""
    level = np.log10(height_of(points))
    before = (level - level.shift()).fillna(0.0)
    after = (level.shift(-1) - level).fillna(0.0)
    # Where the curve passes, there is no room: below in a valley, else above, on the side it does not climb.
    below = (before <= 0) & (after >= 0) & (before != after)
    aside = np.where((before > 0) & (after > 0), -1, np.where((before < 0) & (after < 0), 1, 0))
    notes: Items = []
    for x, row in enumerate(points.to_dict("records")):
        if np.isnan(level[x]):
            notes.append(_no_data(row, x, colours))
            continue
        notes.append(
            {
                "text": _value(row, size.dense),
                "x": x,
                "y": level[x],
                "xshift": 15 * int(aside[x]),
                "xanchor": "center",
                "yanchor": "top" if below[x] else "bottom",
                "yshift": -8 if below[x] else 8,
                "showarrow": False,
                "font": {
                    "size": 12,
                    "color": colours.muted if row["evidence"] == "thin" else colours.text,
                    "shadow": _halo(colours),
                },
            }
        )
    return notes


def _value(row: dict[Any, Any], dense: bool) -> str:
    """The ratio, its interval and n; where columns are narrow, " : 1" is left to the axis."""
    unit = "" if dense else " : 1"
    tag = "i" if row["evidence"] == "thin" else "b"
    if np.isinf(row["high"]):
        ratio = f"≥ {ratios.number(row['low'])}"
    elif row["ratio"] == 0:
        ratio = f"≤ {ratios.number(row['high'])}"
    else:
        ratio = ratios.number(row["ratio"])
    sure = ""
    if row["ratio"] > 0:
        sure = f"<span style='font-size:9px'>{ratios.number(row['low'])}–{ratios.number(row['high'])}</span><br>"
    return f"<{tag}>{ratio}{unit}</{tag}><br>{sure}<span style='font-size:9px'>n {row['n']:,}</span>"


def _halo(colours: Palette) -> str:
    """A glow in the colour of the page, so that text stays legible on a line."""
    return ", ".join([f"0 0 3px {colours.paper}"] * 4)


def _no_data(row: dict[Any, Any], x: int, colours: Palette) -> dict[str, Any]:
    text = f"no emotion yet, n {row['n']:,}" if row["n"] else "no feedback yet"
    return {
        "text": text,
        "x": x,
        "y": 0.0,
        "textangle": -90,
        "yanchor": "bottom",
        "yshift": 8,
        "showarrow": False,
        "font": {"size": 11, "color": colours.muted, "shadow": _halo(colours)},
    }


def notes(shown: JourneyMap, size: Geometry, colours: Palette) -> Items:
    """At the foot: what is not drawn, so that nothing is missing silently."""
    share = f" ({shown.unassigned / shown.experiences:.0%})".replace("%", " %") if shown.experiences else ""
    text = f"Unassigned: {shown.unassigned:,} of {shown.experiences:,} experiences{share} name no touchpoint."
    hidden = len(shown.points) - 1 - size.columns
    if hidden:
        text += f" {hidden} more touchpoints that are not on the map yet stand in the table."
    return [
        {
            "text": text,
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 0,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": 12 - size.pains - size.legend,
            "showarrow": False,
            "font": {"size": 11, "color": colours.muted},
        }
    ]
