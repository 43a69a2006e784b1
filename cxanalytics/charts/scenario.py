"""The ratio now and in a scenario, each with its interval, on the scale of ratios with the published lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import plotly.graph_objects as go

from cxanalytics.charts.style import palette, template

_ROW, _FRAME = 46, 96


@dataclass(frozen=True)
class Bar:
    """A row: its name, the ratio, the ends of its interval, and whether it is a scenario."""

    name: str
    value: float
    low: float
    high: float
    scenario: bool


def figure(bars: Sequence[Bar], lines: Sequence[tuple[float, str]], *, dark: bool = False) -> go.Figure:
    """A point with its interval for each row, measured ones full, scenarios hollow; it takes the width it is given."""
    colours = palette(dark)
    shown = [bar for bar in bars if np.isfinite(bar.value)]
    ends = [value for bar in shown for value in (bar.low, min(bar.high, 10 * bar.value))] + [1.0, 2.2]
    low, high = max(min(ends), 0.02) * 0.85, max(ends) * 1.2
    result = go.Figure()
    for scenario in (False, True):
        rows = [bar for bar in shown if bar.scenario is scenario]
        top = [min(bar.high, high) for bar in rows]
        result.add_scatter(
            x=[bar.value for bar in rows], y=[bar.name for bar in rows], mode="markers",
            name="scenario" if scenario else "measured",
            error_x={
                "type": "data", "symmetric": False, "array": [t - bar.value for t, bar in zip(top, rows, strict=True)],
                "arrayminus": [bar.value - bar.low for bar in rows], "thickness": 5, "width": 0, "color": colours.band,
            },
            marker={
                "size": 13, "symbol": "diamond" if scenario else "circle",
                "color": colours.paper if scenario else colours.positive,
                "line": {"color": colours.positive, "width": 2.4},
            },
            hovertext=[_told(bar) for bar in rows],
            hoverinfo="text",
        )  # fmt: skip
    inside = [(value, words) for value, words in lines if low < value < high]
    ticks = [value for value in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 22, 50, 100) if low < value < high]
    return result.update_layout(
        template=template(dark),
        height=_FRAME + _ROW * max(len(shown), 1),
        margin={"l": 8, "r": 16, "t": 26, "b": 56, "pad": 4},
        xaxis={
            "type": "log", "range": [float(np.log10(low)), float(np.log10(high))], "tickvals": ticks,
            "ticktext": [f"{value:g} : 1" for value in ticks], "showgrid": True,
        },
        yaxis={
            "autorange": "reversed", "automargin": True, "showgrid": False,
            "tickfont": {"color": colours.text, "size": 13},
        },
        legend={"orientation": "h", "x": 0, "y": -0.28, "yanchor": "top"},
        shapes=[
            {
                "type": "line", "x0": value, "x1": value, "y0": 0, "y1": 1, "yref": "paper",
                "line": {"color": colours.muted, "width": 1, "dash": "dash"},
            }
            for value, _ in inside
        ],
        annotations=[
            {
                "text": escape(words, quote=False), "x": float(np.log10(value)), "y": 1, "yref": "paper",
                "xanchor": "right" if value > (low * high) ** 0.5 else "left",
                "yanchor": "bottom", "showarrow": False, "font": {"size": 11, "color": colours.muted},
            }
            for value, words in inside
        ],
    )  # fmt: skip


def _told(bar: Bar) -> str:
    return f"<b>{escape(bar.name)}</b><br>{bar.value:.2f} : 1 ({bar.low:.2f}–{bar.high:.2f})"
