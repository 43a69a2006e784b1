"""Themes: families of patterns that speak of one thing, named by the words that all of them share."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import wording
from cxanalytics.patterns.wording import Floats, Wording
from cxanalytics.patterns.words import Ints

# Patterns are a family if so great a share of the texts of each hold a word in common ...
_SHARED = 0.2
# ... that stands in their texts so many times as often as in those of the other patterns.
_OWN = 2.0
# So many words name a theme.
_WORDS = 3


@dataclass(frozen=True)
class _Held:
    """Single words (runs of `heard`) and the share of each pattern's texts that hold each (words, patterns); sizes."""

    heard: Wording
    words: Ints
    share: Floats
    size: Ints

    def own(self, family: Ints) -> tuple[Floats, Floats]:
        """The share of a family's texts that hold each word, and how many times as often as in the others it is."""
        inside = np.isin(np.arange(self.heard.groups), family)
        here, there = (self.share[:, at] @ self.size[at] / max(int(self.size[at].sum()), 1) for at in (inside, ~inside))
        # Half a text keeps what no other pattern holds from being endlessly rare there.
        return here, here / (there + 0.5 / max(int(self.size[~inside].sum()), 1))


def themes(texts: pd.Series, groups: npt.ArrayLike, near: Ints, *, masked: Collection[str] = frozenset()) -> list[str]:
    """The name of the theme of each pattern, "" where it has none.

    groups (n): the pattern of each text, -1 none. near (K): patterns of the same number lie close to each other. Those
    of them that share a word of their own are a theme, named by the commonest words of all of them ("invoice, bill").
    """
    result = [""] * len(near)
    if not (np.bincount(near, minlength=1) > 1).any():
        return result
    heard = wording.of(texts, groups, masked)
    words, share = heard.single()
    held = _Held(heard, words, share, np.bincount(heard.group, minlength=heard.groups + 1)[:-1])
    for number in np.flatnonzero(np.bincount(near) > 1):
        family = _family(held, np.flatnonzero(near == number))
        if len(family) > 1:
            name = _name(held, family, set(result))
            for pattern in family.tolist():
                result[pattern] = name
    return result


def _family(held: _Held, near: Ints) -> Ints:
    """Those of some patterns that share a word: the one that most of them hold, of such the commonest."""
    here, times = held.own(near)
    holds = held.share[:, near] >= _SHARED
    worth = np.where(times >= _OWN, holds.sum(axis=1) + np.minimum(here, 1) / 2, 0.0)
    if not len(worth) or worth.max() < 2:
        return near[:0]
    return np.asarray(near[holds[int(worth.argmax())]], dtype="int64")


def _name(held: _Held, family: Ints, used: set[str]) -> str:
    here, times = held.own(family)
    worth = np.where((here >= _SHARED / 2) & (times >= _OWN), here * np.log(np.maximum(times, 1)), 0.0)
    said = held.heard.surface
    order = sorted(
        np.flatnonzero(worth > 0).tolist(), key=lambda at: (-round(float(worth[at]), 9), said(int(held.words[at])))
    )
    best = [said(int(held.words[at])) for at in order]
    names = (", ".join(best[:most]) for most in range(min(_WORDS, len(best)), len(best) + 1))
    return next((name for name in map(_sentence, names) if name not in used), ", ".join(best))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
