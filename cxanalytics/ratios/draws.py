"""Draws from what can be known of each group: any number made from them has its interval."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ratios.interval import Floats

DRAWS = 2_000
THESE, ALL_SUCH = POPULATIONS = ("these", "all such")


@dataclass(frozen=True)
class Interval:
    """The middle of some draws and the ends between which `level` of them lie."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Draws:
    """Possible truths of G groups, `DRAWS` of each, independent between groups.

    groups: a row per group. n (G): experiences. labels (G): the labels of people that correct the group; where
    there are none, the counts are taken as they stand.
    positive, negative (G, draws): how many of these very comments are positive, negative (mixed on both sides).
    chance_positive, chance_negative (G, draws): how many would be, out of as many, if all such customers wrote:
    the chance in who wrote is in them too. Every method takes population "all such" (the default) or "these".
    """

    groups: pd.DataFrame
    n: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    positive: Floats
    negative: Floats
    chance_positive: Floats
    chance_negative: Floats

    def totals(self, population: str = ALL_SUCH) -> tuple[Floats, Floats]:
        """Positive and negative totals (G, draws) for a population."""
        if population == THESE:
            return self.positive, self.negative
        return self.chance_positive, self.chance_negative

    def ratio(self, population: str = ALL_SUCH) -> Floats:
        """Positive for each negative (G, draws); infinite without negatives, NaN without either."""
        return _divide(*self.totals(population))

    def negative_share(self, population: str = ALL_SUCH) -> Floats:
        """The part of all experiences that is negative (G, draws), 0..1."""
        return self.totals(population)[1] / np.maximum(self.n, 1)[:, None]

    def intervals(self, population: str = ALL_SUCH, level: float = 0.95) -> tuple[Floats, Floats, Floats]:
        """Low end, middle and high end of each group's ratio.

        The middle is the median for these very comments, NaN where that is infinite. The high end is infinite
        where (1 - level) / 2 of the draws hold no negative comment at all, the low end 0 where as many hold no
        positive one: then only "at least" or "at most" can be said. All three are NaN where most draws hold
        neither.
        """
        ratio = self.ratio(population)
        # Draws without a single negative comment bound the ratio from below only, whatever chance adds to them.
        low = _ranked(np.where(self.positive == 0, 0.0, ratio), (1 - level) / 2)
        high = _ranked(np.where(self.negative == 0, np.inf, ratio), (1 + level) / 2)
        middle = _ranked(self.ratio(THESE), 0.5)
        nothing = np.isnan(middle)
        middle = np.where(np.isinf(middle), np.nan, middle)
        return np.where(nothing, np.nan, low), middle, np.where(nothing, np.nan, high)

    def difference(self, a: int, b: int, population: str = ALL_SUCH) -> Floats:
        """Negative share of group a less that of group b, in parts of 1 (draws)."""
        share = self.negative_share(population)
        difference: Floats = share[a] - share[b]
        return difference

    def times(self, a: int, b: int, population: str = ALL_SUCH) -> Floats:
        """How many times as high the ratio of group a is as that of group b (draws)."""
        ratio = self.ratio(population)
        return _divide(ratio[a], ratio[b])

    def probability_worst(self, population: str = ALL_SUCH) -> Floats:
        """The probability of each group to have the lowest ratio of all (G), adding up to 1.

        Groups in which nothing is positive or negative take no part; equals share.
        """
        ratio = self.ratio(population)
        ratio = np.where(np.isnan(ratio), np.inf, ratio)
        lowest = ratio == ratio.min(axis=0, keepdims=True)
        worst: Floats = (lowest / lowest.sum(axis=0, keepdims=True)).mean(axis=1)
        return worst

    def what_if(
        self, group: int, resolved: float, turned: float = 0.0, topic: float = 1.0, population: str = ALL_SUCH
    ) -> Floats:
        """The group's ratio if a topic were tackled (draws): a scenario, no forecast.

        `topic` is the part of the group's negative experiences that speak of it, `resolved` the part of those
        that would be negative no more, `turned` the part of these that would turn positive (0: they fall silent):
        (P + turned * resolved * T) / (N - resolved * T) with T = topic * N.
        """
        positive, negative = (total[group] for total in self.totals(population))
        gone = resolved * topic * negative
        return _divide(positive + turned * gone, negative - gone)


def summary(draws: Floats, level: float = 0.95) -> Interval:
    """Middle and ends of some draws; NaN where most are."""
    low, middle, high = (float(_ranked(draws[None, :], q)[0]) for q in ((1 - level) / 2, 0.5, (1 + level) / 2))
    return Interval(low, middle, high)


def _divide(above: Floats, below: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: Floats = np.divide(above, below)
    return ratio


def _ranked(draws: Floats, part: float) -> Floats:
    """The draw at this part of the order, per row. Nothing is interpolated, so that infinite draws may take part."""
    place = round(part * (draws.shape[1] - 1))
    ranked: Floats = np.partition(draws, place, axis=1)[:, place]
    return ranked
