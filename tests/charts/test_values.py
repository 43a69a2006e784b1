import re

import numpy as np
import pandas as pd
import pytest

from cxanalytics.charts.geometry import Geometry, geometry
from cxanalytics.charts.style import DARK, LIGHT
from cxanalytics.charts.values import placed, values
from cxanalytics.journey import map as content
from cxanalytics.journey.map import JourneyMap
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from tests import maps


def points_of(shown: JourneyMap) -> pd.DataFrame:
    return shown.points.iloc[:-1].reset_index(drop=True)


def many(counts: list[tuple[int, int, int]]) -> pd.DataFrame:
    names = [f"Touchpoint {i}" for i in range(len(counts))]
    journey = Journey("Many", "", (Stage("Only", tuple(map(Touchpoint, names))),))
    table = maps.experiences(dict(zip(names, counts, strict=True)))
    return points_of(content.build(journey, table, pd.DataFrame()))


def test_ratio_interval_and_n_at_every_point(shown: JourneyMap) -> None:
    points = points_of(shown)
    texts = [note["text"] for note in values(points, geometry(points, 0), LIGHT)]
    assert [re.sub("</?span[^>]*>", "", text) for text in texts] == [
        "<b>15 : 1</b><br>6.1–46<br>n 64",
        "<i>≥ 4.4 : 1</i><br>n 12",
        "<b>0.44 : 1</b><br>0.26–0.74<br>n 70",
        "no feedback yet",
        "<i>≤ 0.36 : 1</i><br>n 8",
        "<b>3.0 : 1</b><br>2.0–4.6<br>n 120",
        "<i>3.0 : 1</i><br>0.40–34<br>n 4",
    ]


def test_under_a_selection_none_is_here_rather_than_yet(shown: JourneyMap) -> None:
    points = points_of(shown)
    texts = [note["text"] for note in values(points, geometry(points, 0), LIGHT, narrowed=True)]
    assert texts[3] == "none here"


def test_values_stand_where_the_points_are(shown: JourneyMap) -> None:
    points = points_of(shown)
    notes = values(points, geometry(points, 0), LIGHT)
    # Annotations on a log axis are placed by the logarithm.
    assert notes[0]["y"] == np.log10(15)
    # A valley has its label below, a peak above.
    assert notes[2]["yanchor"] == "top"
    assert notes[0]["yanchor"] == "bottom"


@pytest.mark.parametrize("roomy", [False, True])
def test_letters_are_large_enough_and_stand_on_a_ground(roomy: bool) -> None:
    points = many([(40, 20, 0)] * 25)
    sizes = set()
    for note in values(points, geometry(points, 0, roomy=roomy), DARK):
        assert note["bgcolor"] == DARK.veil
        sizes |= {note["font"]["size"], *map(int, re.findall(r"font-size:(\d+)px", note["text"]))}
    assert sizes == ({14, 17} if roomy else {11, 13})


@pytest.mark.parametrize("roomy", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_no_label_covers_another_or_a_neighbours_point(seed: int, roomy: bool) -> None:
    random = np.random.default_rng(seed)
    points = many([(int(p), int(n), 0) for p, n in random.integers(50, 800, (23, 2))])
    size: Geometry = geometry(points, 0, roomy=roomy)
    boxes = [place.box for place in placed(points, size) if place is not None]
    assert len(boxes) == 23
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.meets(b)]
    assert all(box.low >= 0 and box.high <= size.curve for box in boxes)


def test_equal_neighbours_have_their_labels_above_and_below_in_turn() -> None:
    alike = many([(600, 600, 0)] * 20)
    places = [place for place in placed(alike, geometry(alike, 0)) if place is not None]
    assert [place.below for place in places] == [False, True] * 10
    assert all(place.interval for place in places)


def test_an_interval_gives_way_to_neighbours_where_columns_are_narrow() -> None:
    random = np.random.default_rng(22)
    points = many([(int(p), int(n), 0) for p, n in random.integers(5, 120, (23, 2))])
    narrow, wide = (placed(points.iloc[:n], geometry(points.iloc[:n], 0)) for n in (23, 12))
    gone = [x for x, place in enumerate(narrow) if place is not None and not place.interval]
    assert gone
    text = values(points, geometry(points, 0), LIGHT)[gone[0]]["text"]
    assert "–" not in text
    assert f"n {points['n'][gone[0]]}" in text
    assert all(place is not None and place.interval for place in wide)
