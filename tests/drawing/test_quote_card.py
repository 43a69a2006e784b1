from cxanalytics.drawing.quote_card import scene
from cxanalytics.drawing.scene import Rect, Text
from tests import boards

from . import overlaps

BOARD = boards.board(8)
BAD, GOOD = (BOARD.quotes[BOARD.quotes["touchpoint"] == "Touchpoint 3"].iloc[i].to_dict() for i in (0, 1))


def said(quote: dict[str, object]) -> list[str]:
    return [item.text for item in scene(BOARD, quote).flat() if isinstance(item, Text)]


def test_a_card_says_whose_touchpoint_it_is_and_its_ratio() -> None:
    texts = said(BAD)
    assert {"Touchpoint 3", "0.44 : 1 (0.26–0.74)", "Recurs: Charged twice, nobody calls back"} <= set(texts)
    assert "good for each bad experience, n 70, uncorrected" in texts
    assert "▼ X & Y, 1 May 2026" in texts
    assert any("data 0123456789abcdef" in text for text in texts)


def test_a_good_word_has_another_sign_and_no_pattern() -> None:
    texts = said(GOOD)
    assert "▲ Survey, 2 Apr 2026" in texts
    assert not [text for text in texts if text.startswith("Recurs")]


def test_the_colour_at_the_side_is_that_of_the_feeling() -> None:
    sides = [next(i for i in scene(BOARD, quote).flat() if isinstance(i, Rect)).fill for quote in (BAD, GOOD)]
    assert sides == ["#B35806", "#2166AC"]


def test_long_words_end_in_dots_and_nothing_overlaps() -> None:
    for words in ("Nobody called. " * 90, "No", "Größe 😀"):
        made = scene(boards.board(8, german=True), dict(boards.board(8, german=True).quotes.iloc[2]) | {"quote": words})
        assert overlaps.found(made) == []
