"""The filters beside every page. They live in the address, so a view can be sent as a link."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from cxanalytics import engine, journeys
from cxanalytics.journey.model import Journey
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.ui import address


def journey(workspace: Workspace) -> Journey:
    """The journey the feedback is seen through: the workspace's own, unless the visitor chooses another."""
    known = journeys.journeys_of(workspace)
    own = journeys.journey_of(workspace)
    with st.sidebar:
        name = st.selectbox(
            "Journey",
            list(known),
            help="Which stages and touchpoints the map has. Another one maps the same feedback anew; nothing is lost.",
            **address.one("journey", list(known), own.name),
        )
        if name != own.name:
            if st.button("Keep it for this workspace", icon=":material/push_pin:"):
                workspace.set("journey", name)
                st.rerun()
        elif workspace.setting("journey") is None:
            st.caption("Suggested by the words in your comments.")
    return known[name]


def chosen(analysis: engine.Analysis) -> Selection:
    """Draw the filters that there is something to choose for; what is chosen."""
    with st.sidebar:
        st.markdown("#### Show only")
        since, until = _days()
        selection = Selection(
            source=_several("Source", "source", analysis.choices["source"]),
            channel=_several("Channel", "channel", analysis.choices["channel"]),
            segment=_several("Segment", "segment", analysis.choices["segment"]),
            since=since,
            until=until,
        )
        if selection:
            st.button("Clear all filters", icon=":material/filter_alt_off:", on_click=clear, width="stretch")
    return selection


def clear() -> None:
    """Take every filter away; the journey stays."""
    for key in address.FILTERS:
        if key != "journey" and key in st.query_params:
            del st.query_params[key]


def _several(label: str, key: str, options: Sequence[str]) -> tuple[str, ...]:
    if len(options) < 2:
        return ()
    return tuple(st.multiselect(label, options, placeholder="All", **address.several(key, options)))


def _days() -> tuple[date | None, date | None]:
    since: Any = st.date_input("From", format="YYYY-MM-DD", **address.day("from"))
    until: Any = st.date_input("To", format="YYYY-MM-DD", **address.day("to"))
    if since and until and since > until:
        st.warning("“From” is later than “To”.", icon=":material/event_busy:")
    return since, until
