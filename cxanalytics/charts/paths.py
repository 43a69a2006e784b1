"""The paths that are taken most, as a flow from touchpoint to touchpoint."""

import pandas as pd
import plotly.graph_objects as go

from cxanalytics.charts.style import faded, palette, template
from cxanalytics.charts.text import wrapped

_LETTERS = 22
_ROW = 34
_LEAST, _MOST = 320, 900


def figure(links: pd.DataFrame, dark: bool = False) -> go.Figure:
    """A flow of steps from left to right; the more of those who arrive are unhappy, the more orange, with their share.

    links: as `paths.flows.links`. A touchpoint stands once in every step at which it is visited.
    """
    colours = palette(dark)
    ends = pd.concat(
        [
            links[["step", "was"]].rename(columns={"was": "name"}),
            links.assign(step=links["step"] + 1)[["step", "is"]].rename(columns={"is": "name"}),
        ]
    ).drop_duplicates(ignore_index=True)
    number = {(step, name): i for i, (step, name) in enumerate(zip(ends["step"], ends["name"], strict=True))}
    sour = links["negative"] >= 0.5
    told = [
        f"{was} → {then}: {n:,} sessions, {share:.0%} unhappy on arrival"
        for was, then, n, share in zip(links["was"], links["is"], links["n"], links["negative"], strict=True)
    ]
    made = go.Figure(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [wrapped(name, _LETTERS, 2) for name in ends["name"]],
                "color": colours.line,
                "line": {"width": 0},
                "pad": 16,
                "thickness": 14,
                "hoverinfo": "skip",
            },
            link={
                "source": [number[step, was] for step, was in zip(links["step"], links["was"], strict=True)],
                "target": [number[step + 1, to] for step, to in zip(links["step"], links["is"], strict=True)],
                "value": links["n"].tolist(),
                "color": [faded(colours.negative if bad else colours.positive, 0.45) for bad in sour],
                "customdata": told,
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            textfont={"size": 13, "color": colours.text},
        )
    )
    widest = int(ends.groupby("step").size().max()) if len(ends) else 1
    made.update_layout(
        template=template(dark),
        height=min(max(_ROW * widest, _LEAST), _MOST),
        margin={"l": 8, "r": 8, "t": 12, "b": 12},
    )
    return made
