"""How much experiences of one voice go together, and so say less than as many independent ones would."""

import numpy as np
import pandas as pd

from cxanalytics.ratios.counts import TOGETHER
from cxanalytics.ratios.interval import Floats


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
