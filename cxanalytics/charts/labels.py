"""What is written around the journey map: stages, reference lines, notes."""

from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import ratios
from cxanalytics.charts.geometry import Geometry
from cxanalytics.charts.style import Palette
from cxanalytics.charts.text import wrapped
from cxanalytics.journey.map import JourneyMap, experiences_in

Items = list[dict[str, Any]]


def stages(points: pd.DataFrame, size: Geometry, colours: Palette) -> tuple[Items, Items]:
    """An arrow-shaped band over the touchpoints of each stage, with its name; (shapes, annotations)."""
    low, high = size.stages_domain
    middle = (low + high) / 2
    runs = (points["stage"] != points["stage"].shift()).cumsum()
    shapes: Items = []
    notes: Items = []
    for number, (_, rows) in enumerate(points.groupby(runs.to_numpy())):
        start, end = rows.index[0] - 0.48, rows.index[-1] + 0.48
        stage = str(rows["stage"].iloc[0])
        # Over a single column, up to four short lines: its name is never cut.
        alone = len(rows) == 1
        tip = (4 if alone else 9) / size.column
        letter = size.font(60 if alone else 77) / 10
        name = wrapped(stage, int((len(rows) * size.column - 3) / letter), 4 if alone else 2)
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
                "font": {"size": size.font(10 if alone else 12), "color": colours.text},
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


def marked(points: pd.DataFrame, chosen: str | None, size: Geometry, colours: Palette) -> Items:
    """A band behind the chosen touchpoint, from its point to its bars; nothing where it is not drawn."""
    return [
        {
            "type": "rect",
            "x0": x - 0.5,
            "x1": x + 0.5,
            "xref": "x",
            "y0": 0,
            "y1": size.curve_domain[1],
            "yref": "paper",
            "fillcolor": colours.chosen,
            "line": {"width": 0},
            "layer": "below",
        }
        for x in np.flatnonzero(points["touchpoint"] == chosen).tolist()
    ]


def nothing(shown: JourneyMap, size: Geometry, colours: Palette) -> Items:
    """In place of a map without any experience: why it is empty, and what to do."""
    why = "in this selection: take a filter away." if shown.narrowed else "yet: import an export."
    return [
        {
            "text": f"No feedback {why}",
            "x": 0.5,
            "xref": "paper",
            "y": size.share(size.bars + size.names + size.curve / 2),
            "yref": "paper",
            "showarrow": False,
            "font": {"size": size.font(16), "color": colours.text},
        }
    ]


def references(size: Geometry, colours: Palette) -> Items:
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
            "yshift": -size.font(9) if value == 1 else size.font(4),
            "align": "left",
            "showarrow": False,
            "font": {"size": size.font(11), "color": colours.muted},
        }
        for value, label in lines
    ]


def notes(shown: JourneyMap, size: Geometry, colours: Palette) -> Items:
    """At the foot: what is not drawn, so that nothing is missing silently."""
    share = f" ({shown.unassigned / shown.experiences:.0%})".replace("%", " %") if shown.experiences else ""
    text = f"Unassigned, without a touchpoint: {shown.unassigned:,} of {experiences_in(shown.experiences)}{share}."
    text += f" {shown.trust}"
    hidden = len(shown.points) - 1 - size.columns
    if hidden:
        text += f" Not on the map yet, and in the table alone: {hidden} more."
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
            "font": {"size": size.font(11), "color": colours.muted},
        }
    ]
