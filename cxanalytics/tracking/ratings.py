"""Ratings by their standard definitions: NPS, CSAT and CES, each with its interval."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

NPS, CSAT, CES = KINDS = ("nps", "csat", "ces")
NAMES = {NPS: "Net Promoter Score", CSAT: "Customer satisfaction (CSAT)", CES: "Customer effort (CES)"}
METHODS = {
    NPS: (
        "Of answers from 0 to 10, the share of 9 and 10 (promoters) less that of 0 to 6 (detractors), in points from "
        "-100 to 100 (Reichheld 2003). Interval: adjusted Wald, three answers added (Rocks 2016)."
    ),
    CSAT: (
        "The share of the two best answers: 4 and 5 of 5, 6 and 7 of 7, 9 and 10 of 10; both of a scale of two is its "
        "better one. Interval: Wilson 1927."
    ),
    CES: (
        "The mean of answers from 1 to 7 on how easy it was (Dixon 2013, CES 2.0); 7 is easiest. Interval: Student's t."
    ),
}
_EASY = re.compile(r"\b(?:eas[yi]|effort|einfach|aufwand|facile|fácil|esfuerzo)", re.IGNORECASE)


@dataclass(frozen=True)
class Score:
    """A rating per group: the answers behind it, its value, low and high end, and its standard error."""

    n: Floats
    value: Floats
    low: Floats
    high: Floats
    sd: Floats


def kinds(ratings: pd.DataFrame) -> pd.Series:
    """Which of KINDS each rating counts for, by its scale and question; missing where for none.

    0 to 10 is NPS; 1 to 7 with a question on effort or ease CES; any other scale with 2 to 10 answers CSAT.
    """
    low, high = ratings["rating_low"], ratings["rating_high"]
    asked = ratings["question"].fillna("").map(lambda text: bool(_EASY.search(str(text)))).to_numpy(bool)
    kind = np.select(
        [
            (ratings["rating"].isna() | low.isna()).to_numpy(bool),
            ((low == 0) & (high == 10)).to_numpy(bool),
            ((low == 1) & (high == 7)).to_numpy(bool) & asked,
            (high - low <= 9).to_numpy(bool) & ~asked,
        ],
        ["", NPS, CES, CSAT],
        "",
    )
    return pd.Series(kind, index=ratings.index, dtype="str").replace("", None)


def points(ratings: pd.DataFrame, kind: str) -> Floats:
    """What each rating adds: NPS 100, 0 or -100, CSAT 1 or 0, CES itself; the score is the mean of it."""
    rating, high = (ratings[name].to_numpy("float64") for name in ("rating", "rating_high"))
    if kind == NPS:
        return np.where(rating >= 9, 100.0, np.where(rating <= 6, -100.0, 0.0))
    if kind == CES:
        return rating
    steps = high - ratings["rating_low"].to_numpy("float64")
    return np.where(steps <= 1, rating >= high, rating >= high - 1).astype("float64")


def score(added: Floats, group: npt.NDArray[np.int64], size: int, kind: str, level: float = 0.95) -> Score:
    """The score of each group 0..size-1 from what its answers add (`points`); NaN where there are none."""
    n = np.bincount(group, minlength=size).astype("float64")
    total = np.bincount(group, weights=added, minlength=size).astype("float64")
    squares = np.bincount(group, weights=added**2, minlength=size).astype("float64")
    with np.errstate(invalid="ignore", divide="ignore"):
        value = total / n
        low, high, sd = _ENDS[kind](n, value, squares, level)
    return Score(n, value, low, high, sd)


def _wide(n: Floats, value: Floats, squares: Floats) -> Floats:
    """The variance of one answer."""
    variance: Floats = np.maximum(squares / n - value**2, 0.0)
    return variance


def _nps(n: Floats, value: Floats, squares: Floats, level: float) -> tuple[Floats, Floats, Floats]:
    from scipy.special import ndtri

    # Three answers more: 3/4 promoters, 3/4 detractors, the rest between them.
    many = n + 3
    middle = value * n / many
    variance = (squares + 1.5 * 100**2) / many - middle**2
    sd = np.sqrt(variance / many)
    half = ndtri((1 + level) / 2) * sd
    return np.maximum(middle - half, -100.0), np.minimum(middle + half, 100.0), np.where(n > 0, sd, np.nan)


def _csat(n: Floats, value: Floats, squares: Floats, level: float) -> tuple[Floats, Floats, Floats]:
    low, high = wilson(value, n, level)
    smooth = (value * n + 1) / (n + 2)
    return low, high, np.sqrt(np.maximum(value * (1 - value), smooth * (1 - smooth) * (squares <= 0)) / n)


def _ces(n: Floats, value: Floats, squares: Floats, level: float) -> tuple[Floats, Floats, Floats]:
    from scipy.special import stdtrit

    # One answer alone says nothing of how much they differ.
    sd = np.sqrt(_wide(n, value, squares) / np.where(n > 1, n - 1, np.nan))
    half = stdtrit(np.maximum(n - 1, 1), (1 + level) / 2) * sd
    return np.maximum(value - half, 1.0), np.minimum(value + half, 7.0), sd


_ENDS = {NPS: _nps, CSAT: _csat, CES: _ces}


def wilson(share: Floats, n: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """The ends of Wilson's interval (1927) of a share out of n independent answers; NaN where n is 0."""
    from scipy.special import ndtri

    z = ndtri((1 + level) / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)
