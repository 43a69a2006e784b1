"""Texts as numbered words, ready for counting: words of one stem share a number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.resources import data_path

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Names = npt.NDArray[np.object_]

# A word with its apostrophes, or a sign that parts words. A line end parts texts; "#" and "@" part nothing,
# nor does a hyphen inside a word.
_TOKEN = re.compile(r"\n|[^\W_]+(?:'[^\W_]+)*|[^\w\s'#@-]|(?<!\w)-+(?!\w)")


@dataclass(frozen=True)
class Words:
    """All words of all texts, one after the other.

    `text`, `stem` and `surface` say of each word which text it is in (0 ..), its stem and how it was written;
    `joined` whether the next word follows it without a sign between. `surfaces` and `stems` are the words
    that the numbers stand for.
    """

    text: Ints
    stem: Ints
    surface: Ints
    joined: Mask
    surfaces: Names
    stems: Names


def read(texts: pd.Series) -> Words:
    """The words of the texts in lower case and in order, signs left out."""
    flat = texts.fillna("").astype("str").str.replace("\n", " ").str.replace("’", "'")
    tokens = _TOKEN.findall("\n".join(flat.tolist()).lower())
    codes, distinct = pd.factorize(np.array(tokens, dtype="object"))
    is_word = np.array([sign[0].isalnum() for sign in distinct], dtype=bool)
    surfaces = distinct[is_word]
    stem_of, stems = pd.factorize(stemmed(surfaces))
    # Signs get no number of their own: -1 everywhere.
    number = np.full(len(distinct), -1, dtype="int64")
    number[is_word] = np.arange(len(surfaces))
    numbers = number[codes]
    ends = np.array([sign == "\n" for sign in distinct], dtype=bool)
    here = numbers >= 0
    return Words(
        text=np.cumsum(ends[codes])[here],
        stem=stem_of[numbers[here]],
        surface=numbers[here],
        joined=np.append(here[1:], False)[here],
        surfaces=surfaces,
        stems=stems,
    )


LISTS = ("stop", "opening", "closing", "opinion", "hurting", "failing")


@lru_cache(maxsize=32)
def known(name: str) -> frozenset[str]:
    """The words of a list in `data/phrases/`: one of LISTS, or of those for names."""
    lines = data_path("phrases", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def stemmed(words: Iterable[str]) -> Names:
    """The stem of each word (Snowball, English)."""
    return np.array([_stem(word) for word in words], dtype="object")


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_stemmer().stem(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")
