from dataclasses import replace
from math import nan

import pytest

from cxanalytics.charts.style import LIGHT
from cxanalytics.drawing.journey_map import Look, drawn, least_width, scene, scenes
from cxanalytics.drawing.scene import Circle, Group, Path, Rect, Scene, Text
from cxanalytics.journey.board import LANES, USUAL_LANES
from tests import boards

from . import contrasts, overlaps

BOARD = boards.board(8)


def said(made: Scene | Group) -> list[str]:
    shapes = made.flat() if isinstance(made, Scene) else Scene(0, 0, made.items).flat()
    return [item.text for item in shapes if isinstance(item, Text)]


def group(made: Scene, touchpoint: str) -> Group:
    return next(found for found in made.groups() if found.key == f"touchpoint:{touchpoint}")


@pytest.mark.parametrize("touchpoints", [3, 12, 40])
@pytest.mark.parametrize("german", [False, True])
@pytest.mark.parametrize("roomy", [False, True])
@pytest.mark.parametrize("curves", [False, True])
def test_no_text_lies_on_another_or_leaves_the_map(touchpoints: int, german: bool, roomy: bool, curves: bool) -> None:
    board = boards.board(touchpoints, german=german, curves=curves)
    assert overlaps.found(scene(board, Look(roomy=roomy, title=True))) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("curves", [False, True])
def test_every_text_can_be_read_on_its_ground(dark: bool, curves: bool) -> None:
    board = boards.board(12, german=True, curves=curves)
    chosen = str(board.shown.points["touchpoint"][2])
    assert contrasts.found(scene(board, Look(dark=dark, title=True, chosen=chosen))) == []


def test_every_touchpoint_can_be_chosen_and_says_what_it_is() -> None:
    made = scene(BOARD)
    assert [found.key for found in made.groups() if found.key] == [f"touchpoint:Touchpoint {n}" for n in range(1, 9)]
    third = group(made, "Touchpoint 3")
    assert third.label == "Touchpoint 3: 0.44 : 1 (0.26–0.74), n 70, uncorrected, measured evidence"
    assert third.tip[0] == "Touchpoint 3 · Stage 1"
    assert "Ideal: 5.0 : 1" in third.tip
    assert group(made, "Touchpoint 1").label.startswith("Touchpoint 1, moment of truth: 15 : 1")


def test_lanes_are_drawn_in_their_order_and_only_those_that_are_on() -> None:
    titles = [
        text for text in said(scene(replace(BOARD, lanes=("counts", "effort", "owner")))) if text in LANES.values()
    ]
    assert titles == ["Effort", "Owner"]  # the name of the first takes two lines
    assert "Owner" not in said(scene(replace(BOARD, lanes=USUAL_LANES)))


def test_a_lane_says_what_its_touchpoint_has() -> None:
    third = said(group(scene(BOARD), "Touchpoint 3"))
    assert {"▲ 20", "▼ 45", "measured", "1 May 2026", "web 70\u00a0%", "20\u00a0%", "◆ change"} <= set(third)
    assert "Comes late (7)" in third
    assert "assumed" in said(group(scene(BOARD), "Touchpoint 4"))


def test_ratio_interval_and_n_stand_at_every_point() -> None:
    board = boards.board(8, curves=False, lanes=())
    made = scene(board)
    assert said(group(made, "Touchpoint 1"))[-3:] == ["15 : 1", "6.1–46", "n 70"]
    assert said(group(made, "Touchpoint 2"))[-2:] == ["≥ 4.4 : 1", "n 13"]
    assert said(group(made, "Touchpoint 5"))[-2:] == ["≤ 0.36 : 1", "n 8"]
    assert "no feedback yet" in said(group(made, "Touchpoint 4"))


def test_a_map_without_feedback_says_why_and_what_to_do() -> None:
    points = BOARD.shown.points.assign(n=0, positive=0, negative=0, ratio=nan, low=nan, high=nan, evidence="none")
    nothing = replace(BOARD.shown, experiences=0, points=points)
    texts = said(scene(replace(BOARD, shown=nothing, curves=())))
    assert "No feedback yet: import an export." in texts
    assert "no feedback yet" not in texts  # not at every touchpoint besides
    narrowed = said(scene(replace(BOARD, shown=replace(nothing, selection="Trustpilot"))))
    assert "No feedback in this selection: take a filter away." in narrowed


def test_a_journey_without_touchpoints_says_so() -> None:
    nothing = replace(BOARD, shown=replace(BOARD.shown, points=BOARD.shown.points.tail(1)))
    made = scene(nothing, Look(title=True))
    assert "This journey has no touchpoints yet: add some on Journeys." in said(made)
    assert made.width == 960
    assert overlaps.found(made) == []


@pytest.mark.parametrize("touchpoints", [1, 16])
@pytest.mark.parametrize("roomy", [False, True])
def test_nothing_overlaps_in_narrow_columns_and_with_words_of_all_kinds(touchpoints: int, roomy: bool) -> None:
    bars = ("counts", "volume", "emotions", "effort", "evidence")
    assert overlaps.found(scene(boards.board(touchpoints, lanes=bars, curves=False), Look(roomy=roomy))) == []
    words = "Donaudampfschifffahrtsgesellschaftskapitän 🙂 在线客服 " + "X" * 80
    board = boards.board(touchpoints)
    points = board.shown.points.assign(goal=words, front=words * 9, back="🙂", owner="X" * 300, n=123_456_789)
    long = replace(board, shown=replace(board.shown, points=points), quotes=board.quotes.assign(quote=words * 20))
    assert overlaps.found(scene(long, Look(roomy=roomy, title=True))) == []


def test_the_sign_of_a_point_tells_how_sure_it_is() -> None:
    made = scene(boards.board(8, curves=False, lanes=()))

    def dots(name: str) -> list[str | None]:
        return [item.fill for item in Scene(0, 0, group(made, name).items).flat() if isinstance(item, Circle)]

    assert dots("Touchpoint 1") == ["#2166AC"]
    assert dots("Touchpoint 3") == ["#B35806"]
    assert dots("Touchpoint 8") == ["#6B7280"]
    assert dots("Touchpoint 7") == ["#FFFFFF"]  # thin: hollow
    assert dots("Touchpoint 2") == []  # an arrow: only the low end is known


def test_curves_laid_over_have_marks_and_names_of_their_own() -> None:
    texts = said(scene(BOARD))
    names = ("January – March 2026", "Tier: Gold", "Ideal", "What the room believes", "filled: surely different")
    assert [text for text in texts if text in names] == list(names)
    dashes = {item.dash for item in scene(BOARD).flat() if isinstance(item, Path) and len(item.dash) in (2, 4)}
    assert {(7.0, 4.0), (2.0, 4.0), (12.0, 4.0, 2.0, 4.0), (4.0, 2.0)} <= dashes


def test_the_chosen_touchpoint_lies_on_a_ground_in_a_frame() -> None:
    def frames(chosen: str | None) -> list[Rect]:
        shapes = scene(BOARD, Look(chosen=chosen)).flat()
        return [item for item in shapes if isinstance(item, Rect) and item.stroke == LIGHT.text]

    assert frames(None) == []
    above, below = frames("Touchpoint 3")
    assert above.fill == below.fill == LIGHT.chosen
    assert above.x == below.x == 124 + 2 * 112 + 1
    assert above.y + above.height < below.y  # the legend lies between
    assert rings("Touchpoint 3") == 1
    assert rings(None) == 0


def rings(chosen: str | None) -> int:
    """How many points of the map have a ring around them."""
    return sum(isinstance(item, Circle) and item.radius == 12 for item in scene(BOARD, Look(chosen=chosen)).flat())


def columns(made: Scene) -> list[str]:
    """The touchpoints of a drawing, in their order."""
    return [found.key.removeprefix("touchpoint:") for found in made.groups() if found.key]


@pytest.mark.parametrize(
    ("touchpoints", "most", "parts"), [(40, 12, [12, 12, 12, 4]), (10, 8, [6, 4]), (3, 2, [2, 1]), (12, 12, [12])]
)
def test_a_long_journey_comes_in_parts_between_stages(touchpoints: int, most: int, parts: list[int]) -> None:
    made = scenes(boards.board(touchpoints), Look(), most)
    assert [len(columns(part)) for part in made] == parts
    assert [name for part in made for name in columns(part)] == [f"Touchpoint {i + 1}" for i in range(touchpoints)]


def test_parts_have_one_axis_and_one_scale_of_bars() -> None:
    board = boards.board(9, lanes=("counts",), curves=False)
    first, _, third = scenes(board, Look(), 3)
    ticks = [[text for text in said(part) if ":" in text and " " not in text] for part in (first, third)]
    assert ticks[0] == ticks[1]
    heights = [
        [item.height for item in Scene(0, 0, group(part, name).items).flat() if isinstance(item, Rect)][1]
        for part, name in ((first, "Touchpoint 1"), (third, "Touchpoint 9"))
    ]
    assert heights[0] == pytest.approx(heights[1])  # 60 positive ones in both


def test_few_touchpoints_take_the_room_there_is() -> None:
    assert scene(boards.board(3), Look(width=1400)).width == pytest.approx(1400)
    assert least_width(boards.board(12), Look()) == pytest.approx(1586)
    assert least_width(boards.board(40, lanes=("counts",)), Look()) < least_width(boards.board(40), Look())


def test_a_title_says_what_the_map_says_and_where_it_comes_from() -> None:
    with_title, without = (" ".join(said(scene(BOARD, Look(title=title)))) for title in (True, False))
    assert "As the machine reads it, best: Touchpoint 1" in with_title
    assert "Data 0123456789abcdef" in with_title
    assert "best: Touchpoint 1" not in without
    assert "Unassigned, without a touchpoint that could be told: 10 of 369 experiences (3\u00a0%)." in without


def test_touchpoints_that_the_journey_does_not_have_are_told_of() -> None:
    points = BOARD.shown.points
    strange = points.iloc[[0] * 6].assign(stage="Not on the map yet", touchpoint=[f"New {i}" for i in range(6)])
    import pandas as pd

    more = replace(BOARD, shown=replace(BOARD.shown, points=pd.concat([points[:-1], strange, points[-1:]])))
    assert drawn(more)["touchpoint"].tolist()[-4:] == ["New 0", "New 1", "New 2", "New 3"]
    assert "2 more touchpoints that the journey does not have are in the table." in said(scene(more))
