"""Wording: what each group of texts says, word by word, against all other texts."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import grams, odds, vocabulary, words
from cxanalytics.patterns.grams import Grams
from cxanalytics.patterns.vocabulary import Vocabulary
from cxanalytics.patterns.words import Ints, Words

# So many texts of each group are read, and of those in no group.
MEMBERS, OTHERS = 300, 4_000
# So many letters of a text are read.
_LONG = 600
# A run counts if so many texts hold it.
_SUPPORT = 2
# What a longer run of words adds to what its words say already.
_RUN_WEIGHT = np.array([0.0, 1.0, 0.6, 0.4, 0.3])
# A term is part of a longer one if at least so great a share of the texts that hold it hold the longer one.
_PART = 0.6

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Wording:
    """The texts that were read, their words, and what each run of words is worth to each group.

    groups: how many there are. texts (n) and group (n): different texts and their groups, the last number (`groups`)
    for texts in none. vocabulary: what kind each word is. runs: the frequent runs of words; counts, z, worth
    (runs, groups): in how many texts of a group, how many standard errors above the others, and what it says of the
    group: the share of its texts times the log-odds.
    """

    groups: int
    texts: pd.Series
    group: Ints
    read: Words
    vocabulary: Vocabulary
    runs: Grams
    counts: Ints
    z: Floats
    worth: Floats

    @cached_property
    def group_of(self) -> Ints:
        """The group of each word."""
        return self.group[self.read.text]

    @cached_property
    def shares(self) -> Floats:
        """Of each word: the share of the texts of its group that hold its stem."""
        stems = max(len(self.read.stems), 1)
        held = pd.unique(self.read.text * stems + self.read.stem)
        box = self.group[held // stems] * stems + held % stems
        counts = np.bincount(box, minlength=(self.groups + 1) * stems)
        size = np.maximum(np.bincount(self.group, minlength=self.groups + 1), 1)
        share: Floats = counts[self.group_of * stems + self.read.stem] / size[self.group_of]
        return share

    def covered(self, at: int, length: int) -> float:
        """The share of the texts of its group that hold any word of a run that says something."""
        stems = self.read.stem[at : at + length]
        group = self.group_of[at]
        said = (self.group_of == group) & np.isin(self.read.stem, stems[self.says[stems]])
        return len(pd.unique(self.read.text[said])) / max(int((self.group == group).sum()), 1)

    def sums(self) -> list[Floats]:
        """For runs of 1 .. LONGEST words, what those that begin before each word are worth to its group."""
        result = []
        for length in range(1, grams.LONGEST + 1):
            here = self.runs.length[self.runs.gram] == length
            at, gram = self.runs.at[here], self.runs.gram[here]
            value = np.zeros(len(self.read.stem) + 1)
            inside = self.group_of[at] < self.groups
            at, gram = at[inside], gram[inside]
            value[at + 1] = self.worth[gram, self.group_of[at]] * _RUN_WEIGHT[length]
            result.append(np.cumsum(value))
        return result

    def single(self) -> tuple[Ints, Floats]:
        """The single words that say something, as numbers of runs, and the share of each group's texts that hold each
        (words, groups)."""
        kinds, stem = self.vocabulary, self.runs.parts[:, 0]
        told = self.says & (kinds.content | kinds.telling) & kinds.opens & kinds.closes
        one = np.flatnonzero(told[stem] & (self.runs.length == 1))
        size = np.maximum(np.bincount(self.group, minlength=self.groups + 1)[:-1], 1)
        return one, self.counts[one] / size

    @cached_property
    def says(self) -> npt.NDArray[np.bool_]:
        """Which stems say something, be it an opinion; no stop word, denial, number, span of time or proper name."""
        kinds = self.vocabulary
        said = ~(kinds.stop | kinds.bad)
        odd = kinds.proper | kinds.number | kinds.denies | kinds.span
        said[self.read.stem[odd[self.read.surface]]] = False
        return said

    def listed(self, group: int, most: int) -> list[str]:
        """The single words that say most of a group: those that many of its texts hold, and few others."""
        kinds, stem = self.vocabulary, self.runs.parts[:, 0]
        told = (self.says & kinds.opens & kinds.closes)[stem] & (self.runs.length == 1)
        good = np.flatnonzero(told & (self.z[:, group] > 0) & (self.counts[:, group] >= _SUPPORT))
        weight = self.z[:, group] * self.counts[:, group]
        order = sorted(good.tolist(), key=lambda run: (-round(float(weight[run]), 6), self._key(run)))
        return [self.surface(run) for run in order[:most]]

    def terms(self, group: int, most: int) -> list[tuple[str, int, float]]:
        """The best terms of a group: how customers write it, in how many texts, how far above the others."""
        z = self.z[:, group]
        length = self.runs.length
        good = np.flatnonzero(self._readable & (z > 0) & (self.counts[:, group] >= _SUPPORT))
        weight = z * np.array([0.0, 0.9, 1.1, 1.1, 1.0])[length]
        # Runs are numbered as they first occur; of equals the first by alphabet is taken.
        chosen: list[int] = []
        order = sorted(good.tolist(), key=lambda run: (-round(float(weight[run]), 6), self._key(run)))
        for run in order[: 12 * most]:
            if len(chosen) == most:
                break
            if not any(self._alike(run, other, group) for other in chosen):
                chosen.append(run)
        return [(self.surface(run), int(self.counts[run, group]), float(z[run])) for run in chosen]

    @cached_property
    def _readable(self) -> npt.NDArray[np.bool_]:
        first = self.runs.parts[:, 0]
        last = self.runs.parts[np.arange(len(first)), self.runs.length - 1]
        kinds = self.vocabulary
        there = self.runs.parts >= 0
        content = (there & kinds.content[self.runs.parts]).any(axis=1)
        bad = (there & kinds.bad[self.runs.parts]).any(axis=1)
        readable: npt.NDArray[np.bool_] = content & ~bad & kinds.opens[first] & kinds.closes[last]
        return readable

    def _key(self, run: int) -> str:
        return " ".join(self.read.stems[self._parts(run)])

    def _parts(self, run: int) -> Ints:
        parts: Ints = self.runs.parts[run, : self.runs.length[run]]
        return parts

    def _alike(self, run: int, other: int, group: int) -> bool:
        """Whether a run says no more than another: the same words, or a part of it that mostly stands in it."""
        a, b = (set(self._parts(item)[self.vocabulary.content[self._parts(item)]].tolist()) for item in (run, other))
        if a == b:
            return True
        if a < b:
            return bool(self.counts[other, group] >= _PART * self.counts[run, group])
        return bool(b < a and self.counts[run, group] < _PART * self.counts[other, group])

    def surface(self, run: int) -> str:
        """How a run is written most often."""
        order, starts = self._places
        at = self.runs.at[order[starts[run] : starts[run + 1]]]
        spelt = Counter(tuple(self.read.surface[a : a + self.runs.length[run]].tolist()) for a in at.tolist())
        written = {" ".join(self.read.surfaces[list(words)]): often for words, often in spelt.items()}
        return self.vocabulary.shown(min(written, key=lambda text: (-written[text], text)))

    @cached_property
    def _places(self) -> tuple[Ints, Ints]:
        """The occurrences of all runs in order of the run, and where those of each run begin."""
        ends = np.cumsum(np.bincount(self.runs.gram, minlength=len(self.runs.parts)))
        return np.argsort(self.runs.gram, kind="stable"), np.append(0, ends).astype("int64")


def of(texts: pd.Series, groups: npt.ArrayLike, masked: Collection[str] = frozenset()) -> Wording:
    """What the groups of texts say. groups (n): 0 .. K-1, -1 none. Same answer in any order of the texts."""
    codes = np.asarray(groups).astype("int64")
    number = int(codes.max(initial=-1)) + 1
    group = np.where(codes < 0, number, codes)
    # Twice as many as are needed are cleaned: some turn out to be the same.
    some = _sampled(texts.fillna("").astype("str").str.slice(0, _LONG), group, number, 2)
    chosen = _sampled(vocabulary.cleaned(some["text"], masked), some["group"].to_numpy("int64"), number)
    group = chosen["group"].to_numpy("int64")
    read = words.read(chosen["text"])
    kinds = vocabulary.of(read, chosen["text"])
    runs = grams.frequent(read, _SUPPORT)
    counts = _counts(runs, read, group, number + 1)
    sizes = np.bincount(group, minlength=number + 1)
    z, worth = _worth(runs, kinds, counts, sizes)
    return Wording(number, chosen["text"], group, read, kinds, runs, counts[:, :number], z, worth)


def _sampled(texts: pd.Series, group: Ints, number: int, times: int = 1) -> pd.DataFrame:
    """Different texts, at most MEMBERS of each group and OTHERS of none, or so many times as many: text, group.

    They are chosen by the hash of the text, so the order of the rows makes no difference.
    """
    table = pd.DataFrame({"text": texts.array, "key": texts.str.casefold().array, "group": group})
    table = table.sort_values(["group", "key", "text"], kind="stable").drop_duplicates(["group", "key"])
    mixed = table.iloc[np.argsort(pd.util.hash_array(table["key"].to_numpy("object")), kind="stable")]
    most = np.where(mixed["group"] == number, times * OTHERS, times * MEMBERS)
    return mixed[(mixed.groupby("group").cumcount() < most).to_numpy(bool)].reset_index(drop=True)


def _counts(runs: Grams, read: Words, group: Ints, groups: int) -> Ints:
    """In how many texts of each group each run occurs (runs, groups)."""
    texts = max(len(group), 1)
    held = pd.unique(runs.gram * texts + read.text[runs.at])
    counts = np.bincount(held // texts * groups + group[held % texts], minlength=len(runs.parts) * groups)
    return counts.reshape(-1, groups).astype("int64")


def _worth(runs: Grams, kinds: Vocabulary, counts: Ints, sizes: Ints) -> tuple[Floats, Floats]:
    """z and worth of each run in each group."""
    here, size = counts[:, :-1], sizes[:-1]
    total = counts.sum(axis=1, keepdims=True)
    against = odds.contrast(here, size, total - here, sizes.sum() - size, total / max(int(sizes.sum()), 1))
    share = here / np.maximum(size, 1)
    # In a large group chance makes some rare word stand out; in a small one there is little to be sure of.
    doubt = np.clip(np.log10(np.maximum(size, 1)) - 1, 0.5, 1.0)
    worth = share * np.maximum(against.log_odds - doubt * against.error, 0)
    there = runs.parts >= 0
    says = np.any(there & (kinds.content | kinds.telling)[runs.parts], axis=1, keepdims=True)
    return against.z, np.where(says, worth, 0.0)
