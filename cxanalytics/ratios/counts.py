"""Counting experiences. Counts of parts add up to the counts of the whole, so they can be made in pieces."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxanalytics.ratios import groups

COUNTS = ("positive", "negative", "neutral", "mixed", "n")


def counts(experiences: pd.DataFrame, by: Sequence[str] = ("touchpoint",)) -> pd.DataFrame:
    """How many experiences are positive, negative, neutral and mixed in each group that occurs.

    One row per group, in order of the labels; the columns of `by`, then COUNTS. Positive and negative both
    include mixed experiences, so n = positive + negative - mixed + neutral. Without `by`, one row for all.

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
    occurs = boxes.any(axis=1) if by else np.array([True])
    return _frame(by, groupings, present[occurs], boxes[occurs])


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
    by = [name for name in together.columns if name not in COUNTS]
    if not by:
        return together.sum().to_frame().T.astype("int64")
    first = together.groupby(by, sort=False, as_index=False)[list(COUNTS)].sum()
    return first.sort_values(by, key=_missing_last, kind="stable", ignore_index=True)


def _missing_last(labels: pd.Series) -> pd.Series:
    return labels.where(labels != groups.missing(str(labels.name)), chr(0x10FFFF))
