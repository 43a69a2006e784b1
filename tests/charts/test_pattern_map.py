import json

import numpy as np
import pandas as pd
import pytest

from cxanalytics.charts import pattern_map as chart
from cxanalytics.charts import style

TABLE = pd.DataFrame(
    {
        "pattern": ["P1", "P2", "P3"],
        "name": ["Nobody answers", "<b>Late</b> & wet", "Wrong charge on the bill every single month again"],
        "n": [100, 25, 4],
        "mentions": [120, 25, 4],
        "share": [0.2, 0.05, 0.008],
        "share_low": [0.17, 0.03, 0.003],
        "share_high": [0.24, 0.07, 0.02],
        "times": [1.04, 1.01, 1.001],
        "at": ["Phone <support>", "Delivery", "Invoice"],
        "there": [1.64, 1.16, 1.01],
        "there_low": [1.5, 1.1, 1.0],
        "there_high": [1.9, 1.3, 1.05],
        "ratio": [1.6, 1.6, 1.6],
        "ratio_without": [1.664, 1.616, 1.602],
        "trend": ["rising", "falling", "unclear"],
    }
)


def many(number: int) -> pd.DataFrame:
    draw = np.random.default_rng(3)
    n = (10 + 400 * draw.pareto(1.2, number)).astype(int)
    return pd.concat([TABLE.iloc[[0]]] * number, ignore_index=True).assign(
        pattern=[f"P{i}" for i in range(number)], name=[f"Pattern number {i}" for i in range(number)], n=n,
        there=1 + draw.pareto(2, number) / 4, trend=draw.choice(["rising", "steady"], number),
    )  # fmt: skip


def bubbles(figure: object) -> object:
    return figure.data[-1]


def names(figure: object) -> list[str]:
    return [note.text for note in figure.layout.annotations if "no room" not in note.text]


def test_right_are_the_many_and_up_what_weighs() -> None:
    drawn = bubbles(chart.figure(TABLE))
    assert [item[0] for item in drawn.customdata] == ["P1", "P2", "P3"]
    assert drawn.x[0] > drawn.x[1] > drawn.x[2] > 0
    assert drawn.y[0] > drawn.y[1] > drawn.y[2] > 0
    assert drawn.marker.size[0] > drawn.marker.size[1] > drawn.marker.size[2]
    # Both scales are of roots: four times as many stand twice as far.
    assert drawn.x[0] / drawn.x[1] == pytest.approx(2)


def test_the_trend_is_told_by_arrow_and_colour_and_the_legend_says_what_they_mean() -> None:
    figure = chart.figure(TABLE)
    drawn = bubbles(figure)
    assert drawn.text == ("<b>↗</b>", "<b>↘</b>", "<b></b>")
    assert drawn.marker.color == (style.LIGHT.negative, style.LIGHT.positive, style.LIGHT.paper)
    assert [trace.name for trace in figure.data if trace.name] == ["↗ rising", "↘ falling", "trend not known yet"]
    loved = bubbles(chart.figure(TABLE, chart.Look(loved=True)))
    assert loved.marker.color[:2] == (style.LIGHT.positive, style.LIGHT.negative)


def test_axes_say_what_they_are_in_round_numbers() -> None:
    layout = chart.figure(TABLE).layout
    assert layout.xaxis.ticktext[0] == "0"
    assert layout.yaxis.ticktext[0] == "×1"
    assert {"20", "50", "100"} <= set(layout.xaxis.ticktext)
    assert {"×1.1", "×1.5"} <= set(layout.yaxis.ticktext)
    assert layout.yaxis.title.text == "gain at its touchpoint without it (×)"
    assert chart.figure(TABLE, chart.Look(loved=True)).layout.yaxis.title.text.startswith("loss at")


def test_hover_tells_it_all_and_names_are_never_markup() -> None:
    figure = chart.figure(TABLE)
    assert bubbles(figure).hovertext[0] == (
        "<b>Nobody answers</b><br>100 answers, 20 % (17 %–24 %) of those that complain<br>"
        "Said most at Phone &lt;support&gt;: there the ratio without it would be 1.6 times as good (1.5–1.9)<br>"
        "Over all: 4 % better, 1.7 : 1 instead of 1.6 : 1<br>Trend: rising"
    )
    assert "<b>Late" not in json.dumps(figure.to_dict()["layout"]["annotations"], default=str)
    assert "&lt;b&gt;Late&lt;/b&gt; &amp; wet" in names(figure)


def test_the_chosen_has_a_ring_a_bold_name_and_its_interval() -> None:
    figure = chart.figure(TABLE, chart.Look(chosen="P2"))
    assert any(name.startswith("<b>&lt;b&gt;Late") for name in names(figure))
    assert len(figure.data) == len(chart.figure(TABLE).data) + 1
    (line,) = figure.layout.shapes
    assert line.y0 < bubbles(figure).y[-1] < line.y1
    assert bubbles(figure).customdata[-1][0] == "P2"


@pytest.mark.parametrize("number", [1, 2, 40, 120])
@pytest.mark.parametrize("narrow", [False, True])
def test_any_number_of_patterns(number: int, narrow: bool) -> None:
    figure = chart.figure(many(number), chart.Look(dark=narrow, narrow=narrow, chosen="P0"))
    assert len(bubbles(figure).x) == number
    told = [note.text for note in figure.layout.annotations if "no room here" in note.text]
    assert len(names(figure)) + (int(told[0].split()[0]) if told else 0) == number
    assert any("Pattern number 0" in name.replace("<br>", " ") for name in names(figure))
    assert min(note.font.size for note in figure.layout.annotations) >= 11


def test_no_pattern_is_an_empty_frame() -> None:
    assert chart.figure(TABLE.iloc[:0]).data == ()
    assert chart.alt(TABLE.iloc[:0]) == "Map of patterns of what hurts: none yet."


def test_the_map_in_words() -> None:
    assert chart.alt(TABLE).startswith(
        "Map of 3 patterns of what hurts, largest first. Nobody answers: 100 answers, most at Phone <support>, "
        "where the ratio would be 1.6 times as good without it, rising; "
    )


def test_the_callers_table_is_left_alone() -> None:
    before = TABLE.copy(deep=True)
    chart.figure(TABLE, chart.Look(chosen="P1"))
    pd.testing.assert_frame_equal(TABLE, before)
