from io import BytesIO
from typing import Any

import pptx
import pytest
from pptx.util import Emu

from cxanalytics.export import slides
from tests import boards


def opened(**how: Any) -> Any:
    return pptx.Presentation(BytesIO(slides.pptx(boards.board(**how))))


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


@pytest.fixture(scope="module")
def deck() -> Any:
    return opened(touchpoints=8)


def test_an_overview_then_a_slide_for_each_touchpoint_then_tables(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0].startswith("As the machine reads it, best: Touchpoint 1")
    assert titles[1:9] == [f"Touchpoint {n}" for n in range(1, 9)]
    assert titles[9:] == [
        "What recurs, most heard first",
        "What recurs, most heard first, continued",
        "Actions",
        "How to read these slides",
    ]


def test_the_overview_has_native_charts_with_their_data(deck: Any) -> None:
    curve, counts = charts(deck.slides[0])
    assert list(curve.plots[0].categories) == [f"Touchpoint {n}" for n in range(1, 9)]
    series = {one.name: list(one.values) for one in curve.plots[0].series}
    assert list(series)[:3] == ["Positive for each negative", "Low end", "High end"]
    assert series["Ideal"][0] == 5.0
    assert series["Positive for each negative"][3] is None
    assert [list(one.values) for one in counts.plots[0].series] == [
        [60, 12, 20, 0, 0, 90, 3, 33],
        [4, 0, 45, 0, 8, 30, 1, 30],
    ]
    assert curve._workbook.xlsx_part is not None


def test_stages_are_arrows_over_their_touchpoints(deck: Any) -> None:
    arrows = [shape for shape in deck.slides[0].shapes if shape.name.startswith("Stage ")]
    assert [shape.text_frame.text for shape in arrows] == ["Stage 1", "Stage 2", "Stage 3"]
    assert arrows[0].width == pytest.approx(arrows[1].width, abs=2)
    assert arrows[0].left + arrows[0].width == pytest.approx(arrows[1].left, abs=2)


def test_a_touchpoint_has_its_ratio_words_people_and_notes(deck: Any) -> None:
    slide = deck.slides[3]
    said = words(slide)
    assert "▼ 0.44 : 1" in said
    assert "between 0.26 and 0.74 : 1, 95% sure" in said
    assert "“They charged me twice & nobody <b>called</b> me back although I asked three times.”" in said
    assert "Ideal: 7.0 : 1" in said or "Ideal: 5.0 : 1" in said
    notes = slide.notes_slide.notes_text_frame.text
    assert "0.44 : 1 (0.26–0.74), n 70, uncorrected" in notes
    (emotions,) = charts(slide)
    assert len(list(emotions.plots[0].categories)) == 6


def test_a_touchpoint_without_evidence_says_so(deck: Any) -> None:
    assert "Nothing heard here yet" in words(deck.slides[4])
    assert "assumed: no evidence yet" in words(deck.slides[4])


def test_every_slide_says_where_its_numbers_come_from(deck: Any) -> None:
    assert all("0123456789abcdef" in words(slide) for slide in deck.slides)


def test_charts_have_words_for_those_who_cannot_see_them(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_no_shape_leaves_its_slide_and_no_id_comes_twice() -> None:
    deck = opened(touchpoints=12, german=True)
    for slide in deck.slides:
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert Emu(shape.left + shape.width) <= deck.slide_width
            assert Emu(shape.top + shape.height) <= deck.slide_height


def test_a_long_journey_has_several_overviews() -> None:
    deck = opened(touchpoints=40)
    parts = [slide for slide in deck.slides if "Journey map · Shop · part" in words(slide)]
    assert len(parts) == 4
    assert len(deck.slides) > 44
