"""Pace against a target: where a ratio is, where it should be by now, and what it takes from here."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ratios import number

Floats = npt.NDArray[np.float64]

REACHED, AHEAD, ON_THE_WAY, BEHIND, UNCLEAR, JUST_SET = WORDS = (
    "reached", "ahead", "on the way", "behind", "cannot be told", "just set",
)  # fmt: skip
# The way is measured over so many of the last whole periods, and from so many on.
_LAST, _LEAST = 6, 3
_MONTH = 30.44


@dataclass(frozen=True)
class Pace:
    """How a target stands.

    word: of WORDS. now, low, high: the ratio of the last whole period and the ends of its interval. planned: where a
    straight way, on the scale of ratios, from where it was when the target was set would be by now. monthly: by how
    much the ratio has to grow a month from here (1.1: by a tenth). expected, expected_low, expected_high: where it
    would be in the end if the last periods went on, which nobody knows. words: all of it in a sentence or two.
    """

    word: str
    now: float
    low: float
    high: float
    planned: float
    monthly: float
    expected: float
    expected_low: float
    expected_high: float
    words: str


def pace(series: pd.DataFrame, ratio: float, since: date, by: date) -> Pace:
    """How a target of this `ratio` `by` a day stands, set on the day `since`.

    series: the ratio over time, oldest first: start, n, value, low, high, whole. Reached is what its interval lies
    above the target for; ahead and behind what surely lies above or below the way; on the way what lies on it as far
    as can be told and is not surely below the target's need; cannot be told where no period is known.
    """
    known = series[
        series["whole"].to_numpy(bool) & (series["n"] > 0).to_numpy(bool) & series["value"].notna().to_numpy(bool)
    ]
    if known.empty:
        nothing = float("nan")
        return Pace(UNCLEAR, *(nothing,) * 8, words="No whole period with a ratio is known yet.")
    last = known.iloc[-1]
    now, low, high = (float(last[name]) for name in ("value", "low", "high"))
    at = pd.Timestamp(last["start"])
    before = known[(known["start"] <= pd.Timestamp(since)).to_numpy(bool)]
    began = float((before if len(before) else known).iloc[-1 if len(before) else 0]["value"])
    whole = max((pd.Timestamp(by) - pd.Timestamp(since)).days, 1)
    part = float(np.clip((at - pd.Timestamp(since)).days / whole, 0.0, 1.0))
    planned = float(np.exp(np.log(max(began, 1e-6)) * (1 - part) + np.log(ratio) * part))
    months = max((pd.Timestamp(by) - at).days / _MONTH, 0.0)
    monthly = float((ratio / now) ** (1 / months)) if months >= 0.5 and now > 0 else float("nan")
    ends = _going_on(known, months)
    word = _word((now, low, high), ratio, planned, at >= pd.Timestamp(by))
    if word != REACHED and pd.Timestamp(since) >= at:
        # Nothing was measured since, so there is no way to be on yet.
        word = JUST_SET
    return Pace(word, now, low, high, planned, monthly, *ends, words=_said(word, now, ratio, by, monthly, ends))


def _word(now: tuple[float, float, float], ratio: float, planned: float, over: bool) -> str:
    value, low, high = now
    if low >= ratio:
        return REACHED
    if over:
        return BEHIND if high < ratio else UNCLEAR
    if low > planned * 1.02:
        return AHEAD
    if high < planned:
        return BEHIND
    return ON_THE_WAY if value >= planned * 0.9 else UNCLEAR


def _going_on(known: pd.DataFrame, months: float) -> tuple[float, float, float]:
    """Where it would be in so many months if the last periods went on: a line through log ratios, weighted by n."""
    from scipy.special import stdtrit

    last = known.tail(_LAST)
    if len(last) < _LEAST or months <= 0:
        return (float("nan"),) * 3
    x = (last["start"] - last["start"].iloc[-1]).dt.days.to_numpy("float64") / _MONTH
    y = np.log(np.maximum(last["value"].to_numpy("float64"), 1e-6))
    weight = last["n"].to_numpy("float64")
    middle = float(np.average(x, weights=weight))
    spread = float((weight * (x - middle) ** 2).sum())
    slope = float((weight * (x - middle) * y).sum() / spread)
    level = float(np.average(y, weights=weight))
    rest = y - level - slope * (x - middle)
    free = len(last) - 2
    variance = float((weight * rest**2).sum() / free)
    error = np.sqrt(variance * (1 / weight.sum() + (months - middle) ** 2 / spread + 1 / weight.mean()))
    half = float(stdtrit(free, 0.975)) * error
    end = level + slope * (months - middle)
    return float(np.exp(end)), float(np.exp(min(max(end - half, -20), 20))), float(np.exp(min(end + half, 20)))


def _said(word: str, now: float, ratio: float, by: date, monthly: float, ends: tuple[float, float, float]) -> str:
    goal = f"{number(ratio)} : 1 by {by.day} {by:%B %Y}"
    said = {
        REACHED: f"Reached: {number(now)} : 1, surely above {number(ratio)} : 1.",
        AHEAD: f"Ahead of the way to {goal}: {number(now)} : 1.",
        ON_THE_WAY: f"On the way to {goal}: {number(now)} : 1.",
        BEHIND: f"Behind the way to {goal}: {number(now)} : 1.",
        JUST_SET: f"Just set: {goal}, from {number(now)} : 1. The next whole period tells more.",
        UNCLEAR: f"Too few answers to tell whether {goal} is on its way: {number(now)} : 1 now.",
    }[word]
    if word != REACHED and monthly == monthly and monthly > 1:
        said += f" From here it takes {100 * (monthly - 1):.0f} % more every month."
    if word != REACHED and ends[0] == ends[0]:
        end, low, high = map(number, ends)
        said += (
            f" If the last months went on, it would come to {end} : 1 ({low}–{high}); "
            "that is a line drawn on, not a forecast."
        )
    return said
