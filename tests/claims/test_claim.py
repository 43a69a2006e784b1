from datetime import date

import pytest

from cxanalytics.claims import Measure, Scope, measure, words_of
from cxanalytics.errors import ClaimError
from cxanalytics.selection import Selection


@pytest.mark.parametrize(
    ("said", "meant", "words"),
    [
        ("negative share > 50%", Measure("negative share", True, 0.5), "negative share > 50 %"),
        ("Share negative below 12,5 percent", Measure("negative share", False, 0.125), "negative share < 12.5 %"),
        ("share over 30", Measure("negative share", True, 0.3), "negative share > 30 %"),
        ("ratio < 2", Measure("ratio", False, 2.0), "ratio < 2"),
        ("ratio above 2.5 : 1", Measure("ratio", True, 2.5), "ratio > 2.5"),
        ("worse than the others", Measure("worse than others", True), "worse than others"),
        ("better", Measure("better than others", False), "better than others"),
        ("rising", Measure("rising", True), "rising"),
        ("falling", Measure("falling", False), "falling"),
    ],
)
def test_a_measure_as_people_write_it(said: str, meant: Measure, words: str) -> None:
    assert measure(said) == meant
    assert meant.words == words


@pytest.mark.parametrize("said", ["", "bad", "ratio", "ratio < 0", "ratio < 20%", "share > 0%", "share > 120%", "> 5"])
def test_what_cannot_be_measured_is_said(said: str) -> None:
    with pytest.raises(ClaimError):
        measure(said)


def test_a_scope_is_told_and_kept() -> None:
    scope = Scope(Selection(touchpoint=("Invoice",), since=date(2026, 1, 31)), "P3", ("late", "delay"))
    assert Scope.of(scope.plain()) == scope
    assert scope.told({"P3": "Wrong total"}) == (
        "touchpoint Invoice, from 31 January 2026, pattern “Wrong total”, texts with “late” or “delay”"
    )


def test_words_without_their_punctuation() -> None:
    assert words_of(" late., 'delay' ,late,") == ("late", "delay")
    assert words_of("") == words_of(()) == ()
    assert words_of(("3rd-party",)) == ("3rd-party",)


@pytest.mark.parametrize("said", [", ,", "'", "late, !", " "])
def test_words_without_a_letter_are_refused(said: str) -> None:
    with pytest.raises(ClaimError, match="no letter or digit"):
        words_of(said)
