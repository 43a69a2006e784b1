"""Signals: which changes are real, and what asks for attention."""

from cxanalytics import ui
from cxanalytics.ui import alerts, signals

view = ui.shell("Signals")
found = signals.show(view)
alerts.show(view)
signals.held_against(view, found)
