"""The map of patterns: how many speak of each, what each does to the ratio, and where it is going.

A bubble per pattern: to the right the answers that speak of it; upwards what the ratio would be without it at the
touchpoint where it is said most (over everything, effect and size are nearly one and the same); in it an arrow for its
trend. Both scales are of roots, so that many small patterns do not lie on one spot.
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

# Below this width of the screen the narrow map is to be shown, above it the wide one.
NARROW = 760

_MARGIN = {
    True: {"l": 68, "r": 16, "t": 14, "b": 158, "pad": 0},
    False: {"l": 74, "r": 24, "t": 14, "b": 110, "pad": 0},
}
_INNER = 396
# Of the inner part, for which names are placed.
_WIDTHS = {True: (230, 290, 420, 620), False: (560, 850, 1020, 1300)}
_CHARACTER, _LINE = 6.5, 15
_LETTERS = {True: 17, False: 24}
# Radius of the smallest and the largest bubble, in pixels.
_RADIUS = {True: (7.0, 17.0), False: (9.0, 27.0)}
# So many of the largest always have their name, if need be on other bubbles.
_ALWAYS = 3
_STEPS = (1, 2, 5)
_FINE = (1, 1.5, 2, 3, 4, 5, 6, 8)
_FAR_FROM_ZERO = 0.45

RISING, FALLING, STEADY = "rising", "falling", "steady"
ARROWS = {RISING: "↗", FALLING: "↘", STEADY: "→"}


@dataclass(frozen=True)
class Look:
    """How the map is drawn: the visitor's theme, for a narrow screen, with the chosen pattern marked.

    `loved`: these are what people love, so without them the ratio would be worse.
    """

    dark: bool = False
    narrow: bool = False
    chosen: str | None = None
    loved: bool = False


_PLAIN = Look()


@dataclass(frozen=True)
class _Scale:
    """A scale of roots up to `top`; `base` is the root it begins at, as a share of the last."""

    top: float
    base: float = 0.0

    def place(self, value: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """The value as a share of the scale."""
        root = np.sqrt(np.maximum(np.asarray(value, dtype="float64"), 0) / self.top)
        return np.asarray((root - self.base) / (1 - self.base))

    @property
    def ticks(self) -> list[float]:
        """Round values, not too close to each other."""
        known = [step * 10.0**power for power in range(-4, 9) for step in (_FINE if self.base else _STEPS)]
        shown: list[float] = [] if self.base else [0.0]
        for value in (value for value in known if 0 <= self.place(value) <= 1):
            if not shown or self.place(value) - self.place(shown[-1]) >= 0.1:
                shown.append(value)
        return shown


def _scale(values: pd.Series, beyond: float, least: float) -> _Scale:
    """A scale that holds the values, with so much room beyond; from 0 unless all lie far from it."""
    top = max(float(values.max()) * beyond, least) if len(values) else 1.0
    nearest = float(np.sqrt(values.min() / top)) if len(values) else 0.0
    return _Scale(top, max(0.0, nearest - 0.25) if nearest > _FAR_FROM_ZERO else 0.0)


def figure(table: pd.DataFrame, look: Look = _PLAIN) -> go.Figure:
    """The map, drawn; it takes the width it is given.

    table has a row per pattern: pattern, name, n, share, share_low, share_high, ratio, ratio_without, times (the ratio
    without it over the ratio), trend, and those of `patterns.places.effects`. The points' customdata hold the pattern.
    """
    colours = palette(look.dark)
    known = _known(table, look)
    across = _scale(known["n"], 1.18, 1.0)
    upward = _scale(known["gain"], 1.25, 1e-3)
    dots = known.assign(x=across.place(known["n"]), y=upward.place(known["gain"]))
    result = go.Figure(layout=_frame(across, upward, colours, look))
    if dots.empty:
        return result
    letters = _LETTERS[look.narrow]
    places = placed(_sized(dots, letters), _INNER, _WIDTHS[look.narrow])
    result.add_traces([*_legend(dots, colours, look.loved), *_ring(dots, colours), _bubbles(dots, colours, look.loved)])
    names = [
        _name(row, place, letters, colours) for row, place in zip(_rows(dots), places, strict=True) if place is not None
    ]
    return result.update_layout(
        annotations=[*names, *_left_out(sum(place is None for place in places), colours)],
        shapes=_spread(dots, upward, colours),
    )


def alt(table: pd.DataFrame, *, loved: bool = False) -> str:
    """The map in words, for those who cannot see it."""
    kind = "what people love" if loved else "what hurts"
    if table.empty:
        return f"Map of patterns of {kind}: none yet."
    worse = "as bad" if loved else "as good"
    told = [
        f"{row['name']}: {row['n']:,} answers, most at {row['at']}, where the ratio would be "
        f"{1 + row['gain']:.2g} times {worse} without it, {row['trend']}"
        for row in _rows(_known(table, _PLAIN).head(8))
    ]
    return f"Map of {len(table)} patterns of {kind}, largest first. {'; '.join(told)}."


def _rows(table: pd.DataFrame) -> list[dict[Any, Any]]:
    return list(table.to_dict("records"))


def _known(table: pd.DataFrame, look: Look) -> pd.DataFrame:
    """The patterns, largest first (the chosen before all, so that its name has room), with gain and radius."""
    gain = table["there"].to_numpy("float64") - 1
    share = table["n"].to_numpy("float64") / max(float(table["n"].max()), 1.0) if len(table) else np.empty(0)
    smallest, largest = _RADIUS[look.narrow]
    radius = smallest + (largest - smallest) * np.sqrt(share)
    known = table.assign(gain=gain, radius=radius, chosen=table["pattern"].astype("str") == (look.chosen or ""))
    known = known.sort_values(["chosen", "n", "name"], ascending=[False, False, True], ignore_index=True)
    return known.assign(must=known["chosen"] | (known.index < _ALWAYS))


def _sized(dots: pd.DataFrame, letters: int) -> pd.DataFrame:
    """The dots with the room that their names take."""
    lines = [_lines(name, letters) for name in dots["name"]]
    return dots.assign(
        wide=[max(len(line) for line in part) * _CHARACTER for part in lines],
        high=[len(part) * _LINE for part in lines],
    )


def _lines(name: object, letters: int) -> list[str]:
    return wrapped(str(name), letters, 2).split("<br>") or [""]


def _frame(across: _Scale, upward: _Scale, colours: Palette, look: Look) -> dict[str, Any]:
    def axis(scale: _Scale, words: list[str], title: str) -> dict[str, Any]:
        return {
            "range": [0, 1],
            "tickvals": scale.place(scale.ticks).tolist(),
            "ticktext": words,
            "showline": True,
            "title": {"text": title, "standoff": 10, "font": {"size": 13, "color": colours.muted}},
        }

    margin = _MARGIN[look.narrow]
    change = "loss" if look.loved else "gain"
    title = f"{change} at its touchpoint without it (×)"
    return {
        "template": template(look.dark),
        "height": _INNER + margin["t"] + margin["b"],
        "margin": margin,
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
            [f"×{1 + tick:.4g}" for tick in upward.ticks],
            title,
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
    at, spread = escape(str(row["at"]), quote=False), f"{row['there_low']:.2g}–{row['there_high']:.2g}"
    worse, bad, speak = ("worse", "as bad", "praise something") if loved else ("better", "as good", "complain")
    parts = [
        f"<b>{wrapped(str(row['name']), 48)}</b>",
        f"{row['n']:,} answers, {_percent(row['share'])} ({low}–{high}) of those that {speak}",
        f"Said most at {at}: there the ratio without it would be {1 + row['gain']:.2g} times {bad} ({spread})",
    ]
    if np.isfinite(row["ratio"]) and np.isfinite(row["ratio_without"]):
        parts.append(
            f"Over all: {_change(abs(row['times'] - 1))} {worse}, {ratios.number(row['ratio_without'])} : 1 "
            f"instead of {ratios.number(row['ratio'])} : 1"
        )
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
        ends = [float(row[name]) - 1 for name in ("there_low", "there_high")]
        low, high = upward.place(np.clip(ends, 0, upward.top)).tolist()
        line = {"color": colours.text, "width": 1.5}
        lines.append(
            {"type": "line", "x0": row["x"], "x1": row["x"], "y0": max(low, 0.0), "y1": high, "line": line,
             "layer": "below"}
        )  # fmt: skip
    return lines


def _name(row: dict[Any, Any], place: Place, letters: int, colours: Palette) -> dict[str, Any]:
    text = "<br>".join(_lines(row["name"], letters))
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
        **({"bgcolor": colours.veil} if place.over else {}),
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
            "text": f"{names} no room here: see the table.",
            "x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -58,
            "showarrow": False, "font": {"size": 11, "color": colours.muted},
        }
    ]  # fmt: skip
