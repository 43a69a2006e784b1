"""Texts are counted by words, pairs of words and runs of characters."""

import numpy as np
import pandas as pd

from cxanalytics.patterns import features


def test_words_of_texts_one_after_the_other() -> None:
    spoken = features.said(pd.Series(["late again", "", "late"]))
    assert spoken.words.tolist() == ["again", "late"]
    assert spoken.text.tolist() == [0, 0, 2]
    assert spoken.word.tolist() == [1, 0, 1]
    assert spoken.counts().toarray().tolist() == [[1, 1], [0, 0], [0, 1]]


def test_what_is_said_once_is_not_counted() -> None:
    spoken = features.said(pd.Series(["late bill", "late bill", "rude"]))
    learnt = features.fit(spoken)
    assert learnt.words.tolist() == ["bill", "late"]
    matrix = learnt.matrix(spoken).toarray()
    assert matrix[2].sum() == 0
    np.testing.assert_array_equal(matrix[0], matrix[1])


def test_order_of_words_tells_by_pairs() -> None:
    learnt = features.fit(features.said(pd.Series(["no bill late", "late bill no"] * 2)))
    matrix = learnt.matrix(features.said(pd.Series(["no bill late", "late bill no"]))).toarray()
    assert (matrix[0] != matrix[1]).any()


def test_a_misspelt_word_shares_runs_of_characters() -> None:
    learnt = features.fit(features.said(pd.Series(["delivery", "delivery", "invoice", "invoice"])))
    rows = learnt.matrix(features.said(pd.Series(["delivery", "delivry", "invoice"]))).toarray()
    assert rows[1] @ rows[0] > rows[1] @ rows[2]


def test_unknown_words_and_no_texts_are_rows_of_nothing() -> None:
    learnt = features.fit(features.said(pd.Series(["late", "late"])))
    assert learnt.matrix(features.said(pd.Series(["配送"]))).toarray().sum() == 0
    assert learnt.matrix(features.said(pd.Series([], dtype="str"))).shape[0] == 0
