"""What customers say for a claim and against it, in their own words."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.claims.claim import RATIO, Claim
from cxanalytics.claims.value import Part
from cxanalytics.engine import Analysis

QUOTES = 3


def both(analysis: Analysis, claim: Claim, own: Part) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The best quotes for a claim and against it, of experiences that feel so (as people set them right)."""
    columns = ["clause_text", "source", "occurred_at", "touchpoint"]
    mentions = analysis.mentions
    if mentions.empty or own.experiences.empty:
        none = pd.DataFrame(columns=columns)
        return none, none
    names = ["feedback_id", "touchpoint"]
    key = pd.MultiIndex.from_frame(mentions[names].astype("str"))

    def of(polarity: str, which: npt.NDArray[np.bool_]) -> pd.DataFrame:
        felt = which & own.experiences[polarity].to_numpy(bool)
        held = key.isin(pd.MultiIndex.from_frame(own.experiences.loc[felt, names].astype("str")))
        mask = held & (mentions["polarity"] == polarity).to_numpy(bool)
        return _best(mentions[mask], claim.scope.words)[columns]

    # Only mentions of the pattern itself speak for a claim about it.
    bad = _of_pattern(analysis, claim, own)[columns] if claim.scope.pattern else of("negative", own.hit)
    good = of("positive", np.ones(len(own.hit), dtype=bool))
    says_bad = claim.measure.above if claim.measure.kind != RATIO else not claim.measure.above
    return (bad, good) if says_bad else (good, bad)


def _of_pattern(analysis: Analysis, claim: Claim, own: Part) -> pd.DataFrame:
    found = analysis.recurring
    pattern = found.registry.living.get(claim.scope.pattern, claim.scope.pattern)
    held = found.mentions[(found.mentions["pattern"] == pattern).to_numpy(bool)]
    names = ["feedback_id", "touchpoint"]
    inside = pd.MultiIndex.from_frame(own.experiences[names].astype("str"))
    return _best(held[pd.MultiIndex.from_frame(held[names].astype("str")).isin(inside)], claim.scope.words)


def _best(mentions: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """The quotes that read best, each of another answer and text; those with the words first."""
    text = mentions["clause_text"].astype("str").str.lower()
    worth = mentions["quote_score"].to_numpy("float64")
    for word in words:
        worth = worth + text.str.contains(word.lower(), regex=False).to_numpy("float64")
    ordered = mentions.assign(worth=worth).sort_values(["worth", "clause_text"], ascending=[False, True], kind="stable")
    once = ordered.drop_duplicates("feedback_id")
    said = once["clause_text"].astype("str").str.lower().duplicated().to_numpy(bool)
    return once[~said].head(QUOTES).reset_index(drop=True)
