"""Vocabulary: of what kind each word of some texts is, and how it is to be written."""

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxanalytics.patterns import words
from cxanalytics.patterns.words import Mask, Words

# A short word in so great a share of all texts is a stop word of a language that there is no list for.
_EVERYWHERE, _SHORT = 0.04, 4
# A word written with a capital inside sentences so often is a name, or an abbreviation.
_CAPITAL = 0.6

_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|(?<!\w)@\w+|\[[a-z ]+\]")
_INSIDE = re.compile(r"(?<=[^\W_] )([A-Z]\w*)")

@dataclass(frozen=True)
class Vocabulary:
    """Of each stem: says something, names something wrong or denies, may open or close a name, may not be in one.

    Of each word as written: denies, parts clauses, speaks of a person, is a proper name. `written` says how words with
    capitals of their own are written.
    """

    content: Mask
    telling: Mask
    opens: Mask
    closes: Mask
    stop: Mask
    bad: Mask
    denies: Mask
    parts: Mask
    speaks: Mask
    proper: Mask
    written: dict[str, str]

    def shown(self, text: str) -> str:
        """Text in lower case with the capitals that belong to it."""
        return re.sub(r"[^\W_]+(?:'[^\W_]+)*", lambda word: self.written.get(word[0], word[0]), text)


def cleaned(texts: pd.Series, masked: Collection[str] = frozenset()) -> pd.Series:
    """The texts with a sign in the place of links, handles, masked words and what privacy took out."""
    text = texts.fillna("").astype("str").str.replace("’", "'").str.replace(_NO_WORDS, " | ", regex=True)
    if masked:
        names = sorted(masked, key=lambda name: (-len(name), name))
        either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
        text = text.str.replace(rf"(?i)(?<!\w)#?(?:{either})(?:'?s)?(?!\w)", " | ", regex=True)
    return text.str.split().str.join(" ").astype("str")


def of(read: Words, texts: pd.Series) -> Vocabulary:
    """The kinds of the words of `texts`, as they were read."""
    listed = {name: np.isin(read.stems, words.stemmed(words.known(name))) for name in words.LISTS}
    written, proper = _capitals(read, texts)
    short = np.array([len(stem) < 3 for stem in read.stems], dtype=bool)
    abbreviated = np.isin(read.stems, [word for word, shape in written.items() if shape.isupper() and len(shape) > 1])
    often = _shares(read, len(texts)) > _EVERYWHERE
    known = np.any(list(listed.values()), axis=0)
    foreign = often & ~known & np.array([len(stem) < _SHORT for stem in read.stems], dtype=bool)
    stop = (listed["stop"] | short | foreign) & ~listed["closing"] & ~abbreviated
    times = np.isin(read.stems, words.stemmed(words.known("times")))
    denying, coarse = words.known("denying"), words.known("coarse")
    content = ~(stop | listed["opening"] | listed["closing"] | listed["opinion"])
    return Vocabulary(
        content=content,
        telling=listed["hurting"] | listed["failing"],
        opens=(~stop & ~listed["closing"]) | times,
        closes=(~stop & (~listed["opening"] | listed["closing"])) | times,
        stop=stop,
        bad=np.array([any(sign.isdigit() for sign in stem) or stem in coarse for stem in read.stems], dtype=bool),
        denies=np.array([word in denying or word.endswith("n't") for word in read.surfaces], dtype=bool),
        parts=np.isin(read.surfaces, sorted(words.known("parting"))),
        speaks=np.isin(read.surfaces, sorted(words.known("speaking"))),
        proper=np.isin(read.surfaces, sorted(proper)),
        written=written,
    )


def _shares(read: Words, n: int) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """In what share of the texts each stem occurs."""
    size = max(len(read.stems), 1)
    held = pd.unique(read.text * size + read.stem)
    return np.asarray(np.bincount(held % size, minlength=len(read.stems)) / max(n, 1), dtype="float64")


def _capitals(read: Words, texts: pd.Series) -> tuple[dict[str, str], set[str]]:
    """How words are written that have capitals inside sentences, and which of them are names."""
    shouted = texts.str.isupper().to_numpy(bool)
    found = pd.Series(_INSIDE.findall("\n".join(texts[~shouted].tolist())), dtype="str")
    written = {"i": "I", "i'm": "I'm", "i've": "I've", "i'd": "I'd", "i'll": "I'll", "im": "I'm"}
    if found.empty:
        return written, set()
    table = found.value_counts().rename_axis("shape").reset_index(name="n")
    table["word"] = table["shape"].str.lower()
    table = table.sort_values(["word", "n", "shape"], ascending=[True, False, True])
    seen = table.groupby("word")["n"].sum()
    number = {word: place for place, word in enumerate(read.surfaces.tolist())}
    total = np.bincount(read.surface, minlength=len(read.surfaces))
    best = table.drop_duplicates("word")
    proper: set[str] = set()
    for word, shape in zip(best["word"].tolist(), best["shape"].tolist(), strict=True):
        if word not in number or word in written or seen[word] < _CAPITAL * total[number[word]]:
            continue
        written[word] = shape
        # "PDF" is no name of anybody.
        if not (shape.isupper() and 1 < len(shape) <= 4):
            proper.add(word)
    return written, proper
