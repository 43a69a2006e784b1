"""How the machine errs in each group, as people's labels show: the chance of each true class given the machine's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ratios import groups, transfer
from cxanalytics.ratios.cells import cells
from cxanalytics.ratios.correction import alphas, enough, priors
from cxanalytics.ratios.counts import counts
from cxanalytics.ratios.interval import Floats
from cxanalytics.ratios.together import apart, apart_in_truth


@dataclass(frozen=True)
class Errors:
    """Of G groups: alpha (G, 4, 4), the Dirichlet posterior of the true class given the machine's; labels, corrected.

    Where a group has not labels enough (corrected is False), the machine is taken at its word. apart (G): how many
    experiences of one voice say as much as one of its own.
    """

    alpha: Floats
    labels: npt.NDArray[np.int64]
    corrected: npt.NDArray[np.bool_]
    apart: Floats

    def share(self, classes: Sequence[int]) -> tuple[Floats, Floats]:
        """The chance to be one of these true classes given each of the machine's (G, 4), and its variance."""
        whole = self.alpha.sum(2)
        part = self.alpha[:, :, list(classes)].sum(2)
        mean = part / whole
        variance = mean * (1 - mean) / (whole + 1)
        bare = ~self.corrected[:, None]
        said = np.isin(np.arange(4), list(classes)).astype("float64")
        return np.where(bare, said, mean), np.where(bare, 0.0, variance)


def errors(experiences: pd.DataFrame, by: Sequence[str], *, others: pd.DataFrame | None = None) -> Errors:
    """How the machine errs in every group that occurs, in the order of `ratios.groups.places`.

    `others` are labelled experiences outside of these. Experiences that were never prepared for labels are taken as
    counted.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by.
    """
    if "machine" not in experiences:
        size = len(groups.places(experiences, by).labels)
        return Errors(np.ones((size, 4, 4)), np.zeros(size, "int64"), np.zeros(size, bool), np.ones(size))
    known = cells(experiences, by)
    borrowed = transfer.borrow(known, None if others is None else cells(others, ()))
    effect = apart_in_truth(apart(counts(experiences, by)), known.weighted)
    return Errors(alphas(known, priors(borrowed)), known.labels.sum(1), enough(known), effect)
