"""Counting experiences. Counts of parts add up to the counts of the whole, so they can be made in pieces."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.ratios import groups

COUNTS = ("positive", "negative", "neutral", "mixed", "n")
# Sums over feedback of its positive experiences squared, times its negative ones, and of its negative ones
# squared: what `estimate` needs to know how much experiences of one feedback go together.
TOGETHER = ("pos_pos", "pos_neg", "neg_neg")


def counts(experiences: pd.DataFrame, by: Sequence[str] = ("touchpoint",)) -> pd.DataFrame:
    """How many experiences are positive, negative, neutral and mixed in each group that occurs.

    One row per group, in order of the labels; the columns of `by`, then COUNTS and TOGETHER. Positive and
    negative both include mixed experiences, so n = positive + negative - mixed + neutral. Without `by`, one row
    for all. `feedback` (a number per feedback), where experiences have it, tells which belong together.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by.
    """
    groups.check(by)
    groupings = [groups.grouping(experiences, name) for name in by]
    key = np.zeros(len(experiences), dtype="int64")
    for item in groupings:
        key = key * len(item.labels) + item.codes
    size = int(np.prod([len(item.labels) for item in groupings], dtype="int64"))
    # Four boxes per group: neither, negative only, positive only, both.
    state = experiences["positive"].to_numpy("int64") * 2 + experiences["negative"].to_numpy("int64")
    if size > 4 * len(experiences) + 1000:
        present, key = np.unique(key, return_inverse=True)
    else:
        present = np.arange(size)
    boxes = np.bincount(key * 4 + state, minlength=4 * len(present)).reshape(-1, 4)
    occurs = np.asarray(boxes.any(axis=1)) if by else np.array([True])
    counted = _frame(by, groupings, present[occurs], boxes[occurs])
    if "touchpoint" in by or "feedback" not in experiences:
        # One experience per feedback in every group: nothing to go together.
        return counted.assign(pos_pos=counted["positive"], pos_neg=counted["mixed"], neg_neg=counted["negative"])
    feedback = experiences["feedback"].to_numpy("int64")
    return counted.assign(**_together(feedback, key, state, len(present), occurs))


def _together(
    feedback: groups.Codes, key: groups.Codes, state: groups.Codes, size: int, occurs: npt.NDArray[np.bool_]
) -> dict[str, groups.Codes]:
    unit, pairs = pd.factorize(key * (int(feedback.max(initial=0)) + 1) + feedback)
    group = pairs // (int(feedback.max(initial=0)) + 1)
    positive = np.bincount(unit, weights=state >> 1, minlength=len(pairs))
    negative = np.bincount(unit, weights=state & 1, minlength=len(pairs))
    products = (positive * positive, positive * negative, negative * negative)
    sums = (np.bincount(group, weights=product, minlength=size) for product in products)
    return {name: total[occurs].astype("int64") for name, total in zip(TOGETHER, sums, strict=True)}


def _frame(
    by: Sequence[str],
    groupings: Sequence[groups.Grouping],
    present: groups.Codes,
    boxes: groups.Codes,
) -> pd.DataFrame:
    labels = np.unravel_index(present, [len(item.labels) for item in groupings]) if by else ()
    neutral, negative, positive, mixed = boxes.T
    return pd.DataFrame(
        {
            **{
                name: pd.Series(np.array(item.labels, dtype="object")[codes], dtype="str")
                for name, item, codes in zip(by, groupings, labels, strict=True)
            },
            "positive": positive + mixed,
            "negative": negative + mixed,
            "neutral": neutral,
            "mixed": mixed,
            "n": boxes.sum(axis=1),
        }
    )


def add(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Counts of several parts (same `by`) as one table; an experience must not be in two parts."""
    together = pd.concat(parts, ignore_index=True)
    sums = [*COUNTS, *TOGETHER]
    by = [name for name in together.columns if name not in sums]
    if not by:
        return together.sum().to_frame().T.astype("int64")
    first = together.groupby(by, sort=False, as_index=False)[sums].sum()
    return first.sort_values(by, key=_missing_last, kind="stable", ignore_index=True)


def _missing_last(labels: pd.Series) -> pd.Series:
    return labels.where(labels != groups.missing(str(labels.name)), chr(0x10FFFF))
