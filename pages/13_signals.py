"""Signals: which changes are real, and what asks for attention."""

from cxanalytics import ui

view = ui.shell("Signals")
