"""How much more often something is said in one group than in another, with rare things kept in check."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# How many mentions' worth of weight the whole corpus has against a group's own counts, at most ...
PRIOR = 300.0
# ... and as a share of both groups together, so that small corpora can still say something.
PRIOR_SHARE = 0.1


@dataclass(frozen=True)
class Contrast:
    """Log-odds ratio of one group against another, and its standard error."""

    log_odds: Floats
    error: Floats

    @property
    def z(self) -> Floats:
        """How many standard errors the log-odds ratio is above 0."""
        return self.log_odds / self.error

    @property
    def least(self) -> Floats:
        """A log-odds ratio that the true one exceeds in 19 of 20 cases."""
        return self.log_odds - 1.645 * self.error


def contrast(
    here: npt.ArrayLike, size: npt.ArrayLike, there: npt.ArrayLike, other: npt.ArrayLike, share: npt.ArrayLike
) -> Contrast:
    """How much more often a thing occurs `here` out of `size` than `there` out of `other`.

    `share` is how often it occurs in the whole corpus. A prior of that shape is added to both counts: PRIOR
    mentions, or PRIOR_SHARE of both groups where that is less (Monroe, Colaresi, Quinn 2008, Fightin' Words,
    Political Analysis 16, 372, equations 16, 20 and 22); half a mention on each side keeps extremes finite.
    """
    n, m = np.asarray(size, dtype="float64"), np.asarray(other, dtype="float64")
    weight = np.minimum(PRIOR, PRIOR_SHARE * (n + m))
    prior = weight * np.asarray(share, dtype="float64") + 0.5
    a = np.asarray(here, dtype="float64") + prior
    b = np.asarray(there, dtype="float64") + prior
    log_odds = np.log(a / (n + weight + 1 - a)) - np.log(b / (m + weight + 1 - b))
    return Contrast(log_odds, np.sqrt(1 / a + 1 / b))
