"""Which journey fits a workspace's comments."""

from collections.abc import Mapping

import pandas as pd

from cxanalytics.journey.model import Journey
from cxanalytics.journey.phrases import NONE, phrases_of

_SENTENCES = r"(?:[.!?;]\s|\n)"


def suggest(texts: pd.Series, journeys: Mapping[str, Journey]) -> pd.DataFrame:
    """Which journey fits these texts, the best first; indexed by the journeys' keys.

    Columns: name; share, the part of the sentences that the journey gives a touchpoint by phrase or context;
    fit, the found phrases per sentence, where a phrase that k of the journeys have counts 1/k, so that a
    journey is chosen for the words that set it apart; n, the number of sentences looked at.
    """
    sentences = texts.dropna().reset_index(drop=True).str.split(_SENTENCES).explode()
    sentences = sentences[sentences.str.strip() != ""]
    count = len(sentences)
    known = {key: phrases_of(journey) for key, journey in journeys.items()}
    owners = pd.Series([words for phrases in known.values() for words in set(phrases.roots)]).value_counts()
    rows = []
    for key, phrases in known.items():
        found = phrases.find(sentences)
        weights = 1 / owners.loc[[phrases.roots[i] for i in found[found != NONE]]]
        touched = sentences.index.isin(sentences.index[found != NONE])
        share = touched.mean() if count else 0.0
        rows.append((key, journeys[key].name, share, weights.sum() / max(count, 1), count, len(phrases.text)))
    table = pd.DataFrame(rows, columns=["journey", "name", "share", "fit", "n", "size"]).set_index("journey")
    # Nothing to go by: the journey with the most phrases is the broadest.
    return table.sort_values(["fit", "size"], ascending=False).drop(columns="size")
