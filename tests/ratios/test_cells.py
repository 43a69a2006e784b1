import numpy as np
import pandas as pd
import pytest

from cxanalytics.errors import SelectionError
from cxanalytics.ratios.cells import cells
from tests.ratios.labelled import experiences

PAY = experiences(
    ("Pay", "negative", 6, {"negative": 2, "positive": 1}),
    ("Pay", "positive", 10, {"positive": 1, "elsewhere": 1}),
    ("Call", "mixed", 2, {}),
)


def test_labels_are_certain_for_themselves_and_evidence_for_the_rest() -> None:
    known = cells(PAY)
    assert known.groups["touchpoint"].tolist() == ["Call", "Pay"]
    assert known.n.tolist() == [2, 16]
    assert known.labels.tolist() == [[0, 0, 0, 0], [3, 0, 2, 0]]
    assert known.rest.tolist() == [[0, 0, 0, 2], [3, 0, 8, 0]]
    # "elsewhere" counts on neither side, like neutral.
    assert known.certain.tolist() == [[0, 0, 0, 0], [2, 1, 2, 0]]
    np.testing.assert_allclose(known.evidence[1], [[2, 0, 1, 0], [0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0]], atol=1e-5)
    np.testing.assert_allclose(known.weighted[1].sum(0), [4, 5, 7, 0])


def test_without_grouping_there_is_one_group() -> None:
    assert cells(PAY, ()).rest.tolist() == [[3, 0, 8, 2]]
    assert cells(PAY.iloc[:0], ()).rest.tolist() == [[0, 0, 0, 0]]


def test_corrections_are_certain_and_never_a_sample() -> None:
    table = PAY.assign(corrected=False)
    # The machine said negative, a person put it right of their own accord.
    table.loc[5, ["label", "corrected", "positive", "negative"]] = [2, True, True, False]
    known = cells(table, ())
    assert known.rest.tolist() == [[2, 0, 8, 2]]
    assert known.certain.tolist() == [[2, 1, 3, 0]]
    assert known.labels.tolist() == [[3, 0, 2, 0]]
    # A label of the sample that was corrected later is out of the sample too.
    table.loc[0, ["corrected", "positive", "negative"]] = [True, False, True]
    assert cells(table, ()).labels.tolist() == [[2, 0, 2, 0]]


def test_ratings_without_words_count_by_rule_and_what_was_moved_here_as_it_stands() -> None:
    table = PAY.assign(basis="words", moved=False)
    table.loc[[4, 5], "basis"] = "rating"
    table.loc[15, "moved"] = True
    known = cells(table, ())
    assert known.rest.tolist() == [[1, 0, 7, 2]]
    assert known.certain.tolist() == [[4, 1, 3, 0]]
    assert known.labels.tolist() == [[3, 0, 2, 0]]


def test_labels_drawn_with_different_probabilities_are_weighed() -> None:
    table = experiences(("Pay", "positive", 40, {"positive": 1, "negative": 1})).assign(
        weight=[4.0, 31.0, *[np.nan] * 38]
    )
    evidence = cells(table).evidence[0, 2]
    # Standing for 3 and 30 experiences: worth 33^2 / (3^2 + 30^2) labels.
    np.testing.assert_allclose(evidence, np.array([30, 0, 3, 0]) / 33 * (33**2 / 909), atol=1e-4)


def test_labels_of_one_customer_are_one_voice() -> None:
    table = experiences(("Pay", "positive", 40, {"positive": 4}))
    assert cells(table).evidence.sum() == pytest.approx(4)
    assert cells(table.assign(person=7)).evidence.sum() == pytest.approx(1)
    two = table.assign(person=np.repeat([7, 8], 20)).assign(label=[2] * 2 + [-1] * 36 + [2] * 2)
    two["weight"] = np.where(two["label"] >= 0, 10.0, np.nan)
    assert cells(two).evidence.sum() == pytest.approx(2)


def test_the_order_of_rows_does_not_show() -> None:
    table = experiences(
        *[("Pay", "positive", 31, {"positive": 7, "negative": 3}), ("Call", "neutral", 11, {"mixed": 3})]
    )
    one, other = cells(table), cells(table.sample(frac=1, random_state=1))
    for name in ("n", "certain", "labels", "rest", "evidence", "weighted", "squares"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(SelectionError, match="Cannot group by 'mood'"):
        cells(PAY, ("mood",))


def test_the_table_is_left_as_it_was() -> None:
    before = PAY.copy()
    cells(PAY)
    pd.testing.assert_frame_equal(PAY, before)


def test_what_belongs_elsewhere_counts_as_what_it_says_over_touchpoints() -> None:
    # A person read one as praise of another touchpoint.
    table = PAY.assign(says=np.where(PAY["label"] == 4, 2, PAY["label"]))
    assert cells(table).certain.tolist() == cells(PAY).certain.tolist()
    assert cells(PAY, ()).certain.tolist() == [[2, 1, 2, 0]]
    assert cells(table, ()).certain.tolist() == [[2, 0, 3, 0]]
    # At one touchpoint alone it counts on neither side, however the table is grouped.
    assert cells(table[table["touchpoint"] == "Pay"], ()).certain.tolist() == [[2, 1, 2, 0]]
