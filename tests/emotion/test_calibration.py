"""From weights to probabilities."""

import numpy as np

from cxanalytics.emotion import calibration


def chances(*weights: tuple[float, float]) -> np.ndarray:
    positive, negative = np.array(weights, float).T
    return calibration.probabilities(calibration.features(positive, negative, np.zeros(len(weights))))


def test_the_fit_knows_which_way_is_up() -> None:
    fit = calibration.calibration()
    assert fit.positive[1] > 0 > fit.positive[2]
    assert fit.negative[2] > 0 > fit.negative[1]


def test_rows_sum_to_one() -> None:
    assert np.allclose(chances((0, 0), (3, 0), (0, 3), (100, 100)).sum(axis=1), 1, atol=1e-6)


def test_no_weight_is_neutral_and_more_weight_is_more_certain() -> None:
    none, some, much = chances((0, 0), (2, 0), (6, 0))
    assert none.argmax() == calibration.NEUTRAL
    assert some.argmax() == calibration.POSITIVE
    assert much[calibration.POSITIVE] > some[calibration.POSITIVE]
    assert chances((0, 2)).argmax() == calibration.NEGATIVE


def test_exclamation_marks_lift_the_greater_side() -> None:
    plain, loud = (calibration.features(np.array([2.0]), np.array([1.0]), np.array([e])) for e in (0.0, 0.9))
    assert loud[0, 0] > plain[0, 0]
    assert loud[0, 1] == plain[0, 1]


def test_a_tie_of_the_poles_is_neutral() -> None:
    assert calibration.polarity(np.array([[0.4, 0.2, 0.4], [0.5, 0.3, 0.2]], np.float32)).tolist() == [1, 0]
