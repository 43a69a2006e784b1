from dataclasses import replace

import pytest

from cxanalytics.drawing.grid import Grid, grid
from cxanalytics.drawing.journey_map import drawn
from cxanalytics.drawing.lanes import PAD, around, lane
from cxanalytics.drawing.scene import Path, Text
from cxanalytics.journey.board import LANES
from tests import boards

BOARD = boards.board(8)


def made() -> Grid:
    return grid(BOARD, drawn(BOARD), dark=False, roomy=False, chosen=None, width=None)


@pytest.mark.parametrize("name", LANES)
def test_every_lane_has_a_title_and_a_cell_for_each_touchpoint(name: str) -> None:
    shown = lane(name, BOARD, made())
    assert shown.title == LANES[name]
    assert len(shown.cells) == 8
    assert any(shown.cells)
    texts = [item.y for cell in shown.cells for item in cell if isinstance(item, Text)]
    assert all(0 < y <= shown.height for y in texts)


def test_a_line_and_a_title_stand_around_it() -> None:
    shown = lane("effort", BOARD, made())
    items, end = around(shown, made(), 100)
    line, *texts = items
    assert isinstance(line, Path)
    assert line.points == ((12, 100), (made().end, 100))
    assert [item.text for item in texts if isinstance(item, Text)] == ["Effort", "share that tells of it"]
    assert end >= 100 + PAD + shown.height


def test_a_lane_with_nothing_in_it_says_so() -> None:
    empty = replace(BOARD, actions=BOARD.actions.head(0))
    items, _ = around(lane("actions", empty, made()), made(), 0)
    assert [item.text for item in items if isinstance(item, Text)] == ["Actions", "nothing yet"]
