"""Phrases: the small notation they are written in, and finding them in long arrays of words.

A phrase is words with single spaces between them. `call|ring` is one or the other, `very?` may be missing, and
`{number}` stands for any pattern of that class. "had to call|ring {times}?" is one row for eight sentences.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from cxanalytics.emotion.characters import Flags, Positions

Wording = tuple[str, ...]  # words, and classes in braces


def expand(pattern: str) -> list[Wording]:
    """Every wording that a pattern allows, each once, in a fixed order."""
    slots: list[list[Wording]] = []
    for part in pattern.split():
        optional = part.endswith("?")
        choices: list[Wording] = [(word,) for word in part.removesuffix("?").split("|")]
        slots.append([(), *choices] if optional else choices)
    wordings = (tuple(word for choice in choices for word in choice) for choices in product(*slots))
    return [wording for wording in dict.fromkeys(wordings) if wording]


def spell_out(wordings: Iterable[Wording], classes: Mapping[str, Sequence[Wording]]) -> list[Wording]:
    """The same wordings with every class in `classes` replaced by each of its wordings."""
    result: dict[Wording, None] = {}
    for wording in wordings:
        slots = [classes.get(word, ((word,),)) for word in wording]
        for choice in product(*slots):
            result[tuple(word for part in choice for word in part)] = None
    return list(result)


@dataclass(frozen=True)
class Matches:
    """Phrases found: where each starts, how many words it has, and which phrase it is. None overlap."""

    start: Positions
    length: Positions
    phrase: Positions

    def followers(self, size: int) -> Flags:
        """Which of `size` words belong to a match without being its first."""
        marks = np.zeros(size + 1, np.int32)
        longer = self.length > 1
        np.add.at(marks, self.start[longer] + 1, 1)
        np.add.at(marks, self.start[longer] + self.length[longer], -1)
        found: Flags = np.cumsum(marks[:-1]) > 0
        return found


class Trie:
    """A set of wordings over numbered symbols. Symbol 0 occurs in none of them."""

    def __init__(self, wordings: Mapping[tuple[int, ...], int], symbols: int) -> None:
        children: list[dict[int, int]] = [{}]
        ends = [-1]
        for wording, phrase in wordings.items():
            state = 0
            for symbol in wording:
                if symbol not in children[state]:
                    children[state][symbol] = len(children)
                    children.append({})
                    ends.append(-1)
                state = children[state][symbol]
            ends[state] = phrase
        # States that lead on come first: only they need a row in the table.
        order = sorted(range(1, len(children)), key=lambda state: not children[state])
        rank = {old: new for new, old in enumerate([0, *order])}
        leading = 1 + sum(1 for state in order if children[state])
        self._next = np.zeros((leading, symbols), np.uint16 if len(children) < 2**16 else np.uint32)
        self._phrase = np.full(len(children), -1, np.intp)
        for state, branches in enumerate(children):
            self._phrase[rank[state]] = ends[state]
            for symbol, child in branches.items():
                self._next[rank[state], symbol] = rank[child]

    def match(self, symbols: npt.NDArray[np.intp], breaks: Flags) -> Matches:
        """The wordings in an array of symbols, none across a break; of those that overlap the longest, then the first."""
        begin = np.flatnonzero(self._next[0].take(symbols))
        state = self._next[0].take(symbols.take(begin)).astype(np.intp)
        found: list[tuple[Positions, int, Positions]] = []
        length = 1
        while len(begin):
            phrase = self._phrase.take(state)
            ended = phrase >= 0
            found.append((begin[ended], length, phrase[ended]))
            going = (state < len(self._next)) & (begin + length < len(symbols))
            begin, state = begin[going], state[going]
            state = self._next[state, symbols.take(begin + length)].astype(np.intp)
            going = (state > 0) & ~breaks.take(begin + length)
            begin, state = begin[going], state[going]
            length += 1
        return _without_overlap(found, len(symbols))


def _without_overlap(found: list[tuple[Positions, int, Positions]], size: int) -> Matches:
    taken = np.zeros(size, np.bool_)
    starts, lengths, phrases = [], [], []
    for begin, length, phrase in reversed(found):
        free = ~taken.take(begin)
        for step in range(1, length):
            free &= ~taken.take(begin + step)
        begin, phrase = begin[free], phrase[free]
        first = _leftmost(begin, length)
        begin, phrase = begin[first], phrase[first]
        for step in range(length):
            taken[begin + step] = True
        starts.append(begin)
        lengths.append(np.full(len(begin), length, np.intp))
        phrases.append(phrase)
    if not starts:
        nothing = np.zeros(0, np.intp)
        return Matches(nothing, nothing, nothing)
    start = np.concatenate(starts)
    order = np.argsort(start, kind="stable")
    return Matches(start[order], np.concatenate(lengths)[order], np.concatenate(phrases)[order])


def _leftmost(begin: Positions, length: int) -> Positions:
    """Indices of a set of matches of one length in which none overlaps the one before it."""
    chosen = np.arange(len(begin))
    while len(chosen) > 1:
        near = np.concatenate(([False], np.diff(begin[chosen]) < length))
        # Of a chain of overlapping matches the second goes; then look again.
        second = near & ~np.concatenate(([False], near[:-1]))
        if not second.any():
            break
        chosen = chosen[~second]
    return chosen
