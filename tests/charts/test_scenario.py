"""Ratios now and in a scenario."""

from math import inf, nan

import numpy as np
import pytest

from cxanalytics.charts import scenario
from cxanalytics.tracking.scenarios import Outcome, Ratio


def outcome(now: tuple[float, float, float], after: tuple[float, float, float]) -> Outcome:
    return Outcome(Ratio(*now), Ratio(*after), 50, 20.0, 0.0, Ratio(1.5, 1.4, 1.6))


ROWS = [
    ("All together", outcome((1.6, 1.5, 1.7), (2.4, 2.2, 2.7))),
    ("Web <shop>", outcome((0.5, 0.4, 0.6), (5.0, 3.0, inf))),
    ("Unknown", outcome((nan, nan, nan), (nan, nan, nan))),
]
LINES = [(2.0, "2 : 1, bottom 5 % of brands"), (22.0, "22 : 1, elite brands, top 5 %")]


def test_now_and_scenario_differ_by_shape_and_stand_apart() -> None:
    ways, now, after = scenario.figure(ROWS, LINES).data
    assert (now.name, after.name) == ("now", "scenario")
    assert (now.marker.symbol, after.marker.symbol) == ("circle", "diamond")
    assert (list(now.x), list(after.x)) == ([1.6, 0.5], [2.4, 5.0])
    assert all(above < below for above, below in zip(now.y, after.y, strict=True))
    assert list(ways.x) == [1.6, 2.4, None, 0.5, 5.0, None]
    assert after.error_x.array[0] == pytest.approx(0.3)
    # What nothing bounds above ends at ten times its value, and says so.
    assert after.error_x.array[1] == pytest.approx(45.0)
    assert "5.00 : 1 (at least 3.00)" in after.hovertext[1]
    assert "Web &lt;shop&gt;" in after.hovertext[1]


def test_both_published_lines_are_in_the_picture() -> None:
    figure = scenario.figure(ROWS[:1], LINES, dark=True)
    low, high = figure.layout.xaxis.range
    assert low < 0 and high > np.log10(22)
    assert [shape.x0 for shape in figure.layout.shapes] == [2.0, 22.0]
    assert figure.layout.annotations[0].text == "2 : 1, bottom 5 %<br>of brands"
    assert figure.layout.yaxis.ticktext == ("All together<br>1.60 → 2.40",)


def test_it_is_told_in_words() -> None:
    assert scenario.alt(ROWS[:1]) == (
        "Ratios now and in the scenario. All together: 1.60 : 1 (1.50–1.70) would be 2.40 : 1 (2.20–2.70), "
        "20 of 50 negative experiences fewer."
    )
