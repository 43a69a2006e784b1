"""Tallies: in how many answers each pattern is, in all and by where, by whom, what is felt and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns.effects import pattern_codes
from cxanalytics.selection import PART

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# What a pattern is broken down by; segments by their parts, emotions each.
KINDS = ("touchpoint", "channel", "segment", "source", "emotion")
_COLUMN = {"emotion": "emotions"}
_BETWEEN = {"segment": PART, "emotion": "|"}


@dataclass(frozen=True)
class Tally:
    """The mentions of one polarity, counted.

    pattern, answer, person (n): of each mention, the pattern's number (-1 none), the answer's and the customer's.
    """

    mentions: pd.DataFrame
    patterns: tuple[str, ...]
    pattern: Ints
    answer: Ints
    person: Ints

    @property
    def size(self) -> int:
        """How many patterns there are."""
        return len(self.patterns)

    @cached_property
    def answers(self) -> int:
        """How many answers there are, in a pattern or not."""
        return int(self.answer.max(initial=-1)) + 1

    @cached_property
    def _inside(self) -> Ints:
        return np.flatnonzero(self.pattern >= 0)

    @cached_property
    def firsts(self) -> Ints:
        """The first mention of each answer in each pattern."""
        at = self._inside
        again = pd.Series(self.pattern[at] * max(self.answers, 1) + self.answer[at]).duplicated()
        return np.asarray(at[~again.to_numpy(bool)], dtype="int64")

    @cached_property
    def n(self) -> Ints:
        """Answers with each pattern."""
        return self._counted(self.pattern[self.firsts])

    @cached_property
    def said(self) -> Ints:
        """Mentions in each pattern."""
        return self._counted(self.pattern[self._inside])

    @cached_property
    def customers(self) -> Ints:
        """Customers that speak of each pattern."""
        at = self.firsts
        most = int(self.person.max(initial=0)) + 1
        return self._counted(pd.unique(self.pattern[at] * most + self.person[at]) // most)

    def _counted(self, pattern: Ints) -> Ints:
        return np.bincount(pattern, minlength=self.size).astype("int64")

    def mean(self, values: npt.ArrayLike) -> Floats:
        """The mean of a value over the mentions of each pattern; 0 where there are none."""
        at = self._inside
        total = np.bincount(self.pattern[at], weights=np.asarray(values, "float64")[at], minlength=self.size)
        return np.asarray(total / np.maximum(self.said, 1), dtype="float64")

    def reach(self) -> Floats:
        """The sum of the reach of the answers in each pattern."""
        if "reach" not in self.mentions:
            return np.zeros(self.size)
        reach = self.mentions["reach"].fillna(0).to_numpy("float64")[self.firsts]
        return np.asarray(np.bincount(self.pattern[self.firsts], weights=reach, minlength=self.size), dtype="float64")

    def seen(self) -> tuple[pd.Series, pd.Series]:
        """When each pattern was first and last heard of; missing where its mentions have no dates."""
        at = self._inside
        dates = pd.Series(self.mentions["occurred_at"].to_numpy("datetime64[us]")[at]).groupby(self.pattern[at])
        every = range(self.size)
        first, last = (dates.agg(name).reindex(every).reset_index(drop=True) for name in ("min", "max"))
        return first.astype("datetime64[us]"), last.astype("datetime64[us]")

    @cached_property
    def months(self) -> tuple[pd.DatetimeIndex, Ints, Ints]:
        """The first day of each month from the first to the last (M), answers with each pattern (K, M), and all (M)."""
        when = self.mentions["occurred_at"]
        # An answer is of the month of its first mention.
        number = (when.dt.year * 12 + when.dt.month).fillna(-1).to_numpy("int64") if len(when) else np.zeros(0, "int64")
        dated = number >= 0
        if not dated.any():
            return pd.DatetimeIndex([]), np.zeros((self.size, 0), "int64"), np.zeros(0, "int64")
        begin, end = int(number[dated].min()), int(number.max())
        width = end - begin + 1
        whole = np.bincount(pd.unique(self.answer[dated] * width + number[dated] - begin) % width, minlength=width)
        at = self.firsts[dated[self.firsts]]
        box = np.bincount(self.pattern[at] * width + number[at] - begin, minlength=self.size * width)
        first = pd.Timestamp(year=(begin - 1) // 12, month=(begin - 1) % 12 + 1, day=1)
        return pd.date_range(first, periods=width, freq="MS"), box.reshape(self.size, width), whole.astype("int64")

    def by(self, kind: str) -> tuple[list[str], Ints, Ints]:
        """What occurs of a kind (C), answers of each pattern with it (K, C), and all answers with it (C)."""
        column = _COLUMN.get(kind, kind)
        if column not in self.mentions or not len(self.mentions):
            return [], np.zeros((self.size, 0), "int64"), np.zeros(0, "int64")
        row, code, labels = _parts(self.mentions[column], _BETWEEN.get(kind))
        width, answers = max(len(labels), 1), max(self.answers, 1)
        pattern, answer = self.pattern[row], self.answer[row]
        whole = np.bincount(pd.unique(code * answers + answer) // answers, minlength=width)
        held = pattern >= 0
        key = pd.unique((pattern[held] * width + code[held]) * answers + answer[held]) // answers
        table = np.bincount(key, minlength=self.size * width).reshape(self.size, width)
        return labels, table[:, : len(labels)].astype("int64"), whole[: len(labels)].astype("int64")

    def listed(self, kind: str) -> list[list[str]]:
        """What occurs of a kind in each pattern, commonest first; equals by alphabet."""
        labels, table, _ = self.by(kind)
        order = np.argsort(-table, axis=1, kind="stable")
        return [[labels[i] for i in row if counts[i] > 0] for row, counts in zip(order.tolist(), table, strict=True)]

    def breakdown(self, kind: str, pattern: int) -> pd.DataFrame:
        """One pattern by a kind, commonest first: value, n, share (of its answers), within, of.

        within: how great a part of all answers there (`of`) that feel so speak of the pattern.
        """
        labels, table, whole = self.by(kind)
        n = table[pattern]
        found = pd.DataFrame(
            {
                "value": pd.Series(labels, dtype="str"),
                "n": n,
                "share": n / max(int(self.n[pattern]), 1),
                "within": n / np.maximum(whole, 1),
                "of": whole,
            }
        )
        return found[found["n"] > 0].sort_values("n", ascending=False, kind="stable", ignore_index=True)


def tally(mentions: pd.DataFrame, experiences: pd.DataFrame, patterns: Sequence[str]) -> Tally:
    """Mentions of one polarity (feedback_id, pattern and what they are broken down by), counted.

    experiences tell which answers are of one customer (`person`); without them, every answer is its own.
    """
    mentions = mentions.reset_index(drop=True)
    answer, ids = pd.factorize(mentions["feedback_id"].astype("str"))
    person = np.arange(len(ids), dtype="int64")
    if "person" in experiences and len(experiences):
        known = experiences.drop_duplicates("feedback_id")
        place = pd.Index(known["feedback_id"].astype("str")).get_indexer(pd.Index(ids))
        customers = known["person"].to_numpy("int64")
        alone = int(customers.max(initial=0)) + 1 + person
        person = np.where(place >= 0, customers[place], alone)
    answer = answer.astype("int64")
    return Tally(mentions, tuple(patterns), pattern_codes(mentions, patterns), answer, person[answer])


def _parts(column: pd.Series, between: str | None) -> tuple[Ints, Ints, list[str]]:
    """Which row holds which label: rows, codes, and the labels by alphabet. A value may be of several parts."""
    category = column.astype("category")
    codes = category.cat.codes.to_numpy("int64")
    values = [str(value) for value in category.cat.categories]
    parts = [[part for part in (value.split(between) if between else [value]) if part] for value in values]
    labels = sorted({part for held in parts for part in held})
    place = {label: number for number, label in enumerate(labels)}
    count = np.array([len(held) for held in parts] + [0], dtype="int64")
    flat = np.array([place[part] for held in parts for part in held] or [0], dtype="int64")
    start = np.append(0, np.cumsum(count[:-1]))[: len(count)]
    repeats = count[codes]
    rows = np.repeat(np.arange(len(codes)), repeats)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return rows, flat[np.minimum(start[codes][rows] + within, len(flat) - 1)], labels
