import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxanalytics.drawing import fonts


def test_bold_letters_are_wider() -> None:
    assert 0 < fonts.width("Invoice", 12) < fonts.width("Invoice", 12, bold=True) < fonts.width("Invoice", 24)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Größe ≥ 22 : 1 ▲", "Größe ≥ 22 : 1 ▲"),
        ("Thanks 😀 a lot 👍🏽", "Thanks a lot"),
        ("在线 help", "□ help"),
        ("😀", ""),
    ],
)
def test_what_the_letters_cannot_draw_is_not_drawn_as_a_row_of_boxes(text: str, shown: str) -> None:
    assert fonts.drawable(text) == shown


def test_text_is_broken_between_words_and_cut_with_dots() -> None:
    room = fonts.width("the whole price", 12)
    assert fonts.wrapped("the whole price before the last step", 12, room, 3) == [
        "the whole price",
        "before the last",
        "step",
    ]
    cut = fonts.wrapped("the whole price before the last step", 12, room, 2)
    assert cut[0] == "the whole price"
    assert cut[1].endswith("…")


def test_a_word_too_long_is_broken_with_a_hyphen() -> None:
    lines = fonts.wrapped("Zahlungserinnerungsbearbeitung", 12, 60, 9)
    assert "".join(line.removesuffix("-") for line in lines) == "Zahlungserinnerungsbearbeitung"
    assert all(line.endswith("-") for line in lines[:-1])


@given(st.text("abc ÄÖ-", max_size=80), st.floats(20, 200), st.integers(1, 5))
def test_no_line_is_wider_than_its_room(text: str, room: float, most: int) -> None:
    lines = fonts.wrapped(text, 12, room, most)
    assert len(lines) <= most
    assert all(fonts.width(line, 12) <= room for line in lines)


@given(st.text("abc ÄÖ", max_size=60))
def test_nothing_is_lost_where_there_is_room(text: str) -> None:
    lines = fonts.wrapped(text, 12, 50, 1_000)
    assert "".join(line.removesuffix("-") for line in lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("Zahlungserinnerungsbearbeitung", ["Zahlungs-", "erinnerungs-", "bearbeitung"]),
        ("Selbstbedienungsportal", ["Selbstbedienungs-", "portal"]),
        ("Einschreibebriefzustellung", ["Einschreibebrief-", "zustellung"]),
        ("Self-service-Kassensystem", ["Self-service-", "Kassensystem"]),
        ("incomprehensibilities", ["incomprehensibili-", "ties"]),
    ],
)
def test_a_word_is_broken_where_a_reader_would_break_it(word: str, broken: list[str]) -> None:
    assert fonts.wrapped(word, 12, 102, 9, bold=True) == broken


def test_what_a_no_break_space_holds_together_stays_together() -> None:
    assert fonts.wrapped("best 15\u00a0:\u00a01", 12, fonts.width("best 15 : ", 12), 3) == ["best", "15\u00a0:\u00a01"]


def test_no_text_takes_no_line() -> None:
    assert fonts.wrapped("  ", 12, 50, 3) == []
    assert fonts.wrapped("words", 12, 50, 0) == []
