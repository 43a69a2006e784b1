"""Notes: written, put otherwise, taken back, by the facilitator and by participants."""

import pytest

from cxanalytics import workshop
from cxanalytics.errors import PatternError, WorkshopError
from cxanalytics.store import Workspace, workshops

from .conftest import ANN, BEN


@pytest.fixture
def discussed(workspace: Workspace, number: int) -> int:
    workshop.move(workspace, number, "discuss")
    return number


def texts(workspace: Workspace, number: int) -> list[list[str]]:
    return workshop.notes(workspace, number)[["text", "touchpoint", "participant", "who"]].to_numpy().tolist()


def test_notes_say_what_on_what_and_who(workspace: Workspace, discussed: int) -> None:
    workshop.note(workspace, discussed, " Two  systems ", touchpoint="Invoice", who="Fay")
    workshop.note(workspace, discussed, "Nobody reads it", participant=ANN)
    assert texts(workspace, discussed) == [
        ["Two systems", "Invoice", "the room", "Fay"],
        ["Nobody reads it", "", ANN, "a participant"],
    ]


def test_a_note_is_put_otherwise_and_taken_back(workspace: Workspace, discussed: int) -> None:
    first = workshop.note(workspace, discussed, "One", participant=ANN)
    second = workshop.note(workspace, discussed, "Two", who="Fay")
    workshop.edit_note(workspace, discussed, first, "Uno", participant=ANN)
    workshop.edit_note(workspace, discussed, second, "Due")
    assert [row[0] for row in texts(workspace, discussed)] == ["Uno", "Due"]
    workshop.remove_note(workspace, discussed, first)
    assert workshop.notes(workspace, discussed)["note"].tolist() == [second]


def test_a_participant_changes_no_note_of_others(workspace: Workspace, discussed: int) -> None:
    written = workshop.note(workspace, discussed, "Mine", participant=ANN)
    with pytest.raises(WorkshopError, match="somebody else's"):
        workshop.edit_note(workspace, discussed, written, "Yours", participant=BEN)
    with pytest.raises(WorkshopError, match="somebody else's"):
        workshop.remove_note(workspace, discussed, written, participant=BEN)
    workshop.remove_note(workspace, discussed, written, participant=ANN)
    assert texts(workspace, discussed) == []
    with pytest.raises(WorkshopError, match=f"no note number {written}"):
        workshop.edit_note(workspace, discussed, written, "Again")


def test_what_is_removed_stays_in_the_log_as_undone(workspace: Workspace, discussed: int) -> None:
    before = workshops.state(workspace)
    written = workshop.note(workspace, discussed, "Mine")
    after = workshops.state(workspace)
    workshop.remove_note(workspace, discussed, written)
    assert len({before, after, workshops.state(workspace)}) == 3


def test_participants_write_while_it_is_discussed_and_nobody_after_it_is_closed(
    workspace: Workspace, number: int
) -> None:
    workshop.note(workspace, number, "From the facilitator, while guessing")
    with pytest.raises(WorkshopError, match="needs “discuss”"):
        workshop.note(workspace, number, "Too early", participant=ANN)
    workshop.move(workspace, number, "closed")
    with pytest.raises(WorkshopError, match="is at “closed”"):
        workshop.note(workspace, number, "Too late")


@pytest.mark.parametrize(
    ("text", "touchpoint", "said"),
    [(" ", "", "needs words"), ("x" * 501, "", "at most 500"), ("Why?", "Moon", "no touchpoint 'Moon'")],
)
def test_what_is_no_note_is_refused(
    workspace: Workspace, discussed: int, text: str, touchpoint: str, said: str
) -> None:
    with pytest.raises(WorkshopError, match=said):
        workshop.note(workspace, discussed, text, touchpoint=touchpoint)
    with pytest.raises(PatternError, match="no pattern 'P99'"):
        workshop.note(workspace, discussed, "Why?", pattern="P99")
