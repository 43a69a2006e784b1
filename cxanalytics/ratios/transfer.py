"""What labels of other groups and other times can tell of a group that has few of its own."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cxanalytics.ratios.cells import MIXED, Cells
from cxanalytics.ratios.interval import Floats

# How many labels the knowledge from elsewhere is worth in each cell. With error rates that differ by touchpoint the
# interval covers 95 % at 3, 91 % at 6 and 87 % at 12 where it should cover 95 %: never more than 6.
BORROWED = 3.0
# With fewer labels elsewhere than this there is nothing to borrow.
_ENOUGH = 30.0
_STEPS = 100
# Half a label in all for every true class.
_SMOOTHING = 0.125


@dataclass(frozen=True)
class Borrowed:
    """What each of G groups can borrow.

    centres (G, 4, 4): P(true class | machine's class), machine's class first. there (G): whether there are labels
    enough elsewhere. mixed: whether any label anywhere says mixed.
    """

    centres: Floats
    there: npt.NDArray[np.bool_]
    mixed: bool

    def nothing(self) -> "Borrowed":
        """The same with nothing borrowed."""
        return replace(self, there=np.zeros_like(self.there))


def borrow(own: Cells, elsewhere: Cells | None = None) -> Borrowed:
    """P(true class | machine's class) of each group as labels of the others, and `elsewhere`, would have it.

    A group never borrows from its own labels. What is borrowed is how the machine errs, P(machine's class | true
    class), which changes far less from place to place and month to month than how many are content; the mix of
    each group is then found by expectation maximisation from what the machine said there (Saerens, Latinne,
    Decaestecker 2002, Adjusting the outputs of a classifier to new a priori probabilities, Neural Computation 14,
    21).
    """
    joint, squares = own.weighted.sum(0), own.squares.sum()
    if elsewhere is not None:
        joint, squares = joint + elsewhere.weighted.sum(0), squares + elsewhere.squares.sum()
    others = np.maximum(np.round(joint - own.weighted, 6), 0)
    total = others.sum((1, 2))
    worth = np.divide(total**2, squares - own.squares, out=np.zeros_like(total), where=total > 0)
    # In labels rather than experiences, half a label spread over each true class that people use at all.
    per_label = np.divide(worth, total, out=np.zeros_like(total), where=total > 0)
    used = joint.sum(0) > 0
    smoothed = (others * per_label[:, None, None] + _SMOOTHING) * used
    errors = np.divide(smoothed, smoothed.sum(1, keepdims=True), out=np.zeros_like(smoothed), where=used)
    return Borrowed(expected(errors, own.machine()), worth >= _ENOUGH, bool(used[MIXED]))


def expected(errors: Floats, machine: Floats) -> Floats:
    """P(true class | machine's class) of each group (G, 4, 4) from how the machine errs and what it said there.

    errors (4, 4) or (G, 4, 4): P(machine's class | true class), machine's class first; columns that are all 0 are
    classes that nobody uses. machine (G, 4): shares of the machine's classes.
    """
    used = np.broadcast_to(errors, (len(machine), *errors.shape[-2:])).sum(1) > 0
    least = 0.005 * used / np.maximum(used.sum(1, keepdims=True), 1)
    mix = used / np.maximum(used.sum(1, keepdims=True), 1)
    for _ in range(_STEPS):
        mix = (machine[:, :, None] * _given(errors, mix)).sum(1) * 0.995 + least
    centres: Floats = np.round(_given(errors, mix), 6)
    return centres


def _given(errs: Floats, mix: Floats) -> Floats:
    """P(true | machine) from P(machine | true) and the mix of true classes."""
    both = errs * mix[:, None, :]
    total = both.sum(2, keepdims=True)
    given: Floats = np.divide(both, total, out=np.zeros_like(both), where=total > 0)
    return given
