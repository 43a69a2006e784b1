"""Journey map: how customers feel along the way, and what is behind it."""

import streamlit as st

from cxanalytics import ui
from cxanalytics.ui import mapping

view = ui.shell("Journey map")
journey_map = mapping.content(view)
mapping.headline(journey_map)
touchpoint = mapping.choose(view, journey_map)
mapping.draw(view, journey_map, chosen=touchpoint, selectable=True)
voices, numbers, take_away = st.tabs(["What customers say", "The numbers", "Take it away"])
with voices:
    mapping.voices(view, touchpoint)
with numbers:
    mapping.table(journey_map)
with take_away:
    mapping.downloads(journey_map)
