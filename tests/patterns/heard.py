"""Small tables that patterns are measured on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Heard:
    """What evidence takes of a `recurring.Recurring`."""

    patterns: pd.DataFrame
    mentions: pd.DataFrame
    polarity: str = "negative"


def patterns(**names: str) -> pd.DataFrame:
    """Living patterns by number and name."""
    return pd.DataFrame(
        {
            "pattern": pd.Series(list(names), dtype="str"),
            "name": pd.Series(list(names.values()), dtype="str"),
            "named": False,
            "theme": "",
            "state": "live",
        }
    )


def mentions(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """Mentions: what a row leaves out is usual."""
    usual = {
        "feedback_id": "",
        "start": 0,
        "touchpoint": "Invoice",
        "stage": "Pay",
        "clause_text": "the invoice is wrong again, nobody answers",
        "emotions": "",
        "effort": False,
        "source": "survey",
        "kind": "survey",
        "channel": None,
        "segment": None,
        "occurred_at": None,
        "reach": np.nan,
        "pattern": None,
        "strength": 0.5,
        "aside": False,
    }
    table = pd.DataFrame(
        [usual | {"feedback_id": f"f{number}"} | row for number, row in enumerate(rows)], columns=list(usual)
    )
    table["occurred_at"] = pd.to_datetime(table["occurred_at"]).astype("datetime64[us]")
    category = ["touchpoint", "stage", "emotions", "source", "kind", "channel", "segment", "pattern"]
    return table.astype(dict.fromkeys(category, "category") | {"clause_text": "str", "feedback_id": "str"})


def experiences(rows: Sequence[tuple[str, str, bool, bool]], person: Sequence[int] | None = None) -> pd.DataFrame:
    """Experiences: feedback_id, touchpoint, positive, negative."""
    table = pd.DataFrame(rows, columns=["feedback_id", "touchpoint", "positive", "negative"])
    table = table.astype({"feedback_id": "str", "touchpoint": "category", "positive": "bool", "negative": "bool"})
    state = table["positive"].to_numpy("int8") * 2 + table["negative"].to_numpy("int8")
    table["feedback"] = pd.factorize(table["feedback_id"])[0]
    table["person"] = table["feedback"] if person is None else list(person)
    return table.assign(
        stage=pd.Series("Pay", index=table.index, dtype="category"),
        source=pd.Series("survey", index=table.index, dtype="category"),
        kind=pd.Series("survey", index=table.index, dtype="category"),
        channel=pd.Series(np.nan, index=table.index, dtype="str").astype("category"),
        segment=pd.Series(np.nan, index=table.index, dtype="str").astype("category"),
        occurred_at=pd.Series(pd.NaT, index=table.index, dtype="datetime64[us]"),
        basis=pd.Series("words", index=table.index, dtype="category"),
        machine=np.array([1, 0, 2, 3], dtype="int8")[state],
        label=np.int8(-1),
        says=np.int8(-1),
        weight=np.nan,
        corrected=False,
        moved=False,
    )
