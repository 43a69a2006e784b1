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
# What lies below the way by less than this is on it; below the least ratio nothing is told apart.
_NEAR, _SMALL = 0.9, 1e-6


@dataclass(frozen=True)
class Pace:
    """How a target stands.

    word: of WORDS. now, low, high: the ratio of the last whole period and the ends of its interval. planned: where a
    straight way, on the scale of ratios, from where it was when the target was set would be by the middle of that
    period. monthly: by how much the ratio has to grow a month from here (1.1: by a tenth). expected, expected_low,
    expected_high: where it would be in the end if the last periods went on, which nobody knows. began: where the way
    starts, the ratio of the last period that had begun when the target was set. words: all of it in a sentence or two.
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
    began: float
    words: str


def pace(series: pd.DataFrame, ratio: float, since: date, by: date) -> Pace:
    """How a target of this `ratio` `by` a day stands, set on the day `since`.

    series: the ratio over time, oldest first: start, n, value, low, high, whole. Reached is what its interval lies
    above the target for; ahead and behind what surely lies above or below the way; on the way what lies on it as far
    as can be told. Cannot be told where no period is known, where the interval holds both the start and the target, or
    where it is far below the way and that may be chance. Just set while no period that began later is over.
    """
    known = _known(series)
    if known.empty:
        nothing = float("nan")
        return Pace(UNCLEAR, *(nothing,) * 9, words="No whole period with a ratio is known yet.")
    last = known.iloc[-1]
    now, low, high = (float(last[name]) for name in ("value", "low", "high"))
    starts, length = pd.Timestamp(last["start"]), _length(series)
    at = starts + length / 2
    began = _began(known, since)
    planned = float(np.interp((at - pd.Timestamp(since)).days, [0, max((by - since).days, 1)], np.log([began, ratio])))
    planned = float(np.exp(planned))
    months = max((pd.Timestamp(by) - at) / pd.Timedelta(days=_MONTH), 0.0)
    monthly = float((ratio / now) ** (1 / months)) if months >= 0.5 and now > 0 else float("nan")
    ends = _going_on(known, months)
    over = pd.Timestamp(by) < starts + length
    word = _word((now, low, high), ratio, began, planned, over=over)
    if word != REACHED and not over and pd.Timestamp(since) >= starts:
        # Nothing was measured since, so there is no way to be on yet.
        word = JUST_SET
    if over:
        monthly, ends = float("nan"), (float("nan"),) * 3
    return Pace(
        word, now, low, high, planned, monthly, *ends, began=began, words=_said(word, now, ratio, by, monthly, ends)
    )


def _known(series: pd.DataFrame) -> pd.DataFrame:
    """The whole periods with a ratio."""
    there = series["n"].to_numpy("float64") > 0
    return series[series["whole"].to_numpy(bool) & there & series["value"].notna().to_numpy(bool)]


def _length(series: pd.DataFrame) -> pd.Timedelta:
    """How long a period is, a month where only one is there."""
    apart = pd.Series(pd.to_datetime(series["start"])).diff().dropna()
    return pd.Timedelta(apart.median() if len(apart) else pd.Timedelta(days=_MONTH))


def _began(known: pd.DataFrame, since: date) -> float:
    """The ratio of the last period that had begun on a day, of the first one where none had."""
    before = known[(known["start"] <= pd.Timestamp(since)).to_numpy(bool)]
    return max(float(before["value"].iloc[-1] if len(before) else known["value"].iloc[0]), _SMALL)


def way(series: pd.DataFrame, ratio: float, since: date, by: date) -> pd.DataFrame:
    """The straight way, on the scale of ratios, from where it was to the target: start, planned; empty without one."""
    known = _known(series)
    if known.empty:
        return pd.DataFrame({"start": pd.to_datetime([]), "planned": []})
    ends = pd.to_datetime([since, by])
    return pd.DataFrame({"start": ends, "planned": [_began(known, since), ratio]})


def _word(now: tuple[float, float, float], ratio: float, began: float, planned: float, *, over: bool) -> str:
    value, low, high = now
    if low >= ratio:
        return REACHED
    if over:
        return BEHIND if high < ratio else UNCLEAR
    if low > planned:
        return AHEAD
    if high < planned:
        return BEHIND
    if low <= min(began, ratio) and high >= max(began, ratio):
        return UNCLEAR
    return ON_THE_WAY if value >= planned * _NEAR else UNCLEAR


def _going_on(known: pd.DataFrame, months: float) -> tuple[float, float, float]:
    """Where it would be in so many months if the last periods went on: a line through log ratios, weighted by n."""
    from scipy.special import stdtrit

    last = known.tail(_LAST)
    if len(last) < _LEAST or months <= 0:
        return (float("nan"),) * 3
    x = (last["start"] - last["start"].iloc[-1]).dt.days.to_numpy("float64") / _MONTH
    y = np.log(np.maximum(last["value"].to_numpy("float64"), _SMALL))
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
        UNCLEAR: f"The answers are too few to tell whether {goal} is on its way: {number(now)} : 1 in the last period.",
    }[word]
    if word != REACHED and monthly == monthly and monthly > 1:
        said += f" From here it takes {100 * (monthly - 1):.0f} % more every month."
    if word != REACHED and ends[0] == ends[0]:
        end, low, high = map(number, ends)
        said += (
            f" If the last months went on, it would come to {end} : 1 ({low}–{high}); "
            "that is a line drawn on, not a forecast."
        )
        if ends[2] < ratio:
            said += " So the target would be missed."
    return said
