"""Folds mentions into experiences: one feedback at one touchpoint."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]

_CARRIED = ("source", "kind", "channel", "segment")


def experiences(mentions: pd.DataFrame, feedback: pd.DataFrame) -> pd.DataFrame:
    """One row per feedback and touchpoint, from mentions that have been assigned.

    Columns: feedback_id, touchpoint, stage, positive, negative, effort, unresolved (is there such a mention?), emotions
    (all that are named there, "|" between them), source, kind, channel, segment, occurred_at.
    Rows stand in the order of the feedback, then of the journey. Text columns are categories.
    """
    row = mentions["row"].to_numpy(np.int64)
    touchpoint = mentions["touchpoint"].astype("category")
    key = row * max(len(touchpoint.cat.categories), 1) + touchpoint.cat.codes.to_numpy(np.int64)
    order = np.argsort(key, kind="stable")
    first = np.flatnonzero(np.diff(key[order], prepend=-1))
    sorted_mentions = mentions.iloc[order]
    heads = sorted_mentions.iloc[first]
    flags = {
        "positive": sorted_mentions["polarity"].eq("positive"),
        "negative": sorted_mentions["polarity"].eq("negative"),
        **{name: sorted_mentions[name].astype("bool") for name in ("effort", "unresolved")},
    }
    about = feedback.iloc[heads["row"].to_numpy(np.int64)].reset_index(drop=True)
    return pd.DataFrame(
        {
            "feedback_id": about["feedback_id"],
            "touchpoint": heads["touchpoint"].astype("category").array,
            "stage": heads["stage"].astype("category").array,
            **{name: _any(flag.to_numpy(np.bool_), first) for name, flag in flags.items()},
            "emotions": _united(sorted_mentions["emotions"], first),
            **{name: about[name].astype("category") for name in _CARRIED},
            "occurred_at": about["occurred_at"],
        }
    )


def _any(flag: npt.NDArray[np.bool_], first: Ints) -> npt.NDArray[np.bool_]:
    return np.logical_or.reduceat(flag, first) if len(first) else flag[:0]


def _united(emotions: pd.Series, first: Ints) -> "pd.Categorical[str]":
    """The different emotions of each group, as one bit each while they are put together."""
    codes, combinations = pd.factorize(emotions.fillna(""))
    names = sorted({name for combination in combinations for name in combination.split("|") if name})
    bits = [sum(1 << names.index(name) for name in set(c.split("|")) if name) for c in combinations]
    masks = np.array(bits, np.int64)[codes]
    united = np.bitwise_or.reduceat(masks, first) if len(first) else masks[:0]
    codes, different = pd.factorize(united)
    words = ["|".join(name for bit, name in enumerate(names) if mask >> bit & 1) for mask in different]
    return pd.Categorical.from_codes(codes, pd.Index(words, dtype="str"))
