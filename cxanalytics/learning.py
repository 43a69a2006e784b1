"""Learning from what people said: the scorer from their labels, the touchpoints from their assignments.

What is learnt is used only where it is better on labels that it has not seen; then everything is read anew by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxanalytics import engine, placing, scoring, touchpoints
from cxanalytics.audit import judging
from cxanalytics.emotion import ENGLISH
from cxanalytics.emotion.adaptation import Adaptation
from cxanalytics.emotion.ratings import share
from cxanalytics.files import read_parquet
from cxanalytics.store import Workspace


@dataclass(frozen=True)
class Lesson:
    """What came of learning: polarity from labels, touchpoints from assignments, each with a reason in words."""

    polarity: Adaptation
    touchpoints: touchpoints.Learning

    @property
    def words(self) -> str:
        """Both in sentences."""
        return f"Polarity: {self.polarity.reason} Touchpoints: {self.touchpoints.reason}"


def learn(workspace: Workspace, analysis: engine.Analysis, progress: engine.Progress = engine.silent) -> Lesson:
    """Learn from all labels and corrections of a workspace, and read it anew where something better came of it."""
    progress(0.05, "reading the labels")
    opinions, assignments = _lessons(workspace, analysis)
    progress(0.2, "learning from the labels")
    # Touchpoints first: nothing of the workspace changes before both are learnt.
    placed = placing.teach(workspace, assignments, analysis.journey)
    polarity = scoring.teach(workspace, opinions)
    engine.analyse(workspace, analysis.journey, progress=lambda f, m: progress(0.5 + 0.5 * f, m))
    return Lesson(polarity, placed)


def opinions(workspace: Workspace, analysis: engine.Analysis) -> pd.DataFrame:
    """What people said of the words at a touchpoint: feedback_id, text, label (0 to 3), question, rating (share)."""
    return _lessons(workspace, analysis)[0]


def _lessons(workspace: Workspace, analysis: engine.Analysis) -> tuple[pd.DataFrame, pd.DataFrame]:
    parts = list(_parts(workspace, analysis))
    opinions = pd.concat([part[0] for part in parts], ignore_index=True)
    return opinions, pd.concat([part[1] for part in parts], ignore_index=True)


def _parts(workspace: Workspace, analysis: engine.Analysis) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Opinions and assignments of each import. The same labels give the same lessons, whatever was learnt before."""
    everything = engine.said_of(workspace)
    labelled, said = judging.opinions(everything), judging.assignments(everything)
    known = pd.unique(pd.concat([labelled["feedback_id"], said["feedback_id"].astype("str")]))
    for record in analysis.imports:
        feedback = workspace.feedback(record.import_id)
        mentions = read_parquet(workspace.score_path(analysis.scorer.version, record.import_id, "mentions"))
        place = np.flatnonzero(feedback["feedback_id"].isin(known).to_numpy(bool))
        some = feedback.iloc[place].reset_index(drop=True)
        texts = read_parquet(workspace.score_path(analysis.scorer.version, record.import_id, "texts"))
        spoken = texts["language"].iloc[place]
        english = ((spoken == ENGLISH) | spoken.isna()).to_numpy(bool)  # emoji alone have no language
        theirs = mentions[mentions["row"].isin(place)].reset_index(drop=True)
        theirs = theirs.assign(row=np.searchsorted(place, theirs["row"].to_numpy()))
        # By the rules alone: what was learnt before must not decide what is learnt now.
        assigned = touchpoints.assign(theirs, some, analysis.journey)
        # The scorer of English learns from English; touchpoints are met in every language.
        opinions = _opinions(assigned, some, labelled)
        opinions = opinions[opinions["feedback_id"].isin(some["feedback_id"][english].astype("str"))]
        yield opinions, touchpoints.lessons(said, theirs, some, analysis.journey)


def _opinions(assigned: pd.DataFrame, feedback: pd.DataFrame, labelled: pd.DataFrame) -> pd.DataFrame:
    """The words of each labelled experience as one text, with its label."""
    clauses = pd.DataFrame(
        {
            "feedback_id": feedback["feedback_id"].astype("str").to_numpy()[assigned["row"].to_numpy()],
            "touchpoint": assigned["touchpoint"].astype("str").to_numpy(),
            "text": touchpoints.clauses(assigned, feedback).to_numpy(),
        }
    )
    texts = clauses.groupby(["feedback_id", "touchpoint"], sort=False)["text"].agg(". ".join).reset_index()
    about = feedback[["feedback_id", "question"]].assign(
        rating=share(feedback["rating"], feedback["rating_low"], feedback["rating_high"])
    )
    found = labelled.merge(texts, on=["feedback_id", "touchpoint"]).merge(about, on="feedback_id")
    return found[["feedback_id", "text", "label", "question", "rating"]]
