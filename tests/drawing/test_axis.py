from dataclasses import replace
from math import inf, nan

import pytest

from cxanalytics.drawing.axis import Axis, axis, ground, height, odds
from cxanalytics.drawing.grid import Grid, grid
from cxanalytics.drawing.journey_map import drawn
from cxanalytics.drawing.scene import Path, Scene, Text
from tests import boards

from . import overlaps

BOARD = boards.board(8)


def made(roomy: bool = False) -> Grid:
    return grid(BOARD, drawn(BOARD), dark=False, roomy=roomy, chosen=None, width=None)


def test_two_to_one_is_as_far_above_the_middle_as_one_to_two_below() -> None:
    scale = Axis(0.01, 100, 400, 0)
    assert scale.y(1) == pytest.approx(200)
    assert scale.y(2) - scale.y(1) == pytest.approx(scale.y(1) - scale.y(0.5))
    assert scale.y(inf) == 0
    assert scale.y(0) == 400


def test_it_holds_what_is_drawn_and_the_reference_lines() -> None:
    plain = axis(BOARD.shown.points, (), 300, 0)
    assert plain.bottom < 0.36 / 4
    assert plain.top == pytest.approx(15 * 2.5, rel=0.05)
    assert axis(BOARD.shown.points.assign(ratio=100.0, low=90.0, high=120.0), (), 300, 0).top == 250
    ideal = BOARD.curves[2]
    high = ideal.points.assign(ratio=800.0)
    assert axis(BOARD.shown.points, (replace(ideal, points=high),), 300, 0).top == 2000


@pytest.mark.parametrize(
    ("point", "drawn_at"),
    [
        ({"ratio": 2.0, "low": 1.0, "high": 3.0}, 2.0),
        ({"ratio": nan, "low": 4.4, "high": inf}, 4.4),
        ({"ratio": 0.0, "low": 0.0, "high": 0.36}, 0.36),
        ({"ratio": nan, "low": nan, "high": nan}, None),
    ],
)
def test_where_only_an_end_is_known_it_is_drawn_there(point: dict[str, float], drawn_at: float | None) -> None:
    assert height(point) == drawn_at


def test_ticks_are_odds() -> None:
    assert [odds(value) for value in (1 / 22, 0.5, 1, 22)] == ["1:22", "1:2", "1:1", "22:1"]


def test_each_line_says_what_it_stands_for() -> None:
    items = ground(made(), Axis(0.1, 50, 310, 0))
    texts = [item.text for item in items if isinstance(item, Text)]
    assert {"1 : 1", "as many of each", "2 : 1", "22 : 1", "elite brands, top 5 %", "Forrester 2018"} <= set(texts)
    assert sum(isinstance(item, Path) and bool(item.dash) for item in items) == 2


@pytest.mark.parametrize("roomy", [False, True])
@pytest.mark.parametrize(("bottom", "top"), [(0.1, 50), (0.001, 50), (0.001, 2000), (0.3, 2000)])
def test_what_is_written_beside_it_has_room_on_every_axis(roomy: bool, bottom: float, top: float) -> None:
    grid_ = made(roomy)
    scale = Axis(bottom, top, grid_.size(330), grid_.size(20))
    assert overlaps.found(Scene(grid_.width, grid_.size(350), tuple(ground(grid_, scale)))) == []
