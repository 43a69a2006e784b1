import numpy as np
import pandas as pd

from cxanalytics.journey.phrases import words_of
from cxanalytics.touchpoints.words import matrix, roots_in


def test_the_roots_of_all_words() -> None:
    assert roots_in(words_of(["The queues,", "queued; DON'T"])) == ("dont", "queu", "the")


def test_no_texts_no_roots() -> None:
    assert roots_in(words_of([])) == ()
    assert matrix(words_of([]), ()).shape == (0, 0)
    assert matrix(words_of(["Hello"]), ()).toarray().tolist() == [[]]


def test_a_row_has_length_one_and_repeating_a_word_changes_nothing() -> None:
    words = words_of(pd.Series(["Staff! Queue", "queue queues unknown", "unknown", ""]))
    half = np.sqrt(0.5)
    np.testing.assert_allclose(matrix(words, ("queu", "staff")).toarray(), [[half, half], [1, 0], [0, 0], [0, 0]])
