"""The room of a workshop, on a participant's phone."""

from cxanalytics import ui
from cxanalytics.ui import room

room.show(ui.shell("Room", shows_feedback=False, bare=True))
