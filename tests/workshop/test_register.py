"""Sessions: opened, found, moved on and back, changed; read where nothing may be written."""

from datetime import date

import pytest
from sqlalchemy import event

from cxanalytics import workshop
from cxanalytics.errors import WorkshopError, WorkspaceError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace, workshops

from .conftest import ANN, JOURNEY


def test_a_session_keeps_the_journey_and_the_selection_it_was_opened_on(workspace: Workspace) -> None:
    chosen = Selection(channel=("web",), since=date(2026, 1, 1))
    number = workshop.open_session(workspace, "  Bills,  again ", JOURNEY, chosen, "Fay", dots=5, phones=False)
    found = workshop.session(Workspace(workspace.root), number)
    assert (found.number, found.title, found.state, found.opened_by) == (1, "Bills, again", "guess", "Fay")
    assert (found.dots, found.phones) == (5, False)
    assert found.journey == JOURNEY
    assert found.edition == JOURNEY.edition
    assert found.selection == chosen
    assert found.touchpoints == ("Website", "Delivery", "Invoice")


def test_room_codes_are_short_and_cannot_be_misread(workspace: Workspace) -> None:
    codes = [
        workshop.session(workspace, workshop.open_session(workspace, f"Session {n}", JOURNEY)).code for n in range(8)
    ]
    assert len(set(codes)) == 8
    assert {len(code) for code in codes} == {5}
    assert not set("".join(codes)) & set("AEIOUYBLSZ012580")


def test_a_code_is_found_however_it_is_typed(workspace: Workspace, number: int) -> None:
    code = workshop.session(workspace, number).code
    assert workshop.with_code(workspace, f" {code[:2].lower()}-{code[2:]} ").number == number


def test_a_code_opens_no_session_that_is_closed_or_without_phones(workspace: Workspace, number: int) -> None:
    code = workshop.session(workspace, number).code
    workshop.change(workspace, number, phones=False)
    with pytest.raises(WorkshopError, match="facilitator's screen only"):
        workshop.with_code(workspace, code)
    workshop.change(workspace, number, phones=True)
    workshop.move(workspace, number, "closed")
    with pytest.raises(WorkshopError, match="No session with the code"):
        workshop.with_code(workspace, code)


def test_a_session_moves_on_and_back(workspace: Workspace, number: int) -> None:
    assert workshop.move(workspace, number, "reveal").state == "reveal"
    assert workshop.move(workspace, number, "closed").state == "closed"
    assert workshop.move(workspace, number, "guess").state == "guess"
    with pytest.raises(WorkshopError, match="is at “guess” already"):
        workshop.move(workspace, number, "guess")
    with pytest.raises(WorkshopError, match="'lunch' is no state"):
        workshop.move(workspace, number, "lunch")


def test_title_and_dots_can_be_changed(workspace: Workspace, number: int) -> None:
    workshop.change(workspace, number, dots=7)
    changed = workshop.change(workspace, number, title="Billing")
    assert (changed.title, changed.dots, changed.phones) == ("Billing", 7, True)


@pytest.mark.parametrize(
    ("title", "dots", "said"), [(" ", 3, "needs a title"), ("x" * 121, 3, "at most 120"), ("Bills", 0, "1 to 20 dots")]
)
def test_what_is_no_session_is_refused(workspace: Workspace, title: str, dots: int, said: str) -> None:
    with pytest.raises(WorkshopError, match=said):
        workshop.open_session(workspace, title, JOURNEY, dots=dots)
    assert workshop.sessions(workspace).empty


def test_a_session_that_is_not_there_is_said_to_be_so(workspace: Workspace) -> None:
    for act in (workshop.session, lambda w, n: workshop.move(w, n, "reveal"), lambda w, n: workshop.join(w, n, ANN)):
        with pytest.raises(WorkshopError, match="no session number 9"):
            act(workspace, 9)


def test_the_list_says_how_much_was_said_the_newest_first(workspace: Workspace, number: int) -> None:
    workshop.guess(workspace, number, ANN, {"Invoice": 2.0})
    workshop.move(workspace, number, "discuss")
    workshop.vote(workspace, number, ANN, "Invoice", dots=2)
    workshop.note(workspace, number, "Why?")
    workshop.open_session(workspace, "Later", JOURNEY, who="Gil")
    table = workshop.sessions(workspace)
    columns = ["session", "title", "state", "journey", "opened_by", "participants", "guesses", "notes", "votes"]
    assert table[columns].to_numpy().tolist() == [
        [2, "Later", "guess", "Shop", "Gil", 0, 0, 0, 0],
        [1, "Bills", "discuss", "Shop", "Fay", 1, 1, 1, 2],
    ]


def test_where_nothing_may_be_written_sessions_are_read_and_that_is_said(workspace: Workspace, number: int) -> None:
    workshop.guess(workspace, number, ANN, {"Invoice": 2.0})
    reader = Workspace(workspace.root)
    event.listen(reader._engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    assert workshop.session(reader, number).title == "Bills"
    assert workshop.believed(reader)["ratio"].tolist() == [2.0]
    with pytest.raises(WorkspaceError, match="cannot be written"):
        workshop.move(reader, number, "reveal")


def test_a_workspace_without_sessions_reads_as_empty(tmp_path) -> None:  # type: ignore[no-untyped-def]
    nothing = Workspace(tmp_path / "nothing")
    assert workshops.state(nothing) == ""
    assert workshop.sessions(nothing).empty
    assert workshop.believed(nothing).empty
    assert not nothing.root.exists()
