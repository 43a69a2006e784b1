"""One pattern month by month: how large a share of the answers speaks of it, and what people did to it when."""

from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cxanalytics.charts.style import Palette, month_axis, palette, template

HEIGHT = 250

_MARGIN = {"l": 52, "r": 14, "t": 30, "b": 34, "pad": 0}


def figure(months: pd.DataFrame, events: pd.DataFrame, *, dark: bool = False, loved: bool = False) -> go.Figure:
    """A bar per month, a thread with a number where something was done; it takes the width it is given.

    months has month (a day in it), n and share (of the answers of that month that feel so); months without it are
    there with n 0, those without any feedback with share NaN. events has at and words, oldest first; both may be empty.
    """
    colours = palette(dark)
    starts = pd.Series(pd.to_datetime(months["month"]).dt.to_period("M").dt.to_timestamp())
    top = float(months["share"].max()) if len(months) else 0.0
    result = go.Figure(
        go.Bar(
            x=starts.dt.strftime("%Y-%m-%d").tolist(),
            y=months["share"].tolist(),
            marker={"color": colours.positive if loved else colours.negative},
            hovertext=[
                f"<b>{at:%B %Y}</b><br>{_told(n, share)}"
                for at, n, share in zip(starts, months["n"], months["share"], strict=True)
            ],
            hoverinfo="text",
            width=0.76 * 30.4 * 86_400_000,
        )
    )
    marked = _marked(events, starts, colours)
    return result.update_layout(
        template=template(dark),
        height=HEIGHT,
        margin=_MARGIN,
        showlegend=False,
        xaxis=month_axis(8),
        yaxis={"range": [0, max(1.12 * top, 0.001)], "tickformat": ".1%" if top < 0.05 else ".0%", "nticks": 5},
        shapes=[item[0] for item in marked],
        annotations=[item[1] for item in marked],
    )


def _told(n: int, share: float) -> str:
    if np.isnan(share):
        return "no feedback"
    return f"{n:,} answer{'' if n == 1 else 's'}, {100 * share:.1f} %"


def _marked(events: pd.DataFrame, starts: pd.Series, colours: Palette) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """A dotted thread and its number for each event, those after the last month at its end."""
    if events.empty or starts.empty:
        return []
    last, first = starts.max() + pd.Timedelta(days=14), starts.min() - pd.Timedelta(days=14)
    when = pd.to_datetime(events["at"]).dt.tz_localize(None).clip(first, last).dt.strftime("%Y-%m-%d")
    by_day: dict[str, list[tuple[int, str]]] = {}
    for number, (day, words) in enumerate(zip(when, events["words"].astype("str"), strict=True), start=1):
        by_day.setdefault(day, []).append((number, words))
    line = {"color": colours.line, "width": 1.2, "dash": "dot"}
    return [
        (
            {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "line": line},
            {
                "text": f"<b>{_numbers([number for number, _ in told])}</b>", "x": day, "y": 1, "yref": "paper",
                "yanchor": "bottom", "showarrow": False, "font": {"size": 12, "color": colours.text},
                "hovertext": "<br>".join(escape(words, quote=False) for _, words in told),
            },
        )
        for day, told in by_day.items()
    ]  # fmt: skip


def _numbers(numbers: list[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def alt(months: pd.DataFrame, name: str) -> str:
    """The chart in words."""
    if months.empty:
        return f"{name}, month by month: no dates."
    heard = months[months["n"] > 0]
    best = months.sort_values("n", ascending=False, kind="stable").to_dict("records")[0]
    return (
        f"{name}, month by month: heard in {len(heard)} of {len(months)} months, most in "
        f"{best['month']:%B %Y} ({best['n']:,} answers)."
    )
