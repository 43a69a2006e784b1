"""The journey map as a figure: how customers feel from touchpoint to touchpoint, how sure that is, and why.

From top to bottom: the stages; positive experiences for each negative one, on a log scale, with the interval;
the touchpoints; how many experiences were positive and negative; the pain that is named most.
"""

import textwrap
from html import escape
from math import log10
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cxanalytics.charts import labels, marks
from cxanalytics.charts.geometry import Geometry, geometry
from cxanalytics.charts.style import Palette, palette, template
from cxanalytics.charts.text import wrapped
from cxanalytics.journey.map import JourneyMap
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


def figure(shown: JourneyMap, dark: bool = False, *, title: bool = True) -> go.Figure:
    """The map, drawn. It takes the width it is given; `least_width` says how much it needs.

    The points' customdata hold the touchpoint's name. Without `title` the headline is left to the page.
    """
    points = drawn(shown)
    heading = _heading(shown, geometry(points, 0).width) if title else []
    size = geometry(points, len(heading))
    colours = palette(dark)
    shapes, names = labels.stages(points, size, colours)
    result = go.Figure(
        [
            *marks.band(points, size, colours),
            marks.whiskers(points, size, colours),
            *marks.curve(points, colours),
            *marks.bars(points, colours),
            *marks.legend(points, colours, shown.thin, shown.level),
            marks.dots(points, colours),
        ]
    )
    return result.update_layout(
        template=template(dark),
        height=size.height,
        margin={"l": size.left, "r": size.right, "t": size.title, "b": size.pains + size.legend, "pad": 0},
        title=_title(heading, size, colours),
        shapes=[*labels.backdrop(points, size, colours), *shapes],
        annotations=[
            *names,
            *labels.references(colours),
            *labels.values(points, size, colours),
            *labels.notes(shown, size, colours),
        ],
        legend=_legend(size),
        barmode="overlay",
        hovermode="closest",
        clickmode="event+select",
        **_axes(points, size, colours),
    )


def least_width(shown: JourneyMap) -> int:
    """The width in pixels below which texts would run into each other; let it scroll below that."""
    return geometry(drawn(shown), 0).width


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
    about = f"{shown.name} · {shown.selection} · {shown.experiences:,} experiences{when} · {shown.mix}"
    # A ratio is not torn apart at the end of a line.
    headline = shown.headline.replace(" : 1", "\u00a0:\u00a01")
    first = [f"<b>{escape(line, quote=False)}</b>" for line in textwrap.wrap(headline, room // 11)]
    return first + [escape(line, quote=False) for line in textwrap.wrap(about, room // 7)]


def _title(heading: list[str], size: Geometry, colours: Palette) -> dict[str, Any]:
    lines = [
        line if line.startswith("<b>") else f"<span style='font-size:13px;color:{colours.muted}'>{line}</span>"
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
        "font": {"size": 19, "color": colours.text},
    }


def _legend(size: Geometry) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 34 / size.height,
        "yref": "container",
        "yanchor": "bottom",
        "itemsizing": "trace",
        "itemdoubleclick": False,
    }


def _axes(points: pd.DataFrame, size: Geometry, colours: Palette) -> dict[str, Any]:
    across = {
        "range": [-0.5, len(points) - 0.5],
        "tickvals": list(range(len(points))),
        "tickangle": -48 if size.dense else 0,
        "showgrid": False,
        "automargin": False,
    }
    names = [wrapped(name, size.characters, 2 if size.dense else 3) for name in points["touchpoint"]]
    pains = [
        wrapped(pain, size.characters, 2 if size.dense else 3) if isinstance(pain, str) else ""
        for pain in points["pain"]
    ]
    return {
        "xaxis": across
        | {
            "anchor": "y",
            "ticktext": names,
            "tickfont": {"size": 12, "color": colours.text},
        },
        "xaxis2": across
        | {
            "anchor": "y2",
            "matches": "x",
            "ticktext": pains,
            "tickfont": {"size": 11, "color": colours.pain},
        },
        "yaxis": {
            "type": "log",
            "domain": size.curve_domain,
            "range": [log10(size.bottom), log10(size.top)],
            "tickvals": [tick for tick in _TICKS if size.bottom <= tick <= size.top],
            "ticktext": [_odds(tick) for tick in _TICKS if size.bottom <= tick <= size.top],
            "title": {"text": "positive experiences for each negative one", "standoff": 8},
        },
        "yaxis2": {
            "domain": size.bars_domain,
            "anchor": "x2",
            "range": _bar_range(points),
            "showticklabels": False,
            "showgrid": False,
            "zeroline": True,
            "zerolinecolor": colours.line,
            "title": {"text": "experiences"},
        },
    }


def _bar_range(points: pd.DataFrame) -> list[float]:
    """Room for the numbers at the ends of the bars."""
    up, down = int(points["positive"].max()), int(points["negative"].max())
    room = 0.22 * max(up + down, 1)
    return [-down - room, up + room]


def _odds(value: float) -> str:
    return f"{value:g}:1" if value >= 1 else f"1:{1 / value:g}"
