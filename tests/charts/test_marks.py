import numpy as np
import pandas as pd

from cxanalytics.charts import marks
from cxanalytics.charts.geometry import geometry
from cxanalytics.charts.style import LIGHT
from cxanalytics.journey import map as content
from cxanalytics.journey.map import JourneyMap
from tests import maps


def points_of(shown: JourneyMap) -> pd.DataFrame:
    return shown.points.iloc[:-1].reset_index(drop=True)


def test_points_tell_their_kind_by_shape_as_well_as_colour(shown: JourneyMap) -> None:
    points = points_of(shown)
    dots = marks.dots(points, LIGHT)
    kind = dict(zip(points["touchpoint"], dots.marker.symbol, strict=True))
    fill = dict(zip(points["touchpoint"], dots.marker.color, strict=True))
    edge = dict(zip(points["touchpoint"], dots.marker.line.color, strict=True))
    assert kind["Till & queue"] == "triangle-up"
    assert kind["Kiosk"] == "triangle-down"
    assert kind["Staff"] == kind["Invoice"] == "circle"
    assert fill["Staff"] == LIGHT.positive
    assert fill["Invoice"] == LIGHT.negative
    # Thin evidence and one-sided counts are hollow.
    assert fill["Gift <desk>"] == fill["Till & queue"] == fill["Kiosk"] == LIGHT.paper
    assert edge["Till & queue"] == LIGHT.positive
    assert edge["Kiosk"] == LIGHT.negative


def test_one_sided_counts_that_prove_nothing_have_no_side(shown: JourneyMap) -> None:
    points = points_of(shown)
    points.loc[points["touchpoint"] == "Till & queue", "low"] = 0.2
    edge = dict(zip(points["touchpoint"], marks.dots(points, LIGHT).marker.line.color, strict=True))
    assert edge["Till & queue"] == LIGHT.neutral


def test_choosing_a_point_gives_the_touchpoint(shown: JourneyMap) -> None:
    points = points_of(shown)
    names = [[name] for name in points["touchpoint"]]
    assert [list(item) for item in marks.dots(points, LIGHT).customdata] == names
    assert [[list(item) for item in bar.customdata] for bar in marks.bars(points, geometry(points, 0), LIGHT)] == [
        names,
        names,
    ]


def test_lines_are_straight_and_stop_where_there_is_nothing(shown: JourneyMap) -> None:
    solid, dotted = None, None
    for trace in marks.curve(points_of(shown), LIGHT):
        assert trace.line.shape == "linear"
        solid, dotted = (trace, dotted) if trace.line.dash == "solid" else (solid, trace)
    # No two measured neighbours here: every line that is drawn is dotted.
    assert solid is None
    drawn = np.array(dotted.y, dtype="float64").reshape(-1, 3)
    complete = ~np.isnan(drawn[:, :2]).any(axis=1)
    assert np.array(dotted.x).reshape(-1, 3)[complete, 0].tolist() == [0, 1, 4, 5]


def test_the_band_is_the_interval_with_gaps(shown: JourneyMap) -> None:
    points = points_of(shown)
    size = geometry(points, 0)
    for trace in marks.band(points, size, LIGHT):
        y = np.array(trace.y, dtype="float64")
        assert np.nanmin(y) >= size.bottom
        assert np.nanmax(y) <= size.top
        assert not {2.0, 3.0} <= set(np.array(trace.x, dtype="float64").reshape(-1, 5)[0])
    corners = np.array(marks.band(points, size, LIGHT)[0].y, dtype="float64")[:5]
    # Low and low, high and high of the first two; what would leave the axis ends at it.
    low, high = points["low"].tolist(), points["high"].tolist()
    assert high[1] == np.inf
    np.testing.assert_allclose(corners[:4], [low[0], low[1], size.top, min(high[0], size.top)])


def test_bars_go_up_for_positive_and_down_for_negative(shown: JourneyMap) -> None:
    points = points_of(shown)
    up, down = marks.bars(points, geometry(points, 0), LIGHT)
    assert list(up.y) == [60, 12, 20, 0, 0, 90, 3]
    assert list(down.y) == [-4, 0, -45, 0, -8, -30, -1]
    assert list(down.text) == ["4", "", "45", "", "8", "30", "1"]
    assert (up.marker.color[0], down.marker.color[0]) == (LIGHT.positive, LIGHT.negative)
    # Thin evidence is fainter.
    assert up.marker.color[1] == "rgba(33, 102, 172, 0.5)"


def test_choosing_fades_nothing(shown: JourneyMap) -> None:
    points = points_of(shown)
    for trace in (marks.dots(points, LIGHT), *marks.bars(points, geometry(points, 0), LIGHT)):
        assert trace.unselected.marker.opacity == trace.selected.marker.opacity == 1


def test_a_ring_around_the_chosen_point(shown: JourneyMap) -> None:
    points = points_of(shown)
    (ring,) = marks.ring(points, "Staff", LIGHT)
    assert ring.unselected.marker.opacity == 1
    assert (list(ring.x), list(ring.y), ring.marker.symbol) == ([0], [15.0], "circle-open")
    assert marks.ring(points, "Hold music", LIGHT) == []
    assert marks.ring(points, None, LIGHT) == []


def test_the_legend_names_only_what_is_there(shown: JourneyMap) -> None:
    points = points_of(shown)
    all_names = [trace.name for trace in marks.legend(points, LIGHT, 30, 0.95)]
    assert all_names == [
        "more positive than negative",
        "more negative than positive",
        "cannot be told from 1 : 1",
        "thin evidence, n under 30",
        "nothing negative yet: at least",
        "nothing positive yet: at most",
        "95 % interval",
    ]
    measured = points[points["evidence"] == "measured"]
    assert len(marks.legend(measured, LIGHT, 30, 0.95)) == 3


def test_a_corrected_point_has_a_dot_in_the_colour_of_the_paper() -> None:
    table = maps.labelled({"Staff": (300, 20, 20), "Invoice": (80, 40, 0)}, each=25)
    table.loc[table["touchpoint"] == "Invoice", ["label", "weight"]] = [-1, float("nan")]
    points = content.build(maps.JOURNEY, table, pd.DataFrame()).points.set_index("touchpoint", drop=False)
    drawn = marks.dots(points.loc[["Staff", "Invoice"]].reset_index(drop=True), LIGHT).marker
    assert list(drawn.symbol) == ["circle-dot", "circle"]
    assert list(drawn.line.color) == [LIGHT.paper, LIGHT.positive]
    names = [trace.name for trace in marks.legend(points, LIGHT, 30, 0.95)]
    assert "corrected by people’s labels" in names
