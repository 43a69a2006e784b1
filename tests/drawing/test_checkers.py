"""The two checkers of drawings find what they are for."""

import pytest

from cxanalytics.drawing.scene import END, Path, Rect, Scene, Text

from . import contrasts, overlaps


def test_texts_on_each_other_or_beyond_the_edge_are_found() -> None:
    one, on_it, below = (Text(10, y, text, 12, "#000000") for y, text in ((20, "first"), (24, "second"), (44, "third")))
    assert overlaps.found(Scene(100, 50, (one, below))) == []
    assert overlaps.found(Scene(100, 50, (one, on_it))) == ["“first” lies on “second”"]
    assert overlaps.found(Scene(30, 50, (one, below))) == ["“third” leaves the drawing"]
    assert overlaps.found(Scene(100, 40, (below,))) == ["“third” leaves the drawing"]


def test_a_turned_text_is_found_where_it_stands() -> None:
    upright = Text(50, 90, "upright words", 12, "#000000", angle=-90)
    assert overlaps.found(Scene(100, 100, (upright, Text(10, 20, "far", 12, "#000000")))) == []
    assert overlaps.found(Scene(100, 100, (upright, Text(55, 50, "near", 12, "#000000", END)))) == [
        "“upright words” lies on “near”"
    ]


def test_black_on_white_is_the_most_and_a_colour_on_itself_the_least() -> None:
    assert contrasts.contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrasts.contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert contrasts.contrast((9, 9, 9), (9, 9, 9)) == 1


def test_faint_texts_are_found_on_what_lies_behind_them() -> None:
    text = Text(10, 20, "words", 12, "#767676")
    assert contrasts.found(Scene(90, 30, (text,), background="#FFFFFF")) == []
    veil = Rect(0, 0, 90, 30, fill="rgba(0, 0, 0, 0.1)")
    assert contrasts.found(Scene(90, 30, (veil, text), background="#FFFFFF")) == ["“words” has 3.6 : 1"]
    corner = Path(((0, 0), (90, 0), (0, 30)), fill="#767676", closed=True)
    assert contrasts.found(Scene(90, 30, (corner, text), background="#FFFFFF")) == ["“words” has 1.0 : 1"]
    assert contrasts.found(Scene(90, 30, (text, veil), background="#FFFFFF")) == []  # it lies in front
    assert contrasts.found(Scene(90, 30, (veil, Text(10, 25, "words", 24, "#767676")), background="#FFFFFF")) == []
