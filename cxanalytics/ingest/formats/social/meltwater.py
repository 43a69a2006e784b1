"""Meltwater: listening exports, UTF-16 and tabs under the name of CSV."""

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.grid import Grid

NAME = "meltwater"

_ROLES = {
    "occurred_at": ("Date",),
    "text": ("Hit Sentence",),
    "title": ("Title", "Headline"),
    "url": ("URL",),
    "channel": ("Source Type", "Information Type", "Source"),
    "author": ("Author Handle", "Author Name", "Twitter Screen Name", "Influencer"),
    "language": ("Language",),
    "reach": ("Reach",),
    "segment": ("Country",),
}
_IDS = ("Tweet Id", "Document ID")


def recognise(grid: Grid) -> float:
    """Sure by the two text columns and the document's id."""
    names = header_set(grid)
    if {"hit sentence", "opening text"} <= names:
        return 0.98 if names & {"document id", "input name", "keywords"} else 0.7
    return 0.0


def lay_out(grid: Grid) -> Layout:
    """Mentions; the full sentence, or its cut opening where the sentence is withheld."""
    table = grid.table()
    table = table.assign(**{str(name): table[name].str.strip('"') for name in table if name in _IDS})
    known = pick(table, _ROLES)
    if known.get("Hit Sentence") == "text" and "Opening Text" in table:
        whole = table["Hit Sentence"]
        table = table.assign(**{"Hit Sentence": whole.where(whole != "", table["Opening Text"])})
    identity = next((name for name in _IDS if name in table and bool((table[name] != "").all())), None)
    if identity is None and "Document ID" in table:
        identity = "Document ID"
    if identity:
        known[identity] = "source_id"
    table = _with_time(table)
    ignored = {
        "Sentiment",
        "Opening Text",
        "Alternate Date Format",
        "Time",
        "Key Phrases",
        "Keyphrases",
        "Keywords",
    }
    known.update({name: "ignore" for name in ignored if name in table})
    return Layout(table, "Meltwater", "social", known, ("text", "segment", "rating", "customer", "touchpoint"))


def _with_time(table: pd.DataFrame) -> pd.DataFrame:
    """The newer layout writes the time of day in a column of its own."""
    if "Date" not in table or "Time" not in table or table["Date"].str.contains(":", regex=False).mean() > 0.5:
        return table
    return table.assign(Date=(table["Date"] + " " + table["Time"]).str.strip())
