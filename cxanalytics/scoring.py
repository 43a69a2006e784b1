"""Which scorer reads a workspace, and the scores it keeps there.

Every score lies under the version of the scorer that made it. A workspace is read by one version at a time, so that
numbers of different versions are never compared: when the program brings a better scorer, the kept scores are shown
as they are until somebody asks to read everything anew, or imports more.

A workspace can be taught: then its version is the shipped one's with a mark of its own behind a plus sign, and the
labels that taught it lie in taught/, so that the same scorer can be made again from them. No model is ever stored.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cxanalytics import bare_ratings, emotion
from cxanalytics.emotion.adaptation import Adaptation, adapt, folds_of
from cxanalytics.emotion.language import stated
from cxanalytics.emotion.ratings import share
from cxanalytics.files import read_parquet, write_parquet
from cxanalytics.store import Workspace

_SETTING = "scorer"


@dataclass(frozen=True)
class Scorer:
    """The scorer of a workspace.

    outdated: this program has a newer one than that. taught: the labels that adapt it to the workspace, or None.
    """

    version: str
    outdated: bool = False
    taught: Path | None = None

    def score(self, feedback: pd.DataFrame) -> emotion.Scores:
        """What this scorer makes of the texts of a feedback table."""
        ratings = share(feedback["rating"], feedback["rating_low"], feedback["rating_high"])
        read = emotion.score(feedback["text"], feedback["language"], questions=feedback["question"], ratings=ratings)
        return read if self.taught is None else _by_folds(feedback, ratings, read, _models(self.taught))

    def explain(self, answer: Mapping[Hashable, Any]) -> emotion.Explanation:
        """Why this scorer gives an answer its polarity: a row with feedback_id, text, language, question and rating.

        The language is that which the scorer found, or as an export states it; where it is missing, English.
        """
        row = pd.DataFrame([answer])
        place = share(row["rating"], row["rating_low"], row["rating_high"]).iloc[0]
        question = row["question"].iloc[0]
        spoken = stated(pd.Series([answer.get("language")], dtype="str")).iloc[0]
        model = None if self.taught is None else _models(self.taught)[folds_of(row["feedback_id"])[0]]
        return emotion.explain(
            str(answer["text"]),
            language=emotion.ENGLISH if pd.isna(spoken) else str(spoken),
            question=None if pd.isna(question) else str(question),
            rating=None if pd.isna(place) else float(place),
            model=model,
        )


def scorer_of(workspace: Workspace) -> Scorer:
    """The scorer whose numbers a workspace shows: the one in use while its scores are whole, else this program's."""
    used = workspace.setting(_SETTING)
    if used and used.partition("+")[0] != emotion.VERSION and _is_whole(workspace, used):
        return Scorer(used, outdated=True)
    return current(workspace)


def earlier(workspace: Workspace) -> tuple[str, ...]:
    """Other scorers whose scores lie in the workspace: numbers noted from them are not to be compared with today's."""
    folders = (workspace.root / "scores").glob("*")
    return tuple(sorted(path.name for path in folders if path.is_dir() and path.name != scorer_of(workspace).version))


def current(workspace: Workspace) -> Scorer:
    """This program's scorer, with what the workspace taught it."""
    used = workspace.setting(_SETTING) or ""
    taught = _lesson(workspace, used)
    if "+" in used and used.partition("+")[0] == emotion.VERSION and taught.exists():
        return Scorer(used, taught=taught)
    return Scorer(emotion.VERSION)


def renew(workspace: Workspace) -> None:
    """Make this program's scorer the workspace's. What it has not read yet is read when it is asked for."""
    version = current(workspace).version
    if workspace.setting(_SETTING) != version:
        workspace.set(_SETTING, version)


def teach(workspace: Workspace, labelled: pd.DataFrame) -> Adaptation:
    """Adapt the scorer to labels (`emotion.adaptation.adapt`), and use it from now on if it is better.

    Where it is not, the workspace goes back to the shipped scorer.
    """
    made = adapt(labelled)
    version = made.version
    if made.models is not None:
        write_parquet(labelled, _lesson(workspace, version))
    elif scorer_of(workspace).taught is None:
        # Nothing to go back from; an older scorer's numbers stay until somebody asks.
        return made
    if workspace.setting(_SETTING) != version:
        workspace.set(_SETTING, version)
    return made


def keep(workspace: Workspace, scorer: Scorer, import_id: str, feedback: pd.DataFrame) -> None:
    """Score an import's texts and keep the result beside it."""
    scores = scorer.score(feedback)
    texts = scores.texts.assign(feedback_id=feedback["feedback_id"].to_numpy())
    texts = bare_ratings.judged(texts, feedback)
    mentions = pd.concat([scores.mentions, bare_ratings.mentions(texts)], ignore_index=True)
    write_parquet(texts, workspace.score_path(scorer.version, import_id, "texts"))
    write_parquet(mentions, workspace.score_path(scorer.version, import_id, "mentions"))


def _by_folds(
    feedback: pd.DataFrame, ratings: pd.Series, read: emotion.Scores, models: tuple[emotion.Model, ...]
) -> emotion.Scores:
    """Each feedback read by the model of its fold, which saw no label of it; the language as first found."""
    texts, mentions = [], []
    fold = folds_of(feedback["feedback_id"])
    for number, model in enumerate(models):
        here = np.flatnonzero(fold == number)
        part = feedback.iloc[here]
        scores = emotion.score(
            part["text"],
            read.texts["language"].iloc[here],
            questions=part["question"],
            ratings=ratings.iloc[here],
            model=model,
        )
        texts.append(scores.texts)
        mentions.append(scores.mentions.assign(row=here[scores.mentions["row"].to_numpy()]))
    together = pd.concat(mentions, ignore_index=True).sort_values(["row", "clause"], ignore_index=True)
    return emotion.Scores(pd.concat(texts).loc[read.texts.index], together)


@lru_cache(maxsize=4)
def _models(taught: Path) -> tuple[emotion.Model, ...]:
    """The models of a lesson, made again from its labels; the file's name changes with every other lesson."""
    made = adapt(read_parquet(taught))
    return made.models or ()


def _lesson(workspace: Workspace, version: str) -> Path:
    return workspace.root / "taught" / f"polarity-{version.rpartition('+')[2]}.parquet"


def _is_whole(workspace: Workspace, version: str) -> bool:
    """Whether every import has been read by this version."""
    return all(
        workspace.score_path(version, record.import_id, table).exists()
        for record in workspace.imports()
        for table in ("texts", "mentions")
    )
