"""Journey map: how customers feel along the way, and what is behind it."""

from cxanalytics import ui
from cxanalytics.ui import mapping

view = ui.shell("Journey map")
journey_map = mapping.content(view)
mapping.draw(view, journey_map, selectable=True)
touchpoint = mapping.choose(journey_map)
mapping.detail(view, journey_map, touchpoint)
mapping.table(journey_map)
mapping.downloads(journey_map)
