"""Claims: what the company takes for true, tested by what customers say."""

from cxanalytics import ui
from cxanalytics.ui import claiming

view = ui.shell("Claims")
found, lost = claiming.answers(view)
chosen = claiming.register(view, found, lost)
if chosen is not None:
    claiming.detail(view, chosen)
    claiming.act(view, chosen)
claiming.state(view, first=not found and not lost)
