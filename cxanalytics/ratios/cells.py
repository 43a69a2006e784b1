"""What is known of each group, cell by cell: how many the machine put there, and what people said of some of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ratios import groups
from cxanalytics.ratios.interval import Floats

CLASSES = ("negative", "neutral", "positive", "mixed")
NEGATIVE, NEUTRAL, POSITIVE, MIXED = range(len(CLASSES))
# A person's "elsewhere" (this does not speak of this touchpoint) counts on neither side, like neutral.
_ELSEWHERE = 4
_K = len(CLASSES)

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """A cell is one class of the machine within one group. G groups, 4 cells each, 4 true classes (CLASSES).

    groups: a row per group, a column per grouping. n (G): all experiences.
    certain (G, 4): experiences whose class is settled, because a person labelled or corrected that very one, or
    because it is a rating without words, that counts by rule.
    labels (G, 4): labels of the audit sample per cell. rest (G, 4): experiences per cell that nobody looked at.
    evidence (G, 4, 4): what the labels of a cell say of its rest, as numbers of independent labels per true class.
    weighted (G, 4, 4): the same labels, each counted as often as it stands for an experience.
    squares (G): the sum of the squared weights.
    beyond (G): experiences among the rest that no draw could have taken; labels do not speak for them.
    """

    groups: pd.DataFrame
    n: Whole
    certain: Whole
    labels: Whole
    rest: Whole
    evidence: Floats
    weighted: Floats
    squares: Floats
    beyond: Whole

    def machine(self) -> Floats:
        """Shares of the machine's classes among what nobody corrected (G, 4); 0 where there is nothing."""
        seen = (self.rest + self.labels).astype("float64")
        total = seen.sum(1, keepdims=True)
        shares: Floats = np.divide(seen, total, out=np.zeros_like(seen), where=total > 0)
        return shares

    def take(self, rows: npt.NDArray[np.int64]) -> "Cells":
        """These groups alone."""
        arrays = ("n", "certain", "labels", "rest", "evidence", "weighted", "squares", "beyond")
        return Cells(self.groups.iloc[rows].reset_index(drop=True), *(getattr(self, name)[rows] for name in arrays))


def settled(experiences: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which experiences are as they are counted, whatever labels say of others, and are never drawn.

    Those that a person corrected or moved to this touchpoint, and ratings without words.
    """
    fixed: npt.NDArray[np.bool_] = experiences["corrected"].to_numpy("bool").copy()
    if "basis" in experiences:
        fixed |= (experiences["basis"] == "rating").to_numpy("bool")
    if "moved" in experiences:
        fixed |= experiences["moved"].to_numpy("bool")
    return fixed


def _beyond(experiences: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which experiences no draw could have taken."""
    if "reach" not in experiences:
        return np.zeros(len(experiences), np.bool_)
    beyond: npt.NDArray[np.bool_] = ~experiences["reach"].to_numpy("bool")
    return beyond


def _sampled(experiences: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which experiences a person labelled because the product drew them."""
    weight = experiences["weight"].to_numpy("float64", na_value=np.nan)
    sampled: npt.NDArray[np.bool_] = ~np.isnan(weight) & (experiences["label"].to_numpy() >= 0)
    return sampled


def cells(experiences: pd.DataFrame, by: Sequence[str] = ("touchpoint",)) -> Cells:
    """The cells of every group that occurs.

    Needs, beside what `ratios.counts` needs: machine (0..3, the machine's class in the order of CLASSES), label
    (-1 none, 0..3, 4 "elsewhere"), weight (one by the probability with which the experience was drawn; missing
    where it was not), corrected (bool); where there are such, person (a number per customer), basis ("rating" for a
    rating without words), says (what a label says of the comment wherever it belongs), moved (bool: a person put it
    at this touchpoint) and reach (bool: a draw could have taken it).

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by.
    """
    places = groups.places(experiences, by)
    size = len(places.labels)
    fixed = settled(experiences)
    cell = places.codes * _K + experiences["machine"].to_numpy("int64")
    # What the machine put in a cell and is not settled; the labels are taken out below.
    rest = np.bincount(cell, minlength=size * _K) - np.bincount(cell[fixed], minlength=size * _K)
    certain = np.bincount(places.codes[fixed] * _K + _counted_as(experiences[fixed]), minlength=size * _K).reshape(
        size, _K
    )
    sample = np.flatnonzero(_sampled(experiences) & ~fixed)
    said = _said(experiences, sample, by)
    labels = np.bincount(cell[sample], minlength=size * _K)
    weight = experiences["weight"].to_numpy("float64", na_value=np.nan)[sample]
    return Cells(
        groups=places.labels,
        n=np.bincount(places.codes, minlength=size),
        certain=certain + np.bincount(places.codes[sample] * _K + said, minlength=size * _K).reshape(size, _K),
        labels=labels.reshape(size, _K),
        rest=(rest - labels).reshape(size, _K),
        evidence=_evidence(cell[sample], said, weight, _voices(experiences, sample), size).reshape(size, _K, _K),
        weighted=_sums(cell[sample] * _K + said, weight, size * _K * _K).reshape(size, _K, _K),
        squares=_sums(places.codes[sample], weight**2, size),
        beyond=np.bincount(places.codes[_beyond(experiences) & ~fixed], minlength=size),
    )


def _said(experiences: pd.DataFrame, sample: Whole, by: Sequence[str]) -> Whole:
    """The true class of each label.

    Of a comment that does not speak of this touchpoint nothing counts here. In a number over touchpoints it counts
    as what it says, wherever it belongs.
    """
    said = experiences["label"].to_numpy("int64")[sample]
    over_touchpoints = not {"touchpoint", "stage"} & set(by) and experiences["touchpoint"].nunique() > 1
    if over_touchpoints and "says" in experiences:
        says = experiences["says"].to_numpy("int64")[sample]
        said = np.where((said == _ELSEWHERE) & (says >= 0), says, said)
    return np.where(said == _ELSEWHERE, NEUTRAL, said)


def _counted_as(fixed: pd.DataFrame) -> Whole:
    """The class that experiences are counted as."""
    positive, negative = (fixed[name].to_numpy("bool") for name in ("positive", "negative"))
    return np.select([positive & negative, positive, negative], [MIXED, POSITIVE, NEGATIVE], NEUTRAL).astype("int64")


def _voices(experiences: pd.DataFrame, sample: Whole) -> Whole:
    """A number per customer for each label; one of its own where customers are not told apart."""
    if "person" not in experiences:
        return np.arange(len(sample))
    codes, _ = pd.factorize(experiences["person"].to_numpy()[sample])
    return np.asarray(codes, dtype="int64")


def _evidence(cell: Whole, said: Whole, weight: Floats, voice: Whole, size: int) -> Floats:
    """Shares of the true classes in the rest of each cell, times the number of labels they are worth.

    A label drawn with probability p stands for (1 - p) / p experiences that nobody looked at: its weight - 1.
    Labels with different weights say less than as many with equal ones (Kish 1965: effective size (sum w)^2 /
    sum w^2), and labels of one customer in one cell are taken as one voice, which is the safe side.
    """
    rest = np.maximum(weight - 1, 0.0)
    # Where all of a cell was drawn, there is no rest that the labels could stand for (or it came later).
    whole = _sums(cell, rest, size * _K) <= 0
    stands_for = np.where(whole[cell], 1.0, rest)
    total = _sums(cell, stands_for, size * _K)
    most = int(voice.max(initial=0)) + 1
    pair, pairs = pd.factorize(cell * most + voice)
    per_voice: Floats = np.bincount(pair, weights=stands_for, minlength=len(pairs)).astype("float64")
    squares = _sums(np.asarray(pairs, dtype="int64") // most, per_voice**2, size * _K)
    worth = np.divide(total, squares, out=np.zeros_like(total), where=squares > 0)
    evidence: Floats = _sums(cell * _K + said, stands_for, size * _K * _K) * np.repeat(worth, _K)
    return evidence


def _sums(place: Whole, value: Floats, size: int) -> Floats:
    """Sums per place, rounded so that the order of the rows cannot show in the last digits."""
    return np.round(np.bincount(place, weights=value, minlength=size).astype("float64"), 6)
