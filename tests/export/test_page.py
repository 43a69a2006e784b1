import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from cxanalytics.charts import journey_map as chart
from cxanalytics.export import page
from cxanalytics.journey import map as content
from cxanalytics.journey.map import JourneyMap
from tests import maps


class Reader(HTMLParser):
    """The texts of a page by the tag they stand in, and everything it would load."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.loads: list[str] = []
        self.scripts = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "data")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.texts.setdefault(self.open[-1], []).append(data)


@pytest.fixture(name="html")
def _html(shown: JourneyMap) -> str:
    return page.html(shown)


def test_well_formed_with_two_scripts_and_nothing_to_load(html: str) -> None:
    read = Reader(html)
    assert read.open == []
    assert read.scripts == 2
    assert read.loads == []
    assert "default-src 'none'" in html
    assert "@import" not in page.STYLE
    assert "url(" not in page.STYLE


def test_heading_numbers_quotes_sources_and_account_are_there(html: str) -> None:
    read = Reader(html)
    headline = (
        "As the machine reads it, best: Staff, 15\u00a0:\u00a01 (6.1–46), n 64. "
        "Worst: Invoice, 0.44\u00a0:\u00a01 (0.26–0.74), n 70. Touchpoints not yet corrected by people’s labels."
    )
    assert read.texts["h1"] == [headline]
    assert read.texts["blockquote"] == ["They <script>alert(1)</script> & \"charged\" 'twice'"]
    assert "All from X & Y." in read.texts["dd"]
    cells = read.texts["td"]
    assert " 0.44 : 1 (0.26–0.74)" in cells
    assert " at least 4.4 : 1" in cells
    assert "wrong <b>charge</b> (1)" in cells
    listed = read.texts["li"]
    assert "=one & only.csv" in listed
    assert sum("Forrester" in item for item in listed) == 2
    assert any("scorer v1" in item for item in listed)
    assert read.texts["h2"] == [
        "The numbers",
        "What hurts, in customers’ words",
        "How to read this",
        "The lines on the map",
        "What was read",
    ]


def test_columns_are_named_as_everywhere_and_no_cell_is_empty(html: str) -> None:
    read = Reader(html)
    assert read.texts["th"][:12] == [
        "Touchpoint",
        "Positive for each negative",
        "Rests on",
        "As the machine counts",
        "Experiences",
        "Positive",
        "Negative",
        "Mixed",
        "Neutral",
        "Evidence",
        "What recurs",
        "Last heard of",
    ]
    rows = re.findall(r'<th scope="row">Hold music</th>(.*?)</tr>', html)
    assert [re.findall(r"<td[^>]*>(.*?)</td>", row)[1:] for row in rows] == [
        ["uncorrected", "no emotion yet", "0", "0", "0", "0", "0", "none", "–", "–"]
    ]


def test_one_experience_is_not_many() -> None:
    shown = content.build(maps.JOURNEY, maps.experiences({"Unassigned": (1, 0, 0)}), pd.DataFrame())
    assert "1 experience without a touchpoint" in Reader(page.html(shown)).texts["dd"]


def test_paper_has_a_figure_of_its_own_in_large_letters(html: str, shown: JourneyMap) -> None:
    data = json.loads(re.search(r"const MAP = (.*);\n", html)[1])
    paper, light = (data[name]["layout"]["xaxis"]["tickfont"] for name in ("paper", "light"))
    assert (paper["size"], light["size"]) == (16, 12)
    assert paper["color"] == light["color"]
    assert data["paperWidth"] == chart.least_width(shown, roomy=True) > data["width"]


def test_a_narrow_screen_is_told_that_the_map_scrolls(html: str, shown: JourneyMap) -> None:
    assert '<p class="hint">Scroll sideways for the whole map' in html
    hidden_from = int(re.search(r"min-width: (\d+)px\) \{ \.hint \{ display: none", html)[1])
    assert hidden_from >= chart.least_width(shown)


def test_customers_words_are_never_markup_or_script(html: str) -> None:
    assert html.count("<script>alert") == 0
    assert "<b>charge" not in html
    data = re.search(r"const MAP = (.*);\n", html)
    assert data is not None
    assert "<" not in data[1]
    assert json.loads(data[1])["light"]["layout"]["yaxis"]["type"] == "log"


def test_light_and_dark_and_no_button_that_sends_it_away(html: str) -> None:
    data = json.loads(re.search(r"const MAP = (.*);\n", html)[1])
    texts = [data[theme]["layout"]["template"]["layout"]["font"]["color"] for theme in ("light", "dark")]
    assert texts == ["#1F2933", "#E8EBEF"]
    assert data["config"]["displaylogo"] is False
    assert "sendChartToCloud" in data["config"]["modeBarButtonsToRemove"]
    assert "prefers-color-scheme: dark" in page.STYLE
    assert "@media print" in page.STYLE


def test_the_figure_is_told_in_words(html: str, shown: JourneyMap) -> None:
    assert shown.alt in Reader(html).texts["figcaption"]
    assert 'role="figure" aria-label="Journey map of Shop, all feedback' in html


def test_names_with_signs_do_not_break_the_page(shown: JourneyMap) -> None:
    odd = replace(shown, name='"><img src=x onerror=alert(1)>', selection="source </title><b>", account=("</script>",))
    read = Reader(page.html(odd))
    assert read.loads == []
    assert read.scripts == 2


def test_a_map_without_feedback_is_a_page_too() -> None:
    html = page.html(content.build(maps.JOURNEY, pd.DataFrame(), pd.DataFrame()))
    read = Reader(html)
    assert read.texts["h1"] == ["No feedback yet"]
    assert "blockquote" not in read.texts
    assert "no dates" in read.texts["dd"]


def test_patterns_stand_in_the_table_and_over_the_quote_as_text() -> None:
    read = Reader(page.html(maps.patterned()))
    assert "Wrong <i>amount</i> (7)" in read.texts["td"]
    assert "Comes late (5)" in read.texts["td"]
    assert "Wrong <i>amount</i> · 7" in read.texts["p"]
