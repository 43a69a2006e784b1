"""Personas on the screen: some of the customers under a name of their own."""

import streamlit as st

from cxanalytics import journeys
from cxanalytics.errors import CXError
from cxanalytics.journey.personas import Persona
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.session import View


def show(view: View) -> None:
    """The personas there are, each with its map, and a form for one."""
    known = journeys.personas(view.workspace)
    if not known:
        st.caption(
            "No persona yet. A persona is a name for some segments of your exports, with what these people want."
        )
    for persona in known.values():
        _persona(view, persona)
    parts = list(view.analysis.choices.get("segment", ()))
    if not parts:
        st.caption("The exports name no segments. Map a column as segment when you import, and personas can be made.")
        return
    with st.form("persona", clear_on_submit=True):
        name = st.text_input("Name", placeholder="Young family", max_chars=120)
        segments = st.multiselect("Segments", parts)
        description = st.text_input("Description", max_chars=500)
        goals = st.text_input("What they want", max_chars=500)
        if st.form_submit_button("Keep the persona", icon=":material/person_add:"):
            try:
                journeys.keep_persona(view.own, Persona(name.strip(), tuple(segments), description, goals))
            except CXError as error:
                st.error(str(error))
            else:
                st.rerun()


def _persona(view: View, persona: Persona) -> None:
    experiences = view.analysis.experiences
    n = 0 if experiences.empty else int(persona.selection().mask(experiences).sum())
    with st.container(border=True, gap="small"):
        st.markdown(f"**{escaped(persona.name)}** · {escaped(', '.join(persona.segments))} · {n:,} experiences")
        for text in filter(None, (persona.description, persona.goals)):
            st.markdown(escaped(text))
        with st.container(horizontal=True):
            link = address.carried(segment=list(persona.segments))
            st.page_link("pages/1_journey_map.py", label="Their map", icon=":material/timeline:", query_params=link)
            laid = address.carried(curve=f"persona={persona.name}")
            st.page_link(
                "pages/1_journey_map.py",
                label="Over the map of all",
                icon=":material/stacked_line_chart:",
                query_params=laid,
            )
            if st.button("Retire", key=f"retire {persona.name}", icon=":material/archive:", type="tertiary"):
                journeys.retire_persona(view.own, persona.name)
                st.rerun()
