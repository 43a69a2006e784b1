"""What a number is pooled from: the mix of its sources."""

from dataclasses import dataclass

import pandas as pd

from cxanalytics.ratios.counts import counts


@dataclass(frozen=True)
class Mix:
    """`shares` has one row per source, largest first: source, n, share (0..1). `words` is one sentence."""

    shares: pd.DataFrame
    words: str


def mix(experiences: pd.DataFrame) -> Mix:
    """Which sources the experiences come from, and in what parts.

    People who answer surveys, write reviews, post and call support are different people; a pooled number
    always says what it is pooled from, and how much of it are ratings without words.
    """
    counted = counts(experiences, ("source",))[["source", "n"]]
    shares = counted.sort_values("n", ascending=False, kind="stable", ignore_index=True)
    shares["share"] = shares["n"] / max(int(shares["n"].sum()), 1)
    return Mix(shares, _words(shares) + _alone(experiences))


def _words(shares: pd.DataFrame) -> str:
    if shares.empty:
        return "No feedback."
    if len(shares) == 1:
        return f"All from {shares['source'].tolist()[0]}."
    named = zip(shares["source"].tolist(), shares["share"].tolist(), strict=True)
    parts = [f"{source} {_percent(share)}" for source, share in named]
    return f"Pooled over {', '.join(parts)}."


def _alone(experiences: pd.DataFrame) -> str:
    """How much of it are ratings that stand alone, where there are any."""
    if "basis" not in experiences or experiences.empty:
        return ""
    share = float((experiences["basis"] == "rating").mean())
    return f" {_percent(share)} are ratings without words, counted by rule.".replace("under", "Under") if share else ""


def _percent(share: float) -> str:
    return "under 1 %" if share < 0.005 else f"{share:.0%}".replace("%", " %")
