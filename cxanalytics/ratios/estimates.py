"""From counts to ratios, each with how sure it is and how it reads in words."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxanalytics.ratios.counts import TOGETHER, counts
from cxanalytics.ratios.interval import Floats, jeffreys

THIN = 30
LEVEL = 0.95


def table(
    experiences: pd.DataFrame, by: Sequence[str] = ("touchpoint",), *, thin: int = THIN, level: float = LEVEL
) -> pd.DataFrame:
    """The ratio of every group that occurs: `estimate(counts(experiences, by))`.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by.
    """
    return estimate(counts(experiences, by), thin=thin, level=level)


def estimate(counted: pd.DataFrame, *, thin: int = THIN, level: float = LEVEL) -> pd.DataFrame:
    """Counts with columns ratio, low, high, method, labels and evidence added.

    ratio is positive experiences for each negative one, low and high the ends of its Jeffreys interval at
    `level`, widened where experiences of one feedback are counted together. Without negatives ratio is NaN and
    high infinite: all that can be said is "at least low : 1". method is "counted" (from the machine's polarity;
    no labels by people). evidence is "none" where nothing is positive or negative, "thin" below `thin`
    experiences, else "measured".
    """
    positive = counted["positive"].to_numpy("float64")
    negative = counted["negative"].to_numpy("float64")
    apart = _apart(counted, positive, negative)
    low, high = jeffreys(positive / apart, negative / apart, level)
    few = np.where(counted["n"] < thin, "thin", "measured")
    return counted.drop(columns=list(TOGETHER), errors="ignore").assign(
        ratio=np.divide(positive, negative, out=np.full(len(counted), np.nan), where=negative > 0),
        low=low,
        high=high,
        method=pd.Series("counted", index=counted.index, dtype="str"),
        labels=0,
        evidence=pd.Series(np.where(positive + negative == 0, "none", few), index=counted.index, dtype="str"),
    )


def _apart(counted: pd.DataFrame, positive: Floats, negative: Floats) -> Floats:
    """By how much the counts say less than as many independent experiences would; 1 or more.

    One comment may speak well of five touchpoints, and is one voice all the same. The variance of
    log(positive / negative) with feedback as clusters, sum over feedback of (p/P - n/N)^2, is set against that of
    independent experiences, 1/P + 1/N (the design effect; Kish 1965, Survey Sampling; delta method).
    """
    if not set(TOGETHER) <= set(counted.columns):
        return np.ones(len(counted))
    pp, pn, nn = (counted[name].to_numpy("float64") for name in TOGETHER)
    with np.errstate(divide="ignore", invalid="ignore"):
        clustered = pp / positive**2 - 2 * pn / (positive * negative) + nn / negative**2
        both = clustered / (1 / positive + 1 / negative)
        # Where one side is empty, only the other can go together.
        one = np.where(negative == 0, pp / positive, nn / negative)
        effect = np.where((positive > 0) & (negative > 0), both, one)
    return np.fmax(effect, 1.0)


def text(ratios: pd.DataFrame, *, n: bool = True) -> pd.Series:
    """Each ratio in words: "3.4 : 1 (2.7–4.3), n 412", "at least 4.1 : 1, n 12", "no emotion yet, n 5".

    Takes the columns ratio, low, high and n; `n=False` leaves the number of experiences out.
    """
    columns = (ratios[name].tolist() for name in ("ratio", "low", "high", "n"))
    return pd.Series(
        [
            _sentence(ratio, low, high) + (f", n {count:,}" if n else "")
            for ratio, low, high, count in zip(*columns, strict=True)
        ],
        index=ratios.index,
        dtype="str",
    )


def _sentence(ratio: float, low: float, high: float) -> str:
    if np.isnan(low):
        return "no emotion yet"
    if np.isinf(high):
        return f"at least {number(low)} : 1"
    if ratio == 0:
        return f"at most {number(high)} : 1"
    return f"{number(ratio)} : 1 ({number(low)}–{number(high)})"


def number(value: float) -> str:
    """A ratio's size to two digits or so: 0.07, 0.52, 3.4, 22, 1,240."""
    if value >= 9.95:
        return f"{value:,.0f}"
    if value >= 0.995:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.0095 else f"{value:.1g}"
