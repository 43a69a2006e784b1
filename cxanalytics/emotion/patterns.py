"""Phrases: the small notation they are written in, and finding them in long arrays of words.

A phrase is words with single spaces between them. `call|ring` is one or the other, `very?` or `call|ring?` may be
missing, `could_not|couldn't` has a choice of two words, and `{number}` stands for any wording of that class.
`had to call|ring {times}?` is one row for many sentences.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from cxanalytics.emotion.characters import Flags, Positions

Wording = tuple[str, ...]  # words, and classes in braces


@dataclass(frozen=True)
class Slot:
    """One place in a phrase: what may stand there, and whether it may be empty."""

    choices: tuple[Wording, ...]
    optional: bool


def parse(pattern: str, classes: Mapping[str, Sequence[Wording]] | None = None) -> list[Slot]:
    """The places of a phrase, with the classes that are given replaced by their wordings."""
    slots = []
    for part in pattern.split():
        choices: list[Wording] = []
        for choice in part.removesuffix("?").split("|"):
            choices.extend((classes or {}).get(choice, [tuple(choice.replace("-", "_").split("_"))]))
        slots.append(Slot(tuple(choices), part.endswith("?")))
    return slots


def expand(pattern: str) -> list[Wording]:
    """Every wording that a pattern allows, each once, in a fixed order; classes are left as they are."""
    slots = [((), *slot.choices) if slot.optional else slot.choices for slot in parse(pattern)]
    wordings = (tuple(word for choice in choices for word in choice) for choices in product(*slots))
    return [wording for wording in dict.fromkeys(wordings) if wording]


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
        marks[self.start[longer] + 1] += 1
        marks[self.start[longer] + self.length[longer]] -= 1
        found: Flags = np.cumsum(marks[:-1]) > 0
        return found


class Finder:
    """Finds a set of phrases, all at once, in an array of word numbers.

    The phrases are turned into a table: state times kind of word gives the next state. Words that no phrase tells
    apart are of one kind; kind 0 is in no phrase, and state 0 leads nowhere.
    """

    def __init__(self, phrases: Iterable[tuple[Sequence[Slot], int]], number: Mapping[str, int]) -> None:
        """`phrases` are slots and the number to report, `number` that of every word; of two phrases that fit
        equally long, the later one is reported."""
        edges, ends = _graph(phrases)
        states, moves = _deterministic(edges)
        kinds = _kinds(moves)
        self._kind = np.zeros(max(number.values()) + 1, np.intp)
        for word, kind in kinds.items():
            self._kind[number[word]] = kind
        # States that lead on come first: only they need a row in the table.
        order = sorted(range(1, len(states)), key=lambda state: not moves[state])
        rank = np.zeros(len(states), np.intp)
        rank[order] = np.arange(1, len(states))
        self._leading = 1 + sum(1 for state in order if moves[state])
        self._width = max(kinds.values(), default=0) + 1
        small = len(states) < np.iinfo(np.int16).max
        self._next = np.zeros(self._leading * self._width, np.int16 if small else np.int32)
        self._phrase = np.full(len(states), -1, np.intp)
        for state, nodes in enumerate(states):
            reported = [ends[node] for node in nodes if node in ends]
            if reported:
                self._phrase[rank[state]] = max(reported)[1]
            for word, target in moves[state].items():
                self._next[rank[state] * self._width + kinds[word]] = rank[target]

    def takes(self, words: npt.NDArray[np.intp]) -> Flags:
        """Which words occur in any phrase."""
        found: Flags = self._kind.take(words) > 0
        return found

    def find(self, words: npt.NDArray[np.intp], breaks: Flags) -> Matches:
        """The phrases in an array of words, none across a break; of those that overlap the longest, then the first."""
        kind = self._kind.take(words)
        after = self._next.take(kind)
        begin: Positions = np.flatnonzero(after)
        state: Positions = after.take(begin).astype(np.intp)
        found: list[tuple[Positions, int, Positions]] = []
        length = 1
        while len(begin):
            phrase = self._phrase.take(state)
            ended = np.flatnonzero(phrase >= 0)
            found.append((begin.take(ended), length, phrase.take(ended)))
            going = np.flatnonzero((state < self._leading) & (begin < len(words) - length))
            going = going[~breaks.take(begin.take(going) + length)]
            begin, state = begin.take(going), state.take(going)
            after = self._next.take(state * self._width + kind.take(begin + length))
            going = np.flatnonzero(after)
            begin, state = begin.take(going), after.take(going).astype(np.intp)
            length += 1
        return _without_overlap(found, len(words))


_Edges = list[dict[str, list[int]]]


def _graph(phrases: Iterable[tuple[Sequence[Slot], int]]) -> tuple[_Edges, dict[int, tuple[int, int]]]:
    """Nodes joined by words, from node 0; and per node that ends a phrase, its place in the list and its number."""
    edges: _Edges = [{}]
    ends: dict[int, tuple[int, int]] = {}

    def node() -> int:
        edges.append({})
        return len(edges) - 1

    for place, (slots, number) in enumerate(phrases):
        before = [0]
        for slot in slots:
            after = node()
            for choice in slot.choices:
                inner = [node() for _ in choice[1:]] + [after]
                for word, start, end in zip(choice, [None, *inner], inner, strict=False):
                    for origin in before if start is None else [start]:
                        edges[origin].setdefault(word, []).append(end)
            before = [*before, after] if slot.optional else [after]
        ends.update((final, (place, number)) for final in before if final)
    return edges, ends


def _deterministic(edges: _Edges) -> tuple[list[frozenset[int]], list[dict[str, int]]]:
    """Sets of nodes that can be reached together, and by which word one leads to another."""
    states = [frozenset([0])]
    known = {states[0]: 0}
    moves: list[dict[str, int]] = []
    for state in states:  # grows while it is read
        reached: dict[str, set[int]] = {}
        for node in state:
            for word, targets in edges[node].items():
                reached.setdefault(word, set()).update(targets)
        moves.append({})
        for word, nodes in reached.items():
            target = frozenset(nodes)
            if target not in known:
                known[target] = len(states)
                states.append(target)
            moves[-1][word] = known[target]
    return states, moves


def _kinds(moves: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """A number from 1 per word; words that lead from every state to the same state share it."""
    behaviour: dict[str, list[tuple[int, int]]] = {}
    for state, move in enumerate(moves):
        for word, target in move.items():
            behaviour.setdefault(word, []).append((state, target))
    numbers: dict[tuple[tuple[int, int], ...], int] = {}
    return {word: numbers.setdefault(tuple(does), len(numbers) + 1) for word, does in behaviour.items()}


def _without_overlap(found: list[tuple[Positions, int, Positions]], size: int) -> Matches:
    taken = np.zeros(size, np.bool_)
    kept: list[tuple[Positions, Positions, Positions]] = [(np.zeros(0, np.intp),) * 3]
    for begin, length, phrase in reversed(found):
        free = ~taken.take(begin)
        for step in range(1, length):
            free &= ~taken.take(begin + step)
        begin, phrase = begin[free], phrase[free]
        first = leftmost(begin, length)
        begin, phrase = begin[first], phrase[first]
        for step in range(length):
            taken[begin + step] = True
        kept.append((begin, np.full(len(begin), length), phrase))
    start, lengths, phrases = (np.concatenate(column) for column in zip(*kept, strict=True))
    order = np.argsort(start, kind="stable")
    return Matches(start[order], lengths[order], phrases[order])


def leftmost(begin: Positions, length: int) -> Positions:
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
