"""Overview: the ratio, the map, what stands out, where the feedback comes from."""

from cxanalytics import ui
from cxanalytics.ui import boards, mapping, overview

view = ui.shell("Overview")
board = boards.content(view, boards.usual())
overview.headline(view)
mapping.headline(board)
mapping.draw(board, page="pages/1_journey_map.py")
overview.standouts(board.shown)
overview.sources(view)
overview.account(view)
