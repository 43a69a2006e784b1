"""Overview: the ratio, the map, what stands out, where the feedback comes from."""

from cxanalytics import ui
from cxanalytics.ui import alerts, boards, mapping, overview

view = ui.shell("Overview")
board = boards.content(view, boards.usual())
overview.headline(view)
alerts.badge(view)
mapping.headline(board)
mapping.draw(board, page="pages/1_journey_map.py")
overview.standouts(board.shown)
overview.sources(view)
overview.account(view)
