"""A claim over time: the value of each period with its interval, against what is claimed."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cxanalytics.charts.style import Palette, month_axis, palette, template

HEIGHT = 260
_MARGIN = {"l": 52, "r": 16, "t": 26, "b": 36, "pad": 0}
_TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)


def figure(periods: pd.DataFrame, claimed: float, *, ratio: bool = False, dark: bool = False) -> go.Figure:
    """A point with its interval per period, and a line at what is claimed (NaN: none).

    periods has period (a day in it), value, low, high, n; shares of 0..1, or with `ratio` positive for each negative
    on a scale of factors. Ends that are infinite, or 0 on that scale, are drawn at its edge; where there is
    no value (no negative one), a mark points up from the low end.
    """
    colours = palette(dark)
    middle, bound = (periods[name].to_numpy("float64") for name in ("value", "low"))
    shown = periods[np.isfinite(middle)].reset_index(drop=True)
    bounds = periods[~np.isfinite(middle) & np.isfinite(bound)].reset_index(drop=True)
    value, low, high = (shown[name].to_numpy("float64") for name in ("value", "low", "high"))
    all_low = np.append(low, bounds["low"].to_numpy("float64"))
    edge_low, edge_high = _edges(value, all_low, high, claimed, ratio)
    shown = shown.assign(low=np.clip(low, edge_low, edge_high), high=np.clip(high, edge_low, edge_high))
    made = go.Figure(_values(shown, ratio, colours))
    if len(bounds):
        made.add_trace(_at_least(bounds, ratio, colours))
    if np.isfinite(claimed):
        made.add_hline(y=claimed, line={"color": colours.pain, "dash": "dash", "width": 1.5})
        made.add_annotation(
            # Above the picture: at the line it would lie over the bars.
            text=f"- - claimed: {_told(claimed, ratio)}",
            x=1, xref="paper", xanchor="right", y=1, yref="paper", yanchor="bottom", showarrow=False,
            font={"color": colours.pain, "size": 12},
        )  # fmt: skip
    return made.update_layout(
        template=template(dark),
        height=HEIGHT,
        margin=_MARGIN,
        showlegend=False,
        xaxis=month_axis(6),
        yaxis=_scale(edge_low, edge_high, ratio),
    )


def _values(shown: pd.DataFrame, ratio: bool, colours: Palette) -> go.Scatter:
    """A point with its interval per period."""
    when = pd.to_datetime(shown["period"])
    value, low, high = (shown[name].to_numpy("float64") for name in ("value", "low", "high"))
    return go.Scatter(
        x=when.dt.strftime("%Y-%m-%d").tolist(),
        y=value.tolist(),
        mode="markers",
        marker={"size": 9, "color": colours.text},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (high - value).tolist(),
            "arrayminus": (value - low).tolist(),
            "color": colours.muted,
            "thickness": 1.5,
            "width": 0,
        },
        hovertext=[
            f"<b>{at:%B %Y}</b><br>{_told(v, ratio)} ({_told(a, ratio)} to {_told(b, ratio)})<br>{n:,} experiences"
            for at, v, a, b, n in zip(when, value, low, high, shown["n"], strict=True)
        ],
        hoverinfo="text",
    )


def _at_least(bounds: pd.DataFrame, ratio: bool, colours: Palette) -> go.Scatter:
    """A mark at the low end of periods of which no more can be said, pointing up."""
    when = pd.to_datetime(bounds["period"])
    return go.Scatter(
        x=when.dt.strftime("%Y-%m-%d").tolist(),
        y=bounds["low"].tolist(),
        mode="markers",
        marker={"size": 11, "symbol": "triangle-up-open", "color": colours.text, "line": {"width": 1.5}},
        hovertext=[
            f"<b>{at:%B %Y}</b><br>at least {_told(low, ratio)}<br>{n:,} experiences"
            for at, low, n in zip(when, bounds["low"], bounds["n"], strict=True)
        ],
        hoverinfo="text",
    )


def _scale(low: float, high: float, ratio: bool) -> dict[str, Any]:
    """The axis of the values: of shares, or of factors."""
    if not ratio:
        ticks = _shares(low, high)
        return {"range": [low, high], "tickvals": ticks, "ticktext": [f"{100 * tick:g} %" for tick in ticks]}
    factors = [tick for tick in _TICKS if low <= tick <= high]
    return {
        "type": "log",
        "range": np.log10([low, high]).tolist(),
        "tickvals": factors,
        "ticktext": [f"{tick:g} : 1" for tick in factors],
    }


def _shares(low: float, high: float) -> list[float]:
    """Round shares along the scale, some five of them."""
    step = next((step for step in (0.002, 0.005, 0.01, 0.02, 0.05, 0.1) if (high - low) / step <= 6), 0.2)
    return [round(step * number, 4) for number in range(int(np.ceil(low / step)), int(high / step + 1e-9) + 1)]


def _told(value: float, ratio: bool) -> str:
    return f"{value:.2g} : 1" if ratio else f"{100 * value:.0f} %"


def _edges(value: np.ndarray, low: np.ndarray, high: np.ndarray, claimed: float, ratio: bool) -> tuple[float, float]:
    """The ends of the scale: all values and, as far as they are finite, their intervals and what is claimed."""
    ends = np.concatenate([value, low, high, [claimed]])
    ends = ends[np.isfinite(ends) & ((ends > 0) | (not ratio))]
    if not len(ends):
        return (0.5, 2.0) if ratio else (0.0, 1.0)
    if ratio:
        return float(ends.min() / 1.3), float(ends.max() * 1.5)
    room = max(float(ends.max() - ends.min()) * 0.12, 0.005)
    return max(float(ends.min()) - room, 0.0), min(float(ends.max()) + room, 1.0)
