"""What a person decided: written down, laid over what was decided before, said in words."""

from datetime import date

import pytest

from cxanalytics.errors import MappingError
from cxanalytics.ingest.decisions import NONE, Decisions, from_dict, scale_of

ALL = Decisions(
    {"Q3": "text", "Seat": "ignore"}, "Kiosk", {"How was check-in?": "Check-in", "Other?": ""},
    {"What was bad?": "negative"}, False, (0, 10), ("repeats",),
)  # fmt: skip


def test_nothing_decided_is_nothing() -> None:
    assert not NONE
    assert NONE.as_dict() == {}
    assert NONE.words() == []
    assert Decisions(day_first=False)


@pytest.mark.parametrize("said", [NONE, ALL, Decisions(touchpoint="Kiosk"), Decisions(scale=(1, 5))])
def test_what_is_written_is_read_again(said: Decisions) -> None:
    assert from_dict(said.as_dict()).as_dict() == said.as_dict()


def test_what_a_later_version_wrote_is_passed_over() -> None:
    assert from_dict({"day_first": True, "colour": "red"}) == Decisions(day_first=True)


def test_the_later_decision_wins_and_the_earlier_ones_stay() -> None:
    later = Decisions({"q3": "title"}, None, day_first=True, keep=("retweets",)).over(ALL)
    assert later.mapping == {"Seat": "ignore", "q3": "title"}
    assert (later.touchpoint, later.day_first, later.scale) == ("Kiosk", True, (0, 10))
    assert later.keep == ("repeats", "retweets")


def test_only_what_is_said_of_columns_that_are_there() -> None:
    fitting = ALL.among(["  q3 ", "What was bad?"])
    assert (fitting.mapping, fitting.touchpoints) == ({"Q3": "text"}, {})
    assert fitting.invites == {"What was bad?": "negative"}
    assert fitting.scale == (0, 10)
    assert ALL.columns() == ("Q3", "Seat", "How was check-in?", "Other?", "What was bad?")


def test_words() -> None:
    assert ALL.words() == [
        "'Q3' is read as text",
        "'Seat' is not used",
        "the touchpoint of the whole file is Kiosk",
        "'How was check-in?' is about Check-in",
        "'Other?' is about no touchpoint of its own",
        "'What was bad?' asks for what was bad",
        "the month stands before the day",
        "ratings go from 0 to 10",
        "switched off: repeats",
    ]


@pytest.mark.parametrize(
    ("words", "scale"), [("0-10", (0, 10)), ("1 to 5", (1, 5)), (" -2–2 ", (-2, 2)), ("0.5-5", (0.5, 5))]
)
def test_a_scale_as_people_write_it(words: str, scale: tuple[float, float]) -> None:
    assert scale_of(words) == scale


@pytest.mark.parametrize("words", ["", "10", "5-5", "a-b", "3-3"])
def test_what_is_no_scale_is_said(words: str) -> None:
    with pytest.raises(MappingError, match="is no scale of ratings"):
        scale_of(words)


def test_the_day_a_file_was_made_is_of_this_file_alone() -> None:
    said = Decisions(scale=(1, 5), as_of=date(2026, 3, 1))
    assert said.words() == ["ratings go from 1 to 5", "the file was made on 1 March 2026"]
    assert from_dict(said.as_dict()) == said
    assert said.lasting() == Decisions(scale=(1, 5))
    assert Decisions().over(said).as_of == date(2026, 3, 1)
