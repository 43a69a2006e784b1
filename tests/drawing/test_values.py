from math import nan
from typing import Any

import pytest

from cxanalytics.drawing import values
from cxanalytics.drawing.axis import Axis
from cxanalytics.drawing.grid import Grid, grid
from cxanalytics.drawing.journey_map import drawn
from cxanalytics.drawing.scene import Item, Text
from tests import boards

SCALE = Axis(0.01, 100, 400, 0)  # 1 : 1 at y = 200, a factor of ten is 100 pixels
BOARD = boards.board(8)
LONE = {
    "ratio": 5.0,
    "low": 4.0,
    "high": 6.0,
    "n": 1_234,
    "evidence": "measured",
    "label": "5.0 : 1 (4.0–6.0), n 1,234",
}


def made() -> Grid:
    return grid(BOARD, drawn(BOARD), dark=False, roomy=False, chosen=None, width=None)


def texts(items: list[Item]) -> list[Text]:
    return [item for item in items if isinstance(item, Text)]


def placed(before: dict[str, Any] | None, here: dict[str, Any], after: dict[str, Any] | None) -> list[Text]:
    return texts(values.beside(made(), SCALE, 3, (before, here, after)))


def at(ratio: float) -> dict[str, Any]:
    return LONE | {"ratio": ratio, "low": ratio / 1.2, "high": ratio * 1.2}


def test_ratio_interval_and_n_stand_above_a_point_that_nothing_is_near() -> None:
    said = placed(None, LONE, None)
    assert [text.text for text in said] == ["5.0 : 1", "4.0–6.0", "n 1,234"]
    assert {text.x for text in said} == {made().middle(3)}
    assert max(text.y for text in said) < SCALE.y(6.0)
    assert said[0].bold
    assert said[0].size > said[1].size


def test_thin_evidence_is_slanted() -> None:
    looks = [(text.bold, text.italic) for text in placed(None, LONE | {"evidence": "thin"}, None)]
    assert looks == [(False, True), (False, False), (False, False)]


@pytest.mark.parametrize(("neighbour", "above"), [(99.0, False), (0.5, True)])
def test_they_stand_where_the_curve_does_not_run(neighbour: float, above: bool) -> None:
    said = placed(at(neighbour), at(5.0), at(neighbour))
    assert (max(text.y for text in said) < SCALE.y(5.0)) == above


def test_they_stay_within_the_axis() -> None:
    for ratio in (0.0101, 99.0):
        assert all(text.y - text.size >= 0 and text.y <= 400 for text in placed(None, at(ratio), None))


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("at least 4.4 : 1, n 13", ["≥ 4.4 : 1", "n 1,234"]),
        ("at most 0.36 : 1, n 8", ["≤ 0.36 : 1", "n 1,234"]),
    ],
)
def test_an_open_interval_is_said_by_a_sign(label: str, said: list[str]) -> None:
    assert [text.text for text in placed(None, LONE | {"label": label}, None)] == said


def test_among_other_curves_they_stand_in_a_row() -> None:
    grid_ = made()
    said = texts(values.in_a_row(grid_, 2, LONE, 50))
    assert [text.text for text in said] == ["5.0 : 1", "4.0–6.0", "n 1,234"]
    assert all(50 < text.y < 50 + values.row_height(grid_) for text in said)


@pytest.mark.parametrize(
    ("n", "narrowed", "why"),
    [(0, False, "no feedback yet"), (0, True, "none here"), (7, False, "no emotion yet, n 7")],
)
def test_why_there_is_no_ratio_is_said(n: int, narrowed: bool, why: str) -> None:
    nothing = {"ratio": nan, "low": nan, "high": nan, "n": n, "label": ""}
    assert " ".join(text.text for text in texts(values.nothing(made(), SCALE, 0, nothing, narrowed=narrowed))) == why
    assert values.nothing(made(), SCALE, 0, LONE, narrowed=narrowed) == []
    assert placed(None, nothing, None) == []
    assert values.in_a_row(made(), 0, nothing, 0) == []
