"""Which assigner places a workspace's mentions: the journey's rules, and what people taught beside them.

The assignments that taught it lie in taught/, so that the same assigner can be made again from them.
"""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from cxanalytics import touchpoints
from cxanalytics.files import read_parquet, write_parquet
from cxanalytics.journey import renames
from cxanalytics.journey.model import Journey
from cxanalytics.store import Workspace


def learnt_of(workspace: Workspace, journey: Journey) -> touchpoints.Learnt | None:
    """What people taught of where mentions of this journey belong; None where the rules are all there is."""
    key = key_of(workspace, journey)
    return _learnt(_lesson(workspace, key), journey) if key else None


def key_of(workspace: Workspace, journey: Journey) -> str:
    """What was learnt for this journey, in a word that changes with it; "" where the rules are all there is.

    For a version of the journey that nobody taught yet it is what an earlier one was taught.
    """
    key = workspace.setting(_setting(journey))
    if key is None:
        key = workspace.setting(_of_any_version(journey)) or ""
    return key if key and _lesson(workspace, key).exists() else ""


def teach(workspace: Workspace, assignments: pd.DataFrame, journey: Journey) -> touchpoints.Learning:
    """Learn from assignments (`touchpoints.learn`), and place by it from now on if it beats the rules alone."""
    made = touchpoints.learn(assignments, journey)
    key = made.learnt.key if made.learnt else ""
    if made.learnt:
        write_parquet(assignments, _lesson(workspace, key))
    for name in (_setting(journey), _of_any_version(journey)):
        if (workspace.setting(name) or "") != key:
            workspace.set(name, key)
    return made


def keep_for_later(workspace: Workspace, journey: Journey) -> None:
    """Let versions of this journey that come after it have what it was taught."""
    key = workspace.setting(_setting(journey))
    if key and workspace.setting(_of_any_version(journey)) is None:
        workspace.set(_of_any_version(journey), key)


@lru_cache(maxsize=4)
def _learnt(path: Path, journey: Journey) -> touchpoints.Learnt | None:
    # Taught under names that touchpoints had then.
    taught = renames.carried(read_parquet(path), journey, ("right", "machine"))
    return touchpoints.learn(taught, journey).learnt


def _setting(journey: Journey) -> str:
    return f"placed {journey.key}"


def _of_any_version(journey: Journey) -> str:
    return f"placed in any version of {journey.name}"


def _lesson(workspace: Workspace, key: str) -> Path:
    return workspace.root / "taught" / f"touchpoints-{key}.parquet"
