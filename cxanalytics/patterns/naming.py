"""Naming: the words that stand for a pattern, and one plain line for it in the customers' own words.

A name is a run of up to six words that a member of the pattern wrote. It holds what the members say more often than
everybody else, it begins and ends well, and it keeps a denial that would turn its meaning.
"""

import re
from collections.abc import Collection, Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import grams, wording, words
from cxanalytics.patterns.wording import Floats, Wording
from cxanalytics.patterns.words import Ints

# A name has at most so many words, and so many letters.
LONGEST, LETTERS = 6, 48
TERMS = 10

# A name of one word says little; one of more than five is long.
_LENGTH = np.array([0.0, 0.5, 0.95, 1.0, 1.0, 0.94, 0.86])
# So many of the best runs of each pattern are weighed.
_WEIGHED = 60
_WORDLESS = "Without words"

# How well a run reads: what each such word in it, or beside it, takes from it.
_PARTS, _SPEAKS, _PROPER, _STRANGE, _CUT, _EMPTY, _TELLS = 0.6, 0.88, 0.5, 0.75, 0.8, 0.3, 1.25


def terms(
    texts: pd.Series, groups: npt.ArrayLike, *, most: int = TERMS, masked: Collection[str] = frozenset()
) -> pd.DataFrame:
    """The words and runs of up to four words that stand for each group, best first: pattern, term, n, z.

    groups (n) says which group each text is in, 0 .. K-1, -1 none. `pattern` is that number, n the texts read of the
    group that hold the term (at most wording.MEMBERS are read), z how many standard errors its log-odds lies above
    that of all other texts (`odds.contrast`). What is part of a longer term that is as telling is left out.
    """
    heard = wording.of(texts, groups, masked)
    rows = [(group, *term) for group in range(heard.groups) for term in heard.terms(group, most)]
    return pd.DataFrame(
        {
            "pattern": pd.Series([row[0] for row in rows], dtype="int64"),
            "term": pd.Series([row[1] for row in rows], dtype="str"),
            "n": pd.Series([row[2] for row in rows], dtype="int64"),
            "z": pd.Series([row[3] for row in rows], dtype="float64"),
        }
    )


def names(
    texts: pd.Series, groups: npt.ArrayLike, taken: Iterable[str] = (), *, masked: Collection[str] = frozenset()
) -> list[str]:
    """A name for each group, 0 .. K-1: short, in sentence case, unlike each other and those that are `taken`.

    groups (n) says which group each text is in, -1 none: those show what is common. No name holds a number or a
    `masked` word (lower case) nor, where it can be helped, a proper name.
    """
    heard = wording.of(texts, groups, masked)
    found = _candidates(heard)
    used = {name.casefold() for name in taken}
    said = {_says(name) for name in sorted(used)}
    result = []
    for group in range(heard.groups):
        name = _chosen(heard, group, found.get(group, []), used, said)
        used.add(name.casefold())
        said.add(_says(name))
        result.append(name)
    return result


def _says(name: str) -> frozenset[str]:
    """What a name says, in whatever order: its stems but for the stop words."""
    read = words.read(pd.Series([name], dtype="str"))
    stop = words.stemmed(sorted(words.known("stop")))
    return frozenset(read.stems.tolist()) - frozenset(stop.tolist())


def _chosen(heard: Wording, group: int, runs: list[tuple[int, int]], used: set[str], said: set[frozenset[str]]) -> str:
    """The best name that says something no other name says."""
    fitting = [name for at, length in runs if len(name := _written(heard, at, length)) <= LETTERS]
    free = (name for name in fitting if name.casefold() not in used and _says(name) not in said)
    return next(free, None) or _distinguished(heard, group, next(iter(fitting), None) or _fallback(heard, group), used)


def _fallback(heard: Wording, group: int) -> str:
    """A name where no run of words will do: the best term, else the shortest text, else that there are no words."""
    best = heard.terms(group, 1)
    if best:
        return _sentence(best[0][0])
    said = sorted(heard.texts[heard.group == group].str.strip(" |"), key=lambda text: (len(text), text))
    shortest = next((re.sub(r"\d+", "", text).strip() for text in said if text), "")
    return _sentence(shortest[:LETTERS].strip()) or _WORDLESS


def _distinguished(heard: Wording, group: int, name: str, used: set[str]) -> str:
    """The name, with a term or a number added if it is used already."""
    if name.casefold() not in used:
        return name
    for term, *_ in heard.terms(group, TERMS):
        longer = f"{name}: {term}"
        if term.casefold() not in name.casefold() and longer.casefold() not in used and len(longer) <= LETTERS:
            return longer
    number = 2
    while f"{name} ({number})".casefold() in used:
        number += 1
    return f"{name} ({number})"


def _candidates(heard: Wording) -> dict[int, list[tuple[int, int]]]:
    """Per group the runs of words (first word, how many) that may name it, best first, each spelling once."""
    sums = heard.sums()
    found = [_runs(heard, sums, length) for length in range(1, LONGEST + 1)]
    at, length, score = (np.concatenate(part) for part in zip(*found, strict=True))
    table = pd.DataFrame({"group": heard.group_of[at], "at": at, "length": length, "score": np.round(score, 9)})
    table = table.sort_values(["group", "score", "length", "at"], ascending=[True, False, True, True])
    best = table[table.groupby("group").cumcount() < _WEIGHED]
    return {
        int(str(group)): list(zip(part["at"].tolist(), part["length"].tolist(), strict=True))
        for group, part in best.groupby("group")
    }


def _runs(heard: Wording, sums: list[Floats], length: int) -> tuple[Ints, Ints, Floats]:
    """The runs of so many words that read well: their first words, their lengths and how well each names its group."""
    read, kinds = heard.read, heard.vocabulary
    at = np.flatnonzero(grams.unbroken(read.joined, length))
    at = at[at + length <= len(read.stem)]
    stem = read.stem
    at = at[(heard.group_of[at] < heard.groups) & kinds.opens[stem[at]] & kinds.closes[stem[at + length - 1]]]
    joined_before = (at > 0) & read.joined[at - 1]
    at = at[~(joined_before & kinds.denies[read.surface[at - 1]])]
    at = at[_within(kinds.bad[stem], at, length) == 0]
    value = np.zeros(len(at))
    for run, total in enumerate(sums[:length], start=1):
        value += total[at + length - run + 1] - total[at]
    score = value * _LENGTH[length] * _manner(heard, sums[0], at, length)
    kept = score > 0
    return at[kept], np.full(int(kept.sum()), length, dtype="int64"), score[kept]


def _within(marks: npt.NDArray[np.bool_], at: Ints, length: int) -> Ints:
    """How many of the words of each run are marked."""
    total = np.concatenate([[0], np.cumsum(marks)])
    return np.asarray(total[at + length] - total[at], dtype="int64")


def _manner(heard: Wording, worth: Floats, at: Ints, length: int) -> Floats:
    """How well each run reads, 1 for plain ones."""
    read, kinds = heard.read, heard.vocabulary
    stem, surface = read.stem, read.surface
    strange = kinds.content[stem] & ~kinds.telling[stem] & (np.diff(worth) <= 0)
    result: Floats = np.ones(len(at))
    for marks, factor in (
        (kinds.parts[surface], _PARTS),
        (kinds.speaks[surface], _SPEAKS),
        (kinds.proper[surface], _PROPER),
        (strange, _STRANGE),
    ):
        result *= factor ** _within(marks, at, length)
    result *= np.where(_within(kinds.content[stem], at, length) > 0, 1.0, _EMPTY)
    result *= np.where(_within(kinds.telling[stem], at, length) > 0, _TELLS, 1.0)
    before = (at > 0) & read.joined[at - 1] & kinds.content[stem[at - 1]]
    last = at + length - 1
    after = read.joined[last] & kinds.content[stem[np.minimum(last + 1, len(stem) - 1)]]
    return result * np.where(before, _CUT, 1.0) * np.where(after, _CUT, 1.0)


def _written(heard: Wording, at: int, length: int) -> str:
    """A run of words as its writer wrote it, but for capitals that belong to no word."""
    parts = heard.read.surfaces[heard.read.surface[at : at + length]].tolist()
    text = heard.texts.iloc[int(heard.read.text[at])].lower()
    found = re.search(r"[\s#@-]+".join(map(re.escape, parts)), text)
    plain = re.sub(r"[#@]", "", found[0]) if found else " ".join(parts)
    return _sentence(heard.vocabulary.shown(plain))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
