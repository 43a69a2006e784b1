"""What-if: what it would take."""

from cxanalytics import ui

view = ui.shell("What-if")
