"""A claim over time as a picture."""

import numpy as np
import pandas as pd

from cxanalytics.charts import claim

PERIODS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"]),
        "value": [0.5, 0.6, np.nan],
        "low": [0.4, 0.5, np.nan],
        "high": [0.65, 0.7, np.nan],
        "n": [100, 80, 0],
        "verdict": ["not enough data", "supported", "not enough data"],
    }
)


def test_a_point_per_period_with_its_interval_and_a_line_at_what_is_claimed() -> None:
    figure = claim.figure(PERIODS, 0.5)
    points = figure.data[0]
    assert list(points.y) == [0.5, 0.6]
    assert np.allclose(points.error_y.array, [0.15, 0.1])
    assert np.allclose(points.error_y.arrayminus, [0.1, 0.1])
    assert [shape.y0 for shape in figure.layout.shapes] == [0.5]
    label = figure.layout.annotations[-1]
    assert (label.text, label.yref, label.y) == ("- - claimed: 50 %", "paper", 1)
    assert set(figure.layout.yaxis.ticktext) >= {"40 %", "50 %", "60 %"}
    assert "January 2026" in points.hovertext[0]


def test_a_trend_has_no_line() -> None:
    assert not claim.figure(PERIODS, float("nan")).layout.shapes


def test_a_ratio_without_an_end_stays_within_the_scale() -> None:
    periods = PERIODS.assign(value=[2.0, 4.0, np.nan], low=[0.0, 2.0, np.nan], high=[5.0, np.inf, np.nan])
    figure = claim.figure(periods, 2.0, ratio=True, dark=True)
    bottom, top = 10 ** np.array(figure.layout.yaxis.range)
    points = figure.data[0]
    ends = np.array([points.y + np.array(points.error_y.array), points.y - np.array(points.error_y.arrayminus)])
    assert np.isfinite(ends).all()
    assert (ends.min() >= bottom - 1e-9, ends.max() <= top + 1e-9) == (True, True)


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert len(claim.figure(PERIODS.iloc[2:], 0.5).data[0].y) == 0


def test_where_only_a_bound_is_known_a_mark_points_up_from_it() -> None:
    periods = PERIODS.assign(value=[2.0, np.nan, np.nan], low=[1.0, 3.0, np.nan], high=[5.0, np.inf, np.nan])
    points, bounds = claim.figure(periods, 2.0, ratio=True).data
    assert (list(points.y), list(bounds.y)) == ([2.0], [3.0])
    assert bounds.marker.symbol == "triangle-up-open"
    assert "at least 3 : 1" in bounds.hovertext[0]
