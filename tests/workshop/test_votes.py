"""Dots: so many for each, taken back, tallied; from many phones at once."""

import threading

import pytest

from cxanalytics import workshop
from cxanalytics.errors import PatternError, WorkshopError
from cxanalytics.store import Workspace
from cxanalytics.workshop import ROOM

from .conftest import ANN, BEN, CLEO


@pytest.fixture
def discussed(workspace: Workspace, number: int) -> int:
    workshop.move(workspace, number, "discuss")
    return number


def test_the_tally_ranks_by_dots(workspace: Workspace, discussed: int) -> None:
    assert workshop.vote(workspace, discussed, ANN, "Invoice", dots=2) == 1
    assert workshop.vote(workspace, discussed, ANN, "Website") == 0
    workshop.vote(workspace, discussed, BEN, "Invoice")
    workshop.vote(workspace, discussed, CLEO, "Delivery")
    assert workshop.votes(workspace, discussed).to_numpy().tolist() == [
        ["touchpoint", "Invoice", 3, 2, 1],
        ["touchpoint", "Delivery", 1, 1, 2],
        ["touchpoint", "Website", 1, 1, 2],
    ]
    assert workshop.votes_of(workspace, discussed, ANN).to_numpy().tolist() == [
        ["touchpoint", "Invoice", 2], ["touchpoint", "Website", 1],
    ]  # fmt: skip


def test_nobody_has_more_dots_than_there_are(workspace: Workspace, discussed: int) -> None:
    workshop.vote(workspace, discussed, ANN, "Invoice", dots=3)
    with pytest.raises(WorkshopError, match="has 3 dots; take one back"):
        workshop.vote(workspace, discussed, ANN, "Website")
    assert workshop.vote(workspace, discussed, ANN, "Invoice", dots=-1) == 1
    assert workshop.vote(workspace, discussed, ANN, "Website") == 0
    with pytest.raises(WorkshopError, match="only 2 of these dots"):
        workshop.vote(workspace, discussed, ANN, "Invoice", dots=-3)


def test_the_room_has_as_many_as_are_counted_on_the_wall(workspace: Workspace, discussed: int) -> None:
    assert workshop.vote(workspace, discussed, ROOM, "Invoice", dots=14) == -1
    assert workshop.votes(workspace, discussed)["dots"].tolist() == [14]


@pytest.mark.parametrize(
    ("on", "kind", "error", "said"),
    [
        ("Moon", "touchpoint", WorkshopError, "no touchpoint 'Moon'"),
        ("P99", "pattern", PatternError, "no pattern 'P99'"),
        ("Invoice", "colour", WorkshopError, "'colour' is neither"),
    ],
)
def test_dots_go_on_what_there_is(
    workspace: Workspace, discussed: int, on: str, kind: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        workshop.vote(workspace, discussed, ANN, on, kind=kind)
    assert workshop.votes(workspace, discussed).empty


def test_votes_are_cast_while_it_is_discussed(workspace: Workspace, number: int) -> None:
    with pytest.raises(WorkshopError, match="needs “discuss”"):
        workshop.vote(workspace, number, ANN, "Invoice")


def test_one_who_votes_from_two_windows_at_once_has_no_more_dots(workspace: Workspace, discussed: int) -> None:
    refused: list[str] = []

    def put() -> None:
        try:
            workshop.vote(workspace, discussed, ANN, "Invoice")
        except WorkshopError as error:
            refused.append(str(error))

    threads = [threading.Thread(target=put) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert workshop.votes(workspace, discussed)["dots"].tolist() == [3]
    assert len(refused) == 5
