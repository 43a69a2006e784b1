import numpy as np
import pandas as pd

from cxanalytics.touchpoints.words import matrix, roots_in


def test_the_roots_of_all_words() -> None:
    assert roots_in(["The queues,", "queued; DON'T"]) == ("dont", "queu", "the")


def test_no_texts_no_roots() -> None:
    assert roots_in([]) == ()
    assert matrix([], ()).shape == (0, 0)
    assert matrix(["Hello"], ()).toarray().tolist() == [[]]


def test_a_row_has_length_one_and_repeating_a_word_changes_nothing() -> None:
    found = matrix(pd.Series(["Staff! Queue", "queue queues unknown", "unknown", ""]), ("queu", "staff"))
    half = np.sqrt(0.5)
    np.testing.assert_allclose(found.toarray(), [[half, half], [1, 0], [0, 0], [0, 0]])
