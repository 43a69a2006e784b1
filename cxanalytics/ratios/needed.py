"""How many more labels would make an interval narrow enough."""

from math import log

import numpy as np
import numpy.typing as npt

from cxanalytics.ratios import transfer
from cxanalytics.ratios.cells import MIXED, NEGATIVE, POSITIVE, Cells
from cxanalytics.ratios.interval import Floats
from cxanalytics.ratios.planning import TYPICAL_ERRORS, label_variance, labels_for

# An interval is narrow enough when its ends are the ratio times and divided by this.
FACTOR = 1.5
MORE_COMMENTS = -1

_Z = 1.959964
# A share below this is not told from it.
_LEAST = 1e-3
_ALLOWED = (log(FACTOR) / _Z) ** 2


def chance(positive: Floats, negative: Floats, effect: Floats) -> Floats:
    """The part of the variance of log(ratio) that no label can take away: chance in who wrote."""
    return effect * (1 / (positive + 0.5) + 1 / (negative + 0.5))


def from_draws(known: Cells, positive: Floats, negative: Floats, effect: Floats) -> npt.NDArray[np.int64]:
    """Labels still missing at corrected groups (G), from draws of their totals (G, draws).

    What the labels leave open falls as 1 / labels - 1 / experiences; MORE_COMMENTS where what they cannot shrink
    is already too much.
    """
    have, open_to_labels = known.labels.sum(1), (known.labels + known.rest).sum(1)
    unsure = np.log((positive + 0.5) / (negative + 0.5)).var(axis=1)
    fixed = chance(positive.mean(1), negative.mean(1), effect)
    spread = 1 / have - 1 / open_to_labels
    per_label = np.divide(unsure, spread, out=np.zeros_like(unsure), where=spread > 0)
    return _missing(labels_for(_ALLOWED - fixed, per_label, open_to_labels), have)


def from_counts(known: Cells, borrowed: transfer.Borrowed, effect: Floats) -> npt.NDArray[np.int64]:
    """The same at groups that are not corrected yet, as the machine's errors elsewhere let expect (G).

    Where nothing can be borrowed, the errors are taken to be typical.
    """
    machine = known.machine()
    given = np.where(borrowed.there[:, None, None], borrowed.centres, transfer.expected(_typical(), machine))
    open_to_labels = (known.rest + known.labels).sum(1)
    mix = (machine[:, :, None] * given).sum(1)
    positive, negative = mix[:, POSITIVE] + mix[:, MIXED], mix[:, NEGATIVE] + mix[:, MIXED]
    up, down = 1 / np.maximum(positive, _LEAST), 1 / np.maximum(negative, _LEAST)
    value = np.stack([-down, np.zeros_like(up), up, up - down], axis=1)
    allowed = _ALLOWED - chance(positive * open_to_labels, negative * open_to_labels, effect)
    wanted = labels_for(allowed, label_variance(machine, given, value), np.maximum(open_to_labels, 1))
    return _missing(wanted, known.labels.sum(1))


def _typical() -> Floats:
    """Typical errors (4, 4), machine's class by true class; a machine's mixed is taken to be anything."""
    errors = np.zeros((4, 4))
    errors[:MIXED, :MIXED] = TYPICAL_ERRORS.T
    errors[MIXED, :MIXED] = errors[:MIXED, :MIXED].mean()
    return errors


def _missing(wanted: Floats, have: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    missing = np.maximum(np.nan_to_num(wanted) - have, 0)
    return np.where(np.isnan(wanted), MORE_COMMENTS, missing).astype("int64")
