"""Which assigner places a workspace's mentions: the journey's rules, and what people taught beside them.

The assignments that taught it lie in taught/, so that the same assigner can be made again from them.
"""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from cxanalytics import touchpoints
from cxanalytics.files import read_parquet, write_parquet
from cxanalytics.journey.model import Journey
from cxanalytics.store import Workspace


def learnt_of(workspace: Workspace, journey: Journey) -> touchpoints.Learnt | None:
    """What people taught of where mentions of this journey belong; None where the rules are all there is."""
    key = key_of(workspace, journey)
    return _learnt(_lesson(workspace, key), journey) if key else None


def key_of(workspace: Workspace, journey: Journey) -> str:
    """What was learnt for this journey, in a word that changes with it; "" where the rules are all there is."""
    key = workspace.setting(_setting(journey)) or ""
    return key if key and _lesson(workspace, key).exists() else ""


def teach(workspace: Workspace, assignments: pd.DataFrame, journey: Journey) -> touchpoints.Learning:
    """Learn from assignments (`touchpoints.learn`), and place by it from now on if it beats the rules alone."""
    made = touchpoints.learn(assignments, journey)
    key = made.learnt.key if made.learnt else ""
    if made.learnt:
        write_parquet(assignments, _lesson(workspace, key))
    if (workspace.setting(_setting(journey)) or "") != key:
        workspace.set(_setting(journey), key)
    return made


@lru_cache(maxsize=4)
def _learnt(path: Path, journey: Journey) -> touchpoints.Learnt | None:
    return touchpoints.learn(read_parquet(path), journey).learnt


def _setting(journey: Journey) -> str:
    return f"placed {journey.key}"


def _lesson(workspace: Workspace, key: str) -> Path:
    return workspace.root / "taught" / f"touchpoints-{key}.parquet"
