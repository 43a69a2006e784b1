"""Recited: short fixed answers, such as those of a form, that very many customers give word for word."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import words

# So many mentions, and so great a share of all of them, say it word for word.
_COPIES, _SHARE = 10, 0.03
# What says nothing ("Shame", "Please fix this") is no answer: it holds so many words that tell something.
_TELLING = 2


def common(texts: pd.Series, copies: "npt.NDArray[np.int64]") -> "npt.NDArray[np.bool_]":
    """Which of the different texts are such answers; `copies` says how many mentions each stands for."""
    often = (copies >= _COPIES) & (copies >= _SHARE * copies.sum())
    result = np.zeros(len(texts), dtype=bool)
    result[often] = _telling(texts[often]) >= _TELLING
    return result


def _telling(texts: pd.Series) -> "npt.NDArray[np.int64]":
    """How many different words that tell something each text holds."""
    read = words.read(texts)
    listed = {name: np.isin(read.stems, words.stemmed(words.known(name))) for name in words.LISTS}
    empty = listed["stop"] | listed["opening"] | listed["closing"] | listed["opinion"]
    short = np.array([len(stem) < 2 for stem in read.stems], dtype=bool)
    tells = (~empty | listed["hurting"]) & ~short
    held = pd.DataFrame({"text": read.text, "stem": read.stem})[tells[read.stem]].drop_duplicates()
    return np.bincount(held["text"], minlength=len(texts)).astype("int64")
