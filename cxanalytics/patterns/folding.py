"""Folding: texts that say the same, written a little differently, are one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import masking

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Folded:
    """The different texts, in alphabetical order, and which of them each text is.

    texts (m): in lower case, without links, handles, signs and masked words, every number a 0. of (n): 0 .. m-1, -1
    where nothing is left of a text.
    """

    texts: pd.Series
    of: Ints


def plain(texts: pd.Series, masked: frozenset[str] = frozenset()) -> pd.Series:
    """The texts as they are compared: case, signs, spaces, links, handles and numbers do not count."""
    text = texts.astype("str").fillna("")
    text = text.str.replace(r"https?://\S+|www\.\S+", " ", regex=True)
    text = masking.without(text.str.replace(r"^\s*RT @\w+:?", " ", regex=True), masked)
    text = text.str.replace(r"(?<!\w)@\w+", " ", regex=True).str.lower().str.replace("’", "'")
    text = text.str.replace(r"\d+(?:[.,:]\d+)*", "0", regex=True)
    # What privacy has taken out ("[phone]") is no word of the customer's.
    text = text.str.replace(r"\[[a-z ]+\]", " ", regex=True)
    return text.str.replace(r"(?<!\w)'|'(?!\w)|[^\w']|_", " ", regex=True).str.split().str.join(" ").astype("str")


def fold(texts: pd.Series, masked: frozenset[str] = frozenset()) -> Folded:
    """The different texts; the same however the rows are ordered."""
    codes, distinct = pd.factorize(plain(texts, masked), sort=True)
    of = np.asarray(codes, dtype="int64")
    kept = pd.Series(distinct, dtype="str")
    if len(kept) and kept.iloc[0] == "":
        return Folded(kept.iloc[1:].reset_index(drop=True), of - 1)
    return Folded(kept, of)
