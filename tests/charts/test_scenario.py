"""The ratio now and in a scenario."""

from math import nan

from cxanalytics.charts import scenario
from cxanalytics.charts.scenario import Bar

BARS = [Bar("Now", 1.6, 1.5, 1.7, False), Bar("If <so>", 2.4, 2.2, 2.7, True), Bar("Unknown", nan, nan, nan, True)]


def test_measured_and_scenario_differ_by_shape() -> None:
    figure = scenario.figure(BARS, [(2.0, "2 : 1, bottom"), (22.0, "22 : 1, elite")])
    measured, made = figure.data
    assert (measured.name, made.name) == ("measured", "scenario")
    assert (measured.marker.symbol, made.marker.symbol) == ("circle", "diamond")
    assert list(made.x) == [2.4]
    assert made.error_x.array[0] == 2.7 - 2.4
    assert "If &lt;so&gt;" in made.hovertext[0]
    # A line outside of what is shown is left out.
    assert [note.text for note in figure.layout.annotations] == ["2 : 1, bottom"]
