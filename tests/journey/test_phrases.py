import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.journey.phrases import NONE, phrases_of, words_of

JOURNEY = Journey(
    "Test",
    "",
    (
        Stage(
            "One",
            (
                Touchpoint("Check-in", phrases=("check in", "kiosk", "check in desk")),
                Touchpoint("Flight", phrases=("flight", "~staff")),
                Touchpoint("Care", phrases=("=caring", "nurse")),
                Touchpoint("Call centre", aliases=("Hotline",)),
            ),
        ),
    ),
    ignore=("return flight", "check in with my boss"),
)


def found(*clauses: str) -> list[str]:
    phrases = phrases_of(JOURNEY)
    return [phrases.text[i] if i != NONE else "" for i in phrases.find(clauses)]


@pytest.mark.parametrize(
    ("clause", "phrase"),
    [
        ("The KIOSK was broken", "kiosk"),
        ("two kiosks", "kiosk"),
        ("checking-in took ages", "check in"),
        ("we checked in", "check in"),
        ("kioskish", ""),
        ("check it in", ""),
        ("the nurse’s hands", "nurse"),
        ("", ""),
        ("👍👍", ""),
    ],
)
def test_whole_words_in_any_inflection(clause: str, phrase: str) -> None:
    assert found(clause) == [phrase]


def test_the_phrase_with_the_most_words_wins() -> None:
    assert found("kiosk near the check in desk") == ["check in desk"]


def test_then_the_first_wins() -> None:
    assert found("kiosk before the flight", "flight before the kiosk") == ["kiosk", "flight"]


def test_a_weak_phrase_wins_only_alone() -> None:
    assert found("staff at the kiosk", "the staff were kind") == ["kiosk", "staff"]


def test_an_exact_phrase_is_kept_apart_from_its_inflections() -> None:
    assert found("so caring", "they cared", "no care") == ["caring", "", ""]


def test_an_ignored_phrase_hides_what_is_inside_it() -> None:
    assert found("my return flight", "the return flight was a bad flight") == ["", "flight"]
    assert found("I check in with my boss", "check in with my bag") == ["", "check in"]


def test_a_touchpoint_without_phrases_is_found_by_its_names() -> None:
    assert found("the call centre", "your hotline") == ["Call centre", "Hotline"]


def test_phrases_do_not_reach_over_the_end_of_a_clause() -> None:
    assert found("please check", "in the evening") == ["", ""]


def test_clauses_may_be_a_series_in_any_order() -> None:
    phrases = phrases_of(JOURNEY)
    clauses = pd.Series(["kiosk", "", "flight"], index=[9, 2, 2])
    assert phrases.find(clauses).tolist() == [1, NONE, 3]


def test_no_clauses() -> None:
    assert phrases_of(JOURNEY).find([]).tolist() == []


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)))))
def test_any_text_is_read_and_each_by_itself(clauses: list[str]) -> None:
    assert found(*clauses) == [found(clause)[0] for clause in clauses]


def test_words_found_once_serve_every_journey_and_any_number_of_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["The kiosk", "", "kiosk, kiosk!", "the flight"]
    whole = words_of(texts)
    assert (whole.different, whole.size) == (("the", "kiosk", "flight"), 4)
    assert whole.number.tolist() == [0, 1, 1, 1, 0, 2]
    assert whole.text.tolist() == [0, 0, 2, 2, 3, 3]
    expected = phrases_of(JOURNEY).find(texts).tolist()
    monkeypatch.setattr("cxanalytics.journey.phrases._BATCH", 1)
    apart = words_of(texts)
    assert apart.different == whole.different
    assert apart.number.tolist() == whole.number.tolist()
    assert apart.text.tolist() == whole.text.tolist()
    assert phrases_of(JOURNEY).find(apart).tolist() == expected
