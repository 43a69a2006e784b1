"""What people said beside what the machine read."""

import numpy as np
import pandas as pd
import pytest

from cxanalytics.audit import judging
from cxanalytics.audit.judging import Said

from .conftest import NO_SAMPLE, experiences, log

A, B, C = ("0" * 15 + digit for digit in "012")
NONE = log()


def sample(*ids: str, probability: float = 0.25) -> pd.DataFrame:
    n = len(ids)
    frame = pd.DataFrame({"feedback_id": ids, "touchpoint": "Invoice", "stratum": "Invoice | all time | negative"})
    return frame.assign(probability=probability, position=range(n), twice=False)


def test_without_anything_said_the_machine_counts() -> None:
    judged = judging.judge(experiences([0, 1, 2, 3]), Said(NO_SAMPLE, NONE, NONE))
    assert judged["machine"].tolist() == [0, 1, 2, 3]
    assert judged["positive"].tolist() == [False, False, True, True]
    assert judged["negative"].tolist() == [True, False, False, True]
    assert judged["label"].tolist() == [-1] * 4
    assert judged["weight"].isna().all()
    assert not judged["corrected"].any()
    assert {name: str(judged[name].dtype) for name in ("machine", "label", "weight", "corrected")} == {
        "machine": "int8", "label": "int8", "weight": "float64", "corrected": "bool",
    }  # fmt: skip


def test_a_label_of_the_sample_has_a_weight_and_overrides_nothing() -> None:
    labels = log((A, "Invoice", "negative", "Ann"), (C, "Invoice", "mixed", "Ann"))
    judged = judging.judge(experiences([2, 0, 1]), Said(sample(A, B), labels, NONE))
    # C was not drawn, so what is said of it tells nothing about others.
    assert judged["label"].tolist() == [0, -1, -1]
    assert judged["weight"].tolist()[0] == 4
    assert judged["weight"].isna().tolist() == [False, True, True]
    assert judged["positive"].tolist() == [True, False, False]


def test_the_last_word_of_a_person_stands_and_what_is_undone_does_not() -> None:
    labels = log(
        (A, "Invoice", "negative", "Ann"),
        (A, "Invoice", "positive", "Ann"),
        (A, "Invoice", "mixed", "Ann"),
        undone=[False, False, True],
    )
    assert judging.standing(labels)["label"].tolist() == ["positive"]


def test_unsure_is_no_label_and_elsewhere_is_one() -> None:
    labels = log(
        (A, "Invoice", "unsure", "Ann"),
        (B, "Invoice", "positive", "Ann"),
        (C, "Invoice", "elsewhere", "Ann"),
        moved_to=["", "Refund", ""],
    )
    judged = judging.judge(experiences([0, 0, 0]), Said(sample(A, B, C), labels, NONE))
    assert judged["label"].tolist() == [-1, 4, 4]
    assert judged["weight"].notna().tolist() == [False, True, True]


def test_of_two_people_a_fair_coin_says_who_counts() -> None:
    ids = [f"{i:016x}" for i in range(400)]
    ann = [(i, "Invoice", "negative", "Ann") for i in ids]
    ben = [(i, "Invoice", "positive", "Ben") for i in ids]
    once = judging.counted(log(*ann, *ben))
    again = judging.counted(log(*ben, *ann))
    assert len(once) == 400
    assert 170 < (once["label"] == "negative").sum() < 230
    assert dict(zip(once["feedback_id"], once["who"], strict=True)) == dict(
        zip(again["feedback_id"], again["who"], strict=True)
    )


def test_where_one_of_two_is_unsure_the_other_counts() -> None:
    labels = log((A, "Invoice", "unsure", "Ann"), (A, "Invoice", "mixed", "Ben"))
    assert judging.counted(labels)["who"].tolist() == ["Ben"]


def test_a_correction_overrides_its_row_and_leaves_the_sample() -> None:
    labels = log((A, "Invoice", "positive", "Ann"))
    right = log((A, "Invoice", "mixed", "Ben"), (B, "Invoice", "elsewhere", "Ben"))
    judged = judging.judge(experiences([0, 0, 2]), Said(sample(A), labels, right))
    assert judged["label"].tolist() == [3, 4, -1]
    assert judged["corrected"].tolist() == [True, True, False]
    assert judged["weight"].isna().all()
    assert judged["positive"].tolist() == [True, False, True]
    assert judged["negative"].tolist() == [True, False, False]
    assert judged["machine"].tolist() == [0, 0, 2]


def test_a_correction_undone_lets_the_one_before_stand() -> None:
    right = log((A, "Invoice", "mixed", "Ben"), (A, "Invoice", "positive", "Ann"), undone=[False, True])
    assert judging.judge(experiences([0]), Said(NO_SAMPLE, NONE, right))["label"].tolist() == [3]


def test_what_is_moved_joins_the_experience_there() -> None:
    frame = experiences([0, 2], feedback_id=[A, A], touchpoint=pd.Categorical(["Invoice", "Refund"]))
    right = log((A, "Invoice", "negative", "Ben"), moved_to="Refund")
    judged = judging.judge(frame, Said(NO_SAMPLE, NONE, right))
    assert judged["label"].tolist() == [4, 3]
    assert judged["positive"].tolist() == [False, True]
    assert judged["negative"].tolist() == [False, True]
    assert judged["corrected"].tolist() == [True, True]


def test_what_is_moved_to_where_nothing_was_makes_a_row() -> None:
    right = log((A, "Invoice", "negative", "Ben"), moved_to="Refund")
    said = Said(NO_SAMPLE, NONE, right)
    frame = experiences([2, 1])
    judged = judging.judge(frame, said, {"Refund": "Get help"})
    row = judged.iloc[2]
    assert judged["touchpoint"].tolist() == ["Invoice", "Invoice", "Refund"]
    assert (row["stage"], row["negative"], row["positive"], row["moved"]) == ("Get help", True, False, True)
    assert (row["feedback_id"], row["feedback"], row["label"], row["corrected"]) == (A, 0, 0, True)
    assert isinstance(judged["touchpoint"].dtype, pd.CategoricalDtype)
    # Judged again, it starts from the machine.
    pd.testing.assert_frame_equal(judging.judge(judged, said, {"Refund": "Get help"}), judged)
    undone = judging.judge(judged, Said(NO_SAMPLE, NONE, right.assign(undone=True)))
    assert undone["touchpoint"].tolist() == ["Invoice", "Invoice"]
    assert undone["positive"].tolist() == [True, False]


def test_the_callers_table_is_left_alone() -> None:
    frame = experiences([0, 1])
    before = frame.copy()
    judging.judge(frame, Said(sample(A), log((A, "Invoice", "mixed", "Ann")), log((B, "Invoice", "mixed", "Ann"))))
    pd.testing.assert_frame_equal(frame, before)


def test_no_feedback_stays_no_feedback() -> None:
    assert judging.judge(pd.DataFrame(), Said(NO_SAMPLE, NONE, NONE)).empty


def test_assignments_say_where_people_see_each_comment() -> None:
    labels = log(
        (A, "Invoice", "negative", "Ann"),
        (B, "Invoice", "negative", "Ann"),
        (C, "Invoice", "elsewhere", "Ann"),
        ("9", "Invoice", "unsure", "Ann"),
        moved_to=["", "Refund", "", ""],
    )
    right = log((A, "Invoice", "negative", "Ben"), moved_to="Delivery")
    found = judging.assignments(Said(NO_SAMPLE, labels, right))
    assert found["right"].fillna("?").tolist() == ["Invoice", "Refund", "?", "Delivery"]
    assert found["how"].tolist() == ["label", "label", "label", "correction"]


@pytest.mark.parametrize("rows", [1, 3])
def test_weights_of_a_whole_sample_add_up_to_all_there_is(rows: int) -> None:
    ids = [f"{i:016x}" for i in range(rows)]
    labels = log(*((i, "Invoice", "negative", "Ann") for i in ids))
    judged = judging.judge(experiences([0] * 4 * rows), Said(sample(*ids), labels, NONE))
    assert np.nansum(judged["weight"]) == 4 * rows


def test_what_was_said_of_a_feedback_in_words() -> None:
    labels = log((A, "Invoice", "negative", "Ann"), (A, "Refund", "mixed", "Ben"), (B, "Invoice", "unsure", "Ann"))
    right = log((C, "Invoice", "positive", "Ann"), moved_to="Delivery")
    said = judging.words(Said(NO_SAMPLE, labels, right)).fillna("").set_index("feedback_id")
    assert said["labels"].to_dict() == {
        A: "Invoice: negative (Ann); Refund: mixed (Ben)",
        B: "Invoice: unsure (Ann)",
        C: "",
    }
    assert said.loc[C, "corrections"] == "Invoice → Delivery: positive (Ann)"
    assert judging.words(Said(NO_SAMPLE, NONE, NONE)).empty


def test_a_label_goes_along_when_its_comment_moves() -> None:
    # People labelled A and B at the invoice, and said that A speaks of the refund. The map learnt: both are there now.
    moved = experiences([2, 0]).assign(touchpoint=pd.Categorical(["Refund", "Refund"]))
    labels = log((A, "Invoice", "negative", "Ann"), (B, "Invoice", "negative", "Ann"), moved_to=["Refund", ""])
    judged = judging.judge(moved, Said(sample(A, B), labels, NONE))
    assert judged["label"].tolist() == [0, 0]
    assert judged["weight"].notna().all()


def test_a_label_stays_away_from_what_it_does_not_speak_of() -> None:
    # The comment has two other experiences now; nobody can tell which of them the label means.
    two = experiences([2, 0]).assign(feedback_id=[A, A], touchpoint=pd.Categorical(["Refund", "Shop"]))
    judged = judging.judge(two, Said(sample(A), log((A, "Invoice", "negative", "Ann")), NONE))
    assert judged["label"].tolist() == [-1, -1]


def test_opinions_are_the_counted_labels_and_the_corrections() -> None:
    labels = log((A, "Invoice", "negative", "Ann"), (B, "Invoice", "elsewhere", "Ann"), (C, "Invoice", "unsure", "Ann"))
    right = log((A, "Invoice", "positive", "Bo"))
    found = judging.opinions(Said(sample(A, B, C), labels, right))
    assert found.values.tolist() == [[A, "Invoice", 2]]
