"""What-if: what it would take."""

from cxanalytics import ui
from cxanalytics.ui import disengagement, scenarios, targets

view = ui.shell("What-if")
chosen = scenarios.content(view)
if chosen is not None:
    scenarios.resolve(chosen)
    scenarios.goal(chosen)
    scenarios.budget(chosen)
disengagement.show(view)
targets.show(view)
targets.league(view)
