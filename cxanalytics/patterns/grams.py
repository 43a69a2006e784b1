"""Runs of one to four words, counted and looked up without a loop over texts."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxanalytics.patterns.words import Ints, Mask, Words

LONGEST = 4


@dataclass(frozen=True)
class Grams:
    """Every frequent run of words, and where it stands.

    `parts` has one row per run, LONGEST columns: its stems, -1 after the last; `length` how many they are.
    `gram` and `at` have one entry per occurrence: which run, and the position of its first word.
    """

    parts: Ints
    length: Ints
    gram: Ints
    at: Ints


def frequent(words: Words, least: int) -> Grams:
    """The runs of up to LONGEST stems, no sign between them, that occur at least `least` times."""
    at = np.arange(len(words.stem))
    gram = words.stem
    found: list[tuple[Ints, Ints, Ints]] = []
    before = 0
    for length in range(1, LONGEST + 1):
        if length > 1:
            # The run one shorter is frequent at `at`, or this one cannot be.
            follows = words.joined[at + length - 2]
            at, gram = at[follows], gram[follows]
            gram = gram * len(words.stems) + words.stem[at + length - 1]
        gram, at = _renumbered(gram, at, least)
        parts = np.full((int(gram.max(initial=-1)) + 1, LONGEST), -1, dtype="int64")
        for place in range(length):
            parts[gram, place] = words.stem[at + place]
        found.append((parts, gram + before, at))
        before += len(parts)
    parts = np.concatenate([item[0] for item in found])
    return Grams(
        parts=parts,
        length=(parts >= 0).sum(axis=1),
        gram=np.concatenate([item[1] for item in found]),
        at=np.concatenate([item[2] for item in found]),
    )


def _renumbered(gram: Ints, at: Ints, least: int) -> tuple[Ints, Ints]:
    """Occurrences of the runs that are frequent enough, the runs numbered from 0."""
    codes, _ = pd.factorize(gram)
    often = np.bincount(codes, minlength=1)[codes] >= least if len(codes) else np.zeros(0, dtype=bool)
    return pd.factorize(codes[often])[0], at[often]


def where(words: Words, wanted: list[tuple[str, ...]]) -> tuple[Ints, Ints]:
    """Where the wanted runs (tuples of stems) occur: which of them and in which text, per occurrence."""
    which: list[Ints] = []
    text: list[Ints] = []
    number = {stem: index for index, stem in enumerate(dict.fromkeys(s for run in wanted for s in run), 1)}
    ids = np.array([number.get(stem, 0) for stem in words.stems.tolist()], dtype="int64")[words.stem]
    base = len(number) + 1
    for length in range(1, LONGEST + 1):
        these = [index for index, run in enumerate(wanted) if len(run) == length]
        if not these:
            continue
        keys = np.array([_key([number[s] for s in wanted[i]], base) for i in these], dtype="int64")
        order = np.argsort(keys)
        at = np.flatnonzero(unbroken(words.joined, length) & (ids > 0))
        key = np.zeros(len(at), dtype="int64")
        for place in range(length):
            key = key * base + ids[at + place]
        found = np.minimum(np.searchsorted(keys[order], key), len(keys) - 1)
        hit = keys[order][found] == key
        which.append(np.array(these, dtype="int64")[order[found[hit]]])
        text.append(words.text[at[hit]])
    none = [np.zeros(0, dtype="int64")]
    return np.concatenate(which or none), np.concatenate(text or none)


def _key(numbers: list[int], base: int) -> int:
    key = 0
    for value in numbers:
        key = key * base + value
    return key


def unbroken(joined: Mask, length: int) -> Mask:
    """At which words a run of `length` words begins that no sign parts."""
    result = np.ones(len(joined), dtype=bool)
    for place in range(length - 1):
        result[: len(joined) - place] &= joined[place:]
        result[max(len(joined) - place, 0) :] = False
    return result
