import numpy as np
from scipy.stats import nbinom

from cxanalytics.patterns import surprise


def test_the_tail_is_that_of_the_negative_binomial() -> None:
    # Four periods of 100 answers, a term in just 5 of each: no swing beyond chance, so by hand shape 20.3, rate 4.
    before = np.full((4, 1), 5.0)
    found = surprise.tail(np.array([12.0]), before, 100.0, np.full(4, 100.0))
    assert found[0] == np.float64(nbinom.sf(11, 20.3, 4 / 5))
    assert 0.001 < found[0] < 0.03


def test_more_is_less_likely_and_a_swinging_term_surprises_less() -> None:
    sizes = np.full(6, 100.0)
    steady, swinging = np.full(6, 10.0), np.array([1.0, 19, 2, 18, 0, 20])
    before = np.stack([steady, swinging], axis=1)
    some, many = (surprise.tail(np.full(2, n), before, 100.0, sizes) for n in (15.0, 25.0))
    assert (many < some).all()
    assert some[0] < some[1]


def test_a_term_never_seen_before_is_no_error() -> None:
    found = surprise.tail(np.array([0.0, 6.0]), np.zeros((5, 2)), 50.0, np.full(5, 50.0))
    assert found[0] == 1
    assert found[1] < 0.01


def test_benjamini_hochberg_by_hand() -> None:
    # Of five: .01 <= .01, .02 <= .02, .03 <= .03, .2 > .04, .9 > .05.
    p = np.array([0.2, 0.01, 0.9, 0.03, 0.02])
    assert surprise.discoveries(p).tolist() == [False, True, False, True, True]
    # One that is itself too great is found for the sake of those after it.
    assert surprise.discoveries(np.array([0.04, 0.045, 0.05])).all()
    assert not surprise.discoveries(np.array([0.5, 0.6])).any()
    assert surprise.discoveries(np.zeros(0)).tolist() == []
    # Of four that are known the limits are .0125, .025, .0375 and .05; one that is not known takes no part.
    some = np.array([0.001, np.nan, 0.012, 0.03, 0.9])
    assert surprise.discoveries(some).tolist() == [True, False, True, True, False]
