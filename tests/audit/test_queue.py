"""Who labels what next."""

import pandas as pd

from cxanalytics.audit import queue
from cxanalytics.audit.judging import Said

from .conftest import log


def drawn(*twice: bool) -> pd.DataFrame:
    n = len(twice)
    frame = pd.DataFrame({"feedback_id": [f"f{i}" for i in range(n)], "touchpoint": "Invoice", "stratum": "s"})
    return frame.assign(probability=0.5, position=range(1, n + 1), twice=list(twice))


def line(sample: pd.DataFrame, labels: pd.DataFrame, who: str) -> pd.DataFrame:
    return queue.queue(Said(sample, labels, log()), who)


def test_the_first_person_goes_through_all_in_order() -> None:
    mine = line(drawn(False, True, False), log(), "Ann")
    assert mine["feedback_id"].tolist() == ["f0", "f1", "f2"]
    assert queue.upcoming(mine) == 0
    assert queue.last(mine) is None


def test_what_somebody_labelled_is_done_unless_two_are_to_read_it() -> None:
    labels = log(
        ("f0", "Invoice", "mixed", "Ann"), ("f1", "Invoice", "mixed", "Ann"), ("f2", "Invoice", "mixed", "Ann")
    )
    assert line(drawn(False, True, False), labels, "Ben")["feedback_id"].tolist() == ["f1"]
    assert line(drawn(False, True, False), labels, "Ann")["mine"].tolist() == ["mixed"] * 3


def test_two_are_enough() -> None:
    labels = log(("f0", "Invoice", "mixed", "Ann"), ("f0", "Invoice", "mixed", "Ben"))
    assert line(drawn(True), labels, "Cem").empty


def test_the_next_is_the_first_without_a_label_after_this_one_else_before_it() -> None:
    labels = log(("f1", "Invoice", "mixed", "Ann"), ("f3", "Invoice", "mixed", "Ann"))
    mine = line(drawn(False, False, False, False), labels, "Ann")
    assert queue.upcoming(mine) == 0
    assert queue.upcoming(mine, 0) == 2
    assert queue.upcoming(mine, 2) == 0
    assert queue.last(mine) == 2


def test_all_labelled_leaves_nothing() -> None:
    mine = line(drawn(False), log(("f0", "Invoice", "unsure", "Ann")), "Ann")
    assert queue.upcoming(mine) is None


def test_a_label_taken_back_is_to_be_given_again() -> None:
    mine = line(drawn(False), log(("f0", "Invoice", "mixed", "Ann"), undone=True), "Ann")
    assert queue.upcoming(mine) == 0


def test_others_begin_elsewhere_and_come_round() -> None:
    sample = drawn(*[False] * 40)
    labels = log(("f0", "Invoice", "mixed", "Ann"))
    ben = line(sample, labels, "Ben")["feedback_id"].tolist()
    assert ben[0] != "f1"
    assert sorted(ben) == sorted(f"f{i}" for i in range(1, 40))
    at = int(ben[0].removeprefix("f"))
    assert ben == [f"f{i}" for i in [*range(at, 40), *range(1, at)]]
    assert line(sample, labels, "Ann")["feedback_id"].tolist()[0] == "f0"
