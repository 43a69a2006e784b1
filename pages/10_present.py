"""Presentation: the map in front of a room."""

from cxanalytics import ui
from cxanalytics.ui import presenting

presenting.show(ui.shell("Presentation", bare=True))
