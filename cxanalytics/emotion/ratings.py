"""Ratings: what one says that stands alone, and where it lies on its scale when words stand beside it."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.emotion.model import BANDS, POLARITIES

_LOW, _HIGH = 0.4, 0.6  # shares of the scale: below is low, above is high
_PASSIVE, _PROMOTER = 7, 9  # on 0 to 10, by the convention of the Net Promoter Score
_RULES = {
    "from 0 to 10": "0-6 negative, 7-8 neutral, 9-10 positive, as the Net Promoter Score counts",
    "other scales": "the lowest two fifths of the scale negative, the middle fifth neutral, the highest two fifths "
    "positive: of 5 stars 1-2, 3 and 4-5",
}


def rule() -> dict[str, str]:
    """The rule for a rating that stands alone, in words, per kind of scale."""
    return dict(_RULES)


def share(rating: pd.Series, low: pd.Series | float, high: pd.Series | float) -> pd.Series:
    """Where each rating lies on its scale, from 0 (lowest) to 1; missing without a scale or outside of it."""
    value = pd.to_numeric(rating, errors="coerce").astype("float64")
    bottom, top = (_column(end, rating.index) for end in (low, high))
    width = (top - bottom).where(top > bottom)
    place = (value - bottom) / width
    return place.where(place.between(0, 1))


def rated(rating: pd.Series, low: pd.Series | float, high: pd.Series | float) -> pd.Series:
    """Polarity of a rating that stands alone, by the rule that `rule` tells; missing where no scale is known.

    low and high are the ends of the scale, one for all or one per row. Same index as `rating`, dtype str.
    """
    place = share(rating, low, high)
    value = pd.to_numeric(rating, errors="coerce").astype("float64")
    promoter = (_column(low, rating.index) == 0) & (_column(high, rating.index) == 10)
    code = np.select([place < _LOW, place > _HIGH], [0, 2], 1)
    code = np.where(promoter, np.select([value < _PASSIVE, value >= _PROMOTER], [0, 2], 1), code)
    named = pd.array(list(POLARITIES), dtype="str").take(np.where(place.notna(), code, -1), allow_fill=True)
    return pd.Series(named, rating.index)


def bands(shares: pd.Series) -> npt.NDArray[np.int8]:
    """Per share of the scale its place in BANDS; "none" where it is missing or not from 0 to 1."""
    place = pd.to_numeric(shares, errors="coerce").to_numpy(np.float64, na_value=np.nan)
    known = (place >= 0) & (place <= 1)
    low, middle, high = (BANDS.index(name) for name in ("low", "middle", "high"))
    return np.select([~known, place < _LOW, place > _HIGH], [0, low, high], middle).astype(np.int8)


def _column(end: pd.Series | float, index: pd.Index) -> pd.Series:
    if isinstance(end, pd.Series):
        return pd.to_numeric(end, errors="coerce").astype("float64")
    return pd.Series(float(end), index)


def shown(place: float) -> str:
    """A share of the scale in words."""
    return f"{place:.0%} of its scale"
