"""The map of patterns: how many speak of each, what each does to the ratio, and where it is going.

A bubble per pattern: to the right the answers that speak of it, upwards what the ratio would be without it, in it an
arrow for its trend. Both scales are of roots, so that many small patterns do not lie on one spot.
"""

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from cxanalytics import ratios
from cxanalytics.charts.beside import Place, placed
from cxanalytics.charts.style import Palette, palette, template
from cxanalytics.charts.text import wrapped

# Below this width names would run into each other; let it scroll below that.
LEAST_WIDTH = 620
HEIGHT = 520

_MARGIN = {"l": 74, "r": 24, "t": 14, "b": 110, "pad": 0}
_WIDTHS = (LEAST_WIDTH - _MARGIN["l"] - _MARGIN["r"], 900, 1300)
_INNER = HEIGHT - _MARGIN["t"] - _MARGIN["b"]
_CHARACTER, _LINE, _LETTERS = 6.5, 15, 24
_SMALLEST, _LARGEST = 9.0, 27.0
_STEPS = (1, 2, 5)

RISING, FALLING, STEADY = "rising", "falling", "steady"
ARROWS = {RISING: "↗", FALLING: "↘", STEADY: "→"}


@dataclass(frozen=True)
class _Scale:
    """A scale of roots: from 0 to `top`."""

    top: float

    def place(self, value: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """The value as a share of the scale."""
        return np.asarray(np.sqrt(np.maximum(np.asarray(value, dtype="float64"), 0) / self.top))

    @property
    def ticks(self) -> list[float]:
        """Round values, not too close to each other."""
        known = [step * 10.0**power for power in range(-4, 9) for step in _STEPS]
        shown: list[float] = [0.0]
        for value in (value for value in known if value <= self.top):
            if self.place(value) - self.place(shown[-1]) >= 0.1:
                shown.append(value)
        return shown


def figure(table: pd.DataFrame, *, dark: bool = False, chosen: str | None = None, loved: bool = False) -> go.Figure:
    """The map, drawn; it takes the width it is given.

    table has a row per pattern: pattern, name, n, mentions, share, share_low, share_high, times, times_low, times_high
    (the ratio without it over the ratio) and trend. The points' customdata hold the pattern. `loved`: these are
    what people love, so without them the ratio would be worse.
    """
    colours = palette(dark)
    known = _known(table, chosen)
    across = _Scale(max(float(known["n"].max()) * 1.18, 1.0) if len(known) else 1.0)
    upward = _Scale(max(float(known["gain"].max()) * 1.25, 1e-3) if len(known) else 1.0)
    dots = known.assign(x=across.place(known["n"]), y=upward.place(known["gain"]))
    result = go.Figure(layout=_frame(across, upward, colours, dark, loved))
    if dots.empty:
        return result
    places = placed(_sized(dots), _INNER, _WIDTHS)
    result.add_traces([*_legend(dots, colours, loved), *_ring(dots, colours), _bubbles(dots, colours, loved)])
    names = [_name(row, place, colours) for row, place in zip(_rows(dots), places, strict=True) if place is not None]
    return result.update_layout(
        annotations=[*names, *_left_out(sum(place is None for place in places), colours)],
        shapes=_spread(dots, upward, colours),
    )


def alt(table: pd.DataFrame, *, loved: bool = False) -> str:
    """The map in words, for those who cannot see it."""
    kind = "what people love" if loved else "what hurts"
    if table.empty:
        return f"Map of patterns of {kind}: none yet."
    worse = "worse" if loved else "better"
    told = [
        f"{row['name']}: {row['n']:,} answers, {_change(row['gain'])} {worse} without it, {row['trend']}"
        for row in _rows(_known(table, None).head(8))
    ]
    return f"Map of {len(table)} patterns of {kind}, largest first. {'; '.join(told)}."


def _rows(table: pd.DataFrame) -> list[dict[Any, Any]]:
    return list(table.to_dict("records"))


def _known(table: pd.DataFrame, chosen: str | None) -> pd.DataFrame:
    """The patterns, largest first (the chosen before all, so that its name has room), with gain and radius."""
    gain = np.abs(table["times"].to_numpy("float64") - 1)
    top = gain[np.isfinite(gain)].max(initial=0.0)
    # Without a pattern that is all there is, there would be no ratio at all: it stands highest.
    gain = np.where(np.isfinite(gain), gain, 1.2 * top if top else 1.0)
    share = table["n"].to_numpy("float64") / max(float(table["n"].max()), 1.0) if len(table) else np.empty(0)
    radius = _SMALLEST + (_LARGEST - _SMALLEST) * np.sqrt(share)
    known = table.assign(gain=gain, radius=radius, chosen=table["pattern"].astype("str") == (chosen or ""))
    return known.sort_values(["chosen", "n", "name"], ascending=[False, False, True], ignore_index=True)


def _sized(dots: pd.DataFrame) -> pd.DataFrame:
    """The dots with the room that their names take."""
    lines = [_lines(name) for name in dots["name"]]
    return dots.assign(
        wide=[max(len(line) for line in part) * _CHARACTER for part in lines],
        high=[len(part) * _LINE for part in lines],
        must=dots["chosen"],
    )


def _lines(name: object) -> list[str]:
    return wrapped(str(name), _LETTERS, 2).split("<br>") or [""]


def _frame(across: _Scale, upward: _Scale, colours: Palette, dark: bool, loved: bool) -> dict[str, Any]:
    def axis(scale: _Scale, words: list[str], title: str) -> dict[str, Any]:
        return {
            "range": [0, 1],
            "tickvals": scale.place(scale.ticks).tolist(),
            "ticktext": words,
            "showline": True,
            "title": {"text": title, "standoff": 10, "font": {"size": 13, "color": colours.muted}},
        }

    sign = "−" if loved else "+"
    worse = "worse" if loved else "better"
    return {
        "template": template(dark),
        "height": HEIGHT,
        "margin": _MARGIN,
        "hovermode": "closest",
        "clickmode": "event+select",
        "showlegend": True,
        "legend": {
            "orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yref": "container", "yanchor": "bottom",
            "itemsizing": "constant", "itemdoubleclick": False, "font": {"size": 12},
        },
        "xaxis": axis(across, [f"{tick:,.0f}" for tick in across.ticks], "answers that speak of it"),
        "yaxis": axis(
            upward,
            ["0" if not tick else f"{sign}{_change(tick)}" for tick in upward.ticks],
            f"how much {worse} the ratio would be without it",
        ),
    }  # fmt: skip


def _change(gain: float) -> str:
    """A change of the ratio in words: "4 %", "0.5 %"."""
    value = 100 * gain
    return f"{value:,.0f} %" if value >= 1.95 else f"{value:.1f} %".replace(".0 %", " %")


def _colour(trend: object, colours: Palette, loved: bool) -> str:
    """Growing pain is orange, growing praise blue; what stays, grey."""
    bad, good = (FALLING, RISING) if loved else (RISING, FALLING)
    return {bad: colours.negative, good: colours.positive}.get(str(trend), colours.neutral)


def _bubbles(dots: pd.DataFrame, colours: Palette, loved: bool) -> go.Scatter:
    """The bubbles, the small before the large and the chosen before all; what no trend can be told of is hollow."""
    some = dots.sort_values(["chosen", "n"], ascending=[True, False], kind="stable")
    known = some["trend"].isin(ARROWS)
    colour = pd.Series([_colour(trend, colours, loved) for trend in some["trend"]], index=some.index, dtype="str")
    return go.Scatter(
        x=some["x"].tolist(),
        y=some["y"].tolist(),
        mode="markers+text",
        text=[f"<b>{ARROWS.get(trend, '')}</b>" for trend in some["trend"]],
        textposition="middle center",
        textfont={"size": 13, "color": colours.paper},
        customdata=[[pattern] for pattern in some["pattern"].astype("str")],
        hovertext=[_hover(row, loved) for row in _rows(some)],
        hoverinfo="text",
        marker={
            "size": (2 * some["radius"]).tolist(),
            "color": colour.where(known, colours.paper).tolist(),
            "opacity": 0.92,
            "line": {"color": colour.where(~known, colours.paper).tolist(), "width": 1.5},
        },
        selected={"marker": {"opacity": 0.92}},
        unselected={"marker": {"opacity": 0.92}, "textfont": {"color": colours.paper}},
        cliponaxis=False,
        showlegend=False,
    )


def _legend(dots: pd.DataFrame, colours: Palette, loved: bool) -> list[go.Scatter]:
    """An entry for every kind of trend that there is."""
    entries: list[tuple[str, str, dict[str, Any]]] = [
        (trend, f"{arrow} {trend}", {"color": _colour(trend, colours, loved)})
        for trend, arrow in ARROWS.items()
        if dots["trend"].eq(trend).any()
    ]
    if not dots["trend"].isin(ARROWS).all():
        hollow = {"color": colours.paper, "line": {"color": colours.neutral, "width": 1.5}}
        entries.append(("", "trend not known yet", hollow))
    return [
        go.Scatter(x=[None], y=[None], mode="markers", name=name, marker={"size": 12, **marker}, hoverinfo="skip")
        for _, name, marker in entries
    ]


def _hover(row: dict[Any, Any], loved: bool) -> str:
    low, high = (_percent(row[name]) for name in ("share_low", "share_high"))
    worse, speak = ("worse", "praise something") if loved else ("better", "complain")
    parts = [
        f"<b>{wrapped(str(row['name']), 48)}</b>",
        f"{row['n']:,} answers, {_percent(row['share'])} ({low}–{high}) of those that {speak}",
        f"Without it the ratio would be {_change(row['gain'])} {worse}",
    ]
    if np.isfinite(row["ratio"]) and np.isfinite(row["ratio_without"]):
        parts[-1] += f": {ratios.number(row['ratio_without'])} : 1 instead of {ratios.number(row['ratio'])} : 1"
    parts.append(f"Trend: {escape(str(row['trend']), quote=False)}")
    return "<br>".join(parts)


def _percent(share: float) -> str:
    value = 100 * share
    return f"{value:.0f} %" if value >= 9.95 else f"{value:.1f} %"


def _ring(dots: pd.DataFrame, colours: Palette) -> list[go.Scatter]:
    """A ring around the chosen pattern."""
    some = dots[dots["chosen"].to_numpy(bool)]
    return [
        go.Scatter(
            x=[row["x"]],
            y=[row["y"]],
            mode="markers",
            marker={
                "size": 2 * row["radius"] + 10,
                "color": colours.chosen,
                "line": {"color": colours.text, "width": 2},
            },
            hoverinfo="skip",
            showlegend=False,
        )
        for row in _rows(some)
    ]


def _spread(dots: pd.DataFrame, upward: _Scale, colours: Palette) -> list[dict[str, Any]]:
    """How sure the chosen pattern's effect is: a line from end to end of its interval."""
    lines = []
    for row in _rows(dots[dots["chosen"].to_numpy(bool)]):
        ends = [abs(float(row[name]) - 1) for name in ("times_low", "times_high")]
        if np.isfinite(ends).all():
            low, high = upward.place(np.minimum(ends, upward.top)).tolist()
            line = {"color": colours.text, "width": 1.5}
            lines.append(
                {"type": "line", "x0": row["x"], "x1": row["x"], "y0": low, "y1": high, "line": line, "layer": "below"}
            )
    return lines


def _name(row: dict[Any, Any], place: Place, colours: Palette) -> dict[str, Any]:
    text = "<br>".join(_lines(row["name"]))
    return {
        "text": f"<b>{text}</b>" if row["chosen"] else text,
        "x": row["x"],
        "y": row["y"],
        "xanchor": place.xanchor,
        "yanchor": place.yanchor,
        "align": place.xanchor,
        **_held(row, place, colours),
        "borderpad": 0,
        "captureevents": False,
        **({"bgcolor": colours.veil} if row["chosen"] else {}),
        "font": {"size": 12, "color": colours.text},
    }


def _held(row: dict[Any, Any], place: Place, colours: Palette) -> dict[str, Any]:
    """A name close to its bubble, or further off and held by a thread."""
    if not place.far:
        return {"xshift": place.right, "yshift": place.up, "showarrow": False}
    return {
        "ax": place.right, "ay": -place.up, "showarrow": True, "arrowhead": 0, "arrowwidth": 1,
        "arrowcolor": colours.line, "standoff": row["radius"],
    }  # fmt: skip


def _left_out(number: int, colours: Palette) -> list[dict[str, Any]]:
    """What is not named for want of room is said, so that nothing is missing silently."""
    if not number:
        return []
    names = "1 name has" if number == 1 else f"{number} names have"
    return [
        {
            "text": f"{names} no room here: point at a bubble, or see the table.",
            "x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -58,
            "showarrow": False, "font": {"size": 11, "color": colours.muted},
        }
    ]  # fmt: skip
