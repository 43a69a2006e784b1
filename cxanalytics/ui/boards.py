"""Which board a page shows: the lanes, the curves laid over, how much of customers' words. All of it in the address."""

from typing import Any

import streamlit as st

from cxanalytics import boards, engine
from cxanalytics.journey.board import LANES, MASKED, NO_TEXT, QUOTES, SHARING, USUAL_LANES, Board
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.ui import address
from cxanalytics.ui.session import View

_LANE, _CURVE, _SHARE = _KEYS = ("lane", "curve", "share")

SHARED = {
    QUOTES: "With customers’ own words",
    MASKED: "Names and numbers hidden",
    NO_TEXT: "Without customers’ own words",
}


def choose(view: View) -> boards.Wanted:
    """Draw what there is to choose; what is chosen."""
    offered = _offered(_state(view), view.workspace, view.analysis)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        lanes = st.multiselect(
            "Lanes", list(LANES), format_func=LANES.__getitem__, **address.several(_LANE, list(LANES), USUAL_LANES)
        )
        curves = st.multiselect(
            "Lay over the curve",
            offered,
            format_func=called,
            placeholder="Nothing",
            max_selections=4,
            **address.several(_CURVE, offered),
        )
        sharing = st.selectbox(
            "Show",
            SHARING,
            format_func=SHARED.__getitem__,
            **address.one(_SHARE, SHARING, QUOTES),
        )
    return boards.Wanted(_ordered(lanes), tuple(curves), sharing or QUOTES)


def usual() -> boards.Wanted:
    """The board as it is before anybody chooses."""
    return boards.Wanted()


def wanted(view: View) -> boards.Wanted:
    """What the address asks for, without anything to choose."""
    offered = _offered(_state(view), view.workspace, view.analysis)
    share = address.said(_SHARE)
    return boards.Wanted(
        _ordered(address.said(_LANE)) if address.said(_LANE) else USUAL_LANES,
        tuple(curve for curve in address.said(_CURVE) if curve in offered),
        share[0] if share and share[0] in SHARING else QUOTES,
    )


def carried() -> dict[str, Any]:
    """What was chosen, for a link to another page that shows the board."""
    return {key: address.said(key) for key in _KEYS if address.said(key)}


def share(mode: str) -> None:
    """Show so much of customers' words from now on."""
    st.query_params[_SHARE] = mode


def content(view: View, asked: boards.Wanted) -> Board:
    """The board of what the filters leave; where they leave nothing, the page stops and says what to do."""
    board = _content(_state(view), view.selection, asked, view.workspace, view.analysis)
    if view.selection and not board.shown.experiences:
        st.info(
            "No feedback meets these filters. Take one away, or clear them all, beside the page.",
            title="Nothing found",
            icon=":material/filter_alt_off:",
        )
        st.stop()
    if not board.shown.experiences:
        st.info(
            "There is feedback here, but no comment that could be read for feelings: ratings without text, "
            "non-answers, or languages that are not read yet. Import comments to see a map.",
            title="Nothing to map yet",
            icon=":material/speaker_notes_off:",
        )
        st.stop()
    return board


def _state(view: View) -> str:
    """Changes with everything that a board may show."""
    return f"{view.analysis.key} {view.analysis.journey.edition} {boards.state(view.workspace)}"


def called(curve: str) -> str:
    """What a curve is called in a list: "Tier: Gold", "Quarter against the one before"."""
    kind, sign, value = curve.partition("=")
    if kind == "period":
        return "Same quarter last year" if value.startswith("same") else f"Last {value} against the one before"
    if sign:
        return f"{kind.capitalize()} {value}" if kind in ("channel", "source", "persona") else value
    return {"worst": "Worst customers", "ideal": "Ideal", "believed": "What the room believes"}.get(kind, kind)


def _ordered(lanes: list[str]) -> tuple[str, ...]:
    """The lanes in the order in which they are drawn, whatever the order they were chosen in."""
    return tuple(lane for lane in LANES if lane in lanes)


@st.cache_resource(max_entries=16, show_spinner=False)
def _offered(key: str, _workspace: Workspace, _analysis: engine.Analysis) -> tuple[str, ...]:
    return boards.offered(_workspace, _analysis)


@st.cache_resource(max_entries=48, show_spinner=False)
def _content(
    key: str, selection: Selection, asked: boards.Wanted, _workspace: Workspace, _analysis: engine.Analysis
) -> Board:
    return boards.board(_workspace, _analysis, selection, asked)
