"""Values of a series in words."""

import math

from cxanalytics.ratios import number
from cxanalytics.tracking.ratings import CES, NPS

RATIO, VOLUME = "ratio", "volume"


def plain(measure: str, value: float) -> str:
    """A value of a measure: "3.4 : 1", "12 %", "412", "+34"; "–" where there is none."""
    if math.isnan(value):
        return "–"
    if measure == RATIO:
        return f"{number(value)} : 1"
    if measure == VOLUME:
        return f"{value:,.0f}"
    if measure == NPS:
        return f"{value:+.0f}"
    if measure == CES:
        return f"{value:.1f}"
    return f"{percent(value)} %"


def percent(share: float) -> str:
    """A share in percent, with a digit after the point where it is small: "12", "3.4"."""
    return f"{100 * share:.1f}" if abs(share) < 0.095 else f"{100 * share:.0f}"


def interval(measure: str, value: float, low: float, high: float) -> str:
    """A value with the ends of its interval: "3.4 : 1 (2.7–4.3)", "at least 4.1 : 1", "12 % (9.1–15)"."""
    if measure == RATIO and not math.isnan(low):
        if math.isinf(high) or math.isnan(value):
            return f"at least {number(low)} : 1"
        if value == 0 or low == 0:
            return f"at most {number(high)} : 1"
    if math.isnan(low):
        return plain(measure, value)
    ends = (number(low), number(high)) if measure == RATIO else tuple(_bare(measure, end) for end in (low, high))
    return f"{plain(measure, value)} ({' to '.join(ends) if measure == NPS else '–'.join(ends)})"


def _bare(measure: str, value: float) -> str:
    return plain(measure, value).removesuffix(" %")
