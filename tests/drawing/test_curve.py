from dataclasses import replace
from math import inf, nan
from typing import Any

import pytest

from cxanalytics.charts.style import LIGHT
from cxanalytics.drawing import curve
from cxanalytics.drawing.axis import Axis
from cxanalytics.drawing.grid import Grid, grid
from cxanalytics.drawing.journey_map import drawn
from cxanalytics.drawing.scene import Circle, Group, Item, Path
from cxanalytics.ratios import CORRECTED
from tests import boards

BOARD = boards.board(8)
SCALE = Axis(0.01, 100, 400, 0)
MEASURED = {"touchpoint": "A", "ratio": 5.0, "low": 3.0, "high": 8.0, "evidence": "measured", "method": "counted"}


def made(chosen: str | None = None) -> Grid:
    return grid(BOARD, drawn(BOARD), dark=False, roomy=False, chosen=chosen, width=None)


def drawn_as(**known: Any) -> list[Item]:
    return curve.dot(made(), MEASURED | known, (0, 0))


def test_a_measured_point_is_full_and_a_thin_one_hollow() -> None:
    assert drawn_as() == [Circle(0, 0, 7, fill=LIGHT.positive, stroke=LIGHT.paper, thickness=2)]
    assert drawn_as(evidence="thin") == [Circle(0, 0, 7, fill=LIGHT.paper, stroke=LIGHT.positive, thickness=2)]


def test_what_cannot_be_told_has_a_bar_and_what_people_corrected_a_dot() -> None:
    told, bar = drawn_as(ratio=1.2, low=0.8)
    assert isinstance(told, Circle)
    assert told.fill == LIGHT.neutral
    assert bar == Path(((-3.5, 0), (3.5, 0)), stroke=LIGHT.paper, thickness=1.8)
    assert drawn_as(method=CORRECTED)[1] == Circle(0, 0, 7 / 2.6, fill=LIGHT.paper)
    assert drawn_as(method=CORRECTED, evidence="thin")[1] == Circle(0, 0, 7 / 2.6, fill=LIGHT.positive)


@pytest.mark.parametrize(
    ("known", "colour", "up"),
    [
        ({"ratio": nan, "low": 4.4, "high": inf}, LIGHT.positive, True),
        ({"ratio": nan, "low": 0.4, "high": inf}, LIGHT.neutral, True),
        ({"ratio": 0.0, "low": 0.0, "high": 0.36}, LIGHT.negative, False),
        ({"ratio": 0.0, "low": 0.0, "high": 3.0}, LIGHT.neutral, False),
    ],
)
def test_an_open_end_is_an_arrow_in_the_colour_of_what_is_known(known: dict[str, float], colour: str, up: bool) -> None:
    (arrow,) = drawn_as(**known)
    assert isinstance(arrow, Path)
    assert arrow.stroke == colour
    assert arrow.fill == LIGHT.paper
    assert (arrow.points[0][1] < 0) == up


def test_an_interval_that_runs_on_has_no_end() -> None:
    def ends(**known: float) -> int:
        shapes = curve.point(made(), SCALE, 0, MEASURED | known)
        return sum(isinstance(item, Path) and item.points[0][1] == item.points[1][1] for item in shapes)

    assert ends() == 2
    assert ends(high=inf, ratio=nan) == 1
    assert ends(high=500.0) == 1
    assert curve.point(made(), SCALE, 0, MEASURED | {"ratio": nan, "low": nan, "high": nan}) == []


def test_the_chosen_point_has_a_ring() -> None:
    rings = [
        [item for item in curve.point(made(name), SCALE, 0, MEASURED) if isinstance(item, Circle) and item.radius == 12]
        for name in ("A", "B")
    ]
    assert [len(found) for found in rings] == [1, 0]


def test_the_curve_is_whole_between_measured_points_and_stops_where_nothing_is_known() -> None:
    lines = [item for item in curve.band(made(), SCALE) if isinstance(item, Path) and item.stroke]
    # Of 8 touchpoints the fourth has no feedback; 2, 5 and 7 are thin or open.
    assert [(line.points[0][0], line.dash == ()) for line in lines] == [
        (made().middle(0), False), (made().middle(1), False), (made().middle(4), False), (made().middle(5), False),
        (made().middle(6), False),
    ]  # fmt: skip
    every = replace(made(), points=drawn(BOARD).iloc[[0, 2, 5]].reset_index(drop=True))
    lines = [item for item in curve.band(every, SCALE) if isinstance(item, Path) and item.stroke]
    assert [line.dash for line in lines] == [(), ()]


def test_no_two_of_twenty_curves_look_the_same() -> None:
    looks = set()
    for number in range(20):
        line, (mark,) = curve.dashed(made(), number, (0, 0), (9, 0)), curve.mark(made(), number, (0, 0), filled=False)
        assert isinstance(line, Path)
        assert isinstance(mark, Path)
        looks.add((line.dash, mark.points))
    assert len(looks) == 20


def test_marks_are_filled_where_a_curve_surely_differs() -> None:
    laid = curve.laid_over(made(), SCALE, BOARD.curves)
    first = laid[0]
    assert isinstance(first, Group)
    assert first.part == "curve:January – March 2026"
    marks = [item for item in first.items if isinstance(item, Path) and item.closed]
    assert [mark.fill == LIGHT.text for mark in marks] == [True, False, True, False, False]
