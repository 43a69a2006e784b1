"""Ratios drawn towards what is usual, so that few voices do not top a ranking. For ranking only, never for display."""

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxanalytics.ratios.draws import DRAWS, Draws
from cxanalytics.ratios.interval import Floats

# Weight of the usual mix, in comments: the values that are tried, even on the scale of logarithms.
_WEIGHTS = np.geomspace(1.0, 1_000.0, 25)


@dataclass(frozen=True)
class Usual:
    """What is usual over all groups: shares of positive, negative and neither, and how many comments it is worth.

    The less the groups differ beyond chance, the more it is worth. `weights` (draws) are likely values of it.
    """

    shares: Floats
    weight: float
    weights: Floats


def ranking(counted: pd.DataFrame, draws: Draws | None = None) -> pd.DataFrame:
    """Each group's ratio drawn towards the usual, and the probability that it is the worst.

    `counted` has positive, negative, mixed and n, a row per group (`ratios.counts`); with `draws` of the same groups
    in the same order, totals are theirs instead, so that what labels leave open is in the ranking too. Returns the
    other columns of `counted`, then shrunk (the ratio to rank by), shrunk_low and shrunk_high (95 %), and
    p_worst, adding up to 1. Groups without experiences take no part: p_worst 0.

    Empirical Bayes with a Dirichlet-multinomial model over positive, negative and neither (Minka 2000, Estimating a
    Dirichlet distribution). Such intervals take what is usual for known and cover 91 % instead of 95 % where
    experiences are few; here its weight is drawn from its likelihood with the rest, which widens them, but its
    shares are still taken for known.
    """
    totals = _totals(counted, draws)
    usual = _usual(totals.mean(axis=1))
    content = hashlib.sha256(np.round(totals[:, :8], 3).tobytes()).digest()
    rng = np.random.default_rng(int.from_bytes(content[:16], "big"))
    prior = usual.weights[:, None] * usual.shares
    share = rng.standard_gamma(np.broadcast_to(totals, (len(totals), DRAWS, 3)) + prior)
    ratio = share[:, :, 0] / np.maximum(share[:, :, 1], 1e-300)
    there = counted["n"].to_numpy() > 0
    low, middle, high = np.quantile(ratio, (0.025, 0.5, 0.975), axis=1) if len(ratio) else np.empty((3, 0))
    worst = np.zeros(len(ratio))
    if there.any():
        lowest = np.where(there[:, None], ratio, np.inf).argmin(axis=0)
        worst = np.bincount(lowest, minlength=len(ratio)) / DRAWS
    names = [name for name in counted.columns if name not in ("pos_pos", "pos_neg", "neg_neg")]
    return counted[names].assign(shrunk=middle, shrunk_low=low, shrunk_high=high, p_worst=worst)


def _totals(counted: pd.DataFrame, draws: Draws | None) -> Floats:
    """Positive, negative and neither of each group (G, 1 or draws, 3); a mixed one is half of each."""
    n = counted["n"].to_numpy("float64")[:, None]
    if draws is None:
        sides = [counted[name].to_numpy("float64")[:, None] for name in ("positive", "negative")]
    else:
        sides = [draws.positive, draws.negative]
    # Mixed ones are on both sides: where that is more than there are, both sides shrink alike.
    fits = np.minimum(1.0, n / np.maximum(sides[0] + sides[1], 1e-12))
    positive, negative = sides[0] * fits, sides[1] * fits
    totals: Floats = np.stack([positive, negative, np.maximum(n - positive - negative, 0.0)], axis=2)
    return totals


def _usual(totals: Floats) -> Usual:
    """The Dirichlet prior (its mean and its weight) that makes the groups' totals (G, 3) likeliest."""
    from scipy.special import gammaln

    n = totals.sum(1)
    there = totals[n > 0]
    if len(there) == 0:
        return Usual(np.full(3, 1 / 3), 1.0, np.ones(DRAWS))
    n = there.sum(1)
    shares = (there.sum(0) + 1 / 3) / (n.sum() + 1)
    for _ in range(3):
        prior = _WEIGHTS[:, None] * shares
        likely = (gammaln(_WEIGHTS)[:, None] - gammaln(_WEIGHTS[:, None] + n)).sum(1)
        likely = likely + (gammaln(there + prior[:, None, :]) - gammaln(prior)[:, None, :]).sum((1, 2))
        chances = np.exp(likely - likely.max())
        chances /= chances.sum()
        weight = float(np.exp(np.log(_WEIGHTS) @ chances))
        # Each group tells of the usual mix as far as it is not just more of the same voices.
        tells = (n / (n + weight))[:, None]
        shares = (tells * there / n[:, None]).sum(0) + 1 / 3 / len(there)
        shares = shares / shares.sum()
    places = np.searchsorted(np.cumsum(chances), (np.arange(DRAWS) + 0.5) / DRAWS)
    return Usual(shares, weight, _WEIGHTS[np.minimum(places, len(_WEIGHTS) - 1)])
