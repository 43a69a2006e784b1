"""Personas on the screen: some of the customers under a name of their own."""

import streamlit as st

from cxanalytics import journeys
from cxanalytics.errors import CXError
from cxanalytics.journey.personas import Persona
from cxanalytics.ui import address
from cxanalytics.ui.cards import escaped
from cxanalytics.ui.journey_choosing import say
from cxanalytics.ui.session import View

_EDITED, _RETIRED = "persona that is edited", "persona that was retired last"


def show(view: View) -> None:
    """The personas there are, each with its map, and a form for one."""
    known = journeys.personas(view.workspace)
    if not known:
        st.caption(
            "No persona yet. A persona is a name for some segments of your exports, with what these people want."
        )
    for persona in known.values():
        _persona(view, persona)
    gone = st.session_state.get(_RETIRED)
    if gone and st.button(f"Bring “{gone.name}” back", icon=":material/undo:", type="tertiary"):
        del st.session_state[_RETIRED]
        journeys.keep_persona(view.own, gone)
        say(f"The persona “{gone.name}” is back.")
    edited = known.get(st.session_state.get(_EDITED, ""))
    parts = list(
        dict.fromkeys(
            (*view.analysis.choices.get("segment", ()), *(part for p in known.values() for part in p.segments))
        )
    )
    if not parts:
        st.caption("The exports name no segments. Map a column as segment when you import, and personas can be made.")
        return
    _form(view, edited or Persona("", ()), parts, changed=edited is not None)


def _form(view: View, persona: Persona, parts: list[str], *, changed: bool) -> None:
    """A new persona, or one that is changed; nothing typed is lost where it cannot be kept."""
    # Another key for each state that is edited: what was typed for one is not shown for the next.
    key = f"persona {persona} {len(journeys.personas(view.workspace))}"
    st.markdown(f"**Change “{escaped(persona.name)}”**" if changed else "**One more persona**")
    with st.form(key):
        left, right = st.columns(2)
        name = left.text_input("Name", persona.name, placeholder="Young family", max_chars=120, key=f"{key} name")
        segments = right.multiselect("Segments", parts, list(persona.segments), key=f"{key} segments")
        left, right = st.columns(2)
        description = left.text_input("Description", persona.description, max_chars=500, key=f"{key} description")
        goals = right.text_input("What they want", persona.goals, max_chars=500, key=f"{key} goals")
        if st.form_submit_button("Keep the persona", icon=":material/person_add:"):
            try:
                plain = " ".join(name.split())
                journeys.keep_persona(view.own, Persona(plain, tuple(segments), description.strip(), goals.strip()))
                if changed and plain != persona.name:
                    journeys.retire_persona(view.own, persona.name)
            except CXError as error:
                st.error(str(error))
            else:
                st.session_state.pop(_EDITED, None)
                say(f"The persona “{plain}” is kept.")
    if changed and st.button("Leave it as it is", type="tertiary", key="leave the persona"):
        del st.session_state[_EDITED]
        st.rerun()


def _persona(view: View, persona: Persona) -> None:
    experiences = view.analysis.experiences
    n = 0 if experiences.empty else int(persona.selection().mask(experiences).sum())
    with st.container(border=True, gap="small"):
        st.markdown(
            f"**{escaped(persona.name)}** · {escaped(', '.join(persona.segments))} · "
            f"{n:,} experience{'' if n == 1 else 's'}"
        )
        if persona.description:
            st.markdown(escaped(persona.description))
        if persona.goals:
            st.markdown(f"What they want: {escaped(persona.goals)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            link = address.carried(segment=list(persona.segments))
            st.page_link("pages/1_journey_map.py", label="Their map", icon=":material/timeline:", query_params=link)
            laid = address.carried(curve=f"persona={persona.name}")
            st.page_link(
                "pages/1_journey_map.py",
                label="Over the map of all",
                icon=":material/stacked_line_chart:",
                query_params=laid,
            )
            if st.button("Change", key=f"change {persona.name}", icon=":material/edit:", type="tertiary"):
                st.session_state[_EDITED] = persona.name
                st.rerun()
            if st.button("Retire", key=f"retire {persona.name}", icon=":material/archive:", type="tertiary"):
                journeys.retire_persona(view.own, persona.name)
                st.session_state[_RETIRED] = persona
                say(f"The persona “{persona.name}” is retired. It can be brought back.")
