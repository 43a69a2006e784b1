"""Examples: which mentions to show of a pattern, in the middle of it and on both sides of its border."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import quotes, vocabulary, words
from cxanalytics.patterns.folding import plain
from cxanalytics.patterns.words import Ints

Floats = npt.NDArray[np.float64]

QUOTES, BORDER = 3, 5
# So many of the best readable members are varied quotes chosen from.
_POOL = 80
# How much a quote that is like another, or of the same source or touchpoint, loses.
_LIKE, _SAME_SOURCE, _SAME_TOUCHPOINT = 1.0, 0.15, 0.1
# Examples at a border that are more alike than this show the same.
_ALIKE = 0.6
# Quotes that read worse than this are shown at a border only where there are no others.
_READABLE = 0.12
# So many of the mentions outside that share its words are compared with a pattern.
_COMPARED = 3_000


def scores(mentions: pd.DataFrame) -> Floats:
    """How well each mention reads as a quote, 0..1."""
    known = mentions["quote_score"] if "quote_score" in mentions else quotes.score(mentions)
    return np.asarray(known.fillna(0).to_numpy("float64"))


def medoids(mentions: pd.DataFrame, pattern: Ints, size: int) -> list[int]:
    """The place of the most typical readable mention of each pattern, -1 where it has none."""
    worth = mentions["strength"].to_numpy("float64") * (0.25 + scores(mentions))
    order = np.lexsort((_texts(mentions).argsort(kind="stable").argsort(kind="stable"), -np.round(worth, 6), pattern))
    order = order[pattern[order] >= 0]
    number, first = np.unique(pattern[order], return_index=True)
    result = np.full(size, -1, dtype="int64")
    result[number] = order[first]
    found: list[int] = result.tolist()
    return found


def varied(members: pd.DataFrame, most: int = QUOTES, shown: str | None = None) -> pd.DataFrame:
    """Quotes out of a pattern: typical, readable, unlike each other, of several sources where there are several.

    Maximal marginal relevance (Carbonell and Goldstein 1998, The use of MMR): each is the one that is worth most after
    what it has in common with those before it, and with the quote that is `shown` already. No text comes twice.
    """
    members = _different(members, besides=shown)
    if members.empty:
        return members
    worth = scores(members) * (0.5 + 0.5 * members["strength"].to_numpy("float64"))
    order = _best(worth)[:_POOL]
    pool, worth = members.iloc[order], worth[order] / max(float(worth.max()), 1e-9)
    like = _similar(pd.concat([pool["clause_text"], pd.Series([shown or ""])], ignore_index=True))
    source, spot = (_codes(pool, name) for name in ("source", "touchpoint"))
    lost = _LIKE * like[:-1, -1]
    chosen: list[int] = []
    while len(chosen) < min(most, len(pool)):
        left = worth - lost
        left[chosen] = -np.inf
        chosen.append(int(np.argmax(np.round(left, 9))))
        near = _SAME_SOURCE * np.isin(source, source[chosen]) + _SAME_TOUCHPOINT * np.isin(spot, spot[chosen])
        lost = _LIKE * np.maximum(like[:-1, -1], like[:-1, chosen].max(axis=1)) + near
    return pool.iloc[chosen].reset_index(drop=True)


def inside(members: pd.DataFrame, most: int = BORDER) -> pd.DataFrame:
    """The members that belong to a pattern least surely, readable ones first of all, no two nearly alike."""
    members = _different(members)
    readable = members[scores(members) >= _READABLE] if len(members) else members
    members = readable if len(readable) >= most else members
    return _apart(members.sort_values(["strength", "clause_text"], kind="stable"), most)


def outside(members: pd.DataFrame, rest: pd.DataFrame, terms: pd.Series, most: int = BORDER) -> pd.DataFrame:
    """The mentions outside of a pattern that are most like it, by the words they share with it (TF-IDF); no two alike.

    `terms` are those that stand for it (`naming.terms`): only what holds one of their words is compared.
    """
    if rest.empty or members.empty:
        return rest.head(0)
    rest = rest.iloc[_sharing(rest, terms)]
    rest = _different(rest[~rest["clause_text"].astype("str").isin(set(_texts(members)))])
    readable = rest[scores(rest) >= _READABLE]
    rest = readable if len(readable) >= most else rest
    if rest.empty:
        return rest
    some = (
        _different(members).sort_values(["strength", "clause_text"], ascending=[False, True], kind="stable").head(300)
    )
    near = _nearness(some["clause_text"], rest["clause_text"])
    return _apart(rest.iloc[_best(near)], most)


def _apart(ordered: pd.DataFrame, most: int) -> pd.DataFrame:
    """The first of these that are not nearly alike; the others come last."""
    pool = ordered.head(_POOL)
    if pool.empty:
        return pool
    like = _similar(pool["clause_text"])
    kept: list[int] = []
    for place in range(len(pool)):
        if len(kept) < most and not (like[place, kept] > _ALIKE).any():
            kept.append(place)
    rest = [place for place in range(len(pool)) if place not in kept]
    return pool.iloc[[*kept, *rest][:most]].reset_index(drop=True)


def _sharing(rest: pd.DataFrame, terms: pd.Series) -> Ints:
    """Which of the rest share words of the terms; of many, those that share most."""
    found = {word for term in terms for word in term.lower().split()}
    telling = sorted(word for word in found - words.known("stop") if len(word) > 2)
    if not telling:
        return np.zeros(0, dtype="int64")
    lower = rest["clause_text"].astype("str").str.lower()
    shared = sum(lower.str.contains(word[: max(4, len(word) - 2)], regex=False).to_numpy("int64") for word in telling)
    at = np.flatnonzero(shared)
    if len(at) <= _COMPARED:
        return at
    mixed = pd.util.hash_array(lower.iloc[at].to_numpy("object"), categorize=False)
    return at[np.lexsort((mixed, -np.asarray(shared)[at]))][:_COMPARED]


def _nearness(members: pd.Series, rest: pd.Series) -> Floats:
    """How near each of the rest is to the middle of the members, 0..1."""
    rows = _rows(pd.concat([members, rest], ignore_index=True))
    middle = np.asarray(rows[: len(members)].mean(axis=0)).ravel()
    return np.asarray(rows[len(members) :] @ middle).ravel()


def _similar(texts: pd.Series) -> Floats:
    rows = _rows(texts)
    return np.asarray((rows @ rows.T).toarray(), dtype="float64")


def _rows(texts: pd.Series):  # type: ignore[no-untyped-def]
    """The texts as rows of length 1: stems and pairs of them, rare ones counting more (sparse)."""
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfTransformer

    read = words.read(vocabulary.cleaned(texts))
    pair = read.stem[:-1] * len(read.stems) + read.stem[1:]
    pair, at = pair[read.joined[:-1]], read.text[:-1][read.joined[:-1]]
    code, pairs = pd.factorize(pair)
    row = np.concatenate([read.text, at])
    column = np.concatenate([read.stem, code + len(read.stems)])
    shape = (len(texts), len(read.stems) + len(pairs) + 1)
    counted = sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=shape)
    return TfidfTransformer(sublinear_tf=True).fit_transform(counted)


def _different(mentions: pd.DataFrame, besides: str | None = None) -> pd.DataFrame:
    """The mentions without copies of one text (`folding.plain`) and of `besides`; of copies the strongest."""
    if mentions.empty:
        return mentions
    known = mentions.assign(_key=plain(mentions["clause_text"]).array, _long=mentions["clause_text"].str.len().array)
    by = ["_key", "strength", "_long", "clause_text", "feedback_id"]
    known = known.sort_values(by, ascending=[True, False, True, True, True], kind="stable").drop_duplicates("_key")
    if besides is not None:
        known = known[(known["_key"] != plain(pd.Series([besides])).iloc[0]).to_numpy(bool)]
    return known.drop(columns=["_key", "_long"]).reset_index(drop=True)


def _best(worth: Floats) -> Ints:
    """Places in order of worth, the highest first; equals in the order they come in."""
    return np.asarray(np.argsort(-np.round(worth, 9), kind="stable"), dtype="int64")


def _texts(mentions: pd.DataFrame) -> npt.NDArray[np.object_]:
    return mentions["clause_text"].astype("str").to_numpy("object")


def _codes(mentions: pd.DataFrame, name: str) -> Ints:
    if name not in mentions:
        return np.zeros(len(mentions), dtype="int64")
    return np.asarray(pd.factorize(mentions[name].astype("str"))[0], dtype="int64")
