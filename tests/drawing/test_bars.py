from dataclasses import replace

import pytest

from cxanalytics.charts.style import LIGHT, faded
from cxanalytics.drawing import bars
from cxanalytics.drawing.cells import Maker
from cxanalytics.drawing.grid import Grid, grid
from cxanalytics.drawing.journey_map import drawn
from cxanalytics.drawing.scene import Circle, Item, Path, Rect, Text
from cxanalytics.journey.board import Board
from tests import boards

# Positive, negative and neutral: 60, 4, 6; 12, 0, 1; 20, 45, 5; none; 0, 8, 0; 90, 30, 9; 3, 1, 0; 33, 30, 2.
BOARD = boards.board(8)


def made(board: Board = BOARD, width: float | None = None) -> Grid:
    return grid(board, drawn(board), dark=False, roomy=False, chosen=None, width=width)


def cell(maker: Maker, number: int, board: Board = BOARD, width: float | None = None) -> list[Item]:
    grid_ = made(board, width)
    return maker(board, grid_)(number, grid_.points.iloc[number].to_dict())[0]


def rects(items: list[Item]) -> list[Rect]:
    return [item for item in items if isinstance(item, Rect)]


def said(items: list[Item]) -> list[str]:
    return [item.text for item in items if isinstance(item, Text)]


def test_positive_ones_go_up_and_negative_ones_down_on_one_scale() -> None:
    sixth, third = cell(bars.counts, 5), cell(bars.counts, 2)
    up, down = rects(sixth)
    assert (up.fill, down.fill) == (LIGHT.positive, LIGHT.negative)
    assert up.y + up.height == pytest.approx(down.y)
    assert up.height == pytest.approx(3 * down.height)  # 90 and 30
    assert rects(third)[1].height == pytest.approx(1.5 * down.height)  # 45
    assert said(sixth) == ["▲ 90", "▼ 30"]
    assert said(cell(bars.counts, 4)) == ["▼ 8"]
    assert said(cell(bars.counts, 3)) == []


def test_thin_evidence_is_fainter() -> None:
    assert rects(cell(bars.counts, 6))[0].fill == faded(LIGHT.positive, 0.5)
    assert [rects(cell(bars.volume, number))[0].fill for number in (5, 6)] == [
        LIGHT.neutral,
        faded(LIGHT.neutral, 0.5),
    ]


def test_how_many_experiences() -> None:
    assert [said(cell(bars.volume, number)) for number in (5, 3)] == [["129"], ["0"]]
    assert [len(rects(cell(bars.volume, number))) for number in (5, 3)] == [1, 0]


def test_good_emotions_go_up_and_bad_ones_down_the_strongest_by_name() -> None:
    items = cell(bars.felt, 0)
    found = rects(items)
    assert [item.fill for item in found] == [LIGHT.positive] * 6 + [LIGHT.negative] * 7
    zero = next(item.points[0][1] for item in items if isinstance(item, Path))
    assert all(item.y + item.height == pytest.approx(zero) for item in found[:6])
    assert all(item.y == pytest.approx(zero) for item in found[6:])
    assert said(items) == ["▼\u00a0hurried 30\u00a0%", "▼\u00a0neglected 28\u00a0%"]
    assert cell(bars.felt, 3) == []  # nothing was felt where nothing was said


def test_in_narrow_columns_a_strong_emotion_has_its_name_alone() -> None:
    narrow = boards.board(16, lanes=("emotions",))
    assert said(cell(bars.felt, 0, narrow)) == ["▼\u00a0hurried", "▼\u00a0neglected"]


def test_where_columns_are_wide_each_emotion_bears_its_name() -> None:
    wide = boards.board(3)
    assert said(cell(bars.felt, 0, wide)) == list(boards.EMOTIONS)
    assert bars.emotion_key(made(wide)) == ()
    assert bars.emotion_key(made()) == (
        "bars from the left:",
        "▲ valued, trusting, grateful, pleased, relieved, delighted",
        "▼ frustrated, angry, disappointed, anxious, confused, neglected, hurried",
    )


def test_effort_is_a_share_of_its_bar() -> None:
    whole, part = rects(cell(bars.effort, 0))
    assert part.width == pytest.approx(0.2 * whole.width)
    assert said(cell(bars.effort, 0)) == ["20\u00a0%"]
    none = replace(BOARD, effort=BOARD.effort.assign(share=0.0))
    assert len(rects(cell(bars.effort, 0, none))) == 1
    assert said(cell(bars.effort, 0, none)) == ["0\u00a0%"]
    assert cell(bars.effort, 3) == []


def test_evidence_has_a_sign_a_word_and_a_day() -> None:
    words = [said(cell(bars.evidence, number)) for number in (0, 6, 3)]
    assert words == [["measured", "1 May 2026"], ["thin", "1 May 2026"], ["assumed"]]
    signs = [[type(item) for item in cell(bars.evidence, n) if not isinstance(item, Text)] for n in (0, 6, 3)]
    assert signs == [[Circle], [Circle, Path], [Circle]]
    fills = [item.fill for n in (0, 3) for item in cell(bars.evidence, n) if isinstance(item, Circle)]
    assert fills == [LIGHT.text, None]


def test_bars_hold_what_the_whole_journey_has() -> None:
    """A part of the journey is drawn on the scale of all of it."""
    points = drawn(BOARD)
    part = replace(made(), points=points.iloc[[0]].reset_index(drop=True), every=points)
    row = points.iloc[0].to_dict()
    alone = rects(bars.volume(BOARD, part)(0, row)[0])[0].height
    assert alone == pytest.approx(40 * 70 / 129)
