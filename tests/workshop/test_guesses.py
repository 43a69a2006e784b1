"""Guesses: replaced, taken back, counted, put together to a curve; from many phones at once."""

import threading

import pytest

from cxanalytics import workshop
from cxanalytics.errors import WorkshopError
from cxanalytics.journey.renames import rename
from cxanalytics.store import Workspace, workshops
from cxanalytics.workshop import ROOM, Count

from .conftest import ANN, BEN, CLEO, JOURNEY


def rows(workspace: Workspace, number: int | None = None) -> list[list[object]]:
    return workshop.believed(workspace, number).round(3).to_numpy().tolist()


def test_the_scale_goes_from_bad_to_good_in_words() -> None:
    ratios = [step.ratio for step in workshop.SCALE]
    assert ratios == sorted(ratios)
    assert [(step.label, step.words) for step in workshop.SCALE][3] == ("1 : 1", "as many good as bad")
    for step in workshop.SCALE:
        over, under = (float(part) for part in step.label.split(" : "))
        assert step.ratio == over / under


def test_the_curve_is_the_geometric_median_with_the_middle_half(workspace: Workspace, number: int) -> None:
    for participant, ratio in ((ANN, 1.0), (BEN, 4.0), (CLEO, 100.0)):
        workshop.guess(workspace, number, participant, {"Invoice": ratio})
    workshop.guess(workspace, number, ANN, {"Website": 0.5})
    assert rows(workspace, number) == [["Website", 0.5, 0.5, 0.5, 1, False], ["Invoice", 4.0, 2.0, 20.0, 3, False]]


def test_what_the_room_agrees_on_is_the_curve_and_the_spread_holds_it(workspace: Workspace, number: int) -> None:
    workshop.guess(workspace, number, ANN, {"Invoice": 1.0})
    workshop.guess(workspace, number, BEN, {"Invoice": 1.0})
    workshop.guess(workspace, number, CLEO, {"Invoice": 1.0})
    workshop.guess(workspace, number, ROOM, {"Invoice": 5.0})
    assert rows(workspace) == [["Invoice", 5.0, 1.0, 5.0, 4, True]]


def test_a_later_guess_replaces_and_none_takes_back(workspace: Workspace, number: int) -> None:
    workshop.guess(workspace, number, ANN, {"Invoice": 1.0, "Website": 2.0})
    workshop.guess(workspace, number, ANN, {"Invoice": 5.0})
    assert workshop.guesses(workspace, number).to_numpy().tolist() == [[ANN, "Invoice", 5.0], [ANN, "Website", 2.0]]
    assert workshop.counted(workspace, number) == Count(participants=1, guessed=1, guesses=2)
    workshop.guess(workspace, number, ANN, {"Invoice": None, "Website": None})
    assert workshop.counted(workspace, number) == Count(participants=1, guessed=0, guesses=0)
    assert rows(workspace) == []


def test_without_a_number_it_is_the_newest_session_that_has_guesses(workspace: Workspace, number: int) -> None:
    workshop.guess(workspace, number, ANN, {"Invoice": 2.0})
    workshop.open_session(workspace, "Later", JOURNEY)
    assert rows(workspace) == [["Invoice", 2.0, 2.0, 2.0, 1, False]]


def test_those_who_only_came_in_are_counted_once(workspace: Workspace, number: int) -> None:
    workshop.join(workspace, number, ANN)
    workshop.join(workspace, number, ANN)
    workshop.join(workspace, number, BEN)
    workshop.guess(workspace, number, ROOM, {"Invoice": 2.0})
    assert workshop.counted(workspace, number) == Count(participants=2, guessed=0, guesses=1)
    assert len(workshops.events(workspace, number, ("joined",))) == 2


@pytest.mark.parametrize(
    ("participant", "ratios", "said"),
    [
        (ANN, {"Moon": 1.0}, "no touchpoint 'Moon'"),
        (ANN, {"Invoice": 0.0}, "between 1 : 100 and 100 : 1"),
        (ANN, {"Invoice": float("nan")}, "between 1 : 100 and 100 : 1"),
        ("Ann Smith", {"Invoice": 1.0}, "never a name"),
    ],
)
def test_what_is_no_guess_is_refused(
    workspace: Workspace, number: int, participant: str, ratios: dict[str, float], said: str
) -> None:
    with pytest.raises(WorkshopError, match=said):
        workshop.guess(workspace, number, participant, ratios)
    assert workshop.guesses(workspace, number).empty


def test_after_the_reveal_nobody_guesses_unless_the_facilitator_goes_back(workspace: Workspace, number: int) -> None:
    workshop.move(workspace, number, "reveal")
    with pytest.raises(WorkshopError, match="is at “reveal”, and this needs “guess”"):
        workshop.guess(workspace, number, ANN, {"Invoice": 1.0})
    workshop.move(workspace, number, "guess")
    workshop.guess(workspace, number, ANN, {"Invoice": 1.0})
    assert len(workshop.guesses(workspace, number)) == 1


def test_many_phones_guess_at_once_and_none_is_lost(workspace: Workspace, number: int) -> None:
    phones = [workshop.new_participant() for _ in range(12)]
    failed: list[Exception] = []

    def take_part(participant: str) -> None:
        try:
            workshop.join(workspace, number, participant)
            for ratio in (1.0, 2.0, 5.0):
                workshop.guess(workspace, number, participant, {"Invoice": ratio, "Website": ratio})
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=take_part, args=(phone,)) for phone in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert workshop.counted(workspace, number) == Count(participants=12, guessed=12, guesses=24)
    assert rows(workspace, number) == [["Website", 5.0, 5.0, 5.0, 12, False], ["Invoice", 5.0, 5.0, 5.0, 12, False]]


def test_a_touchpoint_is_named_as_it_is_now(workspace: Workspace, number: int) -> None:
    workshop.guess(workspace, number, ANN, {"Invoice": 2.0})
    assert workshop.believed(workspace, journey=rename(JOURNEY, "Invoice", "Bill"))["touchpoint"].tolist() == ["Bill"]
    assert workshop.believed(workspace, journey=JOURNEY)["touchpoint"].tolist() == ["Invoice"]
