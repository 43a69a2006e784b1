"""What customers say in a period: what hurts most, and their own words."""

import pandas as pd

from cxanalytics import sharing, tracked
from cxanalytics.digest.content import Change, Quote
from cxanalytics.digest.period import Now
from cxanalytics.journey.board import MASKED, NO_TEXT
from cxanalytics.journey.model import UNASSIGNED

# So many quotes and patterns stand in a digest.
_QUOTES, _PATTERNS = 4, 8


def hurting(now: Now) -> pd.DataFrame:
    """What recurs most in the negative answers of the period: name, n, share of them."""
    mentions = tracked.local(now.analysis, tracked.counted_mentions(now.analysis), now.calendar, now.period)
    none = pd.DataFrame(
        {"name": pd.Series(dtype="str"), "n": pd.Series(dtype="int64"), "share": pd.Series(dtype="float64")}
    )
    if mentions.empty:
        return none
    own = mentions[((mentions["occurred_at"] >= now.start) & (mentions["occurred_at"] < now.end)).to_numpy(bool)]
    names = tracked.names(now.analysis)
    once = own[["feedback_id", "pattern"]].drop_duplicates()
    counted = once["pattern"].dropna().astype("str").value_counts()
    counted = counted[counted.index.isin(list(names))].head(_PATTERNS)
    if counted.empty:
        return none
    of = max(int(own["feedback_id"].nunique()), 1)
    return pd.DataFrame(
        {"name": [names[one] for one in counted.index], "n": counted.to_numpy(), "share": counted.to_numpy() / of}
    )


def quotes(now: Now, changes: tuple[Change, ...], shared: str) -> tuple[Quote, ...]:
    """Customers' own words of the period: of what hurts first, and one of what is loved."""
    mentions = now.analysis.mentions
    if mentions.empty or shared == NO_TEXT:
        return ()
    local = tracked.local(now.analysis, mentions, now.calendar, now.period)
    own = local[((local["occurred_at"] >= now.start) & (local["occurred_at"] < now.end)).to_numpy(bool)]
    own = own.sort_values(["quote_score", "feedback_id"], ascending=[False, True], kind="stable")
    told = " ".join(f"{change.words} {' '.join(change.carriers)}" for change in changes)
    kept = []
    for polarity, many in (("negative", _QUOTES - 1), ("positive", 1)):
        side = own[(own["polarity"] == polarity).to_numpy(bool) & (own["touchpoint"] != UNASSIGNED).to_numpy(bool)]
        # Those of touchpoints that changed come first, one of each touchpoint.
        named = side["touchpoint"].astype("str").map(lambda name: str(name) in told)
        side = side.assign(named=named).sort_values("named", ascending=False, kind="stable")
        kept.append(side.drop_duplicates("touchpoint").head(many))
    chosen = pd.concat(kept, ignore_index=True)
    texts = chosen["clause_text"].astype("str")
    if shared == MASKED:
        texts = sharing.hide(texts, sharing.ordinary_words(mentions["clause_text"].astype("str")))
    return tuple(
        Quote(text, str(row["polarity"]), str(row["touchpoint"]), str(row["source"]),
              None if pd.isna(row["occurred_at"]) else row["occurred_at"].date())
        for text, row in zip(texts, chosen.to_dict("records"), strict=True)
    )  # fmt: skip
