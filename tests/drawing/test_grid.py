import pytest

from cxanalytics.drawing.grid import grid, least_column
from cxanalytics.drawing.journey_map import drawn
from tests import boards


def made(touchpoints: int, *, lanes: tuple[str, ...] = ("counts",), roomy: bool = False, width: float | None = None):  # type: ignore[no-untyped-def]
    board = boards.board(touchpoints, lanes=lanes)
    return grid(board, drawn(board), dark=False, roomy=roomy, chosen=None, width=width)


def test_columns_stand_side_by_side_between_the_axis_and_the_words() -> None:
    found = made(12)
    assert [found.start(0), found.middle(0), found.start(1)] == [124, 124 + 56, 124 + 112]
    assert found.end == 124 + 12 * 112
    assert found.width == found.end + 118


def test_few_touchpoints_share_the_room_of_more() -> None:
    assert made(3).width == pytest.approx(960)
    assert made(3, width=1500).column == pytest.approx((1500 - 124 - 118) / 3)
    assert made(12, width=300).column == 112  # never narrower than its texts need


@pytest.mark.parametrize(
    ("touchpoints", "lanes", "roomy", "column"),
    [
        (40, ("counts",), False, 74),
        (40, ("counts", "quotes"), False, 112),
        (12, ("counts",), False, 112),
        (40, ("counts",), True, 74 * 1.3),
    ],
)
def test_words_and_large_letters_need_wider_columns(
    touchpoints: int, lanes: tuple[str, ...], roomy: bool, column: float
) -> None:
    assert least_column(boards.board(touchpoints, lanes=lanes), touchpoints, roomy=roomy) == pytest.approx(column)


def test_long_names_need_wider_columns_too() -> None:
    german = boards.board(40, german=True, lanes=("counts",))
    assert least_column(german, 40, roomy=False) == 112


def test_sizes_grow_with_the_letters() -> None:
    assert [made(3).size(11.5), made(3, roomy=True).size(10)] == [11.5, 13]
