"""The chart of an effect: both lines, the band, where it began, what was to be expected."""

from datetime import date

import numpy as np
import pandas as pd

from cxanalytics.charts import effect as chart

MONTHS = pd.DataFrame(
    {
        "start": pd.date_range("2026-01-01", periods=5, freq="MS"),
        "phase": ["before", "before", "left out", "after", "after"],
        "share": [0.4, np.nan, 0.3, 0.2, 0.2],
        "low": [0.3, np.nan, 0.2, 0.1, 0.1],
        "high": [0.5, np.nan, 0.4, 0.3, 0.3],
        "n": [50, 0, 60, 50, 150],
        "others": [0.3, 0.3, 0.3, 0.3, 0.3],
        "line": [0.39, 0.39, np.nan, 0.38, 0.38],
    }
)
BEGAN = date(2026, 3, 12)


def test_the_lines_have_names_and_the_gap_is_one() -> None:
    made = chart.figure(MONTHS, BEGAN, "Invoice", "8 untouched touchpoints")
    named = [trace.name for trace in made.data if trace.name]
    assert named == ["8 untouched touchpoints", "Baseline", "Without the action", "Invoice"]
    # A band for each run of months.
    assert sum(trace.fill == "toself" for trace in made.data) == 2
    assert [shape.x0 for shape in made.layout.shapes] == ["2026-03-12"]
    assert made.layout.annotations[0].text == "began 12 Mar 2026"
    hover = made.data[-1].hovertext
    assert "40 % negative (30 %–50 %), 50 experiences" in hover[0]
    assert hover[2].endswith("left out: it began in this month")


def test_what_is_not_known_is_not_drawn() -> None:
    made = chart.figure(MONTHS.assign(line=np.nan), BEGAN, "Invoice", "none", dark=True)
    assert [trace.name for trace in made.data if trace.name] == ["none", "Invoice"]


def test_the_chart_in_words() -> None:
    assert chart.alt(MONTHS, BEGAN, "Invoice", "8 untouched touchpoints") == (
        "Invoice, month by month, and 8 untouched touchpoints. It began on 12 March 2026: 40 % in 1 months before, "
        "20 % in 2 months after. The table has all."
    )
