"""What-if: what it would take."""

from cxanalytics import ui
from cxanalytics.ui import disengagement, league, scenario_budget, scenarios, targets

view = ui.shell("What-if")
chosen = scenarios.content(view)
if chosen is not None:
    scenarios.resolve(chosen)
    scenarios.goal(chosen)
    scenario_budget.show(view, chosen)
disengagement.show(view)
targets.show(view)
league.show(view)
