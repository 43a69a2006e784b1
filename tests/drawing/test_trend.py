"""The ratio over time as a drawing."""

from math import inf, nan

import pandas as pd
import pytest

from cxanalytics.drawing import trend
from cxanalytics.drawing.scene import Circle, Path, Text

SERIES = pd.DataFrame(
    [
        ("April 2026", 1.0, 0.8, 1.3, 40), ("May 2026", nan, nan, nan, 0), ("June 2026", 2.0, 1.5, 2.6, 60),
        ("July 2026", nan, 3.0, inf, 9),
    ],
    columns=["label", "value", "low", "high", "n"],
)  # fmt: skip


def test_a_point_for_each_period_and_a_gap_where_nobody_spoke() -> None:
    scene = trend.scene(SERIES)
    points = [item for item in scene.flat() if isinstance(item, Circle)]
    assert len(points) == 3
    # Higher ratios lie further up; twice as high is as far as half is low.
    heights = [point.y for point in points]
    assert heights[0] > heights[1] > heights[2]
    lines = [item for item in scene.flat() if isinstance(item, Path) and item.thickness == 2.4]
    assert [len(line.points) for line in lines] == [1, 2]


def test_it_is_told_in_words() -> None:
    scene = trend.scene(SERIES)
    assert scene.alt == "The ratio over time: April 2026 1.0 : 1; June 2026 2.0 : 1; July 2026 3.0 : 1."
    texts = [item.text for item in scene.flat() if isinstance(item, Text)]
    assert "3.0 : 1" in texts
    assert "bottom 5 % of brands, 2018" in texts


@pytest.mark.parametrize("dark", [False, True])
def test_everything_lies_inside(dark: bool) -> None:
    scene = trend.scene(SERIES, width=500, height=200, dark=dark)
    for item in scene.flat():
        if isinstance(item, Circle | Text):
            assert 0 <= item.x <= 500
            assert 0 <= item.y <= 200


def test_many_periods_are_not_all_named() -> None:
    long = pd.DataFrame(
        [(f"week of {i} May 2026", 2.0, 1.5, 2.5, 30) for i in range(1, 30)], columns=SERIES.columns
    )  # fmt: skip
    names = [item.text for item in trend.scene(long).flat() if isinstance(item, Text) and "May" in item.text]
    assert 4 < len(names) < 12
    assert names[-1] == "29 May 2026"


def test_nothing_known_is_an_empty_drawing() -> None:
    assert not [item for item in trend.scene(SERIES.head(0)).flat() if isinstance(item, Circle)]


def test_periods_in_few_letters() -> None:
    assert [trend.short(name) for name in ("October 2026", "week of 4 September 2026", "Q2 2026")] == [
        "Oct 2026", "4 Sep 2026", "Q2 2026",
    ]  # fmt: skip
