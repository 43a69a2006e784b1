"""Naming: the words that stand for a pattern, and one plain line for it in the customers' own words.

A name is a run of up to six words that a member of the pattern wrote. It holds what the members say more often than
everybody else, it begins and ends well, and it keeps a denial that would turn its meaning.
"""

import re
from collections.abc import Collection, Iterable, Iterator

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
# What each doubling of the members that wrote a run adds to it.
_OFTEN = 0.06
# So many of the best runs of each pattern are weighed.
_WEIGHED = 60
_WORDLESS = "Without words"

# A group seldom or mostly denies if so great a share of its texts does; a run that does otherwise is odd.
_SELDOM, _MOSTLY, _ODD = 0.25, 0.6, 0.75
# How well a run reads: what each such word in it, or beside it, takes from it.
_PARTS, _SPEAKS, _PROPER, _NUMBER, _STRANGE, _CUT, _EMPTY = 0.6, 0.88, 0.5, 0.6, 0.75, 0.8, 0.3
_TIED, _SEVERED, _TELLS = 0.5, 0.6, 1.4
# A run stands for its group only if its commonest word is in so great a share of the texts and some word of it in so
# great a one; it loses by each word that fewer texts hold. Where no run does, so many single words are the name.
_COVERS, _COVERED, _COMMON, _LISTED = 0.25, 0.3, 0.4, 3
_RARE, _RARE_WORD = 0.05, 0.4


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
    free = (name for name in _fitting(heard, group, runs) if name.casefold() not in used and _says(name) not in said)
    best = next(free, None)
    if best:
        return best
    return _distinguished(heard, group, next(_fitting(heard, group, runs), None) or _fallback(heard, group), used)


def _fitting(heard: Wording, group: int, runs: list[tuple[int, int]]) -> Iterator[str]:
    """Names that stand for enough of a group's texts, best first, and last those that list its words."""
    for at, length in runs:
        name = _written(heard, at, length)
        if len(name) <= LETTERS and heard.covered(at, length) >= _COVERED:
            yield name
    yield from _listed(heard, group)


def _listed(heard: Wording, group: int) -> list[str]:
    """The words that say most, where no run of words stands for enough of the texts: "Ring, phone, call".

    Where most of them deny, so does the list: "Don't care, bother".
    """
    said = heard.listed(group, _LISTED)
    denial = _denial(heard, group)
    names = [denial + ", ".join(said[:most]) for most in range(len(said), 0, -1)]
    return [_sentence(name) for name in names if len(name) <= LETTERS]


def _denial(heard: Wording, group: int) -> str:
    """What most texts of a group deny with, and a space; "" where most do not."""
    read = heard.read
    mine = (heard.group_of == group) & heard.vocabulary.denies[read.surface]
    if len(pd.unique(read.text[mine])) <= _MOSTLY * (heard.group == group).sum():
        return ""
    often = np.bincount(read.surface[mine], minlength=len(read.surfaces))
    return f"{min(read.surfaces[often == often.max()])} "


def _fallback(heard: Wording, group: int) -> str:
    """A name where no run of words will do: the best term, else the shortest text, else that there are no words."""
    best = heard.terms(group, 1)
    if best:
        return _sentence(best[0][0])
    said = heard.texts[heard.group == group].str.replace(r"[\d|]+", " ", regex=True).str.split()
    short = sorted((_bare(text) for text in said if text), key=lambda text: (len(text), text))
    return _sentence(short[0][:LETTERS].strip(" .,;:!?-")) if short and short[0].strip(" .,;:!?-") else _WORDLESS


def _bare(text: list[str]) -> str:
    """The words of a text but for the stop words it begins with and those that it is cut off behind."""
    stop = words.known("stop")
    plain = [word.lower().strip(" .,;:!?-") for word in text]
    first = next((at for at, word in enumerate(plain) if word not in stop), 0)
    last = min(first + LONGEST, len(text))
    while last < len(text) and last > first + 1 and plain[last - 1] in stop:
        last -= 1
    return " ".join(text[first:last])


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
    """Per group the runs of words (first word, how many) that may name it, best first, each spelling once.

    A run that several members wrote counts for more.
    """
    if not len(heard.read.stem):
        return {}
    sums = heard.sums()
    found = [_runs(heard, sums, length) for length in range(1, LONGEST + 1)]
    at, length, score = (np.concatenate(part) for part in zip(*found, strict=True))
    table = pd.DataFrame({"group": heard.group_of[at], "spelling": _spellings(heard, at, length)})
    table = table.assign(at=at, length=length, score=score)
    each = table.sort_values(["score", "at"], ascending=[False, True]).groupby(["group", "spelling"], as_index=False)
    runs = each.agg(at=("at", "first"), length=("length", "first"), score=("score", "first"), n=("at", "size"))
    runs["score"] = (runs["score"] * (1 + _OFTEN * np.log2(runs["n"]))).round(9)
    runs = runs.sort_values(["group", "score", "length", "at"], ascending=[True, False, True, True])
    best = runs[runs.groupby("group").cumcount() < _WEIGHED]
    return {
        int(str(group)): list(zip(part["at"].tolist(), part["length"].tolist(), strict=True))
        for group, part in best.groupby("group")
    }


def _spellings(heard: Wording, at: Ints, length: Ints) -> npt.NDArray[np.uint64]:
    """A number for each run that is the same for the same words."""
    last = len(heard.read.surface) - 1
    key = length.astype("uint64")
    for place in range(LONGEST):
        word = np.where(length > place, heard.read.surface[np.minimum(at + place, last)] + 1, 0).astype("uint64")
        key = key * np.uint64(1_000_003) + word
    return key


def _runs(heard: Wording, sums: list[Floats], length: int) -> tuple[Ints, Ints, Floats]:
    """The runs of so many words that read well: their first words, their lengths and how well each names its group."""
    read, kinds = heard.read, heard.vocabulary
    at = np.flatnonzero(grams.unbroken(read.joined, length))
    at = at[at + length <= len(read.stem)]
    stem = read.stem
    at = at[(heard.group_of[at] < heard.groups) & _opens(heard)[at] & _closes(heard)[at + length - 1]]
    at = at[_within(kinds.bad[stem], at, length) == 0]
    value = np.zeros(len(at))
    for run, total in enumerate(sums[:length], start=1):
        value += total[at + length - run + 1] - total[at]
    score = value * _LENGTH[length] * _manner(heard, sums[0], at, length) * _covered(heard, at, length)
    kept = score > 0
    return at[kept], np.full(int(kept.sum()), length, dtype="int64"), score[kept]


def _covered(heard: Wording, at: Ints, length: int) -> Floats:
    """How well each run stands for all texts of its group, 0 where it does not."""
    read, kinds = heard.read, heard.vocabulary
    denies = kinds.denies[read.surface]
    says = heard.says[read.stem]
    share = np.where(says, heard.shares, 0.0)
    best = np.max([share[at + place] for place in range(length)], axis=0, initial=0.0)
    # What few deny does not stand for the others; a name of somebody stands for nobody else.
    share[denies] = np.minimum(1.5 * heard.shares[denies], 1.0)
    counted = says | denies | kinds.proper[read.surface]
    total = np.append(0.0, np.cumsum(np.where(counted, np.minimum(share, _COMMON), 0.0)))
    mean = (total[at + length] - total[at]) / np.maximum(_within(counted, at, length), 1)
    rare = _RARE_WORD ** _within(counted & (share < _RARE), at, length)
    result: Floats = np.where(best >= _COVERS, np.sqrt(mean / _COMMON) * rare, 0.0)
    return result


def _opens(heard: Wording) -> npt.NDArray[np.bool_]:
    """Before which words a name may begin: never between a denial and what it turns."""
    read, kinds = heard.read, heard.vocabulary
    denies, helps = kinds.denies[read.surface], kinds.helps[read.surface]
    joined_before = np.append(False, read.joined[:-1])
    denied_before, helped_before = (joined_before & np.append(False, mark[:-1]) for mark in (denies, helps))
    leans = helps & read.joined & np.append(read.surfaces[read.surface[1:]] == "not", False)
    counted_before = joined_before & np.append(False, (kinds.bad[read.stem] | kinds.number[read.surface])[:-1])
    opens = (
        (kinds.opens[read.stem] | (kinds.asks[read.surface] & read.joined))
        & ~(kinds.span | kinds.prefaces)[read.surface]
        & ~denied_before
        & ~counted_before
    )
    lone = (read.surfaces[read.surface] == "not") & helped_before
    return np.asarray((opens | leans) & ~lone, dtype=bool)


def _closes(heard: Wording) -> npt.NDArray[np.bool_]:
    """Behind which words a name may end: "went out" only where the clause ends, not "went out of"."""
    read, kinds = heard.read, heard.vocabulary
    return np.asarray(kinds.closes[read.stem] & ~(kinds.particle[read.surface] & read.joined), dtype=bool)


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
        (np.isin(read.surfaces, ["and", "or"])[surface], _SPEAKS),
        (kinds.proper[surface], _PROPER),
        (kinds.number[surface], _NUMBER),
        (strange, _STRANGE),
    ):
        result *= factor ** _within(marks, at, length)
    result *= np.where(_repeated(stem, at, length), _PARTS, 1.0)
    result *= np.where(_within(kinds.content[stem], at, length) > 0, 1.0, _EMPTY)
    result *= _told(heard, _within(kinds.telling[stem], at, length) > 0, at)
    result *= _turned(heard, _within(kinds.denies[surface], at, length) > 0, at)
    result *= np.where(_within(kinds.denies[surface], at, length) > 1, _PARTS, 1.0)
    linked = kinds.links[surface] & read.joined
    # "from | start", "from the | start"
    near, far = np.append(False, linked[:-1]), np.append([False, False], linked[:-2])[: len(linked)]
    tied = near | (far & np.append(False, (kinds.stop[stem] & read.joined)[:-1]))
    result *= np.where(tied[at], _TIED, 1.0)
    before = (at > 0) & read.joined[at - 1] & kinds.content[stem[at - 1]]
    last = at + length - 1
    after = read.joined[last] & kinds.content[stem[np.minimum(last + 1, len(stem) - 1)]]
    # "Hard to talk" is "hard to talk to".
    next_ = np.minimum(last + 1, len(stem) - 1)
    hanging = read.joined[last] & kinds.stop[stem[next_]] & ~read.joined[next_]
    severed = read.joined[last] & kinds.particle[surface[next_]]
    return (
        result
        * np.where(before, _CUT, 1.0)
        * np.where(after, _SEVERED, np.where(hanging, _CUT, 1.0))
        * np.where(severed, _EMPTY, 1.0)
    )


def _repeated(stem: Ints, at: Ints, length: int) -> npt.NDArray[np.bool_]:
    """Which runs hold a word twice."""
    held = np.sort(stem[at[:, None] + np.arange(length)], axis=1)
    return np.asarray((np.diff(held, axis=1) == 0).any(axis=1), dtype=bool)


def _turned(heard: Wording, denies: npt.NDArray[np.bool_], at: Ints) -> Floats:
    """Less for a run that denies in a group that seldom does, and for one that does not where most do."""
    mine = _share(heard, heard.vocabulary.denies[heard.read.surface])[heard.group_of[at]]
    return np.where(denies, np.where(mine < _SELDOM, _ODD, 1.0), np.where(mine > _MOSTLY, _ODD, 1.0))


def _told(heard: Wording, tells: npt.NDArray[np.bool_], at: Ints) -> Floats:
    """More for a run that names something wrong, in a group that does; less in one that seldom does."""
    mine = _share(heard, heard.vocabulary.telling[heard.read.stem])[heard.group_of[at]]
    return np.where(tells, np.where(mine < _SELDOM, _ODD, _TELLS), 1.0)


def _share(heard: Wording, marks: npt.NDArray[np.bool_]) -> Floats:
    """In what share of the texts of each group a marked word occurs."""
    held = np.zeros(len(heard.group), dtype=bool)
    held[heard.read.text[marks]] = True
    size = np.bincount(heard.group, minlength=heard.groups + 1)
    share: Floats = np.bincount(heard.group, weights=held, minlength=heard.groups + 1) / np.maximum(size, 1)
    return share


def _written(heard: Wording, at: int, length: int) -> str:
    """A run of words as its writer wrote it, but for capitals that belong to no word."""
    parts = heard.read.surfaces[heard.read.surface[at : at + length]].tolist()
    text = heard.texts.iloc[int(heard.read.text[at])].lower()
    found = re.search(r"[\s#@-]+".join(map(re.escape, parts)), text)
    plain = re.sub(r"[#@]", "", found[0]) if found else " ".join(parts)
    return _sentence(heard.vocabulary.shown(plain))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
