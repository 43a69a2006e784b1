"""Which mention to show as a quote: readable, to the point, and always the same one."""

import numpy as np
import pandas as pd

SHORT, LONG = 40, 160
UNREADABLE = 400


def score(mentions: pd.DataFrame, chance: str = "p_negative") -> pd.Series:
    """How well each mention reads as a quote, 0 (not at all) to 1; float32, index as given.

    Takes clause_text, and pain and `chance` (how sure the polarity is) where there. Best are SHORT to LONG
    characters that hold the pain phrase and are surely what they are taken for. Texts with something masked
    in them are marked down: they read badly.
    """
    text = mentions["clause_text"].fillna("").astype("str").str.strip()
    length = text.str.len().to_numpy("float64")
    readable = np.interp(length, [8, SHORT, LONG, UNREADABLE], [0.0, 1.0, 1.0, 0.1])
    sure = mentions[chance].fillna(0.5).to_numpy("float64") if chance in mentions else 0.5
    holds = mentions["pain"].notna().to_numpy("float64") if "pain" in mentions else 0.0
    # Privacy leaves "[email]" and the like; shouting and bare addresses are hard to read aloud.
    masked = text.str.contains(r"\[[a-z ]+\]|https?://", regex=True).to_numpy(bool)
    capitals = text.str.count("[A-Z]").to_numpy() / np.maximum(text.str.count("[A-Za-z]").to_numpy(), 1)
    shouted = (capitals > 0.5) & (length > 12)
    value = readable * (0.4 + 0.3 * sure + 0.3 * holds) * np.where(masked, 0.2, 1.0) * np.where(shouted, 0.7, 1)
    return pd.Series(value.astype("float32"), index=mentions.index)


def pick(mentions: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The best quote of each group of `by`: the whole row, ties broken by the text itself."""
    ordered = mentions.sort_values(["quote_score", "clause_text"], ascending=[False, True], kind="stable")
    return ordered.drop_duplicates(by).reset_index(drop=True)
