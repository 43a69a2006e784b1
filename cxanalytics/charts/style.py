"""One look for every chart: colours that work for colour-blind people, in light and in dark, and one font."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

# Without the button that would upload the chart; nothing leaves this machine.
CONFIG = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["sendChartToCloud", "select2d", "lasso2d", "autoScale2d"],
    "responsive": True,
    "scrollZoom": False,
}


@dataclass(frozen=True)
class Palette:
    """The colours of one theme. Negative is orange and positive blue; colour is never the only sign.

    `pain` is negative for text, `panel` what stages stand on, `veil` what numbers on lines stand on, `chosen` lies
    behind the chosen touchpoint; tints and bands are for areas.
    """

    negative: str
    positive: str
    neutral: str
    pain: str
    text: str
    muted: str
    line: str
    grid: str
    paper: str
    veil: str
    chosen: str
    panel: str
    negative_tint: str
    positive_tint: str
    band: str
    faint_band: str


LIGHT = Palette(
    negative="#B35806",
    positive="#2166AC",
    neutral="#6B7280",
    pain="#9A4A04",
    text="#1F2933",
    muted="#5B6672",
    line="#8A94A0",
    grid="rgba(31, 41, 51, 0.09)",
    paper="#FFFFFF",
    veil="rgba(255, 255, 255, 0.82)",
    chosen="rgba(31, 41, 51, 0.10)",
    panel="#E8ECF1",
    negative_tint="rgba(179, 88, 6, 0.055)",
    positive_tint="rgba(33, 102, 172, 0.045)",
    band="rgba(91, 102, 114, 0.22)",
    faint_band="rgba(91, 102, 114, 0.08)",
)

DARK = Palette(
    negative="#D55E00",
    positive="#0072B2",
    neutral="#9AA4B0",
    pain="#F2A15F",
    text="#E8EBEF",
    muted="#A9B2BD",
    line="#7E8995",
    grid="rgba(232, 235, 239, 0.10)",
    paper="#0E1117",
    veil="rgba(14, 17, 23, 0.82)",
    chosen="rgba(232, 235, 239, 0.14)",
    panel="#262C36",
    negative_tint="rgba(213, 94, 0, 0.09)",
    positive_tint="rgba(0, 114, 178, 0.10)",
    band="rgba(169, 178, 189, 0.24)",
    faint_band="rgba(169, 178, 189, 0.09)",
)


def palette(dark: bool) -> Palette:
    """The colours of the dark or the light theme."""
    return DARK if dark else LIGHT


def faded(colour: str, share: float) -> str:
    """A colour of the form #RRGGBB, let through to this share."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {share:g})"


def template(dark: bool) -> go.layout.Template:
    """What all charts have in common. Given with each figure, so that nobody's default changes it."""
    colours = palette(dark)
    axis = {
        "gridcolor": colours.grid,
        "linecolor": colours.line,
        "tickfont": {"color": colours.muted, "size": 12},
        "title": {"font": {"color": colours.muted, "size": 12}},
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 12, "color": colours.text},
            "paper_bgcolor": "rgba(0, 0, 0, 0)",
            "plot_bgcolor": "rgba(0, 0, 0, 0)",
            "colorway": [colours.positive, colours.negative, colours.neutral],
            "xaxis": axis,
            "yaxis": axis,
            "dragmode": False,
            "hoverlabel": {
                "align": "left",
                "bgcolor": colours.paper,
                "bordercolor": colours.line,
                "font": {"family": FONT, "size": 13, "color": colours.text},
            },
            "legend": {"font": {"color": colours.muted, "size": 12}, "itemclick": False},
            "modebar": {
                "bgcolor": "rgba(0, 0, 0, 0)",
                "color": colours.muted,
                "activecolor": colours.text,
            },
        }
    )


def month_axis(ticks: int) -> dict[str, Any]:
    """An axis of months, with so many ticks at most; their texts stand upright."""
    return {
        "type": "date",
        "showgrid": False,
        "showline": True,
        "tickformat": "%b<br>%Y",
        "nticks": ticks,
        "tickangle": 0,
    }
