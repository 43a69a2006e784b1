import pytest

from cxanalytics.charts import geometry
from cxanalytics.journey.map import JourneyMap
from tests import maps


def test_height_is_the_ratio_or_the_known_end(shown: JourneyMap) -> None:
    points = shown.points.set_index("touchpoint")
    height = geometry.height_of(points)
    assert height["Staff"] == 15
    assert height["Till & queue"] == points.loc["Till & queue", "low"]
    assert height["Kiosk"] == points.loc["Kiosk", "high"]
    assert height.isna()["Hold music"]


def test_the_axis_holds_every_point_and_the_lines(shown: JourneyMap) -> None:
    size = geometry.geometry(shown.points, title_lines=2)
    height = geometry.height_of(shown.points).dropna()
    assert size.bottom < min(height.min(), 1)
    assert size.top > max(height.max(), 22)


@pytest.mark.parametrize("touchpoints", [1, 5, 12, 13, 25, 60])
def test_parts_fill_the_figure_without_overlap(touchpoints: int) -> None:
    size = geometry.geometry(maps.long(touchpoints).points.iloc[:-1], title_lines=1)
    assert size.columns == touchpoints
    assert 0 == size.bars_domain[0] < size.bars_domain[1] < size.curve_domain[0]
    assert size.curve_domain[0] < size.curve_domain[1] < size.stages_domain[0] < size.stages_domain[1] == 1
    assert size.width >= touchpoints * size.column


def test_names_stand_at_an_angle_only_where_there_are_many() -> None:
    few, many = (geometry.geometry(maps.long(n).points.iloc[:-1], 1) for n in (12, 13))
    assert not few.dense
    assert many.dense
    # A line of a name fits its column, or, at an angle, the height kept for it.
    assert few.characters * 6.4 <= few.column
    assert many.characters * 6.4 * 0.75 <= many.names
