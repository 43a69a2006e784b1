"""Trends: how the numbers move, and how sure that is."""

from cxanalytics import ui
from cxanalytics.ui import cohorts, trends

view = ui.shell("Trends")
trends.settings(view)
asked = trends.ask(view)
trends.show(view, asked)
cohorts.show(view, asked)
