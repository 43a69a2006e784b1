"""Which scorer reads a workspace, and the scores it keeps there.

Every score lies under the version of the scorer that made it. A workspace is read by one version at a time, so that
numbers of different versions are never compared: when the program brings a better scorer, the kept scores are shown
as they are until somebody asks to read everything anew, or imports more.
"""

from dataclasses import dataclass

import pandas as pd

from cxanalytics import bare_ratings, emotion
from cxanalytics.files import write_parquet
from cxanalytics.store import Workspace

_SETTING = "scorer"


@dataclass(frozen=True)
class Scorer:
    """The scorer of a workspace: its version, and whether this program has a newer one than that."""

    version: str
    outdated: bool = False


def scorer_of(workspace: Workspace) -> Scorer:
    """The scorer whose numbers a workspace shows: the one in use while its scores are whole, else this program's."""
    used = workspace.setting(_SETTING)
    if used and used != emotion.VERSION and _is_whole(workspace, used):
        return Scorer(used, outdated=True)
    return current()


def current() -> Scorer:
    """This program's scorer."""
    return Scorer(emotion.VERSION)


def renew(workspace: Workspace) -> None:
    """Make this program's scorer the workspace's. What it has not read yet is read when it is asked for."""
    if workspace.setting(_SETTING) != emotion.VERSION:
        workspace.set(_SETTING, emotion.VERSION)


def keep(workspace: Workspace, scorer: Scorer, import_id: str, feedback: pd.DataFrame) -> None:
    """Score an import's texts and keep the result beside it."""
    texts, mentions = _scored(feedback)
    write_parquet(texts, workspace.score_path(scorer.version, import_id, "texts"))
    write_parquet(mentions, workspace.score_path(scorer.version, import_id, "mentions"))


def _scored(feedback: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    span = feedback["rating_high"] - feedback["rating_low"]
    shares = (feedback["rating"] - feedback["rating_low"]) / span.where(span > 0)
    scores = emotion.score(feedback["text"], feedback["language"], questions=feedback["question"], ratings=shares)
    texts = scores.texts.assign(feedback_id=feedback["feedback_id"].to_numpy())
    texts = bare_ratings.judged(texts, feedback)
    return texts, pd.concat([scores.mentions, bare_ratings.mentions(texts)], ignore_index=True)


def _is_whole(workspace: Workspace, version: str) -> bool:
    """Whether every import has been read by this version."""
    return all(
        workspace.score_path(version, record.import_id, table).exists()
        for record in workspace.imports()
        for table in ("texts", "mentions")
    )
