"""Surprise: how unlikely a count is after the counts before it, and which of many are too unlikely to be chance."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# The share of discoveries that may be false.
FALSE_SHARE = 0.05
# So many periods' worth of weight the swing common to all terms has against a term's own.
_COMMON = 12.0
_PRIOR = 0.3


def tail(here: Floats, before: Floats, size: float, sizes: Floats) -> Floats:
    """The probability (F) of as many answers as `here` (F) or more, out of `size`, after `before` (P, F) out of sizes.

    The predictive distribution of a Poisson rate with a gamma prior is negative binomial (Gelman et al. 2013, Bayesian
    Data Analysis, 3rd ed., section 2.6); its variance is widened by how much the counts swing from period to period,
    each term's own swing drawn towards that of all terms.
    """
    from scipy.stats import nbinom

    exposure = sizes.sum()
    total = before.sum(axis=0)
    mean = total / exposure * sizes[:, None]
    often = total / len(sizes) > 0.5
    with np.errstate(invalid="ignore", divide="ignore"):
        swing = np.where(mean > 0, (before - mean) ** 2 / mean, 0).sum(axis=0) / max(len(sizes) - 1, 1)
    common = max(1.0, float(np.mean(swing[often]))) if often.any() else 1.0
    weight = len(sizes) - 1
    own = np.where(often, swing, common)
    phi = np.maximum(1.0, (weight * own + _COMMON * common) / (weight + _COMMON))
    shape, rate = (total + _PRIOR) / phi, exposure / size / phi
    unlikely: Floats = nbinom.sf(here - 1, np.maximum(shape, 0.05), rate / (rate + 1))
    return unlikely


def discoveries(p: Floats, share: float = FALSE_SHARE) -> Mask:
    """Which are discoveries, at most `share` of them false on average; what is unknown (NaN) is none.

    Benjamini and Hochberg 1995, Controlling the false discovery rate, JRSS B 57, 289.
    """
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    below = p[order] <= share * np.arange(1, len(order) + 1) / max(len(order), 1)
    found = np.zeros(len(p), dtype=bool)
    if below.any():
        found[order[: int(np.flatnonzero(below).max()) + 1]] = True
    return found
