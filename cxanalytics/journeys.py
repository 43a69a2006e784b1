"""The journeys a workspace can be seen through, and the one it is seen through unless somebody chooses another."""

import pandas as pd

from cxanalytics import touchpoints
from cxanalytics.journey.model import Journey, parse
from cxanalytics.journey.templates import template, templates
from cxanalytics.store import Workspace

# Fewer sentences than this cannot tell which journey they are of.
_ENOUGH_SENTENCES = 20


def journeys_of(workspace: Workspace) -> dict[str, Journey]:
    """Every journey a workspace can be seen through, by name: its own and the templates."""
    own = {name: parse(toml, f"the journey '{name}'") for name, toml in workspace.journeys().items()}
    return {journey.name: journey for journey in templates().values()} | own


def journey_of(workspace: Workspace) -> Journey:
    """The workspace's journey: the one that was chosen, else the template that fits its comments best."""
    known = journeys_of(workspace)
    chosen = workspace.setting("journey")
    return known[chosen] if chosen in known else known[_suggested(workspace)]


def _suggested(workspace: Workspace) -> str:
    """The template whose own words the comments use most; the broadest where they are too few to tell."""
    ids = [record.import_id for record in workspace.imports()]
    state = " ".join(ids)
    asked, _, kept = (workspace.setting("suggested journey") or "").rpartition("\n")
    if ids and asked == state:
        return kept
    broadest = template("service").name
    if not ids:
        return broadest
    texts = [workspace.feedback(import_id, ["text"])["text"].dropna().head(2_000) for import_id in ids]
    best = touchpoints.suggest(pd.concat(texts), templates()).iloc[0]
    name = str(best["name"]) if best["n"] >= _ENOUGH_SENTENCES else broadest
    workspace.set("suggested journey", f"{state}\n{name}")
    return name
