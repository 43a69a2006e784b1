import pytest

from cxanalytics.export.deck import Box, Look, fitted

BOX = Box(0, 0, 2.0, 0.5)


def test_the_largest_letters_that_fit_are_taken() -> None:
    assert fitted(["Invoice"], BOX, Look((24, 12)))[0] == 24
    assert fitted(["Show the whole price before the last step"], BOX, Look((24, 12, 9)))[0] == 12


def test_what_no_size_holds_is_cut_with_dots() -> None:
    size, (words,) = fitted(["Nobody called me back. " * 20], BOX, Look((12, 10)))
    assert size == 10
    assert words.endswith("…")
    assert "Nobody called me back.".startswith(words[:10])


def test_smaller_letters_come_before_a_broken_word() -> None:
    assert fitted(["Zahlungserinnerungsbearbeitung"], BOX, Look((20, 14, 8)))[0] < 20


@pytest.mark.parametrize("sign", ["\x07", "\x00", "\u2028"])
def test_signs_that_xml_cannot_hold_are_left_out(sign: str) -> None:
    assert fitted([f"a{sign}b"], BOX, Look((10,)))[1] == ["a b"]
