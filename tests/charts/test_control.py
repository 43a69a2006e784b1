"""Control charts."""

import numpy as np

from cxanalytics.charts import control
from cxanalytics.charts.control import Watched
from cxanalytics.charts.style import LIGHT

SERIES = Watched(
    when=["2026-01-01", "2026-02-01", "2026-03-01"], labels=["January", "February", "March"],
    value=np.array([0.2, np.nan, 0.5]), centre=np.array([np.nan, np.nan, 0.2]), low=np.array([np.nan, np.nan, 0.1]),
    high=np.array([np.nan, np.nan, 0.3]), found=np.array([0, 0, 1]), began=[2],
)  # fmt: skip


def test_what_was_found_has_a_sign_and_a_colour() -> None:
    figure = control.figure(SERIES, lambda value: f"{value:.0%}", ".0%")
    dots = figure.data[-1]
    assert list(dots.x) == ["2026-01-01", "2026-03-01"]
    assert list(dots.marker.symbol) == ["circle", "triangle-up"]
    assert list(dots.marker.color) == [LIGHT.text, LIGHT.negative]
    assert "part of the baseline" in dots.hovertext[0]
    assert "a real change was found here" in dots.hovertext[1]
    assert "within noise from 10% to 30%" in dots.hovertext[1]
    assert [line.x0 for line in figure.layout.shapes] == ["2026-03-01"]


def test_more_can_be_better_or_neither() -> None:
    for worse, colour in ((-1, LIGHT.positive), (0, LIGHT.text)):
        figure = control.figure(SERIES, str, ".0%", worse=worse)
        assert figure.data[-1].marker.color[1] == colour
