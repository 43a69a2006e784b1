"""Counting experiences. Counts of parts add up to the counts of the whole, so they can be made in pieces."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxanalytics.ratios import groups

COUNTS = ("positive", "negative", "neutral", "mixed", "n")
# Sums over customers (or feedback, where no customer is known) of their positive experiences squared, times their
# negative ones, and of their negative ones squared: what `estimate` needs to know how much experiences go together.
TOGETHER = ("pos_pos", "pos_neg", "neg_neg")


def counts(experiences: pd.DataFrame, by: Sequence[str] = ("touchpoint",)) -> pd.DataFrame:
    """How many experiences are positive, negative, neutral and mixed in each group that occurs.

    One row per group, in order of the labels; the columns of `by`, then COUNTS and TOGETHER. Positive and
    negative both include mixed experiences, so n = positive + negative - mixed + neutral. Without `by`, one row
    for all. `person` (a number per customer), where experiences have it, else `feedback` (a number per feedback)
    tells which belong together.

    Raises
    ------
    SelectionError
        `by` names something that experiences cannot be grouped by.
    """
    places = groups.places(experiences, by)
    counted = counts_in(experiences, places.codes, len(places.labels), apart="touchpoint" in by)
    return pd.concat([places.labels, counted], axis=1)


def counts_in(experiences: pd.DataFrame, codes: groups.Codes, size: int, *, apart: bool = False) -> pd.DataFrame:
    """The same for groups given by their number: COUNTS and TOGETHER of groups 0 .. size - 1, one row each.

    `apart` says that no group holds two experiences of one feedback.
    """
    # Four boxes per group: neither, negative only, positive only, both.
    state = experiences["positive"].to_numpy("int64") * 2 + experiences["negative"].to_numpy("int64")
    counted = _frame(np.bincount(codes * 4 + state, minlength=4 * size).reshape(-1, 4))
    one_voice = "person" if "person" in experiences else "feedback"
    if one_voice not in experiences or (one_voice == "feedback" and apart):
        # One experience per feedback in every group: nothing to go together.
        return counted.assign(pos_pos=counted["positive"], pos_neg=counted["mixed"], neg_neg=counted["negative"])
    voices, _ = pd.factorize(experiences[one_voice])
    return counted.assign(**_together(voices, codes, state, size))


def _together(voices: groups.Codes, group: groups.Codes, state: groups.Codes, size: int) -> dict[str, groups.Codes]:
    most = int(voices.max(initial=0)) + 1
    unit, pairs = pd.factorize(group * most + voices)
    positive = np.bincount(unit, weights=state >> 1, minlength=len(pairs))
    negative = np.bincount(unit, weights=state & 1, minlength=len(pairs))
    products = (positive * positive, positive * negative, negative * negative)
    sums = (np.bincount(pairs // most, weights=product, minlength=size) for product in products)
    return {name: total.astype("int64") for name, total in zip(TOGETHER, sums, strict=True)}


def _frame(boxes: groups.Codes) -> pd.DataFrame:
    neutral, negative, positive, mixed = boxes.T
    return pd.DataFrame(
        {
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
