"""Detail: one pattern with its terms, its quotes, and what lies on both sides of its border."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.patterns import history, naming
from cxanalytics.patterns.evidence import Patterns, breakdown, chosen
from cxanalytics.selection import Selection

Floats = npt.NDArray[np.float64]

QUOTES, BORDER = 3, 5
# So many members, and so many others, are read for quotes and border.
_READ = 1_500
# A quote as like another as this says the same.
_SAME = 0.6
BROKEN_BY = ("touchpoint", "channel", "segment", "source", "emotions")


@dataclass(frozen=True)
class Detail:
    """One pattern under a selection.

    terms (term, n, z: `naming.terms`); medoid, the member nearest to all others; quotes, three that read well and
    differ; inside, members at its border; outside, the nearest of those that are not in it (all four with the columns of the
    mentions); breakdown, per column of BROKEN_BY a table of value, n, share; by_month (month, n, share). Empty tables,
    and medoid None, where the selection holds none of it.
    """

    pattern: str
    terms: pd.DataFrame
    medoid: pd.Series | None
    quotes: pd.DataFrame
    inside: pd.DataFrame
    outside: pd.DataFrame
    breakdown: Mapping[str, pd.DataFrame]
    by_month: pd.DataFrame


def detail(found: Patterns, selection: Selection, pattern: str) -> Detail:
    """What is behind a pattern under a selection."""
    mentions = chosen(found, selection)
    here = (mentions["pattern"] == pattern).to_numpy(bool)
    members, others = _some(mentions[here]), _some(mentions[~here])
    months = history.periods(mentions)
    own = months[(months["pattern"] == pattern).to_numpy(bool)]
    by_month = own.rename(columns={"period": "month"})[["month", "n", "share"]].reset_index(drop=True)
    broken = {column: breakdown(mentions[here], column) for column in BROKEN_BY}
    empty = mentions.head(0)
    if members.empty:
        return Detail(pattern, _terms(members, others), None, empty, empty, empty, broken, by_month)
    near, far, apart = _likeness(members, others)
    order = np.lexsort((members["clause_text"].astype("str").to_numpy("object"), -np.round(near, 6)))
    medoid = members.iloc[int(order[0])]
    return Detail(
        pattern=pattern,
        terms=_terms(members, others),
        medoid=medoid,
        quotes=members.iloc[_varied(members, near, apart, int(order[0]))].reset_index(drop=True),
        inside=_distinct(members.iloc[order[::-1]]),
        outside=_distinct(others.iloc[np.argsort(-np.round(far, 6), kind="stable")]),
        breakdown=broken,
        by_month=by_month,
    )


def _some(mentions: pd.DataFrame) -> pd.DataFrame:
    """At most _READ of them, of different texts, by the hash of the text."""
    text = mentions["clause_text"].astype("str")
    order = np.argsort(pd.util.hash_array(text.to_numpy("object")), kind="stable")
    mixed = mentions.iloc[order]
    return mixed[~mixed["clause_text"].astype("str").str.lower().duplicated().to_numpy(bool)].head(_READ)


def _terms(members: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    texts = pd.concat([members["clause_text"], others["clause_text"]], ignore_index=True).astype("str")
    group = np.append(np.zeros(len(members), dtype="int64"), np.full(len(others), -1))
    return naming.terms(texts, group).drop(columns="pattern")


def _likeness(members: pd.DataFrame, others: pd.DataFrame) -> tuple[Floats, Floats, Any]:
    """How like the members' middle each member and each other is (cosine of TF-IDF), and the members' rows."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    texts = pd.concat([members["clause_text"], others["clause_text"]]).astype("str")
    try:
        rows = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), dtype=np.float64).fit_transform(texts)
    except ValueError:  # no text has a word
        return np.zeros(len(members)), np.zeros(len(others)), None
    inside = rows[: len(members)]
    middle = normalize(np.asarray(inside.mean(axis=0)))
    like = np.asarray(rows @ middle.T).ravel()
    return like[: len(members)], like[len(members) :], inside


def _varied(members: pd.DataFrame, near: Floats, rows: Any, medoid: int) -> list[int]:
    """Three members that read well, are typical, and say something else than each other and the medoid."""
    worth = members["quote_score"].fillna(0).to_numpy("float64") + near
    taken = [medoid]
    source = members["source"].astype("str").to_numpy("object")
    for _ in range(QUOTES):
        like = np.zeros(len(members))
        if rows is not None:
            like = np.asarray((rows @ rows[taken].T).max(axis=1).todense()).ravel()
        fresh = np.where(np.isin(source, source[taken]), 0, 0.1)
        left = worth - like + fresh
        left[taken] = -np.inf
        left[like > _SAME] -= 1
        best = int(np.argmax(np.round(left, 6)))
        if not np.isfinite(left[best]):
            break
        taken.append(best)
    return taken[1:]


def _distinct(mentions: pd.DataFrame) -> pd.DataFrame:
    return mentions.head(BORDER).reset_index(drop=True)
