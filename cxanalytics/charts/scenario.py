"""Ratios now and in a scenario, each with its interval, on the scale of ratios with the published lines."""

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go

from cxanalytics.charts.style import Palette, faded, palette, template
from cxanalytics.charts.text import wrapped
from cxanalytics.tracking.scenarios import Outcome, Ratio, said

_ROW, _FRAME = 58, 110
_LETTERS = 20
# The two points of a row stand so far above and below its middle.
_APART = 0.16
# What is lower is drawn here.
_LEAST = 0.05
_TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 22, 50, 100, 200, 500)


def figure(rows: Sequence[tuple[str, Outcome]], lines: Sequence[tuple[float, str]], *, dark: bool = False) -> go.Figure:
    """A row per name: the ratio now as a full point, in the scenario as a hollow one; it takes the width it is given.

    lines: published ratios with their labels; all of them are in the picture.
    """
    colours = palette(dark)
    known = [(name, one) for name, one in rows if np.isfinite(one.now.value)]
    seen = [_inside(one) for _, both in known for one in (both.now, both.after)]
    ends = [end for one in seen for end in (one.low, one.high)] + [1.0, *(value for value, _ in lines)]
    low, high = min(ends) * 0.8, max(ends) * 1.25
    places = list(range(len(known)))
    result = go.Figure()
    _ways(result, places, [(_inside(one.now), _inside(one.after)) for _, one in known], colours)
    _points(result, [at - _APART for at in places], [(name, one.now) for name, one in known], "now", colours)
    _points(result, [at + _APART for at in places], [(name, one.after) for name, one in known], "scenario", colours)
    return result.update_layout(
        template=template(dark),
        height=_FRAME + _ROW * max(len(known), 1),
        margin={"l": 8, "r": 12, "t": 52, "b": 58, "pad": 6},
        xaxis={
            "type": "log", "range": [float(np.log10(low)), float(np.log10(high))],
            "tickvals": [tick for tick in _TICKS if low <= tick <= high],
            "ticktext": [f"{tick:g} : 1" for tick in _TICKS if low <= tick <= high], "showgrid": True,
        },
        yaxis={
            "range": [len(known) - 0.5, -0.5], "automargin": True, "showgrid": False, "tickvals": places,
            "ticktext": [f"{wrapped(name, _LETTERS, 2)}<br>{_way(one)}" for name, one in known],
            "tickfont": {"color": colours.text, "size": 12},
        },
        legend={"orientation": "h", "x": 0, "y": 0, "yanchor": "bottom", "yref": "container"},
        shapes=[
            {
                "type": "line", "x0": value, "x1": value, "y0": 0, "y1": 1, "yref": "paper",
                "line": {"color": colours.muted, "width": 1, "dash": "dash"},
            }
            for value, _ in lines
        ],
        annotations=[_named(value, words, (low * high) ** 0.5, colours) for value, words in lines],
    )  # fmt: skip


def alt(rows: Sequence[tuple[str, Outcome]]) -> str:
    """The chart in words."""
    return "Ratios now and in the scenario. " + " ".join(f"{name}: {one.words}" for name, one in rows)


def _way(one: Outcome) -> str:
    return f"{said(one.now.value)} → {said(one.after.value)}"


def _inside(one: Ratio) -> Ratio:
    """A ratio whose ends can be drawn: what nothing bounds above ends at ten times its value."""
    value = max(one.value, _LEAST)
    return Ratio(value, max(one.low, _LEAST), max(min(one.high, 10 * value), value))


def _ways(result: go.Figure, places: list[int], pairs: list[tuple[Ratio, Ratio]], colours: Palette) -> None:
    """A thin line from each point to its scenario."""
    x: list[float | None] = []
    y: list[float | None] = []
    for at, (now, after) in zip(places, pairs, strict=True):
        x += [now.value, after.value, None]
        y += [at - _APART, at + _APART, None]
    line = {"color": colours.muted, "width": 1, "dash": "dot"}
    result.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)


def _points(
    result: go.Figure, y: list[float], named: list[tuple[str, Ratio]], kind: str, colours: Palette
) -> None:  # fmt: skip
    shown = [_inside(one) for _, one in named]
    result.add_scatter(
        x=[one.value for one in shown], y=y, mode="markers", name=kind,
        error_x={
            "type": "data", "symmetric": False, "array": [one.high - one.value for one in shown],
            "arrayminus": [one.value - one.low for one in shown], "thickness": 6, "width": 0,
            "color": faded(colours.positive, 0.35),
        },
        marker={
            "size": 11, "symbol": "circle" if kind == "now" else "diamond",
            "color": colours.positive if kind == "now" else colours.paper,
            "line": {"color": colours.positive, "width": 2.2},
        },
        hovertext=[f"<b>{escape(name)}</b>, {kind}<br>{said(one.value)} : 1 ({one.ends})" for name, one in named],
        hoverinfo="text",
    )  # fmt: skip


def _named(value: float, words: str, middle: float, colours: Palette) -> dict[str, Any]:
    # A number stays on the line of its sign.
    text = wrapped(words.replace(" %", "%"), 16, 3).replace("%", " %")
    return {
        "text": text, "x": float(np.log10(value)), "y": 1, "yref": "paper", "align": "center",
        "xanchor": "right" if value > 3 * middle else "center", "yanchor": "bottom", "showarrow": False,
        "font": {"size": 11, "color": colours.muted},
    }  # fmt: skip
