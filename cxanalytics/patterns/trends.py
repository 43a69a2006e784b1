"""Trends: whether a pattern takes a growing share of what is said, month by month."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

RISING, FALLING, STEADY, UNCLEAR = "rising", "falling", "steady", "unclear"

# With fewer months or answers than this, nothing is said.
MONTHS, ANSWERS = 3, 8
# Where the change over all months could be twofold both up and down, or fourfold either way, it is not known to be
# steady.
_OPEN, _WIDE = np.log(2), np.log(4)
_STEPS = 30


@dataclass(frozen=True)
class Trend:
    """Of each pattern (K): the change of the logarithm of its share per month, the ends of its interval, a word."""

    change: Floats
    low: Floats
    high: Floats
    word: list[str]


def of(counts: npt.ArrayLike, totals: npt.ArrayLike, level: float = 0.95) -> Trend:
    """The trend of each pattern from answers per month.

    counts (K, M) are those with the pattern, totals (M) all; months without any answers take no part. A Poisson
    regression of counts on the month with log totals as offset (McCullagh and Nelder 1989, Generalized Linear Models,
    chapter 6); variance is scaled by Pearson's chi-square where months differ by more than chance (quasi-likelihood).
    Half an answer, spread over the months as all answers are, is added to each month on average, which keeps the
    change finite where a pattern is heard of in one month only. NaN and "unclear" with fewer than MONTHS months or
    ANSWERS answers.
    """
    from scipy.special import stdtrit

    seen = np.asarray(counts, dtype="float64")
    whole = np.asarray(totals, dtype="float64")
    there = np.flatnonzero(whole > 0)
    size = len(seen)
    if len(there) < MONTHS or not size:
        none = np.full(size, np.nan)
        return Trend(none, none.copy(), none.copy(), [UNCLEAR] * size)
    n, x = whole[there], seen[:, there]
    y = x + 0.5 * n / n.mean()
    month = there - np.average(there, weights=n)
    change, fitted = _fitted(y, n, month)
    free = len(there) - 2
    scale = np.maximum(1.0, ((y - fitted) ** 2 / fitted).sum(axis=1) / free)
    middle = (fitted * month).sum(axis=1) / fitted.sum(axis=1)
    spread = (fitted * (month - middle[:, None]) ** 2).sum(axis=1)
    half = stdtrit(free, (1 + level) / 2) * np.sqrt(scale / spread)
    few = x.sum(axis=1) < ANSWERS
    change, low, high = (np.where(few, np.nan, item) for item in (change, change - half, change + half))
    return Trend(
        change, low, high, [_word(*ends) for ends in zip(low, high, [there[-1] - there[0]] * size, strict=True)]
    )


def _fitted(y: Floats, n: Floats, month: Floats) -> tuple[Floats, Floats]:
    """The change per month (K) and the fitted counts (K, M), by Newton's method."""
    change = np.zeros(len(y))
    total = y.sum(axis=1)
    fitted = y
    for _ in range(_STEPS):
        shape = n * np.exp(change[:, None] * month)
        # Given the change, the level that fits makes the totals agree.
        fitted = shape * (total / shape.sum(axis=1))[:, None]
        middle = (fitted * month).sum(axis=1) / total
        spread = (fitted * (month - middle[:, None]) ** 2).sum(axis=1)
        step = ((y - fitted) * month).sum(axis=1) / np.maximum(spread, 1e-9)
        change = change + np.clip(step, -1, 1)
    return change, fitted


def _word(low: float, high: float, span: float) -> str:
    if np.isnan(low):
        return UNCLEAR
    if low > 0:
        return RISING
    if high < 0:
        return FALLING
    down, up = -low * span, high * span
    return UNCLEAR if min(down, up) > _OPEN or max(down, up) > _WIDE else STEADY
