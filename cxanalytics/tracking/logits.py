"""Shares and their differences, from logits."""

import math


def share(logit: float) -> float:
    """The share that has this logit."""
    return 1 / (1 + math.exp(-logit))


def points(centre: float, change: float) -> float:
    """A change by so many logits, half of it on each side of a level, as a difference of shares."""
    return share(centre + change / 2) - share(centre - change / 2)


def fall(level: float, change: float) -> float:
    """How far a share falls from a level, in logits, by so many logits."""
    return share(level) - share(level - change)
