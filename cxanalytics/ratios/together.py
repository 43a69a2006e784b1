"""How much experiences of one voice go together, and so say less than as many independent ones would."""

import numpy as np
import pandas as pd

from cxanalytics.ratios.cells import MIXED, NEGATIVE, POSITIVE
from cxanalytics.ratios.counts import TOGETHER
from cxanalytics.ratios.interval import Floats

# A machine that agrees less than this (r^2) is not told from one that never does, with as few labels as there are.
_LEAST = 0.2


def apart(counted: pd.DataFrame) -> Floats:
    """By how much the counts say less than as many independent experiences would; 1 or more, one per group.

    One comment may speak well of five touchpoints, and is one voice all the same; so is a customer who writes
    every week. The variance of log(positive / negative) with voices as clusters, sum over voices of
    (p/P - n/N)^2, is set against that of independent experiences, 1/P + 1/N (the design effect; Kish 1965,
    Survey Sampling; delta method). 1 where `counted` lacks the columns TOGETHER.
    """
    if not set(TOGETHER) <= set(counted.columns):
        return np.ones(len(counted))
    positive, negative = (counted[name].to_numpy("float64") for name in ("positive", "negative"))
    pp, pn, nn = (counted[name].to_numpy("float64") for name in TOGETHER)
    with np.errstate(divide="ignore", invalid="ignore"):
        clustered = pp / positive**2 - 2 * pn / (positive * negative) + nn / negative**2
        both = clustered / (1 / positive + 1 / negative)
        # Where one side is empty, only the other can go together.
        one = np.where(negative == 0, pp / positive, nn / negative)
        effect = np.where((positive > 0) & (negative > 0), both, one)
    at_least_one: Floats = np.fmax(effect, 1.0)
    return at_least_one


def apart_in_truth(effect: Floats, weighted: Floats) -> Floats:
    """The same for what people would say, from what the machine says (`effect`) and labels (`cells.weighted`) (G).

    The machine's errors hide how much the experiences of one voice go together: its excess over 1 is that of the
    truth times r^2, r being the correlation between machine and people (Spearman 1904, The proof and measurement of
    association between two things, American Journal of Psychology 15, 72). Without labels nothing is known of r.
    """
    machine, truth = _values(weighted.sum(2)), _values(weighted.sum(1))
    both = (weighted * machine[:, :, None] * truth[:, None, :]).sum((1, 2))
    spread = (weighted.sum(2) * machine**2).sum(1) * (weighted.sum(1) * truth**2).sum(1)
    seen = np.divide(both**2, spread, out=np.ones_like(both), where=spread > 0)
    in_truth: Floats = np.round(1 + (effect - 1) / np.maximum(seen, _LEAST), 6)
    return in_truth


def _values(totals: Floats) -> Floats:
    """What an experience of each class adds to log(positive / negative), from totals per class (G, 4)."""
    up = 1 / np.maximum(totals[:, POSITIVE] + totals[:, MIXED], 1.0)
    down = 1 / np.maximum(totals[:, NEGATIVE] + totals[:, MIXED], 1.0)
    return np.stack([-down, np.zeros_like(up), up, up - down], axis=1)
