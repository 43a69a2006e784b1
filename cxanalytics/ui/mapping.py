"""The journey map on the screen: the drawing, a touchpoint chosen on it or in a list, what is behind it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from cxanalytics import engine, ratios
from cxanalytics.drawing import journey_map
from cxanalytics.drawing.scene import Scene
from cxanalytics.journey.board import QUOTES, Board, day
from cxanalytics.store.queries import Question
from cxanalytics.ui import address, drawing, listing
from cxanalytics.ui import boards as ui_boards
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View

# The touchpoint that was chosen on a map whose page has no list of them.
_PICKED = "touchpoint chosen on the map"

_ONWARDS = (
    ("pages/10_present.py", "Present it", ":material/slideshow:"),
    ("pages/9_workshop.py", "Work on it in a workshop", ":material/groups:"),
    ("pages/7_journeys.py", "Edit the journey", ":material/edit:"),
    ("pages/8_paths.py", "See real paths", ":material/route:"),
    ("pages/13_signals.py", "What changed", ":material/sensors:"),
    ("pages/17_digest.py", "The digest", ":material/newspaper:"),
)

# From a touchpoint to what is known of it over time, and what can be done.
_FROM_HERE = (
    ("pages/12_trends.py", "How it moves", ":material/show_chart:"),
    ("pages/15_what_if.py", "What if it were resolved", ":material/tune:"),
    ("pages/16_worklist.py", "Who waits for an answer", ":material/support_agent:"),
    ("pages/14_actions.py", "Register an action here", ":material/add_task:"),
)

_FEELINGS = {"All": "", "Negative": "negative", "Positive": "positive", "Mixed": "mixed"}


def draw(board: Board, *, chosen: str | None = None, page: str | None = None) -> None:
    """Draw the map; a touchpoint chosen on it is chosen in the list too, or on another `page`."""
    look = journey_map.Look(dark=st.context.theme.type == "dark", chosen=chosen)
    scene = _scene(f"{board.provenance.data} {board.provenance.made_at}", board.lanes, look, board)
    whole = st.toggle("The whole map at once", help="As wide as the screen, however small.", **address.yes("whole"))
    drawing.show(
        scene,
        key="map",
        least=0 if whole else journey_map.least_width(board, look),
        dark=look.dark,
        on_chosen=_pick if page else _choose,
    )
    picked = st.session_state.get(_PICKED)
    if page and picked:
        del st.session_state[_PICKED]
        st.switch_page(page, query_params=address.carried(touchpoint=picked))


def draw_only(board: Board, *, key: str) -> None:
    """Draw a map to be looked at: nothing is chosen on it."""
    look = journey_map.Look(dark=st.context.theme.type == "dark")
    scene = _scene(f"{board.provenance.data} {board.provenance.made_at}", board.lanes, look, board)
    drawing.show(scene, key=key, least=journey_map.least_width(board, look), dark=look.dark)


@st.cache_resource(max_entries=32, show_spinner=False)
def _scene(key: str, lanes: tuple[str, ...], look: journey_map.Look, _board: Board) -> Scene:
    return journey_map.scene(_board, look)


def links() -> None:
    """Where to go on from the map: the room, the workshop, the journey itself."""
    with st.container(horizontal=True, gap="medium"):
        for page, label, icon in _ONWARDS:
            st.page_link(page, label=label, icon=icon, query_params=address.carried(**ui_boards.carried()))


def headline(board: Board) -> None:
    """What the map says, in a line."""
    st.markdown(f"**{escaped(board.shown.headline)}**")


def _choose(key: str) -> None:
    """Take over the touchpoint that was chosen on the map, before the list of touchpoints is drawn."""
    address.put("touchpoint", key.removeprefix(journey_map.TOUCHPOINT))


def _pick(key: str) -> None:
    st.session_state[_PICKED] = key.removeprefix(journey_map.TOUCHPOINT)


def choose(view: View, board: Board) -> str | None:
    """The list of touchpoints, for the keyboard, with what there is to say of the chosen one."""
    names = board.shown.points["touchpoint"].tolist()
    chosen: str | None = st.selectbox(
        "Touchpoint",
        names,
        index=None,
        placeholder="Choose one here or on the map",
        **address.one("touchpoint", names),
    )
    if chosen is None:
        return None
    point: dict[Any, Any] = board.shown.points.set_index("touchpoint").loc[chosen].to_dict()
    about = [f"**{escaped(chosen)}: {point['label']}**, {point['rests_on']}", f"stage {escaped(str(point['stage']))}"]
    if point["method"] == ratios.CORRECTED:
        about.insert(1, f"the machine alone counts {point['counted_label']}")
    about += [f"{name} {escaped(str(point[name]))}" for name in ("channel", "owner") if point[name]]
    about += ["moment of truth"] if point["moment"] else []
    if pd.notna(point["last_evidence"]):
        about.append(f"last heard of on {day(point['last_evidence'])}")
    st.markdown(" · ".join(about))
    if point["goal"]:
        st.caption(f"What customers want to get done here: {escaped(str(point['goal']))}")
    said = point["quote"] if pd.notna(point["quote"]) else point["praise"]
    if pd.notna(said):
        st.text(f"“{said}”")
    _against(board, chosen)
    _recurring(view, chosen, tuple(point["patterns"]), phrases=board.sharing == QUOTES)
    with st.container(horizontal=True, gap="medium"):
        for page, label, icon in _FROM_HERE:
            st.page_link(page, label=label, icon=icon, query_params=address.carried(touchpoint=chosen))
    return chosen


def _against(board: Board, touchpoint: str) -> None:
    """What the curves that are laid over say of a touchpoint, a line each."""
    for curve in board.curves:
        row = curve.points[(curve.points["touchpoint"] == touchpoint).to_numpy(bool)]
        if len(row) and pd.notna(row["ratio"].iloc[0]):
            real = f", {row['difference'].iloc[0]}" if row["differs"].iloc[0] else ""
            st.caption(f"{escaped(curve.name)}: {row['label'].iloc[0]}{escaped(real)}")


def voices(view: View, board: Board, touchpoint: str | None) -> None:
    """What customers say at a touchpoint, in their own words."""
    if board.sharing != QUOTES:
        st.caption(
            "Customers’ own words are hidden here. Choose “With customers’ own words” above the map to read them."
        )
        return
    if touchpoint is None:
        st.caption("Choose a touchpoint on the map or in the list above it.")
        return
    feeling = st.segmented_control("Show", list(_FEELINGS), **address.one("feeling", list(_FEELINGS), "All"))
    asked = Question(replace(view.selection, touchpoint=(touchpoint,)), polarity=_FEELINGS[feeling or "All"])
    listing.show(view, asked, key="at touchpoint")


def _recurring(view: View, touchpoint: str, patterns: Sequence[tuple[str, str, int]], *, phrases: bool) -> None:
    """What recurs at a touchpoint: its patterns, each a link to all that is known of it, and the commonest phrases."""
    if patterns:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown("What recurs:", width="content")
            for pattern, name, n in patterns:
                link = address.carried(pattern=pattern)
                st.page_link("pages/2_pain_patterns.py", label=f"{escaped(name)} ({n:,})", query_params=link)
    if not phrases:
        return
    pains = engine.pains_at(view.analysis, view.selection, touchpoint)
    if len(pains):
        listed = ", ".join(f"{escaped(str(row.pain))} ({row.n:,})" for row in pains.itertuples())
        st.caption(f"{'In their words' if patterns else 'What recurs in the negative ones'}: {listed}.")
