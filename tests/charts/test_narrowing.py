"""The interval as labels come in."""

import math

import pandas as pd

from cxanalytics.charts import narrowing

HISTORY = pd.DataFrame(
    {"labels": [60, 50, 70], "ratio": [1.2, 1.3, 1.2], "low": [0.8, 0.7, 0.9], "high": [1.9, math.inf, 1.6]}
)


def test_the_band_goes_round_the_intervals_in_order_of_labels() -> None:
    band, line = narrowing.figure(HISTORY, 1.6).data
    assert list(band.x) == [60, 70, 70, 60]
    assert list(band.y) == [1.9, 1.6, 0.9, 0.8]
    assert list(line.x) == [60, 70]


def test_the_machines_count_is_a_line_where_there_is_one() -> None:
    assert [shape.y0 for shape in narrowing.figure(HISTORY, 1.6).layout.shapes] == [1.6]
    assert len(narrowing.figure(HISTORY, math.nan).layout.shapes) == 0


def test_each_theme_has_its_own_ink() -> None:
    light, dark = (narrowing.figure(HISTORY, 1.6, dark=dark).data[1].line.color for dark in (False, True))
    assert light != dark


def test_the_scale_holds_the_band_and_the_count_and_no_more() -> None:
    axis = narrowing.figure(HISTORY, 1.6).layout.yaxis
    assert [round(10**end, 2) for end in axis.range] == [0.7, 2.47]
    assert list(axis.ticktext) == ["0.7", "1", "1.5", "2"]
    assert narrowing.figure(HISTORY.iloc[:0], math.nan).data
