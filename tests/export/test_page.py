import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from cxanalytics.export import page
from cxanalytics.journey import map as content
from cxanalytics.journey.board import Board
from tests import boards, maps


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
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.texts.setdefault(self.open[-1], []).append(data)


@pytest.fixture(name="html")
def _html(plain: Board) -> str:
    return page.html(plain)


def test_well_formed_with_one_script_and_nothing_to_load(html: str) -> None:
    read = Reader(html)
    assert read.open == []
    assert read.scripts == 1
    assert read.loads == []
    assert "default-src 'none'" in html
    assert "@import" not in page.STYLE
    assert "url(" not in page.STYLE


def test_heading_numbers_sources_and_account_are_there(html: str) -> None:
    read = Reader(html)
    headline = (
        "As the machine reads it, best: Staff, 15\u00a0:\u00a01 (6.1–46), n 64. "
        "Worst: Invoice, 0.44\u00a0:\u00a01 (0.26–0.74), n 70. Touchpoints not yet corrected by people’s labels."
    )
    assert read.texts["h1"] == [headline]
    assert "All from X & Y." in read.texts["dd"]
    cells = read.texts["td"]
    assert " 0.44 : 1 (0.26–0.74)" in cells
    assert " at least 4.4 : 1" in cells
    assert "wrong <b>charge</b> (1)" in cells
    listed = read.texts["li"]
    assert "=one & only.csv" in listed
    assert sum("Forrester" in item for item in listed) == 2
    assert any("scorer v1" in item for item in listed)
    assert "Data: 0123456789abcdef" in listed
    titles = ["Touchpoint by touchpoint", "The numbers", "How to read this", "The lines on the map", "What was read"]
    assert read.texts["h2"] == [*titles, "Where the numbers come from"]


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
    assert "1 experience without a touchpoint" in Reader(page.html(boards.plain(shown))).texts["dd"]


def test_lanes_and_curves_can_be_switched() -> None:
    html = page.html(boards.board(3, lanes=("counts", "owner")))
    switches = re.findall(r'data-switch="([^"]*)"', html)
    assert switches[:3] == ["lane:counts", "lane:owner", "curve:January – March 2026"]
    for part in switches:
        # Once in light and once in dark.
        assert html.count(f"data-part={part}>") + html.count(f'data-part="{part}">') == 2


def test_every_touchpoint_opens_its_own_part() -> None:
    html = page.html(boards.board(3))
    keys = set(re.findall(r'data-key="([^"]*)"', html))
    assert keys == {f"touchpoint:Touchpoint {n}" for n in (1, 2, 3)}
    assert set(re.findall(r'<details data-about="([^"]*)"', html)) == keys
    read = Reader(html)
    assert read.texts["blockquote"][1] == "Anna at the desk solved it in 2 minutes, thank you!"
    assert "Charged twice, nobody calls back (12 answers, 40% of those that complain there)" in read.texts["li"]
    assert "Show the whole price before the last step, Digital, by 1 Sep 2026 (open)" in read.texts["dd"]


def test_customers_words_are_never_markup_or_script(html: str) -> None:
    assert html.count("<script>alert") == 0
    assert "<b>charge" not in html


def test_light_and_dark_and_paper() -> None:
    html = page.html(boards.board(3))
    assert html.count('<div class="light">') == html.count('<div class="night">') == 1
    assert "prefers-color-scheme: dark" in page.STYLE
    assert "@media print" in page.STYLE


def test_the_figure_is_told_in_words(html: str, plain: Board) -> None:
    assert plain.shown.alt in Reader(html).texts["figcaption"]
    assert '<figure aria-label="Journey map of Shop, all feedback' in html


def test_names_with_signs_do_not_break_the_page(plain: Board) -> None:
    odd = replace(plain.shown, name='"><img src=x onerror=alert(1)>', account=("</script>",))
    read = Reader(page.html(replace(plain, shown=odd)))
    assert read.loads == []
    assert read.scripts == 1


def test_a_map_without_feedback_is_a_page_too() -> None:
    read = Reader(page.html(boards.plain(content.build(maps.JOURNEY, pd.DataFrame(), pd.DataFrame()))))
    assert read.texts["h1"] == ["No feedback yet"]
    assert "blockquote" not in read.texts


def test_how_much_is_shared_is_said(plain: Board) -> None:
    read = Reader(page.html(replace(plain, sharing="masked")))
    assert "Names and numbers in customers’ words are hidden." in read.texts["p"]
