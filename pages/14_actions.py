"""Actions: what was decided, and whether it worked."""

from cxanalytics import ui

view = ui.shell("Actions")
