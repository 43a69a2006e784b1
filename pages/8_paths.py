"""Paths: how customers really go, and what it does to them."""

from cxanalytics import ui
from cxanalytics.ui import paths

view = ui.shell("Paths")
found = paths.content(view, *paths.settings())
if found is not None:
    paths.effects(found)
    paths.flow(found)
    paths.turns(found)
