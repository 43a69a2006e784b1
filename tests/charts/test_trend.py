"""Charts of a number over time."""

from math import inf, nan

import pandas as pd
import pytest

from cxanalytics.charts import trend
from cxanalytics.charts.trend import Scale

RATIO = Scale(True, lambda row: f"{row['value']} : 1", "", None, [(2.0, "bottom"), (22.0, "elite")])
TABLE = pd.DataFrame(
    {
        "start": pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]),
        "label": ["January", "February", "March", "<April>"],
        "value": [1.0, nan, 2.0, nan], "low": [0.8, nan, 1.5, 3.0],
        "high": [1.2, nan, 2.5, inf], "n": [50, 0, 60, 9], "whole": [True, True, True, False],
        "last_year": [nan, nan, 1.5, nan],
    }
)  # fmt: skip


def traces(figure: object) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for trace in figure.data:  # type: ignore[attr-defined]
        found.setdefault(trace.name, []).append(trace)
    return found


def test_a_line_with_its_band_and_gaps() -> None:
    figure = trend.figure(TABLE, RATIO)
    found = traces(figure)
    line = found["measured"][0]
    assert list(line.y)[::2] == [1.0, 2.0]  # type: ignore[attr-defined]
    # At least 3 : 1 is drawn at its known end, and a running period is hollow.
    assert line.y[3] == 3.0  # type: ignore[attr-defined]
    assert line.marker.color[3] != line.marker.color[0]  # type: ignore[attr-defined]
    assert len(found["95 % interval"]) == 2
    assert "&lt;April&gt;" in line.hovertext[3]  # type: ignore[attr-defined]
    assert [note.text for note in figure.layout.annotations] == ["bottom"]
    assert figure.layout.yaxis.type == "log"


def test_the_year_before_and_the_same_mix_are_lines_of_their_own() -> None:
    found = traces(trend.figure(TABLE, RATIO, same=pd.Series([1.1, nan, 1.9, 2.0])))
    assert {"a year before", "at the same mix of sources"} <= set(found)
    assert "a year before" not in traces(trend.figure(TABLE.assign(last_year=nan), RATIO))


def test_events_are_threads_with_numbers() -> None:
    events = pd.DataFrame(
        {"at": pd.to_datetime(["2025-06-01", "2026-02-10", "2026-02-10"]), "words": ["old", "<b>", "c"]}
    )
    notes = trend.figure(TABLE, RATIO, events).layout.annotations
    threads = [note for note in notes if note.hovertext]
    assert [(note.x, note.text) for note in threads] == [("2026-01-01", "<b>1</b>"), ("2026-02-10", "<b>2, 3</b>")]
    assert threads[1].hovertext == "&lt;b&gt;<br>c"


@pytest.mark.parametrize("dark", [False, True])
def test_cohorts_stand_in_one_picture(dark: bool) -> None:
    both = pd.concat([TABLE.assign(cohort="Gold"), TABLE.assign(cohort="None")])
    figure = trend.lines(both, "cohort", RATIO, dark=dark)
    assert [trace.name for trace in figure.data] == ["Gold", "None"]
    assert figure.data[0].line.color != figure.data[1].line.color


def test_a_share_has_a_plain_axis() -> None:
    share = Scale(False, lambda row: f"{row['value']:.0%}", ".0%", True)
    figure = trend.figure(
        TABLE.assign(value=[0.1, nan, 0.2, 0.3], low=0.05, high=0.4, last_year=nan), share, small=True
    )
    assert figure.layout.yaxis.tickformat == ".0%"
    assert figure.layout.yaxis.range[0] == 0
    assert figure.layout.height == trend.SMALL


def test_it_is_told_in_words() -> None:
    assert trend.alt(TABLE, "Ratio", RATIO) == "Ratio, 3 periods: January 1.0 : 1; <April> nan : 1."
    assert trend.alt(TABLE.head(0), "Ratio", RATIO) == "Ratio: nothing known."
