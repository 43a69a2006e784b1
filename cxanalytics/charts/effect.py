"""What became of a share after an action: month by month, beside the untouched ones, with what was to be expected."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cxanalytics.charts.style import Palette, faded, month_axis, palette, template

HEIGHT = 400

_MARGIN = {"l": 52, "r": 14, "t": 30, "b": 40, "pad": 0}


def figure(months: pd.DataFrame, began: date, name: str, others: str, *, dark: bool = False) -> go.Figure:
    """The touched one as a line with its band, the others as a dashed line, a dotted one for what was to be expected.

    months: as `tracking.effects.Effect.months`. name, others: what the two lines are called.
    """
    colours = palette(dark)
    days = pd.Series(pd.to_datetime(months["start"]))
    x = days.dt.strftime("%Y-%m-%d").tolist()
    counted = months["phase"].ne("left out").to_numpy()
    bands = [_band(x, months, part, colours) for part in _stretches(months["share"].notna().to_numpy())]
    expected = [
        _dotted(x, months, colours, phase, label)
        for phase, label in (("before", "Baseline"), ("after", "Without the action"))
        if months.loc[months["phase"] == phase, "line"].notna().any()
    ]
    told = [
        f"<b>{day:%B %Y}</b><br>{_percent(share)} negative ({_percent(low)}–{_percent(high)}), {n:,} experiences"
        + ("" if inside else "<br>left out: it began in this month")
        for day, share, low, high, n, inside in zip(
            days, months["share"], months["low"], months["high"], months["n"], counted, strict=True
        )
    ]
    lines = [
        go.Scatter(
            x=x, y=months["others"].tolist(), name=others, mode="lines", hoverinfo="skip",
            line={"color": colours.neutral, "width": 1.6, "dash": "dash"},
        ),
        *expected,
        go.Scatter(
            x=x, y=months["share"].tolist(), name=name, mode="lines+markers", hovertext=told, hoverinfo="text",
            line={"color": colours.negative, "width": 2.4},
            marker={
                "size": 8,
                "color": [colours.negative if inside else colours.paper for inside in counted],
                "line": {"color": colours.negative, "width": 1.6},
            },
        ),
    ]  # fmt: skip
    top = float(np.nanmax(months[["high", "others", "line"]].to_numpy("float64"), initial=0.05))
    line = {"color": colours.text, "width": 1.4}
    at = f"{began:%Y-%m-%d}"
    mark: dict[str, Any] = {"x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    return go.Figure([*bands, *lines]).update_layout(
        template=template(dark),
        height=HEIGHT,
        margin=_MARGIN,
        legend={"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top"},
        xaxis=month_axis(8),
        yaxis={"range": [0, min(1.08 * top, 1.0)], "tickformat": ".1%" if top < 0.05 else ".0%", "nticks": 6},
        shapes=[{"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}],
        annotations=[mark | {"text": f"began {began.day} {began:%b %Y}", "font": {"size": 12, "color": colours.text}}],
    )


def alt(months: pd.DataFrame, began: date, name: str, others: str) -> str:
    """The chart in words."""
    parts = []
    for phase in ("before", "after"):
        own = months[(months["phase"] == phase).to_numpy(bool) & (months["n"] > 0).to_numpy(bool)]
        if len(own):
            share = float((own["share"] * own["n"]).sum() / own["n"].sum())
            parts.append(f"{_percent(share)} in {len(own)} months {phase}")
    told = ", ".join(parts) or "no months"
    return f"{name}, month by month, and {others}. It began on {began.day} {began:%B %Y}: {told}. The table has all."


def _stretches(known: np.ndarray) -> list[slice]:
    """The runs of months that follow each other without a gap."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype("int8")))
    return [slice(first, last) for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)]


def _band(x: list[str], months: pd.DataFrame, part: slice, colours: Palette) -> go.Scatter:
    low, high = months["low"].tolist()[part], months["high"].tolist()[part]
    return go.Scatter(
        x=[*x[part], *x[part][::-1]], y=[*high, *low[::-1]], mode="lines", fill="toself", hoverinfo="skip",
        showlegend=False, line={"width": 0}, fillcolor=faded(colours.negative, 0.16),
    )  # fmt: skip


def _dotted(x: list[str], months: pd.DataFrame, colours: Palette, phase: str, name: str) -> go.Scatter:
    """A level line over the months of a phase."""
    level = months["line"].where(months["phase"] == phase).tolist()
    dash = "dot" if phase == "before" else "dashdot"
    return go.Scatter(
        x=x, y=level, name=name, mode="lines", hoverinfo="skip", connectgaps=True,
        line={"color": colours.positive, "width": 2, "dash": dash},
    )  # fmt: skip


def _percent(share: float) -> str:
    if np.isnan(share):
        return "–"
    return f"{100 * share:.0f} %" if share >= 0.0995 else f"{100 * share:.1f} %"
