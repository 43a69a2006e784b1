"""How many comments and how many labels it takes to see a change, or to make an interval narrow enough."""

from dataclasses import dataclass
from math import ceil, log

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ratios.cells import MIXED, cells
from cxanalytics.ratios.interval import Floats

RATIO, NEGATIVE_SHARE = MEASURES = ("ratio", "negative share")

# How a machine reads comments of each true class (rows negative, neutral, positive) where labels do not tell yet:
# P(machine's class | true class) of this product's scorer, trained without them, on 3,090 labelled patient comments
# (nhs_fft_v6); `benchmarks/coverage.py` prints it anew.
TYPICAL_ERRORS = np.array([[0.77, 0.15, 0.08], [0.38, 0.36, 0.26], [0.07, 0.20, 0.73]])
_ENOUGH = 30


@dataclass(frozen=True)
class Plan:
    """What it takes: experiences and labels in each of the two months that are compared.

    labels is None where no number of labels is enough, because there are too few experiences.
    """

    change: float
    measure: str
    power: float
    experiences: int
    labels: int | None

    @property
    def words(self) -> str:
        """The plan in one sentence."""
        start = f"To see a change of {self.change:.0%} in the {self.measure}".replace("%", " %")
        chance = f"with {self.power:.0%} power".replace("%", " %")
        if self.labels is None:
            return f"{start} {chance}, {self.experiences:,} experiences a month are too few, however many are labelled."
        return f"{start} {chance} you need {self.experiences:,} experiences a month and {self.labels:,} labels."


def plan(
    positive: float,
    negative: float,
    *,
    change: float = 0.3,
    measure: str = RATIO,
    experiences: int | None = None,
    power: float = 0.8,
    errors: npt.ArrayLike = TYPICAL_ERRORS,
) -> Plan:
    """What it takes to tell one month from another, if the measure changes by the factor 1 + change or 1 / that.

    `positive` and `negative` are today's shares of all experiences (0..1, together at most 1). `errors` is
    P(machine's class | true class), a row for each of negative, neutral, positive (`measured_errors`). With
    `experiences` (a month) given, the labels for that many; else as many of both that chance in who wrote and chance
    in who was labelled weigh the same. Two-sided test at 95 %, both months labelled alike, normal approximation on
    the logarithm: variance of one month = u / n + v (1 / m - 1 / n), u of chance, v of labels (`label_variance`).

    Raises
    ------
    ValueError
        The shares are no shares, or no power or change is asked for, or the measure is unknown.
    """
    _check(positive, negative, change, measure, power)
    from scipy.special import ndtri

    mix = np.array([negative, max(1 - positive - negative, 0.0), positive])
    joint = np.asarray(errors, dtype="float64") * mix[:, None]
    machine = joint.sum(0)
    given = np.divide(joint.T, machine[:, None], out=np.zeros_like(joint.T), where=machine[:, None] > 0)
    per_ratio = np.array([-1 / negative, 0, 1 / positive])
    value = per_ratio if measure == RATIO else np.array([1 / negative, 0, 0])
    chance = float(mix @ value**2 - (mix @ value) ** 2)
    labels = float(label_variance(machine[None], given[None], value[None])[0])
    allowed = (log(1 + change) / (ndtri(0.975) + ndtri(power))) ** 2 / 2
    n = experiences or ceil(2 * chance / allowed)
    wanted = labels_for(np.array([allowed - chance / n]), np.array([labels]), np.array([n]))[0]
    return Plan(change, measure, power, n, None if np.isnan(wanted) else int(wanted))


def measured_errors(experiences: pd.DataFrame) -> Floats | None:
    """P(machine's class | true class) as labels of the audit sample tell it, 3 x 4 (rows negative, neutral, positive).

    None where fewer than 30 labels do, or none for one of the classes. A label that says mixed counts half as
    negative, half as positive.
    """
    known = cells(experiences, ())
    joint = known.weighted[0].T
    joint = joint[:MIXED] + joint[MIXED] * np.array([[0.5], [0], [0.5]])
    total = joint.sum(1, keepdims=True)
    if known.labels.sum() < _ENOUGH or not total.all():
        return None
    errors: Floats = joint / total
    return errors


def _check(positive: float, negative: float, change: float, measure: str, power: float) -> None:
    if not (positive > 0 and negative > 0 and positive + negative <= 1):
        raise ValueError("Planning needs shares of positive and negative experiences above 0, together at most 1.")
    if not (change > 0 and 0 < power < 1):
        raise ValueError("Planning needs a change above 0 and a power between 0 and 1.")
    if measure not in MEASURES:
        raise ValueError(f"Cannot plan for '{measure}'; choose from {', '.join(MEASURES)}.")


def label_variance(machine: Floats, given: Floats, value: Floats) -> Floats:
    """Variance of an estimate from one label, drawn half proportionally, half equally over the machine's classes (G).

    machine (G, K): shares of the machine's classes. given (G, K, T): P(true class | machine's class). value (G, T):
    what an experience of each true class adds to the estimate. Divided by the number of labels it is the variance
    of the stratified mean, sum over classes of share^2 * variance within / part of the labels (Cochran 1977,
    Sampling Techniques, 5.3).
    """
    mean = (given * value[:, None, :]).sum(2)
    within = (given * (value[:, None, :] - mean[:, :, None]) ** 2).sum(2)
    occurs = machine > 0
    part = 0.5 * machine + 0.5 * occurs / np.maximum(occurs.sum(1, keepdims=True), 1)
    variance: Floats = np.divide(machine**2 * within, part, out=np.zeros_like(machine), where=occurs).sum(1)
    return variance


def labels_for(allowed: Floats, per_label: Floats, experiences: npt.NDArray[np.int64]) -> Floats:
    """Labels until per_label * (1 / labels - 1 / experiences) is no more than `allowed`; NaN where it never is."""
    with np.errstate(divide="ignore", invalid="ignore"):
        wanted = np.ceil(np.round(per_label / (allowed + per_label / experiences), 6))
    return np.where(allowed >= 0, np.clip(wanted, 1, experiences), np.nan)
