"""The map as plain data: what the JSON document and the CSV table hold."""

import pandas as pd

from cxanalytics import __version__, documents, ratios
from cxanalytics.export import tables
from cxanalytics.journey.map import JourneyMap

_PATTERN = ("pattern", "name", "n")


def document(shown: JourneyMap) -> str:
    """One JSON document, {"map": {...}} with a list of points; what is not a number, or endless, is null.

    A point whose `high` is null and `low` is not has nothing negative yet: at least `low` : 1.
    """
    named = [[dict(zip(_PATTERN, found, strict=True)) for found in row] for row in shown.points["patterns"]]
    points = (
        shown.points.astype("object")
        .where(shown.points.notna(), None)
        .assign(patterns=pd.Series(named, index=shown.points.index, dtype="object"))
    )
    content = {
        "name": shown.name,
        "description": shown.description,
        "headline": shown.headline,
        "alt": shown.alt,
        "selection": shown.selection,
        "stages": shown.stages,
        "overall": shown.overall,
        "experiences": shown.experiences,
        "unassigned": shown.unassigned,
        "first": shown.first,
        "last": shown.last,
        "mix": shown.mix,
        "sources": shown.sources.to_dict("records"),
        "thin_below": shown.thin,
        "level": shown.level,
        "scorer": shown.scorer,
        "program": f"cxanalytics {__version__}",
        "account": shown.account,
        "reference_lines": [vars(line) for line in ratios.REFERENCE_LINES],
        "points": points.to_dict("records"),
    }
    return documents.document({"map": content}) + "\n"


def table(shown: JourneyMap) -> str:
    """The points as CSV, one row per touchpoint, each with the scorer that its numbers come from."""
    told = ["; ".join(f"{pattern} {name} ({n})" for pattern, name, n in row) for row in shown.points["patterns"]]
    return tables.csv(shown.points.assign(patterns=pd.Series(told, dtype="str").array, scorer=shown.scorer))
