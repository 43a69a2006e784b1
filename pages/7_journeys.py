"""Journeys: stages and touchpoints, their versions, and personas."""

import streamlit as st

from cxanalytics import ui
from cxanalytics.ui import journey_editing, journey_personas, journey_versions

view = ui.shell("Journeys", shows_feedback=False)
journey = journey_editing.chosen(view)
journey_editing.keeping(view, journey)
table, one, versions, personas = st.tabs(["As a table", "One by one", "Versions", "Personas"])
with table:
    journey_editing.table(journey)
with one:
    journey_editing.one_by_one(journey)
with versions:
    journey_versions.show(view, journey)
with personas:
    journey_personas.show(view)
