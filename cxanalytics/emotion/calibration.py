"""From the weight of a clause to the probability of its being negative, neutral or positive."""

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from cxanalytics.emotion.characters import Numbers
from cxanalytics.resources import data_path

NEGATIVE, NEUTRAL, POSITIVE = range(3)
POLARITIES = ("negative", "neutral", "positive")

_SCALE = 15.0


@dataclass(frozen=True)
class Calibration:
    """Two rows of a multinomial logistic regression against neutral: constant, then one factor per feature."""

    negative: Numbers
    positive: Numbers


@cache
def calibration() -> Calibration:
    """The fit shipped in data/lexicons/calibration.json, which says how it was made."""
    with data_path("lexicons", "calibration.json").open(encoding="utf-8") as file:
        fit = json.load(file)["fit"]
    return Calibration(np.array(fit["negative"]), np.array(fit["positive"]))


def features(positive: Numbers, negative: Numbers, emphasis: Numbers) -> Numbers:
    """One row per clause or text: positive and negative weight, each from 0 to 1, a doubled weight counting less.

    ! and ? add to the greater of the two, as in VADER.
    """
    lift = np.sign(positive - negative) * emphasis
    high, low = positive + np.maximum(lift, 0), negative + np.maximum(-lift, 0)
    return np.column_stack((high / np.sqrt(high * high + _SCALE), low / np.sqrt(low * low + _SCALE)))


def probabilities(rows: Numbers) -> npt.NDArray[np.float32]:
    """Columns negative, neutral, positive; each row sums to 1 (to single precision)."""
    fit = calibration()
    logits = np.zeros((len(rows), 3))
    logits[:, NEGATIVE] = fit.negative[0] + rows @ fit.negative[1:]
    logits[:, POSITIVE] = fit.positive[0] + rows @ fit.positive[1:]
    odds = np.exp(logits)
    chances: npt.NDArray[np.float32] = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
    return chances


def polarity(chances: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
    """The likeliest of the three; neutral where negative and positive are equally likely and likelier than it."""
    best: npt.NDArray[np.intp] = chances.argmax(axis=1)
    best[chances[:, NEGATIVE] == chances[:, POSITIVE]] = NEUTRAL
    return best
