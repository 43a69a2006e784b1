"""How sure a ratio of two counts is."""

import numpy as np
import numpy.typing as npt

LEVEL = 0.95
# Fewer experiences than this are thin evidence.
THIN = 30

Floats = npt.NDArray[np.float64]


def jeffreys(positive: npt.ArrayLike, negative: npt.ArrayLike, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Low and high end of the ratio positive : negative, one pair per element.

    Given positive + negative, the positive count is binomial; the equal-tailed Jeffreys interval of its
    share p (Beta(1/2, 1/2) prior; Brown, Cai, DasGupta 2001, Interval estimation for a binomial proportion,
    Statistical Science 16, 101) becomes one of the ratio by p / (1 - p).

    The low end is 0 where nothing is positive, the high end infinite where nothing is negative; both are NaN
    where nothing is either. Experiences that are both count on both sides: the interval is then a little too
    wide, never too narrow. Each count must stand for itself; `estimates.estimate` sees to that.
    """
    from scipy.special import betaincinv

    a = np.asarray(positive, dtype="float64")
    b = np.asarray(negative, dtype="float64")
    tail = (1 - level) / 2
    share_low = np.where(a == 0, 0.0, betaincinv(a + 0.5, b + 0.5, tail))
    # Worked out from the other side, so that a share close to 1 loses no digits.
    rest_high = np.where(b == 0, 0.0, betaincinv(b + 0.5, a + 0.5, tail))
    with np.errstate(divide="ignore"):
        low = share_low / (1 - share_low)
        high = (1 - rest_high) / rest_high
    nothing = a + b == 0
    return np.where(nothing, np.nan, low), np.where(nothing, np.nan, high)
