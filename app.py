"""Overview: the ratio, the map, what stands out, where the feedback comes from."""

from cxanalytics import ui
from cxanalytics.ui import mapping, overview

view = ui.shell("Overview")
journey_map = mapping.content(view)
overview.headline(view)
mapping.headline(journey_map)
mapping.draw(view, journey_map)
overview.standouts(journey_map)
overview.sources(view)
overview.account(view)
