"""A number over time with its band: the year before, the same mix of sources, and what happened when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from cxanalytics.charts.style import Palette, faded, month_axis, palette, template

HEIGHT, SMALL = 400, 190

Floats = npt.NDArray[np.float64]

_SEEN = 0.04  # the least ratio that is drawn


@dataclass(frozen=True)
class Scale:
    """How values of a measure are drawn and told.

    log: on a scale of ratios. told: a row of the table in words. tick: the format of the axis. negative: True where
    more is worse, False where more is better, None where neither. lines: reference values with their labels.
    """

    log: bool
    told: Callable[[Mapping[Any, Any]], str]
    tick: str
    negative: bool | None = None
    lines: Sequence[tuple[float, str]] = ()


def figure(
    table: pd.DataFrame,
    scale: Scale,
    events: pd.DataFrame | None = None,
    *,
    same: pd.Series | None = None,
    dark: bool = False,
    small: bool = False,
) -> go.Figure:
    """A line with a band per group of one; it takes the width it is given.

    table: start, value, low, high, label, n, whole, last_year of one group, oldest first. Periods without answers are
    gaps, one that still runs is hollow. events: at and words (and `better`), oldest first, drawn as threads with
    numbers. same: values at the same mix of sources, in the order of the table.
    """
    colours = palette(dark)
    line = {True: colours.negative, False: colours.positive, None: colours.text}[scale.negative]
    when = pd.to_datetime(table["start"]).dt.strftime("%Y-%m-%d").tolist()
    drawn = _drawn(table, scale)
    result = go.Figure()
    _band(result, when, drawn, colours)
    if "last_year" in table and table["last_year"].notna().any() and not small:
        before = _clipped(table["last_year"].to_numpy("float64"), scale)
        dash = {"color": colours.muted, "width": 1.4, "dash": "dot"}
        result.add_scatter(x=when, y=before, mode="lines", line=dash, name="a year before", hoverinfo="skip")
    if same is not None:
        dash = {"color": colours.text, "width": 1.4, "dash": "dash"}
        y = _clipped(same.to_numpy("float64"), scale)
        result.add_scatter(x=when, y=y, mode="lines", line=dash, name="at the same mix of sources", hoverinfo="skip")
    told = [f"<b>{escape(str(row['label']))}</b><br>{escape(scale.told(row))}" for row in table.to_dict("records")]
    over = table["whole"].to_numpy(bool)
    result.add_scatter(
        x=when, y=drawn["value"], mode="lines+markers", name="measured", hovertext=told, hoverinfo="text",
        line={"color": line, "width": 2 if small else 2.4},
        marker={
            "size": 5 if small else 8, "color": np.where(over, line, colours.paper).tolist(),
            "line": {"color": line, "width": 1.6},
        },
    )  # fmt: skip
    threads = [] if events is None else _threads(events, when, colours, small=small)
    references = [] if small else _references(scale, drawn, colours)
    return result.update_layout(
        template=template(dark),
        height=SMALL if small else HEIGHT,
        margin={"l": 46, "r": 12, "t": 16 if small else 34, "b": 30 if small else 64, "pad": 0},
        showlegend=not small,
        legend={"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top"},
        xaxis=month_axis(4 if small else 8),
        yaxis=_axis(scale, drawn),
        shapes=[item[0] for item in (*threads, *references)],
        annotations=[item[1] for item in (*threads, *references)],
        hovermode="closest",
    )


def _drawn(table: pd.DataFrame, scale: Scale) -> dict[str, Floats]:
    """Value and ends as they are drawn: of an unbounded ratio the end that is known."""
    value, low, high = (table[name].to_numpy("float64") for name in ("value", "low", "high"))
    if scale.log:
        value = np.where(np.isnan(value) & np.isinf(high), low, value)
        top = np.nanmax(np.where(np.isfinite(high), high, np.nan), initial=2.0)
        high = np.where(np.isinf(high), max(top, float(np.nanmax(value, initial=2.0))) * 1.3, high)
    return {"value": _clipped(value, scale), "low": _clipped(low, scale), "high": _clipped(high, scale)}


def _clipped(values: Floats, scale: Scale) -> Floats:
    return np.where(np.isnan(values), np.nan, np.maximum(values, _SEEN)) if scale.log else values


def _band(result: go.Figure, when: list[str], drawn: Mapping[str, Floats], colours: Palette) -> None:
    """The interval as an area, in pieces where periods are missing."""
    known = ~(np.isnan(drawn["low"]) | np.isnan(drawn["high"]))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], known.astype("int8"), [0]])))
    for piece, (first, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        x = [*when[first:end], *when[first:end][::-1]]
        y = [*drawn["high"][first:end], *drawn["low"][first:end][::-1]]
        result.add_scatter(
            x=x, y=y, fill="toself", fillcolor=colours.band, line={"width": 4, "color": colours.band}, mode="lines",
            name="95 % interval", hoverinfo="skip", showlegend=piece == 0, legendgroup="band",
        )  # fmt: skip


def _axis(scale: Scale, drawn: Mapping[str, Floats]) -> dict[str, Any]:
    if scale.log:
        shown = np.concatenate([drawn["low"], drawn["high"], [0.8, 2.2]])
        ends = (np.log10(np.nanmin(shown)) - 0.06, np.log10(np.nanmax(shown)) + 0.06)
        ticks = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 22, 50, 100, 200]
        texts = [f"{value:g} : 1" for value in ticks]
        return {"type": "log", "range": list(ends), "tickvals": ticks, "ticktext": texts, "showgrid": True}
    top = float(np.nanmax(np.concatenate([drawn["high"], drawn["value"], [0.0]]), initial=0.0))
    low = float(np.nanmin(np.concatenate([drawn["low"], drawn["value"], [0.0]]), initial=0.0))
    room = 0.06 * max(top - low, 1e-9)
    return {"range": [low - (room if low < 0 else 0), top + room], "tickformat": scale.tick, "nticks": 6}


def _references(
    scale: Scale, drawn: Mapping[str, Floats], colours: Palette
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    shown = np.concatenate([drawn["low"], drawn["high"], [0.8, 2.2]])
    made = []
    for value, words in scale.lines:
        if not np.nanmin(shown) <= value <= np.nanmax(shown):
            continue
        line = {"color": colours.muted, "width": 1, "dash": "dash"}
        at = np.log10(value) if scale.log else value
        made.append(
            (
                {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": value, "y1": value, "line": line},
                {
                    "text": escape(words, quote=False), "x": 1, "xref": "paper", "xanchor": "right", "y": at,
                    "yanchor": "bottom", "showarrow": False, "font": {"size": 11, "color": colours.muted},
                    "bgcolor": colours.paper, "opacity": 0.9, "borderpad": 1,
                },
            )
        )  # fmt: skip
    return made


def _threads(
    events: pd.DataFrame, when: list[str], colours: Palette, *, small: bool
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """A dotted thread with its number where something happened; what happened on one day shares a thread."""
    if events.empty or not when:
        return []
    inside = events.reset_index(drop=True)
    # ISO days are in the order of time as texts, too.
    days = pd.to_datetime(inside["at"]).dt.strftime("%Y-%m-%d").map(lambda day: min(max(day, when[0]), when[-1]))
    made = []
    for day, rows in inside.groupby(days, sort=True):
        numbers = [str(index + 1) for index in rows.index]
        words = "<br>".join(escape(text, quote=False) for text in rows["words"].astype("str"))
        line = {"color": colours.line, "width": 1.2, "dash": "dot"}
        note = {
            "text": "" if small else f"<b>{', '.join(numbers)}</b>", "x": day, "y": 1, "yref": "paper",
            "yanchor": "bottom", "showarrow": False, "font": {"size": 12, "color": colours.text}, "hovertext": words,
        }  # fmt: skip
        made.append(({"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "line": line}, note))
    return made


def lines(table: pd.DataFrame, by: str, scale: Scale, *, dark: bool = False) -> go.Figure:
    """A thin line per group in one picture, without bands: how a few cohorts move beside each other."""
    colours = palette(dark)
    dashes = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
    shades = (colours.positive, colours.negative, colours.text, colours.muted)
    result = go.Figure()
    shown = []
    for place, (name, rows) in enumerate(table.groupby(by, sort=False)):
        drawn = _drawn(rows, scale)
        shown.append(drawn)
        told = [
            f"<b>{escape(str(name))}</b>, {row['label']}<br>{escape(scale.told(row))}"
            for row in rows.to_dict("records")
        ]
        result.add_scatter(
            x=pd.to_datetime(rows["start"]).dt.strftime("%Y-%m-%d"), y=drawn["value"], mode="lines+markers",
            name=str(name), hovertext=told, hoverinfo="text", marker={"size": 6},
            line={"color": shades[place % 4], "dash": dashes[place // 4 % len(dashes)], "width": 2.2},
            error_y={
                "type": "data", "symmetric": False, "array": drawn["high"] - drawn["value"],
                "arrayminus": drawn["value"] - drawn["low"], "thickness": 1, "width": 0,
                "color": faded(colours.neutral, 0.5),
            },
        )  # fmt: skip
    whole = {
        key: np.concatenate([item[key] for item in shown] or [np.array([1.0])]) for key in ("value", "low", "high")
    }
    references = _references(scale, whole, colours)
    return result.update_layout(
        template=template(dark),
        height=HEIGHT,
        margin={"l": 46, "r": 12, "t": 20, "b": 64, "pad": 0},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top"},
        xaxis=month_axis(8),
        yaxis=_axis(scale, whole),
        shapes=[item[0] for item in references],
        annotations=[item[1] for item in references],
    )


def alt(table: pd.DataFrame, what: str, scale: Scale) -> str:
    """The line in words: where it begins and ends."""
    heard = table[table["n"] > 0]
    if heard.empty:
        return f"{what}: nothing known."
    ends = [heard.to_dict("records")[at] for at in (0, -1)]
    return f"{what}, {len(heard)} periods: " + "; ".join(f"{row['label']} {scale.told(row)}" for row in ends) + "."
