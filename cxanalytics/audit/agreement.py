"""How much people agree when they label the same: Krippendorff's alpha.

1 is full agreement, 0 what chance would give. Formula: Krippendorff, Computing Krippendorff's Alpha-Reliability
(2011), section C, nominal data, with missing values. Below 0.667 conclusions from labels are not tenable, from 0.8
on they are good (Krippendorff, Content Analysis, 2004, section 11.4).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

LEAST_UNITS = 10  # labelled twice, for an interval

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """How much people agree: alpha with its 95 % interval (missing where it cannot be told), the part of pairs that
    agree, and the number of units that two or more people labelled."""

    alpha: float
    low: float
    high: float
    same: float
    units: int

    @property
    def words(self) -> str:
        """The agreement in a sentence."""
        if not self.units:
            return "Nothing was labelled by two people yet, so there is no agreement to show."
        both = f"{self.units:,} experiences" if self.units > 1 else "1 experience"
        if np.isnan(self.alpha):
            return f"{both} labelled by several people; too alike or too few to tell the agreement."
        sure = f" ({self.low:.2f} to {self.high:.2f})" if np.isfinite(self.low) else ""
        return (
            f"Agreement {self.alpha:.2f}{sure} of 1, from {both} labelled by several people; "
            f"{self.same:.0%} of the pairs say the same. "
            + (_judgement(self.alpha) if self.units >= LEAST_UNITS else "Too few yet to judge by.")
        )


def _judgement(alpha: float) -> str:
    if alpha >= 0.8:
        return "That is good."
    if alpha >= 0.667:
        return "That is enough to go on."
    return "That is low: talk about what the labels mean before labelling more."


def alpha(units: pd.Series, values: pd.Series, *, draws: int = 2_000) -> Agreement:
    """The agreement of labels: `units` says what was labelled, `values` as what, a row per label.

    Missing values are left out, and so are units with one label: they cannot agree. The interval is a bootstrap
    over units (2.5 to 97.5 %), from LEAST_UNITS on, always the same for the same labels.
    """
    known = values.notna().to_numpy(bool)
    unit, _ = pd.factorize(units[known])
    value, kinds = pd.factorize(values[known])
    table = np.zeros((unit.max(initial=-1) + 1, max(len(kinds), 1)))
    np.add.at(table, (unit, value), 1)
    table = table[table.sum(axis=1) >= 2]
    if not len(table):
        return Agreement(np.nan, np.nan, np.nan, np.nan, 0)
    made = table.sum(axis=1)
    pairs = made**2 - (table**2).sum(axis=1)
    differ = pairs / (made - 1)
    same = 1 - pairs.sum() / (made * (made - 1)).sum()
    point = float(_alpha(differ.sum(), table.sum(axis=0)[None, :])[0])
    low = high = np.nan
    if len(table) >= LEAST_UNITS and np.isfinite(point):
        rng = np.random.default_rng(0)
        times = rng.multinomial(len(table), np.full(len(table), 1 / len(table)), size=draws).astype(np.float64)
        low, high = np.nanpercentile(_alpha(times @ differ, times @ table), [2.5, 97.5])
    return Agreement(point, float(low), float(high), float(same), len(table))


def _alpha(differ: Floats | float, totals: Floats) -> Floats:
    """1 - observed / expected disagreement; totals has a row per sample, a column per kind of label."""
    n = totals.sum(axis=1)
    expected = n**2 - (totals**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Only one kind of label in all: nothing shows that people can tell kinds apart.
        return np.where(expected > 0, 1 - (n - 1) * differ / expected, np.nan)
