"""Trends: how the numbers move, and how sure that is."""

from cxanalytics import ui

view = ui.shell("Trends")
