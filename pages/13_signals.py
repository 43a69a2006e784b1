"""Signals: which changes are real, and what asks for attention."""

from cxanalytics import ui
from cxanalytics.ui import signals

view = ui.shell("Signals")
signals.show(view)
