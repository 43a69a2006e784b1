"""Worklist: unhappy customers to answer."""

from cxanalytics import ui
from cxanalytics.ui import worklist

view = ui.shell("Worklist")
worklist.show(view)
