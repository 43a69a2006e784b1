"""The feelings that are named - emotions, effort, unresolved - and how far each may be trusted."""

import json
from functools import cache

import pandas as pd

from cxanalytics.emotion.lexicon import emotions
from cxanalytics.resources import data_path

FEELINGS = (*(emotion.name for emotion in emotions()), "effort", "unresolved")
_SHARES = ("precision", "recall")
_COLUMNS = ("feeling", *(f"{share}{end}" for share in _SHARES for end in ("", "_low", "_high")), "labelled", "found")


def trust() -> pd.DataFrame:
    """How right each feeling is, as measured on texts that one reader labelled; one row per feeling, in their order.

    Columns: feeling; precision, the share of texts named so that are so; recall, the share of such texts that are
    named; each with its 95 % interval in _low and _high (float64, missing where there was nothing to count);
    labelled and found, the numbers of texts behind them (int64). Read from data/models/feelings.json, which
    says how it was made.
    """
    with data_path("models", "feelings.json").open(encoding="utf-8") as file:
        rows = json.load(file)["feelings"]
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    kinds = {name: "int64" if name in ("labelled", "found") else "float64" for name in _COLUMNS[1:]}
    return table.astype({"feeling": "str", **kinds})


@cache
def trust_words(feeling: str) -> str:
    """One sentence on how right a feeling is: "angry: right 7 times of 10, finds 5 of 10 (100 labelled)."."""
    row = trust().set_index("feeling").to_dict("index")[feeling]
    right, finds = (_tenths(row[share]) for share in _SHARES)
    return f"{feeling}: right {right.replace(' of', ' times of')}, finds {finds} ({row['labelled']:.0f} labelled)"


def _tenths(share: float) -> str:
    return "an unknown share" if pd.isna(share) else f"{share * 10:.0f} of 10"
