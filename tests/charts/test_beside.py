import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.charts.beside import placed

HEIGHT, WIDTHS = 400, (500, 900)


def dots(*rows: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["x", "y"]).assign(radius=10.0, wide=80.0, high=15.0)


def box(dot: pd.Series, place: object, width: int) -> tuple[float, float, float, float]:
    x, y = dot["x"] * width + place.right, dot["y"] * HEIGHT + place.up
    left = x - {"left": 0.0, "center": dot["wide"] / 2, "right": dot["wide"]}[place.xanchor]
    low = y - {"bottom": 0.0, "middle": dot["high"] / 2, "top": dot["high"]}[place.yanchor]
    return left, low, left + dot["wide"], low + dot["high"]


def meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_a_name_stands_right_of_its_bubble_where_there_is_room() -> None:
    (place,) = placed(dots((0.5, 0.5)), HEIGHT, WIDTHS)
    assert (place.right, place.up, place.xanchor, place.yanchor, place.far) == (14, 0, "left", "middle", False)


def test_at_the_right_edge_it_stands_left() -> None:
    (place,) = placed(dots((0.98, 0.5)), HEIGHT, WIDTHS)
    assert (place.right, place.xanchor) == (-14, "right")


def test_a_name_never_lies_on_a_neighbours_bubble() -> None:
    first, _ = placed(dots((0.5, 0.5), (0.52, 0.5)), HEIGHT, WIDTHS)
    assert first.xanchor == "right"


def test_where_there_is_no_room_there_is_no_name() -> None:
    places = placed(dots(*[(0.5, 0.5)] * 60), HEIGHT, WIDTHS)
    assert places[0] is not None
    assert None in places


def test_nothing_to_place() -> None:
    assert placed(dots(), HEIGHT, WIDTHS) == []


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=30))
def test_no_name_lies_on_another_or_beyond_the_edge_at_any_width(rows: list[tuple[float, float]]) -> None:
    table = dots(*rows)
    places = placed(table, HEIGHT, WIDTHS)
    for width in WIDTHS:
        boxes = [box(table.iloc[i], place, width) for i, place in enumerate(places) if place is not None]
        assert all(b[0] >= -1e-9 and b[1] >= -1e-9 and b[2] <= width + 1e-9 and b[3] <= HEIGHT + 1e-9 for b in boxes)
        assert not any(meet(a, b) for i, a in enumerate(boxes) for b in boxes[:i])
