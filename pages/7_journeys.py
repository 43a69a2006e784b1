"""Journeys: stages and touchpoints, their versions, and personas."""

import streamlit as st

from cxanalytics import ui
from cxanalytics.ui import journey_choosing, journey_editing, journey_parts, journey_personas, journey_versions

view = ui.shell("Journeys", shows_feedback=False)
journey = journey_choosing.chosen(view)
# What was changed stands above, and is known when the journey below it has been drawn.
changed = st.container()
shown = journey_choosing.view_of_it()
if shown == journey_choosing.TABLE:
    journey_editing.table(journey)
if shown == journey_choosing.PARTS:
    journey_parts.show(journey)
if shown == journey_choosing.VERSIONS:
    journey_versions.show(view, journey)
if shown == journey_choosing.PERSONAS:
    journey_personas.show(view)
with changed:
    journey_editing.keeping(view, journey)
