"""The way to a target, as a chart."""

from datetime import date

import numpy as np
import pandas as pd

from cxanalytics.charts import pace as chart

SERIES = pd.DataFrame(
    {
        "start": pd.date_range("2026-01-01", periods=4, freq="MS"),
        "label": ["January 2026", "February 2026", "March 2026", "April 2026"],
        "value": [2.0, np.nan, 2.2, 2.4],
        "low": [1.8, np.nan, 2.0, 1.0],
        "high": [2.2, np.nan, 2.4, np.inf],
        "n": [50, 0, 60, 3],
        "whole": [True, True, True, False],
    }
)
WAY = pd.DataFrame({"start": pd.to_datetime(["2026-01-15", "2026-12-31"]), "planned": [2.0, 5.0]})


def test_measured_way_and_target() -> None:
    band, way, measured, target = chart.figure(SERIES, WAY, 5.0, date(2026, 12, 31)).data
    assert (way.name, measured.name, target.name) == ("straight way", "measured", "target")
    assert list(measured.x) == ["2026-01-01", "2026-03-01", "2026-04-01"]
    assert list(way.y) == [2.0, 5.0]
    assert (list(target.x), list(target.y), target.text) == (["2026-12-31"], [5.0], ("5.0 : 1 by 31 Dec 2026",))
    assert max(band.y) == 24.0
    assert measured.hovertext[2].endswith("n 3, not over yet")
    # What is not over is hollow.
    assert measured.marker.color[1] != measured.marker.color[2]


def test_target_and_interval_are_inside_the_picture() -> None:
    figure = chart.figure(SERIES.head(3), WAY, 22.0, date(2026, 12, 31), dark=True)
    low, high = figure.layout.yaxis.range
    assert low < np.log10(1.8) and high > np.log10(22)
    assert figure.layout.yaxis.ticktext == ("2 : 1", "5 : 1", "10 : 1", "22 : 1")
