"""The ratio corrected by people's labels: what the machine counted, put right by a random sample that people read."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ratios import needed, transfer
from cxanalytics.ratios.cells import CLASSES, MIXED, NEGATIVE, POSITIVE, Cells, cells
from cxanalytics.ratios.counts import counts
from cxanalytics.ratios.draws import DRAWS, Draws
from cxanalytics.ratios.interval import LEVEL, THIN, Floats
from cxanalytics.ratios.together import apart, apart_in_truth

# A group is corrected from this many labels of its own on (or all its experiences, where it has fewer)...
ENOUGH_LABELS = 20
# ...if each class of the machine that holds more than this part of the group...
_LARGE_CELL = 0.05
# ...has at least this many (or all).
_ENOUGH_IN_CELL = 2
# ...and if no more than this part of the group was out of reach when the sample was drawn: labels of one source say
# nothing of another, and those of last month nothing of this one.
_MOST_BEYOND = 0.1
# The prior of each true class in each cell, in labels; that of mixed counts from the first label that says mixed.
# Chosen by coverage in simulation: 1/3 each pulls rare negatives up too far, 0.15 leaves the interval too narrow.
_PRIOR = np.array([0.25, 0.25, 0.25, 0.05])

CORRECTED = "corrected"


def correct(
    estimated: pd.DataFrame,
    experiences: pd.DataFrame,
    by: Sequence[str] = ("touchpoint",),
    *,
    level: float = LEVEL,
    thin: int = THIN,
    others: pd.DataFrame | None = None,
    counted: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Estimates from counts with the corrected ones in their place, wherever a group has labels enough.

    `estimated` has the columns of `by` and those of `ratios.estimate`, in any order of the rows; a group that does
    not occur in `experiences` stays as it is. Added are counted_ratio, counted_low, counted_high (what was there)
    and needed: labels of people still missing until low and high are about the ratio times and divided by 1.5;
    0 where they are, -1 (needed.MORE_COMMENTS) where it takes more comments, not labels. low and high of a
    corrected ratio hold what the labels leave open and the chance in who wrote. Experiences that were never
    prepared for labels (without the column machine) give `estimated` as it is. `others` are labelled experiences
    outside of these, for what they tell of the machine's errors; `counted` saves counting again where
    `ratios.counts(experiences, by)` is at hand.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by.
    """
    if "machine" not in experiences:
        return estimated
    known = cells(experiences, by)
    counted_as = counts(experiences, by) if counted is None else counted
    effect, corrected = apart(counted_as), enough(known)
    borrowed = transfer.borrow(known, None if others is None else cells(others, ()))
    missing = needed.from_counts(known, borrowed, effect)
    # Fewer than it takes to correct at all are never enough.
    missing = np.where(missing == needed.MORE_COMMENTS, missing, np.maximum(missing, _lacking(known)))
    rows = np.flatnonzero(corrected)
    own, effect = known.take(rows), apart_in_truth(effect, known.weighted)[rows]
    made = posterior(own, priors(borrowed)[rows], effect)
    missing[rows] = needed.from_draws(own, made.positive, made.negative, effect)
    beside = estimated.assign(**{f"counted_{name}": estimated[name] for name in ("ratio", "low", "high")})
    place = _place(estimated, counted_as, by)
    beside["needed"] = np.append(missing, needed.MORE_COMMENTS)[place]
    drawn = np.full(len(missing) + 1, -1)
    drawn[rows] = np.arange(len(rows))
    return _replaced(beside, drawn[place], made, level, thin)


def _place(estimated: pd.DataFrame, counted: pd.DataFrame, by: Sequence[str]) -> npt.NDArray[np.int64]:
    """Which group each row of `estimated` is; -1 where it does not occur."""
    if not by:
        return np.zeros(len(estimated), dtype="int64")
    groups, wanted = (pd.MultiIndex.from_frame(table[list(by)].astype("str")) for table in (counted, estimated))
    return np.asarray(groups.get_indexer(wanted), dtype="int64")


def _replaced(
    counted: pd.DataFrame, drawn: npt.NDArray[np.int64], made: Draws, level: float, thin: int
) -> pd.DataFrame:
    """The same with the numbers of draw `drawn` in each row that has one (not -1)."""
    here = np.flatnonzero(drawn >= 0)
    low, middle, high = (ends[drawn[here]] for ends in made.intervals(level=level))
    few = np.where(counted["n"].to_numpy()[here] < thin, "thin", "measured")
    columns = {
        "ratio": middle,
        "low": low,
        "high": high,
        "method": CORRECTED,
        "labels": made.labels[drawn[here]],
        "evidence": np.where(np.isnan(low), "none", few),
    }
    result = counted.copy()
    for name, values in columns.items():
        column = result[name].to_numpy(copy=True)
        column[here] = values
        result[name] = pd.Series(column, index=result.index, dtype=result[name].dtype)
    return result


def _lacking(known: Cells) -> npt.NDArray[np.int64]:
    """How many labels each group (G) lacks of those it takes to correct it."""
    wanted, large = _wanted(known)
    in_cells = np.where(large, np.maximum(wanted - known.labels, 0), 0).sum(1)
    of_group = np.minimum(ENOUGH_LABELS, (known.rest + known.labels).sum(1))
    lacking: npt.NDArray[np.int64] = np.maximum(of_group - known.labels.sum(1), in_cells)
    return lacking


def _wanted(known: Cells) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The labels that each cell should have, and whether the cell is large enough to matter (both G, 4)."""
    open_to_labels = known.rest + known.labels
    large = open_to_labels > _LARGE_CELL * open_to_labels.sum(1, keepdims=True)
    return np.minimum(_ENOUGH_IN_CELL, open_to_labels), large


def enough(known: Cells) -> npt.NDArray[np.bool_]:
    """Which groups have labels enough of their own to be corrected by."""
    open_to_labels = (known.rest + known.labels).sum(1)
    spoken_for = known.beyond <= _MOST_BEYOND * open_to_labels
    result: npt.NDArray[np.bool_] = (known.labels.sum(1) > 0) & (_lacking(known) == 0) & spoken_for
    return result


def draws(
    experiences: pd.DataFrame,
    by: Sequence[str] = ("touchpoint",),
    *,
    counted: bool = False,
    others: pd.DataFrame | None = None,
    borrow: bool = True,
) -> Draws:
    """Possible truths of every group that has labels enough; with `counted`, of the other groups too.

    A group without labels enough is taken as counted: its totals are certain, only chance in who wrote is drawn.
    `others` are labelled experiences outside of these (of earlier months, say), for what they tell of the
    machine's errors; `borrow=False` leaves every group to its own labels. Same inputs give the same draws, in any
    order of the rows.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by.
    """
    known = cells(experiences, by)
    corrected = enough(known)
    rows = np.arange(len(known.n)) if counted else np.flatnonzero(corrected)
    counted_as = counts(experiences, by)
    borrowed = transfer.borrow(known, None if others is None else cells(others, ()))
    prior = priors(borrowed if borrow else borrowed.nothing())
    effect = np.where(corrected, apart_in_truth(apart(counted_as), known.weighted), apart(counted_as))
    return posterior(_as_counted(known, counted_as, ~corrected).take(rows), prior[rows], effect[rows])


def _as_counted(known: Cells, counted: pd.DataFrame, uncorrected: npt.NDArray[np.bool_]) -> Cells:
    """The same with the machine's counts taken as certain in these groups."""
    positive, negative, neutral, mixed = (
        counted[name].to_numpy("int64") for name in ("positive", "negative", "neutral", "mixed")
    )
    boxes = np.stack([negative - mixed, neutral, positive - mixed, mixed], axis=1)
    bare = uncorrected[:, None]
    return replace(
        known,
        certain=np.where(bare, boxes, known.certain),
        labels=np.where(bare, 0, known.labels),
        rest=np.where(bare, 0, known.rest),
    )


def alphas(known: Cells, prior: Floats) -> Floats:
    """The Dirichlet posterior of the true class given the machine's (G, 4, 4), from the prior and the labels.

    The evidence of m labels counts as that of m - 1, as in the unbiased variance: cells with few labels would look
    surer than they are.
    """
    told = known.evidence.sum(2, keepdims=True)
    posterior_of: Floats = np.round(prior + known.evidence * (1 - 1 / np.maximum(told, 1.0)), 6)
    return posterior_of


def priors(borrowed: transfer.Borrowed) -> Floats:
    """The prior of each true class in each cell, in labels (G, 4, 4)."""
    own = np.tile(_PRIOR, (len(_PRIOR), 1))
    own[:, MIXED] *= borrowed.mixed
    # What is borrowed comes on top: in its place, it would take rare classes for impossible.
    prior: Floats = own + np.where(borrowed.there[:, None, None], transfer.BORROWED * borrowed.centres, 0.0)
    return prior


def posterior(known: Cells, prior: Floats, effect: Floats) -> Draws:
    """`DRAWS` possible truths of every group.

    In each cell the true classes of the rest have a Dirichlet posterior (`alphas`), and the rest itself is drawn from
    it (Dirichlet-multinomial); what people said of the labelled ones is certain. For the chance in who wrote, classes
    that count are drawn once more as shares of all such customers: Jeffreys prior (1/2 each for positive and negative),
    with `effect` experiences going together as one (G, at least 1).
    """
    size = len(known.n)
    given = alphas(known, prior)
    totals = np.empty((2, size, DRAWS))
    chance = np.empty((2, size, DRAWS))
    names: list[list[str]] = known.groups.to_numpy("object").tolist()
    for group, name in enumerate(names):
        alpha = given[group]
        rng = _generator(name, known.certain[group], known.rest[group], alpha, effect[group])
        drawn = _drawn(rng, known.rest[group], alpha) + known.certain[group]
        totals[:, group] = _sides(drawn)
        chance[:, group] = _sides(_chance(rng, drawn, float(effect[group]))) * known.n[group]
    return Draws(known.groups, known.n, known.labels.sum(1), totals[0], totals[1], chance[0], chance[1])


def _generator(name: list[str], *inputs: npt.ArrayLike) -> np.random.Generator:
    """Chance that is the same wherever the same inputs come together."""
    content = repr((name, [np.round(np.asarray(item, dtype="float64"), 4).tolist() for item in inputs]))
    digest = hashlib.sha256(content.encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def _drawn(rng: np.random.Generator, rest: npt.NDArray[np.int64], alpha: Floats) -> Floats:
    """How many of the rest are of each true class (draws, 4)."""
    total = np.zeros((DRAWS, len(CLASSES)))
    for cell in np.flatnonzero(rest):
        share = rng.standard_gamma(np.broadcast_to(alpha[cell], (DRAWS, len(CLASSES))))
        share /= share.sum(1, keepdims=True)
        total += rng.multinomial(int(rest[cell]), share)
    return total


def _chance(rng: np.random.Generator, drawn: Floats, effect: float) -> Floats:
    """Shares of the true classes among all such customers, of whom those who wrote are a sample (draws, 4)."""
    prior = np.zeros(len(CLASSES))
    prior[[NEGATIVE, POSITIVE]] = 0.5
    share = rng.standard_gamma(drawn / effect + prior)
    shares: Floats = share / share.sum(1, keepdims=True)
    return shares


def _sides(classes: Floats) -> Floats:
    """Positive and negative (2, draws) of true classes (draws, 4): mixed counts on both sides."""
    sides: Floats = np.stack([classes[:, POSITIVE] + classes[:, MIXED], classes[:, NEGATIVE] + classes[:, MIXED]])
    return sides
