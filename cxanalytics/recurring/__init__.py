"""Patterns in a workspace: found once, kept month after month, changed by people, every change undone at will."""

from cxanalytics.recurring.editing import (
    accept,
    dismiss,
    estimate,
    merge,
    move,
    not_a_pain,
    rename,
    restore,
    split,
    theme,
)
from cxanalytics.recurring.grouping import MASKED, halves
from cxanalytics.recurring.regrouping import regroup
from cxanalytics.recurring.settling import settle
from cxanalytics.recurring.standing import NEGATIVE, POSITIVE, Recurring, generation, mention_id, nothing, of
from cxanalytics.recurring.undoing import undo

__all__ = [
    "MASKED",
    "NEGATIVE",
    "POSITIVE",
    "Recurring",
    "accept",
    "dismiss",
    "estimate",
    "generation",
    "halves",
    "mention_id",
    "merge",
    "move",
    "not_a_pain",
    "nothing",
    "of",
    "regroup",
    "rename",
    "restore",
    "settle",
    "split",
    "theme",
    "undo",
]
