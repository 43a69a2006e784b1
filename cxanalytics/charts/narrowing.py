"""How the interval of a ratio narrows as labels come in: a small figure beside the labelling."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cxanalytics.charts.style import DARK, FONT, LIGHT

HEIGHT = 190
_TICKS = [step * 10.0**power for power in range(-3, 4) for step in (1, 1.5, 2, 3, 5, 7)]


def figure(history: pd.DataFrame, counted: float, *, dark: bool = False) -> go.Figure:
    """The corrected ratio with its interval over the number of labels, and the machine's count as a line.

    history has the columns labels, ratio, low, high, a row per moment; a row without an end of its interval is not
    drawn. The scale is of factors: twice and half are equally far.
    """
    palette = DARK if dark else LIGHT
    shown = history[history["low"].gt(0) & history["high"].lt(np.inf)].sort_values("labels")
    x, low, high = (shown[name].tolist() for name in ("labels", "low", "high"))
    made = go.Figure()
    made.add_scatter(
        x=[*x, *x[::-1]], y=[*high, *low[::-1]], fill="toself", fillcolor=palette.band, mode="lines",
        line={"width": 0}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    made.add_scatter(
        x=x, y=shown["ratio"].tolist(), mode="lines+markers", line={"color": palette.text, "width": 2},
        marker={"size": 5}, showlegend=False, customdata=np.column_stack([low, high]).tolist(),
        hovertemplate="%{x} labels: %{y:.2f} : 1 (%{customdata[0]:.2f}–%{customdata[1]:.2f})<extra></extra>",
    )  # fmt: skip
    ends = [*low, *high]
    if np.isfinite(counted) and counted > 0:
        ends.append(counted)
        made.add_hline(y=counted, line={"color": palette.muted, "dash": "dot", "width": 1.5})
        # An annotation on an axis of factors wants the logarithm.
        made.add_annotation(
            text="the machine's count", x=1, xref="paper", xanchor="right", y=np.log10(counted), yanchor="bottom",
            showarrow=False, font={"color": palette.muted, "size": 12},
        )  # fmt: skip
    bounds = [min(ends) / 1.15, max(ends) * 1.3] if ends else [0.5, 2]
    ticks = [tick for tick in _TICKS if bounds[0] <= tick <= bounds[1]]
    axis = {"gridcolor": palette.grid, "zeroline": False, "tickfont": {"color": palette.muted}}
    made.update_layout(
        height=HEIGHT, margin={"l": 45, "r": 10, "t": 8, "b": 34}, font={"family": FONT, "color": palette.text},
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", template="none",
        xaxis={**axis, "title": {"text": "labels", "font": {"color": palette.muted, "size": 12}}, "tickformat": "d"},
        yaxis={
            **axis, "type": "log", "range": np.log10(bounds).tolist(),
            "tickvals": ticks, "ticktext": [f"{tick:g}" for tick in ticks],
        },
    )  # fmt: skip
    return made
