import numpy as np
import pandas as pd
import pytest

from cxanalytics.touchpoints import gain, measured

# text a: right; b: a wrong touchpoint; c: two right answers, one of them met; d: not found; e: rightly nowhere
ROWS = pd.DataFrame(
    [
        ("1", "a", "Till", "Till", "phrase"),
        ("1", "b", "Till", "Staff", "context"),
        ("2", "c", "Staff", "Till", "phrase"),
        ("3", "d", "Staff", "Unassigned", "unassigned"),
        ("2", "c", "Till", "Till", "phrase"),
        ("3", "e", "Unassigned", "Unassigned", "unassigned"),
    ],
    columns=["feedback_id", "text", "right", "machine", "rule"],
)


def test_one_row_per_text_with_the_right_answer_that_was_met() -> None:
    rows = measured(ROWS).rows
    assert rows["text"].tolist() == ["a", "b", "c", "d", "e"]
    assert rows["people"].tolist() == ["Till", "Till", "Till", "Staff", "Unassigned"]
    assert rows["right"].tolist() == [True, False, True, False, True]


def test_confusion_counts_people_against_machine() -> None:
    table = measured(ROWS).confusion()
    assert table.index.tolist() == table.columns.tolist() == ["Staff", "Till", "Unassigned"]
    assert table.to_numpy().tolist() == [[0, 0, 1], [1, 2, 0], [0, 0, 1]]


def test_precision_and_recall_per_touchpoint() -> None:
    table = measured(ROWS).by_touchpoint()
    assert table["people"].tolist() == [1, 3, 1]
    assert table["machine"].tolist() == [1, 2, 2]
    np.testing.assert_allclose(table["precision"], [0, 1, 1 / 2])
    np.testing.assert_allclose(table["recall"], [0, 2 / 3, 1])
    np.testing.assert_allclose(table["f1"], [0, 4 / 5, 2 / 3])


def test_precision_per_rule() -> None:
    table = measured(ROWS).by_rule()
    assert table.index.tolist() == ["context", "phrase", "unassigned"]
    assert table["n"].tolist() == [1, 2, 2]
    np.testing.assert_allclose(table["share"], [0.2, 0.4, 0.4])
    np.testing.assert_allclose(table["precision"], [0, 1, 0.5])


def test_overall() -> None:
    found = measured(ROWS).overall()
    assert found.index.tolist() == ["n", "accuracy", "precision", "unassigned", "macro_f1"]
    np.testing.assert_allclose(found, [5, 3 / 5, 2 / 3, 2 / 5, (0 + 4 / 5 + 2 / 3) / 3])


def test_gain_is_in_points_a_text() -> None:
    better = ROWS.assign(machine=["Till", "Unassigned", "Till", "Staff", "Till", "Unassigned"])
    # Feedback 1 gains 1 (wrong, now nowhere), 3 gains 1 (nowhere, now right), 2 nothing; over five texts.
    more, error = gain(measured(ROWS), measured(better))
    assert more == pytest.approx(2 / 5)
    assert error == pytest.approx(np.sqrt(3 * np.var([1, 0, 1])) / 5)


def test_nothing_to_measure() -> None:
    empty = measured(ROWS.head(0))
    assert empty.confusion().shape == (1, 1)
    assert len(empty.by_rule()) == 0
    assert empty.overall()["n"] == 0
    assert gain(empty, empty) == (0, 0)
