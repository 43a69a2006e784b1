from xml.etree import ElementTree

from cxanalytics.drawing.scene import MIDDLE, Circle, Group, Path, Rect, Scene, Text
from cxanalytics.drawing.svg import svg

NAME = "{http://www.w3.org/2000/svg}"


def drawn(*items: object, **more: object) -> ElementTree.Element:
    return ElementTree.fromstring(svg(Scene(100, 50.5, items, **more)))  # type: ignore[arg-type]  # noqa: S314


def test_shapes_become_elements() -> None:
    made = drawn(
        Rect(1, 2, 3, 4, fill="#FFFFFF", radius=2),
        Path(((0, 0), (10, 5.25)), stroke="#000000", dash=(4, 2)),
        Path(((0, 0), (1, 1), (2, 0)), fill="#123456", closed=True),
        Circle(5, 6, 7, stroke="#000000", thickness=2),
    )
    assert [element.tag.removeprefix(NAME) for element in made] == ["rect", "polyline", "polygon", "circle"]
    assert made[0].attrib == {"x": "1", "y": "2", "width": "3", "height": "4", "rx": "2", "fill": "#FFFFFF"}
    assert made[1].attrib == {
        "points": "0,0 10,5.25", "fill": "none", "stroke": "#000000", "stroke-width": "1", "stroke-dasharray": "4 2"
    }  # fmt: skip
    assert made[3].attrib["stroke-width"] == "2"
    assert made.attrib["viewBox"] == "0 0 100 50.5"


def test_a_file_holds_texts_to_the_width_they_were_measured_at() -> None:
    text = Text(10, 20, "Invoice", 12, "#000000", MIDDLE, bold=True)
    in_file = drawn(text)[0].attrib
    assert (in_file["text-anchor"], in_file["font-weight"], in_file["lengthAdjust"]) == (
        "middle",
        "600",
        "spacingAndGlyphs",
    )
    on_screen = ElementTree.fromstring(svg(Scene(9, 9, (text,)), fixed=False, held=False))  # noqa: S314
    assert "textLength" not in on_screen[0].attrib
    assert "width" not in on_screen.attrib


def test_what_can_be_chosen_is_reached_by_keyboard_and_says_what_it_is() -> None:
    made = drawn(Group((Circle(1, 1, 1),), key='a "b" <c>', label="Invoice & bill", tip=("first", "<second>")))[0]
    assert made.attrib == {
        "class": "part", "data-key": 'a "b" <c>', "tabindex": "0", "role": "button",
        "aria-label": "Invoice & bill", "data-tip": "first\n<second>",
    }  # fmt: skip


def test_a_group_without_a_key_is_only_a_group() -> None:
    assert drawn(Group((Circle(1, 1, 1),)))[0].attrib == {}


def test_customers_words_stay_words() -> None:
    made = drawn(Text(0, 0, "<script>alert('1')</script> & \"more\"", 10, "#000000"), alt='<"alt">')
    assert made[0].text == "<script>alert('1')</script> & \"more\""
    assert made.attrib["aria-label"] == '<"alt">'
