"""Detail: one pattern with its terms, its quotes, where it is said, and what lies on both sides of its border."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxanalytics.patterns import examples, naming, tallies
from cxanalytics.patterns.evidence import Recurring
from cxanalytics.patterns.tallies import KINDS
from cxanalytics.selection import Selection

TERMS = 15
# So many mentions of the pattern, and so many others, are read for its terms.
_MEMBERS, _REST = 1_500, 3_000


@dataclass(frozen=True)
class Detail:
    """One pattern under a selection.

    terms: term, n, z (`naming.terms`). medoid: its most typical mention; quotes: three more that read well and differ;
    inside, outside: the members that are least sure, and what is nearest to it without being in it (all with the
    columns of the mentions). breakdown: of each of tallies.KINDS a table of value, n, share, within, of. by_month:
    month, n, share (of the answers that feel so; NaN where there are none), of. Empty tables, and medoid None, where
    the selection holds none of it.
    """

    pattern: str
    terms: pd.DataFrame
    medoid: pd.Series | None
    quotes: pd.DataFrame
    inside: pd.DataFrame
    outside: pd.DataFrame
    breakdown: Mapping[str, pd.DataFrame]
    by_month: pd.DataFrame


def detail(recurring: Recurring, selection: Selection | None, pattern: str) -> Detail:
    """What is behind a pattern under a selection.

    What people set aside counts nowhere, but for a pattern that is no pain itself: there it is what is shown.
    """
    mentions = recurring.mentions
    if selection and len(mentions):
        mentions = mentions[selection.mask(mentions)]
    own = mentions["pattern"].astype("object").eq(pattern).to_numpy(bool)
    aside = mentions["aside"].to_numpy(bool)
    if not (own & ~aside).any():
        aside = aside & ~own
    mentions, own = mentions[~aside], own[~aside]
    members, rest = mentions[own], mentions[~own]
    tally = tallies.tally(mentions, mentions.head(0), [pattern])
    best = examples.medoids(members, np.zeros(len(members), dtype="int64"), 1)[0]
    medoid = members.iloc[best] if best >= 0 else None
    terms = _terms(members, rest)
    days, counts, whole = tally.months
    share = np.divide(counts[0], whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return Detail(
        pattern=pattern,
        terms=terms,
        medoid=medoid,
        quotes=examples.varied(members, shown=None if medoid is None else str(medoid["clause_text"])),
        inside=examples.inside(members),
        outside=examples.outside(members, rest, terms["term"]),
        breakdown={kind: tally.breakdown(kind, 0) for kind in KINDS},
        by_month=pd.DataFrame({"month": days, "n": counts[0], "share": share, "of": whole}),
    )


def _terms(members: pd.DataFrame, rest: pd.DataFrame) -> pd.DataFrame:
    """The terms of one pattern against the rest."""
    mine, others = (_some(table["clause_text"], most) for table, most in ((members, _MEMBERS), (rest, _REST)))
    group = np.append(np.zeros(len(mine), "int64"), np.full(len(others), -1))
    return naming.terms(pd.concat([mine, others], ignore_index=True), group, most=TERMS).drop(columns="pattern")


def _some(texts: pd.Series, most: int) -> pd.Series:
    """At most so many of the texts, by the hash of the text."""
    if len(texts) <= most:
        return texts
    hashed = pd.util.hash_array(texts.astype("str").to_numpy("object"), categorize=False)
    return texts.iloc[np.argpartition(hashed, most)[:most]]
