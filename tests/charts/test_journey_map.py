from dataclasses import replace
from datetime import date

import pandas as pd
import plotly.io as pio
import pytest

from cxanalytics.charts import journey_map as chart
from cxanalytics.charts import style
from cxanalytics.journey import map as content
from cxanalytics.journey.map import JourneyMap
from cxanalytics.selection import Selection
from tests import maps


def test_ratios_on_a_log_axis_over_counts_on_the_same_columns(shown: JourneyMap) -> None:
    layout = chart.figure(shown).layout
    assert layout.yaxis.type == "log"
    assert layout.xaxis2.matches == "x"
    assert {"1:2", "1:1", "2:1", "5:1", "22:1"} <= set(layout.yaxis.ticktext)
    assert layout.xaxis.ticktext[:3] == ("Staff", "Till &amp; queue", "Invoice")
    assert layout.xaxis2.ticktext[2] == "wrong<br>&lt;b&gt;charge&lt;/b&gt;"


def test_the_title_says_what_the_map_says(shown: JourneyMap) -> None:
    title = chart.figure(shown).layout.title.text
    assert title.startswith("<b>As the machine reads it, best: Staff, 15\u00a0:\u00a01 (6.1–46), n 64.")
    assert "X &amp; Y" in title
    assert not chart.figure(shown, title=False).layout.title.text


def test_lines_at_one_two_and_twenty_two(shown: JourneyMap) -> None:
    shapes = chart.figure(shown).layout.shapes
    across = [shape.y0 for shape in shapes if shape.type == "line" and shape.y0 == shape.y1]
    assert across == [1, 2, 22]


@pytest.mark.parametrize("dark", [False, True])
def test_every_colour_is_given_and_the_page_shines_through(shown: JourneyMap, dark: bool) -> None:
    before = pio.templates.default
    figure = chart.figure(shown, dark)
    colours = style.palette(dark)
    assert figure.layout.template.layout.font.color == colours.text
    assert figure.layout.template.layout.paper_bgcolor == "rgba(0, 0, 0, 0)"
    for trace in figure.data:
        assert trace.marker.color is not None or trace.line.color or trace.fillcolor
    assert pio.templates.default == before


def test_nothing_customers_wrote_is_markup(shown: JourneyMap) -> None:
    text = chart.figure(shown).to_json()
    assert "<script" not in text
    assert "\\u003cscript" not in text
    assert "wrong <b>charge" not in text


def test_the_unassigned_are_a_note_not_a_point(shown: JourneyMap) -> None:
    dots = chart.figure(shown).data[-1]
    assert [item[0] for item in dots.customdata] == list(shown.points["touchpoint"].iloc[:-1])


def test_of_touchpoints_not_on_the_map_the_largest_are_drawn(shown: JourneyMap) -> None:
    kiosk = shown.points.iloc[[6]]
    others = pd.concat([kiosk.assign(touchpoint=f"Kiosk {i}") for i in range(6)])
    many = replace(shown, points=pd.concat([shown.points.iloc[:6], others, shown.points.iloc[[-1]]]))
    drawn = chart.drawn(many)["touchpoint"].tolist()
    assert drawn[6:] == ["Kiosk 0", "Kiosk 1", "Kiosk 2", "Kiosk 3"]
    notes = [note.text for note in chart.figure(many).layout.annotations]
    assert any("in the table alone: 2 more" in note for note in notes)


@pytest.mark.parametrize("touchpoints", [1, 2, 12, 25, 60])
def test_any_number_of_touchpoints(touchpoints: int) -> None:
    shown = maps.long(touchpoints)
    figure = chart.figure(shown)
    assert len(figure.layout.xaxis.tickvals) == touchpoints
    assert figure.layout.xaxis.tickangle == (0 if touchpoints <= 12 else -48)
    assert chart.least_width(shown) >= 40 * touchpoints
    assert figure.layout.height < 1000


@pytest.mark.parametrize("dark", [False, True])
def test_the_chosen_touchpoint_is_marked_and_bold(shown: JourneyMap, dark: bool) -> None:
    figure, plain = (chart.figure(shown, dark, chosen=name) for name in ("Invoice", None))
    assert figure.layout.xaxis.ticktext[1:3] == ("Till &amp; queue", "<b>Invoice</b>")
    assert len(figure.data) == len(plain.data) + 1
    assert len(figure.layout.shapes) == len(plain.layout.shapes) + 1


def test_a_roomy_map_has_larger_letters_and_wider_columns() -> None:
    shown = maps.long(25)
    figure = chart.figure(shown, roomy=True)
    assert chart.least_width(shown, roomy=True) >= 62 * 25 > chart.least_width(shown)
    fonts = [note.font.size for note in figure.layout.annotations]
    assert min(fonts) >= 14
    assert figure.layout.xaxis.tickfont.size == 16


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        (Selection(since=date(2099, 1, 1)), "No feedback in this selection: take a filter away."),
        (Selection(), "No feedback yet: import an export."),
    ],
)
def test_without_feedback_stages_and_one_sentence(selection: Selection, sentence: str) -> None:
    table = maps.experiences(maps.COUNTS) if selection else pd.DataFrame()
    figure = chart.figure(content.build(maps.JOURNEY, table, pd.DataFrame(), selection=selection))
    assert [note.text for note in figure.layout.annotations] == ["<b>Buy</b>", "<b>Pay</b>", sentence]
    assert figure.data == ()
    assert figure.layout.height < 400
    assert figure.layout.title.text.startswith(f"<b>{sentence.split(':')[0]}</b>")
