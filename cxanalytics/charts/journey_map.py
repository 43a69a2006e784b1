"""The journey map as a figure: how customers feel from touchpoint to touchpoint, how sure that is, and why.

From top to bottom: the stages; positive experiences for each negative one, on a log scale, with the interval;
the touchpoints; how many experiences were positive and negative; what recurs in the negative ones.
"""

import textwrap
from dataclasses import replace
from html import escape
from math import log10
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cxanalytics.charts import labels, marks
from cxanalytics.charts.geometry import Geometry, geometry
from cxanalytics.charts.style import Palette, palette, template
from cxanalytics.charts.text import wrapped
from cxanalytics.charts.values import values
from cxanalytics.journey.map import JourneyMap, experiences_in
from cxanalytics.journey.model import OFF_MAP, UNASSIGNED

# Touchpoints that exports name but the journey does not have: the largest are drawn, the table has all.
OFF_MAP_DRAWN = 4

_TICKS = (
    1 / 500,
    1 / 200,
    1 / 100,
    1 / 50,
    1 / 22,
    1 / 10,
    1 / 5,
    1 / 2,
    1,
    2,
    5,
    10,
    22,
    50,
    100,
    200,
    500,
    1000,
)


def figure(
    shown: JourneyMap, dark: bool = False, *, title: bool = True, roomy: bool = False, chosen: str | None = None
) -> go.Figure:
    """The map, drawn. It takes the width it is given; `least_width` says how much it needs.

    The points' customdata hold the touchpoint's name. Without `title` the headline is left to the page. `roomy`
    has large letters and wide columns, for a projector or paper. The `chosen` touchpoint is marked.
    """
    points = drawn(shown)
    heading = _heading(shown, geometry(points, 0).width) if title else []
    size = replace(geometry(points, len(heading), roomy=roomy), bare=not shown.experiences)
    colours = palette(dark)
    shapes, names = labels.stages(points, size, colours)
    result = go.Figure(layout=_frame(size, heading, dark))
    if not shown.experiences:
        return result.update_layout(
            shapes=shapes, annotations=[*names, *labels.nothing(shown, size, colours)], **_bare(points, size)
        )
    result.add_traces(
        [
            *marks.band(points, size, colours),
            marks.whiskers(points, size, colours),
            *marks.curve(points, colours),
            *marks.bars(points, size, colours),
            *marks.legend(points, colours, shown.thin, shown.level),
            *marks.ring(points, chosen, colours),
            marks.dots(points, colours),
        ]
    )
    return result.update_layout(
        shapes=[
            *labels.backdrop(points, size, colours),
            *labels.marked(points, chosen, size, colours),
            *shapes,
        ],
        annotations=[
            *names,
            *labels.references(size, colours),
            *values(points, size, colours, narrowed=shown.narrowed),
            *labels.notes(shown, size, colours),
        ],
        **_axes(points, size, colours, chosen),
    )


def least_width(shown: JourneyMap, *, roomy: bool = False) -> int:
    """The width in pixels below which texts would run into each other; let it scroll below that."""
    return geometry(drawn(shown), 0, roomy=roomy).width


def _frame(size: Geometry, heading: list[str], dark: bool) -> dict[str, Any]:
    """What every map has, with feedback or without."""
    return {
        "template": template(dark),
        "height": size.height,
        "margin": {"l": size.left, "r": size.right, "t": size.title, "b": size.pains + size.legend, "pad": 0},
        "title": _title(heading, size, palette(dark)),
        "legend": _legend(size),
        "barmode": "overlay",
        "hovermode": "closest",
        "clickmode": "event+select",
    }


def _bare(points: pd.DataFrame, size: Geometry) -> dict[str, Any]:
    """The axes of a map without feedback: the stages hang on them; only their frame is to be seen."""
    hidden = {"showticklabels": False, "showgrid": False, "showline": True, "mirror": True}
    return {
        "xaxis": hidden | {"range": [-0.5, len(points) - 0.5]},
        "yaxis": hidden | {"domain": size.curve_domain, "range": [0, 1]},
    }


def drawn(shown: JourneyMap) -> pd.DataFrame:
    """The touchpoints that are drawn: the journey's own, and the largest of those it does not have."""
    points = shown.points[shown.points["stage"] != UNASSIGNED]
    off_map = points["stage"] == OFF_MAP
    return points[~off_map | (off_map.cumsum() <= OFF_MAP_DRAWN)].reset_index(drop=True)


def _heading(shown: JourneyMap, room: int) -> list[str]:
    """The lines of the title, for `room` pixels: what the map says, then what it is of."""
    when = ""
    if shown.first and shown.last:
        when = f", {shown.first.day} {shown.first:%b %Y} – {shown.last.day} {shown.last:%b %Y}"
    about = f"{shown.name} · {shown.selection} · {experiences_in(shown.experiences)}{when} · {shown.mix}"
    # A ratio is not torn apart at the end of a line.
    headline = shown.headline.replace(" : 1", "\u00a0:\u00a01")
    first = [f"<b>{escape(line, quote=False)}</b>" for line in textwrap.wrap(headline, room // 11)]
    return first + [escape(line, quote=False) for line in textwrap.wrap(about, room // 7)]


def _title(heading: list[str], size: Geometry, colours: Palette) -> dict[str, Any]:
    lines = [
        line
        if line.startswith("<b>")
        else f"<span style='font-size:{size.font(13)}px;color:{colours.muted}'>{line}</span>"
        for line in heading
    ]
    return {
        "text": "<br>".join(lines),
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "pad": {"l": 12},
        "y": 1 - 26 / size.height,
        "yref": "container",
        "yanchor": "top",
        "font": {"size": size.font(19), "color": colours.text},
    }


def _legend(size: Geometry) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "font": {"size": size.font(12)},
        "y": size.font(34) / size.height,
        "yref": "container",
        "yanchor": "bottom",
        "itemsizing": "trace",
        "itemdoubleclick": False,
    }


def _axes(points: pd.DataFrame, size: Geometry, colours: Palette, chosen: str | None) -> dict[str, Any]:
    across = {
        "range": [-0.5, len(points) - 0.5],
        "tickvals": list(range(len(points))),
        "tickangle": -48 if size.dense else 0,
        "showgrid": False,
        "automargin": False,
    }
    names = [wrapped(name, size.characters, 2 if size.dense else 3) for name in points["touchpoint"]]
    names = [
        f"<b>{name}</b>" if is_chosen else name
        for name, is_chosen in zip(names, points["touchpoint"] == chosen, strict=True)
    ]
    pains = [
        wrapped(pain, size.characters, 2 if size.dense else 3) if isinstance(pain, str) else ""
        for pain in points["recurs"]
    ]
    return {
        "xaxis": across
        | {
            "anchor": "y",
            "ticktext": names,
            "tickfont": {"size": size.font(12), "color": colours.text},
        },
        "xaxis2": across
        | {
            "anchor": "y2",
            "matches": "x",
            "ticktext": pains,
            "tickfont": {"size": size.font(12), "color": colours.pain},
        },
        "yaxis": {
            "type": "log",
            "domain": size.curve_domain,
            "range": [log10(size.bottom), log10(size.top)],
            "tickvals": [tick for tick in _TICKS if size.bottom <= tick <= size.top],
            "ticktext": [_odds(tick) for tick in _TICKS if size.bottom <= tick <= size.top],
            "tickfont": {"size": size.font(12)},
            "title": {"text": "positive for each negative", "standoff": 8, "font": {"size": size.font(12)}},
        },
        "yaxis2": {
            "domain": size.bars_domain,
            "anchor": "x2",
            "range": _bar_range(points),
            "showticklabels": False,
            "showgrid": False,
            "zeroline": True,
            "zerolinecolor": colours.line,
            "title": {"text": "experiences", "font": {"size": size.font(12)}},
        },
    }


def _bar_range(points: pd.DataFrame) -> list[float]:
    """Room for the numbers at the ends of the bars."""
    up, down = int(points["positive"].max()), int(points["negative"].max())
    room = 0.22 * max(up + down, 1)
    return [-down - room, up + room]


def _odds(value: float) -> str:
    return f"{value:g}:1" if value >= 1 else f"1:{1 / value:g}"
