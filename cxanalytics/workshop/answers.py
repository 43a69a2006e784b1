"""What customers themselves say to a prompt: negative clauses at the touchpoint that speak of what it asks."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from cxanalytics.engine import Analysis
from cxanalytics.patterns import folding
from cxanalytics.selection import Selection
from cxanalytics.workshop.prompts import Prompt
from cxanalytics.workshop.speaking import Texts

MOST = 2
QUOTE_COLUMNS = ("touchpoint", "polarity", "quote", "source", "date", "recurs")


def answers(
    analysis: Analysis, selection: Selection, touchpoint: str, prompt: Prompt, most: int = MOST
) -> pd.DataFrame:
    """The quotes that answer a prompt, the most telling first; none rather than one that speaks of something else.

    Columns: touchpoint, polarity ("negative"), quote, source, date, recurs (the name of its pattern, missing where
    none), as on a board.
    """
    return answered(analysis, selection, touchpoint, [prompt], most)[0]


def answered(
    analysis: Analysis, selection: Selection, touchpoint: str, prompts: Sequence[Prompt], most: int = MOST
) -> list[pd.DataFrame]:
    """The quotes that answer each of several prompts; none of them answers two."""
    mentions = _at(analysis, selection, touchpoint)
    if mentions.empty:
        return [_quotes(mentions, analysis) for _ in prompts]
    texts = Texts(mentions["clause_text"])
    plain = folding.plain(mentions["clause_text"].astype("str")).reset_index(drop=True)
    readable = mentions["quote_score"].fillna(0).to_numpy("float64")
    free = np.ones(len(mentions), bool)
    found = []
    for prompt in prompts:
        speaks = texts.speak(prompt) * free
        worth = speaks * (0.2 + readable)
        order = np.lexsort((plain.to_numpy(), -np.round(worth, 9)))
        order = order[speaks[order] > 0]
        chosen = order[~plain.iloc[order].duplicated().to_numpy()][:most]
        free &= ~plain.isin(plain.iloc[chosen]).to_numpy(bool)
        found.append(_quotes(mentions.iloc[chosen], analysis))
    return found


def _at(analysis: Analysis, selection: Selection, touchpoint: str) -> pd.DataFrame:
    """The negative mentions at a touchpoint that are selected, without those that people said are no pain."""
    mentions = analysis.recurring.mentions
    if mentions.empty:
        return mentions
    here = replace(selection, touchpoint=(touchpoint,), stage=()).mask(mentions)
    found: pd.DataFrame = mentions[here & ~mentions["aside"].to_numpy(bool)]
    return found.reset_index(drop=True)


def _quotes(mentions: pd.DataFrame, analysis: Analysis) -> pd.DataFrame:
    if mentions.empty:
        return pd.DataFrame(columns=list(QUOTE_COLUMNS))
    return pd.DataFrame(
        {
            "touchpoint": mentions["touchpoint"].astype("str"),
            "polarity": "negative",
            "quote": mentions["clause_text"].astype("str").str.strip(),
            "source": mentions["source"].astype("str"),
            "date": mentions["occurred_at"],
            "recurs": mentions["pattern"].astype("str").map(dict(analysis.recurring.names)),
        }
    ).reset_index(drop=True)
