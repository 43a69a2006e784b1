"""Digest: the numbers for the desk."""

from cxanalytics import ui

view = ui.shell("Digest")
