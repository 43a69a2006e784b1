"""The filters beside every page. They live in the address, so a view can be sent as a link."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from cxanalytics import engine
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace

# Our own notes in the session, no widget's.
_KEPT, _PAGE = "kept filters", "page the filters stand on"
_KEYS = ("source", "channel", "segment", "from", "to")


def chosen(workspace: Workspace, analysis: engine.Analysis, page: str) -> Selection:
    """Draw the filters that this workspace has something to choose for; what is chosen on this page."""
    if not analysis.imports:
        return Selection()
    _restore(page)
    with st.sidebar:
        _journey(workspace, analysis)
        st.markdown("#### Show only")
        selection = Selection(
            source=_several("Source", "source", analysis.choices["source"]),
            channel=_several("Channel", "channel", analysis.choices["channel"]),
            segment=_several("Segment", "segment", analysis.choices["segment"]),
            since=_day("From", "from"),
            until=_day("To", "to"),
        )
    st.session_state[_KEPT] = {key: st.session_state.get(key) for key in _KEYS}
    return selection


def _restore(page: str) -> None:
    """Put the last selection back where a change of page has lost it.

    Streamlit forgets values that came with the address on the first change of page.
    """
    if st.session_state.get(_PAGE) != page:
        for key, value in st.session_state.get(_KEPT, {}).items():
            if value and not st.query_params.get_all(key):
                st.session_state[key] = value
    st.session_state[_PAGE] = page


def _several(label: str, key: str, options: Sequence[str]) -> tuple[str, ...]:
    if len(options) < 2:
        return ()
    return tuple(st.multiselect(label, options, key=key, bind="query-params", placeholder="All"))


def _day(label: str, key: str) -> date | None:
    value: Any = st.date_input(label, value=None, key=key, bind="query-params", format="YYYY-MM-DD")
    return value if isinstance(value, date) else None


def _journey(workspace: Workspace, analysis: engine.Analysis) -> None:
    """The journey the feedback is seen through; another one maps all of it anew."""
    names = list(engine.journeys_of(workspace))
    index = names.index(analysis.journey.name)
    name = st.selectbox("Journey", names, index=index, help="Which stages and touchpoints the map has.")
    if name != analysis.journey.name:
        workspace.set("journey", name)
        st.rerun()
