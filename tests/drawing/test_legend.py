from dataclasses import replace
from math import hypot

from cxanalytics.drawing.grid import Grid, grid
from cxanalytics.drawing.journey_map import drawn
from cxanalytics.drawing.legend import legend, moment
from cxanalytics.drawing.scene import Path, Text
from cxanalytics.journey.board import Board
from cxanalytics.ratios import CORRECTED
from tests import boards

BOARD = boards.board(8)


def made(board: Board) -> Grid:
    return grid(board, drawn(board), dark=False, roomy=False, chosen=None, width=None)


def texts(board: Board) -> list[Text]:
    return [item for item in legend(board, made(board), 0)[0] if isinstance(item, Text)]


def test_only_signs_that_occur_are_told() -> None:
    told = [text.text for text in texts(replace(BOARD, curves=()))]
    assert told == [
        "more positive than negative",
        "more negative than positive",
        "cannot be told from 1 : 1",
        "thin evidence, n under 30",
        "nothing negative yet: at least",
        "nothing positive yet: at most",
        "95\u00a0% interval",
        "moment of truth",
    ]
    points = BOARD.shown.points
    first = points.iloc[[0, -1]].assign(method=CORRECTED, moment=False)
    assert [text.text for text in texts(replace(BOARD, curves=(), shown=replace(BOARD.shown, points=first)))] == [
        "more positive than negative",
        "corrected by people’s labels",
        "95\u00a0% interval",
    ]


def test_curves_laid_over_begin_a_line_of_their_own() -> None:
    told = texts(BOARD)
    first = next(text for text in told if text.text == "January – March 2026")
    assert [text.text for text in told if text.y >= first.y] == [
        "January – March 2026",
        "Tier: Gold",
        "Ideal",
        "What the room believes",
        "filled: surely different",
    ]
    assert first.x == min(text.x for text in told if text.y >= first.y)
    same = replace(BOARD.curves[0], points=BOARD.curves[0].points.assign(differs=False))
    assert "filled: surely different" not in [text.text for text in texts(replace(BOARD, curves=(same,)))]


def test_it_ends_below_its_last_line() -> None:
    items, end = legend(BOARD, made(BOARD), 10)
    assert max(item.y for item in items if isinstance(item, Text)) < end


def test_a_moment_of_truth_is_a_star_of_five_points() -> None:
    star = moment(made(BOARD), 50, 60)
    assert isinstance(star, Path)
    far = [round(hypot(x - 50, y - 60), 1) for x, y in star.points]
    assert far == [6.0, 2.7] * 5
