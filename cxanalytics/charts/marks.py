"""What is drawn of the journey map: the curve with its interval, the points, the bars."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from cxanalytics.charts import hover
from cxanalytics.charts.geometry import Geometry, height_of
from cxanalytics.charts.style import Palette, faded
from cxanalytics.ratios import CORRECTED

Floats = npt.NDArray[np.float64]


def band(points: pd.DataFrame, size: Geometry, colours: Palette) -> list[go.Scatter]:
    """The interval from touchpoint to touchpoint, fainter where one of the two has thin evidence."""
    low = np.clip(points["low"].to_numpy("float64"), size.bottom, size.top)
    high = np.clip(points["high"].to_numpy("float64"), size.bottom, size.top)
    x = np.arange(len(points), dtype="float64")
    known = ~np.isnan(low)
    sure = (points["evidence"] == "measured").to_numpy(bool)
    here, there = slice(None, -1), slice(1, None)
    gap = np.full(max(len(points) - 1, 0), np.nan)
    both = known[here] & known[there]
    corners_x = np.column_stack([x[here], x[there], x[there], x[here], gap])
    corners_y = np.column_stack([low[here], low[there], high[there], high[here], gap])
    return [
        go.Scatter(
            x=corners_x[chosen].ravel(),
            y=corners_y[chosen].ravel(),
            fill="toself",
            fillcolor=colour,
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
        )
        for chosen, colour in (
            (both & sure[here] & sure[there], colours.band),
            (both & ~(sure[here] & sure[there]), colours.faint_band),
        )
        if chosen.any()
    ]


def whiskers(points: pd.DataFrame, size: Geometry, colours: Palette) -> go.Scatter:
    """The interval of each touchpoint by itself, as a thin upright line."""
    low = np.clip(points["low"].to_numpy("float64"), size.bottom, size.top)
    high = np.clip(points["high"].to_numpy("float64"), size.bottom, size.top)
    x = np.arange(len(points), dtype="float64")
    gap = np.full(len(points), np.nan)
    return go.Scatter(
        x=np.column_stack([x, x, gap]).ravel(),
        y=np.column_stack([low, high, gap]).ravel(),
        mode="lines",
        line={"color": colours.line, "width": 5},
        opacity=0.28,
        hoverinfo="skip",
        showlegend=False,
    )


def curve(points: pd.DataFrame, colours: Palette) -> list[go.Scatter]:
    """Straight lines between neighbours: whole between measured ones, dotted where evidence is thin.

    Straight, because a smooth curve would show feelings between touchpoints that nobody reported.
    """
    height = height_of(points).to_numpy("float64")
    sure = (points["evidence"] == "measured").to_numpy(bool) & (points["ratio"] > 0).to_numpy(bool)
    x = np.arange(len(points), dtype="float64")
    both = sure[:-1] & sure[1:]
    return [
        go.Scatter(
            x=np.column_stack([x[:-1], x[1:], np.full(len(both), np.nan)])[here].ravel(),
            y=np.column_stack([height[:-1], height[1:], np.full(len(both), np.nan)])[here].ravel(),
            mode="lines",
            line={"color": colours.line, "width": width, "dash": dash, "shape": "linear"},
            hoverinfo="skip",
            showlegend=False,
        )
        for here, width, dash in ((both, 2.5, "solid"), (~both, 1.5, "dot"))
        if here.any()
    ]


def dots(points: pd.DataFrame, colours: Palette) -> go.Scatter:
    """One point per touchpoint; customdata holds its name, so that choosing one chooses the touchpoint."""
    height = height_of(points)
    thin = (points["evidence"] == "thin").to_numpy(bool)
    at_least, at_most = np.isinf(points["high"]), points["ratio"] == 0
    # "At least 1 : 5" may well be more positive than negative: no colour for what is not known.
    open_end = (at_least & (height < 1)) | (at_most & (height > 1))
    # Nor where the interval holds 1 : 1.
    open_end |= (points["low"] < 1) & (points["high"] > 1) & ~at_least & ~at_most
    colour = np.select([open_end, height >= 1], [colours.neutral, colours.positive], colours.negative)
    hollow = thin | at_least | at_most
    corrected = (points["method"] == CORRECTED).to_numpy(bool)
    return go.Scatter(
        x=np.arange(len(points)),
        y=height,
        mode="markers",
        name="touchpoints",
        customdata=[[name] for name in points["touchpoint"]],
        marker={
            "size": 14,
            "symbol": np.select(
                [at_least, at_most, corrected], ["triangle-up", "triangle-down", "circle-dot"], "circle"
            ),
            "color": np.where(hollow, colours.paper, colour),
            # The dot within a corrected point has the colour of its edge.
            "line": {
                "color": np.where(corrected & ~hollow, colours.paper, colour),
                "width": np.where(hollow, 2.2, 1.0),
            },
        },
        # Choosing a point marks it; the others stay as they are.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        hovertext=hover.texts(points),
        hoverinfo="text",
        showlegend=False,
    )


def _dotted(colours: Palette) -> dict[str, Any]:
    edge = {"color": colours.paper, "width": 1}
    return {"size": 13, "symbol": "circle-dot", "color": colours.neutral, "line": edge}


def ring(points: pd.DataFrame, chosen: str | None, colours: Palette) -> list[go.Scatter]:
    """A ring around the chosen touchpoint's point; nothing where it has none."""
    here = np.flatnonzero((points["touchpoint"] == chosen) & height_of(points).notna())
    return [
        go.Scatter(
            x=here,
            y=height_of(points).iloc[here],
            mode="markers",
            marker={"size": 24, "symbol": "circle-open", "color": colours.text, "line": {"width": 2.5}},
            unselected={"marker": {"opacity": 1}},
            hoverinfo="skip",
            showlegend=False,
        )
        for _ in here
    ]


def bars(points: pd.DataFrame, size: Geometry, colours: Palette) -> list[go.Bar]:
    """How many experiences were positive (up) and negative (down) at each touchpoint."""
    thin = (points["evidence"] == "thin").to_numpy(bool)
    return [
        go.Bar(
            x=np.arange(len(points)),
            y=sign * points[name],
            name=f"{name} experiences",
            marker={"color": np.where(thin, faded(colour, 0.5), colour), "line": {"width": 0}},
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            width=0.56,
            text=[f"{n:,}" if n else "" for n in points[name]],
            textposition="outside",
            textangle=0,
            textfont={"size": size.font(11), "color": colours.muted},
            cliponaxis=False,
            constraintext="none",
            customdata=[[name] for name in points["touchpoint"]],
            hovertext=hover.texts(points),
            hoverinfo="text",
            yaxis="y2",
            xaxis="x2",
            showlegend=False,
        )
        for name, colour, sign in (("positive", colours.positive, 1), ("negative", colours.negative, -1))
    ]


def legend(points: pd.DataFrame, colours: Palette, thin: int, level: float) -> list[go.Scatter]:
    """What the signs on this map mean; these marks stand nowhere but in the legend."""
    hollow = {"size": 11, "color": colours.paper, "line": {"color": colours.neutral, "width": 2}}
    corrected = points["method"].eq(CORRECTED).any()
    untold = ((points["low"] < 1) & (points["high"] > 1)).any()
    entries = [
        ("more positive than negative", {"size": 11, "color": colours.positive}, True),
        ("more negative than positive", {"size": 11, "color": colours.negative}, True),
        ("cannot be told from 1 : 1", {"size": 11, "color": colours.neutral}, untold),
        ("corrected by people’s labels", _dotted(colours), corrected),
        (f"thin evidence, n under {thin}", hollow, points["evidence"].eq("thin").any()),
        (
            "nothing negative yet: at least",
            hollow | {"symbol": "triangle-up"},
            np.isinf(points["high"]).any(),
        ),
        (
            "nothing positive yet: at most",
            hollow | {"symbol": "triangle-down"},
            points["ratio"].eq(0).any(),
        ),
        (
            f"{level:.0%} interval".replace("%", " %"),
            {"size": 13, "symbol": "square", "color": colours.band},
            True,
        ),
    ]
    return [
        go.Scatter(x=[None], y=[None], mode="markers", name=name, marker=marker, hoverinfo="skip")
        for name, marker, needed in entries
        if needed
    ]
