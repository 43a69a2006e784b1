"""The record of a session: everything of it, without a token, as much of people's words as is shared."""

import pytest

from cxanalytics import actions, workshop
from cxanalytics.engine import Analysis
from cxanalytics.errors import WorkshopError
from cxanalytics.journey.board import MASKED, NO_TEXT, QUOTES
from cxanalytics.store import Workspace

from .conftest import ANN, BEN, JOURNEY


@pytest.fixture
def number(heard: Workspace) -> int:
    """A session that has gone all the way."""
    made = workshop.open_session(heard, "Bills", JOURNEY, who="Fay")
    workshop.guess(heard, made, ANN, {"Invoice": 5.0, "Delivery": 0.5})
    workshop.guess(heard, made, BEN, {"Invoice": 5.0})
    workshop.guess(heard, made, workshop.ROOM, {"Invoice": 5.0})
    workshop.move(heard, made, "discuss")
    workshop.vote(heard, made, ANN, "Invoice", dots=2)
    workshop.note(heard, made, "Anna says 7 systems", touchpoint="Invoice", participant=BEN)
    workshop.add_prompt(heard, made, "Invoice", "What if they pay twice?", "charged twice")
    actions.add(heard, "Explain the bill", touchpoint="Invoice", session=made, journey=JOURNEY)
    actions.add(heard, "Of no session", touchpoint="Invoice", journey=JOURNEY)
    workshop.move(heard, made, "closed")
    return made


def test_everything_of_the_session_is_in_it(heard: Workspace, number: int, analysis: Analysis) -> None:
    found = workshop.record(heard, number, analysis)
    assert found.session == workshop.session(heard, number)
    assert (found.taking_part.participants, found.taking_part.guessed, found.taking_part.guesses) == (2, 2, 4)
    assert found.gaps[["touchpoint", "believed", "verdict"]].to_numpy().tolist() == [
        ["Delivery", pytest.approx(0.5), "too gloomy"],
        ["Invoice", pytest.approx(5.0), "too rosy"],
    ]
    assert found.quotes["polarity"].tolist() == ["positive", "negative"]
    assert found.notes[["text", "touchpoint", "who"]].to_numpy().tolist() == [
        ["Anna says 7 systems", "Invoice", "a participant"]
    ]
    assert found.votes[["on", "dots"]].to_numpy().tolist() == [["Invoice", 2]]
    assert found.actions["title"].tolist() == ["Explain the bill"]
    assert set(found.prompts["touchpoint"]) == {"Delivery", "Invoice"}
    own = found.answers[(found.answers["prompt"] == "What if they pay twice?").to_numpy(bool)]
    assert own["quote"].str.startswith("I was charged twice").tolist() == [True]
    assert dict(found.provenance)["Journey"] == f"Shop, edition {JOURNEY.edition}"
    assert dict(found.provenance)["Experiences"] == "121"


def test_the_record_is_the_same_when_it_is_opened_again(heard: Workspace, number: int) -> None:
    once = workshop.record(heard, number)
    again = workshop.record(Workspace(heard.root), number)
    assert once.gaps.equals(again.gaps)
    assert once.answers.equals(again.answers)


def test_no_token_is_in_it(heard: Workspace, number: int, analysis: Analysis) -> None:
    found = workshop.record(heard, number, analysis)
    tables = [found.guesses, found.notes, found.votes, found.gaps, found.prompts, found.answers, found.actions]
    told = " ".join(table.to_csv() for table in tables)
    assert ANN not in told
    assert BEN not in told
    assert found.guesses["participant"].unique().tolist() == ["Participant 1", "Participant 2", "the room"]


def test_without_free_text_no_words_of_people_are_left(heard: Workspace, number: int, analysis: Analysis) -> None:
    found = workshop.record(heard, number, analysis)
    assert workshop.shared(found, QUOTES) is found
    bare = workshop.shared(found, NO_TEXT)
    assert (len(bare.quotes), len(bare.answers), len(bare.notes), bare.sharing) == (0, 0, 0, "none")
    assert list(bare.notes.columns) == list(found.notes.columns)
    assert bare.gaps.equals(found.gaps)


def test_masked_hides_names_and_numbers_in_quotes_and_notes(heard: Workspace, number: int, analysis: Analysis) -> None:
    masked = workshop.shared(workshop.record(heard, number, analysis), MASKED)
    assert masked.notes["text"].tolist() == ["[name] says [number] systems"]
    assert masked.sharing == "masked"
    assert not masked.answers["quote"].str.contains(r"\d").any()
    assert masked.answers["quote"].str.startswith("I was charged twice on my invoice").any()


def test_a_session_in_which_nothing_was_said_has_a_record(heard: Workspace, analysis: Analysis) -> None:
    empty = workshop.record(heard, workshop.open_session(heard, "Nothing yet", JOURNEY), analysis)
    assert [len(t) for t in (empty.gaps, empty.quotes, empty.notes, empty.votes, empty.answers, empty.actions)] == [
        0
    ] * 6
    with pytest.raises(WorkshopError, match="no session number 99"):
        workshop.record(heard, 99, analysis)
