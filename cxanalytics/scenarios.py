"""What-if in a workspace: what scenarios stand on, the candidates with their effort, the model of what it costs."""

from collections.abc import Sequence

import pandas as pd

from cxanalytics import tracked
from cxanalytics.engine import Analysis
from cxanalytics.errors import ScenarioError
from cxanalytics.journey.map import labelled_elsewhere
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.tracking import disengagement, scenarios
from cxanalytics.tracking.disengagement import Model, Observed
from cxanalytics.tracking.scenarios import PATTERN, TOUCHPOINT, Ground, Step

_MODEL = "disengagement"


def ground(analysis: Analysis, selection: Selection) -> Ground:
    """What scenarios of the selected feedback stand on.

    Raises
    ------
    ScenarioError
        Nothing in the selection is negative.
    SelectionError
        The selection names a value that occurs nowhere.
    """
    chosen = selection.apply(analysis.experiences)
    if chosen.empty or not chosen["negative"].any():
        raise ScenarioError("Nothing in this selection is negative, so there is nothing to resolve.")
    mentions = tracked.counted_mentions(analysis)
    said = mentions[selection.mask(mentions)] if len(mentions) else mentions
    others = labelled_elsewhere(analysis.experiences, selection)
    return scenarios.ground(chosen, said, tracked.names(analysis), others=others)


def candidates(analysis: Analysis, held: Ground) -> pd.DataFrame:
    """What could be resolved: kind, name (id or name of it), title, n (negative experiences with it), effort.

    Patterns first, those with most experiences first, then touchpoints. effort is what people said of a pattern, else
    1.
    """
    profiles = held.profiles
    long = profiles[["patterns", "n"]].explode("patterns").dropna()
    patterns = long.groupby("patterns")["n"].sum() if len(long) else pd.Series(dtype="int64")
    effort = analysis.recurring.patterns.set_index("pattern")["effort"] if len(analysis.recurring.patterns) else None
    own = pd.DataFrame({"kind": PATTERN, "name": patterns.index.astype("str"), "n": patterns.to_numpy()})
    own["title"] = own["name"].map(dict(held.names)).fillna(own["name"])
    own["effort"] = own["name"].map(effort).fillna(1.0) if effort is not None else 1.0
    places = profiles.groupby("touchpoint")["n"].sum()
    at = pd.DataFrame({"kind": TOUCHPOINT, "name": places.index.astype("str"), "n": places.to_numpy(), "effort": 1.0})
    known = {item.name for item in analysis.journey.touchpoints}
    at = at[at["name"].isin(list(known))].assign(title=lambda table: "all of " + table["name"])
    both = [part.sort_values(["n", "name"], ascending=[False, True]) for part in (own, at)]
    return pd.concat(both, ignore_index=True)[["kind", "name", "title", "n", "effort"]]


def read(text: str, analysis: Analysis) -> Step:
    """The step that a person wrote: "P3=50%", "touchpoint:Delivery=30%", "Delivery"; without a share all of it.

    Raises
    ------
    ScenarioError
        There is no such pattern or touchpoint, or the share is none.
    """
    name, sign, share = text.rpartition("=")
    if not sign:
        name, share = text, "100%"
    plain = name.strip()
    kind, _, bare = plain.partition(":")
    if kind.strip().casefold() in (PATTERN, TOUCHPOINT):
        plain = bare.strip()
    names = tracked.names(analysis)
    resolved = part(share)
    by_id = {one.casefold(): one for one in names} | {title.casefold(): one for one, title in names.items()}
    places = {item.name.casefold(): item.name for item in analysis.journey.touchpoints}
    if kind.strip().casefold() != TOUCHPOINT and plain.casefold() in by_id:
        return Step(PATTERN, by_id[plain.casefold()], resolved)
    if plain.casefold() in places:
        return Step(TOUCHPOINT, places[plain.casefold()], resolved)
    raise ScenarioError(
        f"There is no pattern or touchpoint '{plain}'; `cxanalytics patterns` and `cxanalytics ratios` show them."
    )


def once(steps: Sequence[Step]) -> None:
    """Check that nothing is to be resolved twice.

    Raises
    ------
    ScenarioError
        Something is named twice.
    """
    named = [(step.kind, step.name) for step in steps]
    if twice := [step.name for i, step in enumerate(steps) if named.index((step.kind, step.name)) != i]:
        raise ScenarioError(f"'{twice[0]}' is named twice; name each pattern and touchpoint once.")


def part(text: str) -> float:
    """A share as a person writes it: "50%", "50 %" or "0.5".

    Raises
    ------
    ScenarioError
        It is none.
    """
    plain = text.strip().replace(",", ".")
    try:
        return float(plain.removesuffix("%")) / 100 if plain.endswith("%") else float(plain)
    except ValueError as error:
        raise ScenarioError(f"'{text}' is no share; write it as 50% or 0.5.") from error


def names(analysis: Analysis, steps: Sequence[Step]) -> dict[str, str]:
    """The titles of steps, by their name."""
    known = tracked.names(analysis)
    return {step.name: known.get(step.name, f"all of {step.name}") for step in steps}


def model_of(workspace: Workspace) -> Model:
    """What the workspace assumes of disengagement."""
    return disengagement.read(workspace.setting(_MODEL))


def keep_model(workspace: Workspace, model: Model) -> None:
    """Assume this from now on.

    Raises
    ------
    WorkspaceError
        The workspace cannot be written.
    """
    workspace.set(_MODEL, disengagement.written(model))


def observed(analysis: Analysis, selection: Selection) -> Observed:
    """What the selected feedback tells of disengagement.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    mentions = tracked.counted_mentions(analysis)
    said = mentions[selection.mask(mentions)] if len(mentions) else mentions
    return disengagement.observed(selection.apply(analysis.experiences), said)
