"""Shares: which part of the experiences is negative, and which positive, period by period, and how much is chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ratios import cells, groups
from cxanalytics.ratios.cells import MIXED, NEGATIVE, POSITIVE
from cxanalytics.ratios.errors import Errors, errors
from cxanalytics.tracking.periods import STANDARD, Calendar, numbers, start

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_SIDES = {"negative": [NEGATIVE, MIXED], "positive": [POSITIVE, MIXED]}


@dataclass(frozen=True)
class Shares:
    """G groups in T consecutive periods.

    groups: a row per group. starts (T): the first day of each period. n (G, T): experiences. negative, positive
    (G, T): the part of them that is so, 0..1, NaN where there are none; mixed ones are both. sd_negative, sd_positive
    (G, T): the standard error of each against the other periods: chance in who wrote, with all that one customer said
    in a period as one voice, and what labels leave open about the difference. open_negative, open_positive (G, T): what
    labels leave open about the level itself, which all periods of a group have in common. labels, corrected (G): how
    many labels of people correct the group, and whether any do.
    """

    groups: pd.DataFrame
    starts: pd.DatetimeIndex
    n: Whole
    negative: Floats
    positive: Floats
    sd_negative: Floats
    sd_positive: Floats
    open_negative: Floats
    open_positive: Floats
    labels: Whole
    corrected: npt.NDArray[np.bool_]


def shares(
    experiences: pd.DataFrame,
    by: Sequence[str],
    period: str,
    calendar: Calendar = STANDARD,
    *,
    others: pd.DataFrame | None = None,
) -> Shares:
    """The shares of every group of the dated experiences.

    Where people labelled enough of a group, its shares are corrected, in all periods by the same errors of the machine:
    those that the labels of the group show, whenever they were given (`ratios.errors`). A period of its own would hold
    too few labels, and a line that is corrected in some periods and counted in others would jump for no other reason.
    `others` are labelled experiences outside of these.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by, or the period is none.
    """
    held = known(experiences, by, period, calendar, others=others)
    sides = {}
    for side, classes in _SIDES.items():
        told = _side(held, classes)
        sides[side] = (told.share, np.sqrt(told.chance * held.voices[side][:, None] + told.change), told.open)
    return Shares(
        groups=held.groups,
        starts=held.starts,
        n=held.n,
        negative=sides["negative"][0],
        positive=sides["positive"][0],
        sd_negative=sides["negative"][1],
        sd_positive=sides["positive"][1],
        open_negative=sides["negative"][2],
        open_positive=sides["positive"][2],
        labels=np.where(held.errors.corrected, held.errors.labels, 0),
        corrected=held.errors.corrected,
    )


@dataclass(frozen=True)
class Known:
    """What is known of G groups in T consecutive periods, from number `first` on.

    settled, open (G, T, 4): experiences whose class (`ratios.cells.CLASSES`) is settled, and those that are of the
    machine's class as `errors` has it. voices: of each side, by how much the experiences of a group say less than as
    many of different customers would (G).
    """

    groups: pd.DataFrame
    first: int
    starts: pd.DatetimeIndex
    settled: Floats
    open: Floats
    errors: Errors
    voices: Mapping[str, Floats]

    @property
    def n(self) -> Whole:
        """Experiences per group and period (G, T)."""
        many: Whole = (self.settled.sum(2) + self.open.sum(2)).round().astype("int64")
        return many


def known(
    experiences: pd.DataFrame,
    by: Sequence[str],
    period: str,
    calendar: Calendar = STANDARD,
    *,
    others: pd.DataFrame | None = None,
) -> Known:
    """What shares and ratios of the dated experiences are made from.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by, or the period is none.
    """
    dated = experiences[experiences["occurred_at"].notna().to_numpy(bool)]
    when = numbers(dated["occurred_at"], period, calendar)
    first = int(when.min()) if len(when) else 0
    size = int(when.max()) - first + 1 if len(when) else 0
    places = groups.places(dated, by)
    errs = errors(dated, by, others=others)
    shape = (len(places.labels), size)
    cell = places.codes * size + (when - first)
    settled, open_ = _boxes(dated, cell, shape, errs.corrected)
    begins = pd.DatetimeIndex([start(first + i, period, calendar) for i in range(size)]).as_unit("us")
    voices = {side: _voices(dated, cell, side, shape) for side in _SIDES}
    return Known(places.labels, first, begins, settled, open_, errs, voices)


def _boxes(
    dated: pd.DataFrame, cell: Whole, shape: tuple[int, int], corrected: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Experiences per group and period (G, T, 4): those whose class is settled by it, the others by the machine's."""
    positive, negative = (dated[name].to_numpy("int64") for name in ("positive", "negative"))
    # In the order of ratios.cells.CLASSES.
    counted_as = 1 + positive - negative + 2 * (positive & negative)
    fixed = ~corrected[cell // max(shape[1], 1)]
    if "corrected" in dated:
        fixed = fixed | cells.settled(dated)
    length = shape[0] * shape[1] * 4
    machine = dated["machine"].to_numpy("int64") if "machine" in dated else counted_as
    made = [
        np.bincount((cell * 4 + classes)[rows], minlength=length).reshape(*shape, 4).astype("float64")
        for classes, rows in ((counted_as, fixed), (machine, ~fixed))
    ]
    return made[0], made[1]


@dataclass(frozen=True)
class _Side:
    """One side (G, T): its share, its variance by chance in who wrote and by labels, and the error of its level."""

    share: Floats
    chance: Floats
    change: Floats
    open: Floats


def _side(held: Known, classes: list[int]) -> _Side:
    n = held.n
    many = np.maximum(n, 1).astype("float64")
    given, variance = held.errors.share(classes)
    certain = held.settled[:, :, classes].sum(2)
    expected = held.open @ given[:, :, None]
    share = (certain + expected[:, :, 0]) / many
    squares = (certain + (held.open @ (given**2)[:, :, None])[:, :, 0]) / many
    # At the ends nothing seems to vary; one in the middle of all is added on each side (Agresti and Coull 1998).
    smooth = (share * many + 1) / (many + 2)
    chance = np.maximum(squares - share**2, 0.0) / many
    chance = np.maximum(chance, np.where((share <= 0) | (share >= 1), smooth * (1 - smooth) / (many + 2), 0.0))
    mix = held.open / many[:, :, None]
    whole = held.open.sum(1) / np.maximum(n.sum(1), 1)[:, None]
    change = (((mix - whole[:, None, :]) ** 2) @ variance[:, :, None])[:, :, 0]
    level = np.sqrt(((mix**2) @ variance[:, :, None])[:, :, 0])
    there = n > 0
    share, chance, change, level = (np.where(there, item, np.nan) for item in (share, chance, change, level))
    return _Side(share, chance, change, level)


def _voices(dated: pd.DataFrame, cell: Whole, side: str, shape: tuple[int, int]) -> Floats:
    """By how much the experiences of a group say less than as many of different customers would (G), at least 1.

    The design effect of a mean with customers within a period as clusters (Kish 1965, Survey Sampling), over all
    periods of a group together.
    """
    one = "person" if "person" in dated else "feedback"
    if one not in dated or dated.empty:
        return np.ones(shape[0])
    rest = dated[side].to_numpy("float64") - _usual(dated, cell, side, shape)
    pair, pairs = pd.factorize(dated[one].to_numpy("int64") * shape[0] * shape[1] + cell)
    of_pair = np.asarray(pairs, dtype="int64") % (shape[0] * shape[1]) // shape[1]
    together = np.bincount(of_pair, weights=np.bincount(pair, weights=rest) ** 2, minlength=shape[0])
    alone = np.bincount(cell // shape[1], weights=rest**2, minlength=shape[0])
    effect: Floats = np.divide(together, alone, out=np.ones(shape[0]), where=alone > 0)
    return np.maximum(effect, 1.0)


def _usual(dated: pd.DataFrame, cell: Whole, side: str, shape: tuple[int, int]) -> Floats:
    """The counted share of its group and period, for each experience."""
    many = np.bincount(cell, minlength=shape[0] * shape[1])
    so = np.bincount(cell, weights=dated[side].to_numpy("float64"), minlength=shape[0] * shape[1])
    usual: Floats = (so / np.maximum(many, 1))[cell]
    return usual
