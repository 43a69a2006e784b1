"""Actions: what was decided, and whether it worked."""

from cxanalytics import ui
from cxanalytics.ui import action_effect, actions

view = ui.shell("Actions")
actions.register(view)
number = actions.choose(view)
if number is not None:
    actions.change(view, number)
    action_effect.show(view, number)
