"""Workshop: guess, reveal, discuss, decide, with people in a room."""

from cxanalytics import ui
from cxanalytics.ui import workshop

view = ui.shell("Workshop")
session = workshop.chosen(view)
if session is not None:
    workshop.lead(view, session)
