"""A ratio on its way to a target: month by month with its band, the straight way, and the target."""

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cxanalytics.charts.style import faded, month_axis, palette, template
from cxanalytics.ratios import number

HEIGHT = 320

_LEAST = 0.04
_TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 22, 50, 100)


def figure(series: pd.DataFrame, way: pd.DataFrame, ratio: float, by: date, *, dark: bool = False) -> go.Figure:
    """The measured line with its band, the way as a dashed one, the target as a star; it takes the width it is given.

    series: start, label, value, low, high, n, whole, oldest first; way: as `tracking.pace.way`. A period that is not
    over is hollow.
    """
    colours = palette(dark)
    known = series[(series["n"] > 0).to_numpy(bool) & series["value"].notna().to_numpy(bool)]
    when = _days(known["start"])
    value, low, high = (np.maximum(known[name].to_numpy("float64"), _LEAST) for name in ("value", "low", "high"))
    high = np.minimum(high, 10 * value)
    ends = np.concatenate([low, high, way["planned"].to_numpy("float64"), [ratio]])
    edges = [float(np.log10(max(ends.min(), _LEAST) * 0.85)), float(np.log10(ends.max() * 1.3))]
    told = [
        f"<b>{row['label']}</b><br>{number(row['value'])} : 1 ({number(row['low'])}–{number(row['high'])}), "
        f"n {row['n']:,}{'' if row['whole'] else ', not over yet'}"
        for row in known.to_dict("records")
    ]
    target = f"{number(ratio)} : 1 by {by.day} {by:%b %Y}"
    return go.Figure(
        [
            go.Scatter(
                x=[*when, *when[::-1]], y=[*high, *low[::-1]], mode="lines", fill="toself", hoverinfo="skip",
                showlegend=False, line={"width": 0}, fillcolor=faded(colours.positive, 0.16),
            ),
            go.Scatter(
                x=_days(way["start"]), y=way["planned"].tolist(), name="straight way", mode="lines", hoverinfo="skip",
                line={"color": colours.muted, "width": 1.6, "dash": "dash"},
            ),
            go.Scatter(
                x=when, y=value.tolist(), name="measured", mode="lines+markers", hovertext=told, hoverinfo="text",
                line={"color": colours.positive, "width": 2.4},
                marker={
                    "size": 7, "line": {"color": colours.positive, "width": 1.6},
                    "color": np.where(known["whole"].to_numpy(bool), colours.positive, colours.paper).tolist(),
                },
            ),
            go.Scatter(
                x=[by.isoformat()], y=[ratio], name="target", mode="markers+text", text=[target], hoverinfo="skip",
                textposition="top left", textfont={"color": colours.text, "size": 12},
                marker={"symbol": "star", "size": 14, "color": colours.text},
            ),
        ]
    ).update_layout(
        template=template(dark),
        height=HEIGHT,
        margin={"l": 52, "r": 18, "t": 30, "b": 40, "pad": 0},
        legend={"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
        xaxis=month_axis(8),
        yaxis={
            "type": "log", "range": edges,
            "tickvals": [tick for tick in _TICKS if edges[0] <= np.log10(tick) <= edges[1]],
            "ticktext": [f"{tick:g} : 1" for tick in _TICKS if edges[0] <= np.log10(tick) <= edges[1]],
        },
    )  # fmt: skip


def _days(starts: pd.Series) -> list[str]:
    days: list[str] = pd.to_datetime(starts).dt.strftime("%Y-%m-%d").tolist()
    return days
