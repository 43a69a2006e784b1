"""Worklist: unhappy customers to answer."""

from cxanalytics import ui

view = ui.shell("Worklist")
