"""A control chart: the values, the level that was usual, and the band in which there is nothing beyond noise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from cxanalytics.charts.style import month_axis, palette, template

HEIGHT = 320

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Watched:
    """One series over T periods, with the names of the periods, and where changes were found and began."""

    when: Sequence[str]
    labels: Sequence[str]
    value: Floats
    centre: Floats
    low: Floats
    high: Floats
    found: npt.NDArray[np.int64]
    began: Sequence[int]


def figure(
    watched: Watched, told: Callable[[float], str], tick: str, *, worse: int = 1, dark: bool = False
) -> go.Figure:
    """Dots with a step for the usual level; a dot where a change was found is large and has a sign beside its colour.

    worse: 1 where more is worse, -1 where more is better, 0 where neither.
    """
    colours = palette(dark)
    known = ~np.isnan(watched.value)
    where = [int(place) for place in np.flatnonzero(known)]
    when = [watched.when[place] for place in where]
    result = go.Figure()
    for name, values, fill in (("high", watched.high, None), ("within noise", watched.low, "tonexty")):
        result.add_scatter(
            x=when, y=np.asarray(values)[where], mode="lines", fill=fill, fillcolor=colours.band, name=name,
            line={"width": 0, "shape": "hvh"}, hoverinfo="skip", showlegend=fill is not None, connectgaps=False,
        )  # fmt: skip
    result.add_scatter(
        x=when, y=np.asarray(watched.centre)[where], mode="lines", name="usual level", hoverinfo="skip",
        line={"color": colours.muted, "width": 1.4, "dash": "dash", "shape": "hvh"},
    )  # fmt: skip
    found = watched.found[where]
    bad = found * worse > 0
    sides = np.where(bad, colours.negative, colours.positive)
    hue = np.where((found == 0) | (worse == 0), colours.text, sides)
    texts = [_text(watched, place, told) for place in where]
    result.add_scatter(
        x=when, y=watched.value[where], mode="lines+markers", name="measured", hovertext=texts, hoverinfo="text",
        line={"color": colours.line, "width": 1.2},
        marker={
            "size": np.where(found == 0, 7, 14).tolist(), "color": hue.tolist(),
            "symbol": np.where(found == 0, "circle", np.where(found > 0, "triangle-up", "triangle-down")).tolist(),
        },
    )  # fmt: skip
    line = {"color": colours.line, "width": 1.2, "dash": "dot"}
    threads = [
        {
            "type": "line",
            "x0": watched.when[at],
            "x1": watched.when[at],
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": line,
        }
        for at in watched.began
    ]
    return result.update_layout(
        template=template(dark),
        height=HEIGHT,
        margin={"l": 52, "r": 12, "t": 14, "b": 58, "pad": 0},
        legend={"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top"},
        xaxis=month_axis(8),
        yaxis={"tickformat": tick, "nticks": 6},
        shapes=threads,
    )


def _text(watched: Watched, at: int, told: Callable[[float], str]) -> str:
    words = f"<b>{escape(str(watched.labels[at]))}</b><br>{escape(told(float(watched.value[at])))}"
    if np.isnan(watched.centre[at]):
        return f"{words}<br>part of the baseline"
    usual, low, high = (escape(told(float(item[at]))) for item in (watched.centre, watched.low, watched.high))
    found = "<br><b>a real change was found here</b>" if watched.found[at] else ""
    return f"{words}<br>usual {usual}, within noise from {low} to {high}{found}"
