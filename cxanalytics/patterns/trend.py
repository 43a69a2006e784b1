"""Whether a pattern's share of the answers rises or falls over the months."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

RISING, FALLING, STEADY, TOO_FEW = "rising", "falling", "steady", "too few"
# A trend needs so many months with answers, and so many answers in the pattern.
MONTHS, ANSWERS = 4, 12
_STEPS = 30
_SURE = 1.96


def trends(periods: pd.DataFrame) -> pd.DataFrame:
    """Per pattern: change (its share's growth a month, 0.1 is 10 %), change_low, change_high (95 %), trend (a word).

    periods is `history.periods`. The slope is that of a Poisson regression of the answers with the pattern on the
    month, all answers of the month being the exposure, its error widened by how much the months scatter beyond chance
    (McCullagh, Nelder 1989, Generalized Linear Models, 2nd ed., section 6.2.3).
    """
    known = periods[periods["share"].notna()]
    if known.empty:
        columns = {"pattern": "str", "change": "float64", "change_low": "float64", "change_high": "float64"}
        return pd.DataFrame({n: pd.Series(dtype=k) for n, k in (columns | {"trend": "str"}).items()})
    counts = known.pivot(index="pattern", columns="period", values="n").fillna(0)
    share = known.pivot(index="pattern", columns="period", values="share")
    n = counts.to_numpy("float64")
    # Every pattern has the same answers in a month: the number follows from any share that is not 0.
    whole = np.nanmax(np.where(share > 0, n / share.where(share > 0), np.nan), axis=0)
    heard = np.isfinite(whole)
    month = pd.DatetimeIndex(counts.columns).to_period("M").asi8[heard]
    slope, error = _slopes(n[:, heard], whole[heard], (month - month.mean()).astype("float64"))
    few = (n.sum(axis=1) < ANSWERS) | (heard.sum() < MONTHS)
    low, high = slope - _SURE * error, slope + _SURE * error
    word = np.select([few, low > 0, high < 0], [TOO_FEW, RISING, FALLING], STEADY)
    ends = [np.where(few, np.nan, np.expm1(value)) for value in (slope, low, high)]
    return pd.DataFrame(
        {
            "pattern": pd.Series(counts.index.astype("str"), dtype="str"),
            "change": ends[0],
            "change_low": ends[1],
            "change_high": ends[2],
            "trend": pd.Series(word, dtype="str"),
        }
    )


def _slopes(n: Floats, whole: Floats, month: Floats) -> tuple[Floats, Floats]:
    """Slope of log share on the month (K) and its error, by Newton's method; n (K, T), whole (T), month (T)."""
    total = np.maximum(n.sum(axis=1), 0.5)
    base, slope = np.log(total / whole.sum()), np.zeros(len(n))
    information = np.ones(len(n))
    for _ in range(_STEPS):
        mean = whole * np.exp(np.clip(base[:, None] + slope[:, None] * month, -30, 5))
        rest = n - mean
        a, b, c = mean.sum(axis=1), (mean * month).sum(axis=1), (mean * month**2).sum(axis=1)
        d = np.maximum(a * c - b * b, 1e-9)
        u, v = rest.sum(axis=1), (rest * month).sum(axis=1)
        base += np.clip((c * u - b * v) / d, -1, 1)
        slope += np.clip((a * v - b * u) / d, -1, 1)
        information = d / np.maximum(a, 1e-9)
    mean = whole * np.exp(np.clip(base[:, None] + slope[:, None] * month, -30, 5))
    scatter = ((n - mean) ** 2 / np.maximum(mean, 1e-9)).sum(axis=1) / max(len(month) - 2, 1)
    error: Floats = np.sqrt(np.maximum(scatter, 1) / np.maximum(information, 1e-9))
    return slope, error
