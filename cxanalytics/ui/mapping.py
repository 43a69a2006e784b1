"""The journey map on the screen: the figure, a touchpoint chosen on it or in a list, what is behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from cxanalytics import engine, export
from cxanalytics.charts import journey_map as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.journey.map import JourneyMap
from cxanalytics.ratios import REFERENCE_LINES
from cxanalytics.selection import Selection
from cxanalytics.store.queries import Question
from cxanalytics.ui import listing
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_FEELINGS = {"All": "", "Negative": "negative", "Positive": "positive", "Mixed": "mixed"}


def content(view: View) -> JourneyMap:
    """The map of what the filters leave."""
    return _content(view.analysis.key, view.selection, view.analysis)


@st.cache_resource(max_entries=64, show_spinner=False)
def _content(key: str, selection: Selection, _analysis: engine.Analysis) -> JourneyMap:
    return engine.journey_map(_analysis, selection)


@st.cache_resource(max_entries=64, show_spinner=False)
def _figure(key: str, selection: Selection, dark: bool, _shown: JourneyMap) -> go.Figure:
    return chart.figure(_shown, dark=dark, title=False)


def draw(view: View, journey_map: JourneyMap, *, selectable: bool = False) -> None:
    """Draw the figure; a click on a touchpoint chooses it where it can be chosen."""
    st.markdown(f"**{escaped(journey_map.headline)}**")
    figure = _figure(view.analysis.key, view.selection, st.context.theme.type == "dark", journey_map)
    # Below the width its texts need, the map scrolls inside its frame; the page itself never does.
    width = chart.least_width(journey_map)
    st.html(f"<style>.st-key-map {{overflow-x: auto}} .st-key-map > div {{min-width: {width}px}}</style>")
    with st.container(key="map"):
        if selectable:
            st.plotly_chart(
                figure,
                theme=None,
                key="figure",
                on_select=_choose,
                selection_mode="points",
                config=CONFIG,
                alt=journey_map.alt,
            )
        else:
            st.plotly_chart(figure, theme=None, config=CONFIG, alt=journey_map.alt)


def _choose() -> None:
    """Take over the touchpoint that was clicked, before the list of touchpoints is drawn."""
    touchpoint = clicked(st.session_state["figure"]["selection"]["points"])
    if touchpoint is not None:
        st.session_state["touchpoint"] = touchpoint


def clicked(points: Sequence[Mapping[str, Any]]) -> str | None:
    """The touchpoint of a click on the figure, if it has one."""
    if not points:
        return None
    custom = points[0].get("customdata")
    # A list or a dictionary, depending on how the figure holds it.
    value = custom[0] if isinstance(custom, list) else custom.get("0") if isinstance(custom, dict) else custom
    return value if isinstance(value, str) else None


def choose(journey_map: JourneyMap) -> str | None:
    """The list of touchpoints, for the keyboard; the one that is chosen here or on the figure."""
    chosen: str | None = st.selectbox(
        "Touchpoint",
        journey_map.points["touchpoint"].tolist(),
        index=None,
        key="touchpoint",
        bind="query-params",
        placeholder="Choose one here or on the map to read what customers say",
    )
    return chosen


def detail(view: View, journey_map: JourneyMap, touchpoint: str | None) -> None:
    """What is behind one touchpoint: its numbers, what recurs, the customers' own words."""
    if touchpoint is None:
        return
    point = journey_map.points.set_index("touchpoint").loc[touchpoint]
    st.subheader(touchpoint, anchor=False)
    about = [f"**{point['label']}**", f"stage {escaped(str(point['stage']))}"]
    about += [f"{name} {escaped(str(point[name]))}" for name in ("channel", "owner") if point[name]]
    if pd.notna(point["last_evidence"]):
        about.append(f"last heard of on {point['last_evidence']:%d %B %Y}")
    st.markdown(" · ".join(about))
    _recurring(view, touchpoint)
    feeling = st.segmented_control("Show", list(_FEELINGS), default="All", key="feeling", bind="query-params")
    asked = Question(replace(view.selection, touchpoint=(touchpoint,)), polarity=_FEELINGS[feeling or "All"])
    listing.show(view, asked, key="at touchpoint")


def _recurring(view: View, touchpoint: str) -> None:
    pains = engine.pains_at(view.analysis, view.selection, touchpoint)
    if len(pains):
        listed = ", ".join(f"{escaped(str(row.pain))} ({row.n:,})" for row in pains.itertuples())
        st.caption(f"What recurs in the negative ones: {listed}")


def table(journey_map: JourneyMap) -> None:
    """The numbers of the figure, as a table."""
    points = journey_map.points
    st.subheader("The numbers", anchor=False)
    shown = pd.DataFrame(
        {
            "Stage": points["stage"],
            "Touchpoint": points["touchpoint"],
            "Positive : negative": points["label"],
            "Positive": points["positive"],
            "Negative": points["negative"],
            "Mixed": points["mixed"],
            "Neutral": points["neutral"],
            "Experiences": points["n"],
            "Evidence": points["evidence"],
            "Recurring pain": points["pain"],
            "Last heard of": points["last_evidence"],
        }
    )
    st.dataframe(
        shown,
        hide_index=True,
        height="content",
        column_config={"Last heard of": st.column_config.DateColumn(format="DD MMM YYYY")},
        alt="The numbers of the journey map, one touchpoint per row",
    )
    st.caption(
        f"{journey_map.unassigned:,} of {journey_map.experiences:,} experiences speak of no touchpoint that "
        f"could be told (Unassigned). Fewer than {journey_map.thin} experiences are thin evidence. "
        f"{journey_map.mix} Scorer {journey_map.scorer}."
    )
    with st.expander("The lines on the map", type="compact"):
        st.markdown("\n".join(f"- {line.words}" for line in REFERENCE_LINES))


def downloads(journey_map: JourneyMap) -> None:
    """The map to take away."""
    with st.container(horizontal=True):
        for suffix, label, mime in (
            ("html", "Web page", "text/html"),
            ("csv", "Table (CSV)", "text/csv"),
            ("json", "Data (JSON)", "application/json"),
        ):
            st.download_button(
                label,
                data=partial(export.rendered, journey_map, suffix),
                file_name=f"journey-map.{suffix}",
                mime=mime,
                key=f"download {suffix}",
                on_click="ignore",
                icon=":material/download:",
            )
