"""Digest: the numbers for the desk."""

from cxanalytics import ui
from cxanalytics.ui import digest

view = ui.shell("Digest")
digest.show(view)
