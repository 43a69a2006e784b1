"""The journey map on the screen: the figure, a touchpoint chosen on it or in a list, what is behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from cxanalytics import engine, export, ratios
from cxanalytics.charts import journey_map as chart
from cxanalytics.charts.style import CONFIG
from cxanalytics.journey.map import JourneyMap
from cxanalytics.ratios import REFERENCE_LINES
from cxanalytics.selection import Selection
from cxanalytics.store.queries import Question
from cxanalytics.ui import address, listing
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

_SCROLLING = """<style>
.st-key-map {overflow-x: auto}
.st-key-map > div {min-width: WIDTHpx}
@media (max-width: SCREENpx) {
  .st-key-map::before {content: "The map scrolls sideways →"; position: sticky; left: 0; opacity: .7; font-size: .85rem}
}
</style>"""

# What the links beside the page and its margins take of the screen.
_BESIDE = 330

_COUNTS = ("Positive", "Negative", "Mixed", "Neutral", "Experiences")
_FEELINGS = {"All": "", "Negative": "negative", "Positive": "positive", "Mixed": "mixed"}


def content(view: View) -> JourneyMap:
    """The map of what the filters leave; where they leave nothing, the page stops and says what to do."""
    journey_map = _content(view.analysis.key, view.selection, view.analysis)
    if view.selection and not journey_map.experiences:
        st.info(
            "No feedback meets these filters. Take one away, or clear them all, beside the page.",
            title="Nothing found",
            icon=":material/filter_alt_off:",
        )
        st.stop()
    if not journey_map.experiences:
        st.info(
            "There is feedback here, but no comment that could be read for feelings: ratings without text, "
            "non-answers, or languages that are not read yet. Import comments to see a map.",
            title="Nothing to map yet",
            icon=":material/speaker_notes_off:",
        )
        st.stop()
    return journey_map


@st.cache_resource(max_entries=64, show_spinner=False)
def _content(key: str, selection: Selection, _analysis: engine.Analysis) -> JourneyMap:
    return engine.journey_map(_analysis, selection)


@dataclass(frozen=True)
class _Look:
    """How the figure is drawn: the visitor's theme, type for a room, the touchpoint to mark."""

    dark: bool
    roomy: bool
    chosen: str | None


@st.cache_resource(max_entries=64, show_spinner=False)
def _figure(key: str, selection: Selection, look: _Look, _shown: JourneyMap) -> go.Figure:
    return chart.figure(_shown, dark=look.dark, title=False, roomy=look.roomy, chosen=look.chosen)


def draw(view: View, journey_map: JourneyMap, *, chosen: str | None = None, selectable: bool = False) -> None:
    """Draw the figure; where it can be, a touchpoint is chosen by a click on it."""
    roomy = selectable and st.toggle("Large type, for a room", key="roomy", persist_state="session")
    look = _Look(st.context.theme.type == "dark", roomy, chosen)
    figure = _figure(view.analysis.key, view.selection, look, journey_map)
    # Below the width its texts need, the map scrolls inside its frame; the page itself never does.
    width = chart.least_width(journey_map, roomy=roomy)
    st.html(_SCROLLING.replace("WIDTH", str(width)).replace("SCREEN", str(width + _BESIDE)))
    with st.container(key="map"):
        if selectable:
            st.plotly_chart(
                figure,
                theme=None,
                # Another key when another touchpoint is chosen in the list, so that no old click stays marked.
                key=f"figure {chosen}",
                on_select=partial(_choose, f"figure {chosen}"),
                selection_mode="points",
                config=CONFIG,
                alt=journey_map.alt,
            )
        else:
            st.plotly_chart(figure, theme=None, config=CONFIG, alt=journey_map.alt)


def headline(journey_map: JourneyMap) -> None:
    """What the map says, in a line."""
    st.markdown(f"**{escaped(journey_map.headline)}**")


def _choose(figure: str) -> None:
    """Take over the touchpoint that was clicked, before the list of touchpoints is drawn."""
    touchpoint = clicked(st.session_state[figure]["selection"]["points"])
    if touchpoint is not None:
        address.put("touchpoint", touchpoint)


def clicked(points: Sequence[Mapping[str, Any]]) -> str | None:
    """The touchpoint of a click on the figure, if it has one."""
    if not points:
        return None
    custom = points[0].get("customdata")
    # A list or a dictionary, depending on how the figure holds it.
    value = custom[0] if isinstance(custom, list) else custom.get("0") if isinstance(custom, dict) else custom
    return value if isinstance(value, str) else None


def choose(view: View, journey_map: JourneyMap) -> str | None:
    """The list of touchpoints, for the keyboard, with what there is to say of the chosen one."""
    names = journey_map.points["touchpoint"].tolist()
    chosen: str | None = st.selectbox(
        "Touchpoint",
        names,
        index=None,
        placeholder="Choose one here or on the map",
        **address.one("touchpoint", names),
    )
    if chosen is None:
        return None
    point = journey_map.points.set_index("touchpoint").loc[chosen]
    about = [f"**{escaped(chosen)}: {point['label']}**, {point['rests_on']}", f"stage {escaped(str(point['stage']))}"]
    if point["method"] == ratios.CORRECTED:
        about.insert(1, f"the machine alone counts {point['counted_label']}")
    about += [f"{name} {escaped(str(point[name]))}" for name in ("channel", "owner") if point[name]]
    if pd.notna(point["last_evidence"]):
        about.append(f"last heard of on {point['last_evidence']:%d %B %Y}")
    st.markdown(" · ".join(about))
    said = point["quote"] if pd.notna(point["quote"]) else point["praise"]
    if pd.notna(said):
        st.text(f"“{said}”")
    _recurring(view, chosen, tuple(point["patterns"]))
    return chosen


def voices(view: View, touchpoint: str | None) -> None:
    """What customers say at a touchpoint, in their own words."""
    if touchpoint is None:
        st.caption("Choose a touchpoint on the map or in the list above it.")
        return
    feeling = st.segmented_control("Show", list(_FEELINGS), **address.one("feeling", list(_FEELINGS), "All"))
    asked = Question(replace(view.selection, touchpoint=(touchpoint,)), polarity=_FEELINGS[feeling or "All"])
    listing.show(view, asked, key="at touchpoint")


def _recurring(view: View, touchpoint: str, patterns: Sequence[tuple[str, str, int]]) -> None:
    """What recurs at a touchpoint: its patterns, each a link to all that is known of it, and the commonest phrases."""
    if patterns:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown("What recurs:", width="content")
            for pattern, name, n in patterns:
                link = address.carried(pattern=pattern)
                st.page_link("pages/2_pain_patterns.py", label=f"{escaped(name)} ({n:,})", query_params=link)
    pains = engine.pains_at(view.analysis, view.selection, touchpoint)
    if len(pains):
        listed = ", ".join(f"{escaped(str(row.pain))} ({row.n:,})" for row in pains.itertuples())
        st.caption(f"{'In their words' if patterns else 'What recurs in the negative ones'}: {listed}.")


def table(journey_map: JourneyMap) -> None:
    """The numbers of the figure, as a table."""
    points = journey_map.points
    shown = pd.DataFrame(
        {
            "Stage": points["stage"],
            "Touchpoint": points["touchpoint"],
            "Positive for each negative": points["label"],
            "Rests on": points["rests_on"],
            "As the machine counts": points["counted_label"],
            "To be surer": ratios.text_needed(points).replace("", "–"),
            "Positive": points["positive"],
            "Negative": points["negative"],
            "Mixed": points["mixed"],
            "Neutral": points["neutral"],
            "Experiences": points["n"],
            "Evidence": points["evidence"],
            "What recurs": points["recurs"].fillna("–"),
            "A customer says": points["quote"].fillna(points["praise"]).fillna("–"),
            "Last heard of": points["last_evidence"],
        }
    )
    if not points["method"].eq(ratios.CORRECTED).any():
        # The same as the ratio, row for row.
        shown = shown.drop(columns=["Rests on", "As the machine counts"])
    st.dataframe(
        shown,
        hide_index=True,
        height="content",
        column_config={
            "Last heard of": st.column_config.DateColumn(format="DD MMM YYYY"),
            **{name: st.column_config.NumberColumn(format="localized") for name in _COUNTS},
        },
        alt="The numbers of the journey map, one touchpoint per row",
    )
    st.caption(
        f"{journey_map.unassigned:,} of {journey_map.experiences:,} experiences speak of no touchpoint that "
        f"could be told (Unassigned). Fewer than {journey_map.thin} experiences are thin evidence. {journey_map.mix}"
    )
    with st.expander("The lines on the map", type="compact"):
        st.markdown("\n".join(f"- {line.words}" for line in REFERENCE_LINES))
        st.caption(f"Polarities by scorer version {journey_map.scorer}.")


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
