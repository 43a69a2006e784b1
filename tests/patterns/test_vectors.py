"""What means the same lies close together; what nothing is known of lies nowhere."""

import numpy as np
import pandas as pd

from cxanalytics.patterns import vectors

TEXTS = pd.Series(
    ["The driver was rude", "rude driver", "driver rude again", "The bill is wrong", "wrong bill", "a wrong bill again"]
)


def test_rows_are_of_length_1_and_like_texts_lie_close() -> None:
    rows = vectors.fit(TEXTS).transform(TEXTS)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-5)
    alike = rows @ rows.T
    assert alike[0, 1] > alike[0, 3]
    assert alike[3, 4] > alike[1, 4]


def test_nothing_known_is_a_row_of_0() -> None:
    rows = vectors.fit(TEXTS).transform(pd.Series(["", "配送が遅い", None]))
    assert not rows.any()


def test_masked_words_tell_nothing() -> None:
    space = vectors.fit(TEXTS, masked=frozenset({"driver"}))
    rows = space.transform(pd.Series(["driver", "rude", "Driver's rude"]))
    assert not rows[0].any()
    np.testing.assert_allclose(rows[1], rows[2])


def test_no_texts_no_rows() -> None:
    assert vectors.fit(TEXTS).transform(pd.Series([], dtype="str")).shape[0] == 0


def test_a_space_of_no_texts_places_any() -> None:
    assert not vectors.fit(pd.Series([], dtype="str")).transform(pd.Series(["late"])).any()


def test_the_same_texts_make_the_same_space() -> None:
    np.testing.assert_array_equal(vectors.fit(TEXTS).transform(TEXTS), vectors.fit(TEXTS).transform(TEXTS))


def test_from_many_texts_on_words_are_known_by_their_company() -> None:
    things = [f"thing{n}" for n in range(120)]
    said = [f"the {one} and {other} broke" for one in things[:60] for other in things[60:70]]
    space = vectors.fit(pd.Series(said))
    rows = space.transform(pd.Series(said[:3]))
    assert rows.shape[1] <= vectors.AXES + 200
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-5)
