import pytest

from cxanalytics.drawing.scene import Scene, Text
from cxanalytics.drawing.touchpoint import HEIGHT, WIDTH, scene
from tests import boards

from . import overlaps

BOARD = boards.board(12)


def said(made: Scene) -> list[str]:
    return [item.text for item in made.flat() if isinstance(item, Text)]


def test_the_ratio_stands_with_its_interval_and_what_it_rests_on() -> None:
    texts = said(scene(BOARD, "Touchpoint 3"))
    assert "0.44 : 1" in texts
    assert "between 0.26 and 0.74 : 1, 95 % sure" in texts
    assert "70 experiences, measured evidence" in texts
    assert "uncorrected" in texts
    assert "3 of 12" in texts


@pytest.mark.parametrize(
    ("touchpoint", "sign", "words"),
    [
        ("Touchpoint 1", "▲", "15 : 1"),
        ("Touchpoint 2", "▲", "at least 4.4 : 1"),
        ("Touchpoint 3", "▼", "0.44 : 1"),
        ("Touchpoint 8", "◆", "1.1 : 1"),
    ],
)
def test_a_sign_says_which_side_it_is_surely_on(touchpoint: str, sign: str, words: str) -> None:
    texts = said(scene(BOARD, touchpoint))
    assert sign in texts
    assert words in texts


def test_what_nobody_was_heard_of_is_said_to_be_assumed() -> None:
    texts = said(scene(BOARD, "Touchpoint 4"))
    assert " ".join(text for text in texts if text.startswith(("Nothing", "yet"))) == "Nothing heard here yet"
    assert any("assumed" in text for text in texts)


def test_curves_that_are_laid_over_are_told() -> None:
    texts = said(scene(BOARD, "Touchpoint 1"))
    assert "Ideal: 5.0 : 1" in texts
    assert "What the room believes: 2.0 : 1" in texts


def test_people_s_part_stands_at_the_foot() -> None:
    texts = said(scene(BOARD, "Touchpoint 1"))
    assert {"Owner", "Digital", "Decided", "Keep it", "Moment of truth"} <= set(texts)
    assert "Show the whole price before the" in texts


def test_where_the_numbers_come_from_can_be_left_to_the_page() -> None:
    with_foot, without = (said(scene(BOARD, "Touchpoint 1", foot=foot)) for foot in (True, False))
    assert any("0123456789abcdef" in text for text in with_foot)
    assert not any("0123456789abcdef" in text for text in without)


@pytest.mark.parametrize("german", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_no_text_overlaps_another_or_leaves_the_screen(german: bool, dark: bool) -> None:
    board = boards.board(8, german=german)
    for name in board.shown.points["touchpoint"][:8]:
        made = scene(board, name, dark=dark)
        assert (made.width, made.height) == (WIDTH, HEIGHT)
        assert overlaps.found(made) == []
