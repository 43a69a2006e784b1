"""The tables that follow from feedback, scores and a journey: kept per import, put together when they are looked at."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from cxanalytics import bare_ratings, placing, scoring, touchpoints
from cxanalytics.files import read_parquet, write_parquet
from cxanalytics.journey.model import Journey
from cxanalytics.patterns import phrases
from cxanalytics.selection import COLUMNS, PART
from cxanalytics.store import Workspace

# Of the tables kept; a higher one whenever their columns change.
LAYOUT = "5"


def assign(workspace: Workspace, scorer: scoring.Scorer, view: str, import_id: str, journey: Journey) -> None:
    """Give an import's mentions their touchpoints, and fold them into experiences."""
    feedback = workspace.feedback(import_id)
    mentions = read_parquet(workspace.score_path(scorer.version, import_id, "mentions"))
    assigned = touchpoints.assign(mentions, feedback, journey, placing.learnt_of(workspace, journey))
    write_parquet(_polar(assigned, feedback), workspace.derived_path(view, f"{import_id}.polar"))
    texts = read_parquet(workspace.score_path(scorer.version, import_id, "texts"), ["feedback_id", "basis"])
    about = feedback[["feedback_id", "customer", "import_id"]].assign(basis=texts["basis"].astype("category"))
    folded = touchpoints.experiences(assigned, feedback).merge(about, on="feedback_id", how="left")
    write_parquet(folded, workspace.derived_path(view, f"{import_id}.experiences"))


def _polar(assigned: pd.DataFrame, feedback: pd.DataFrame) -> pd.DataFrame:
    """The mentions that feel something in words, with these and what a selection can choose them by."""
    felt = (assigned["polarity"] != "neutral") & (assigned["end"] > assigned["start"])
    polar = assigned[felt].reset_index(drop=True)
    about = feedback.iloc[polar["row"].to_numpy()].reset_index(drop=True)
    chosen = about[["feedback_id", "source", "kind", "channel", "segment", "occurred_at", "reach", "import_id"]]
    words = touchpoints.clauses(polar, feedback).rename("clause_text")
    felt_columns = polar[["touchpoint", "stage", "polarity", "p_negative", "p_positive", "start", "emotions", "effort"]]
    return pd.concat([felt_columns, words, chosen], axis=1).assign(basis=bare_ratings.WORDS)


def voiced(workspace: Workspace, view: str, key: str, ids: Sequence[str]) -> pd.DataFrame:
    """The mentions that feel something, each with its pain phrase; found over all imports together."""
    path = workspace.derived_path(view, f"{key}.{phrases.version()}.pains")
    if not path.exists():
        polar = [read_parquet(workspace.derived_path(view, f"{i}.polar")) for i in ids]
        tagged = phrases.pains(pd.concat(polar, ignore_index=True)) if polar else pd.DataFrame()
        if tagged.empty:
            return tagged
        write_parquet(tagged.drop(columns=["p_negative", "p_positive"]), path)
    return _categories(read_parquet(path))


def experiences(paths: Sequence[Path]) -> pd.DataFrame:
    """The experiences of several imports as one table, with numbers beside the words."""
    return _numbered(_categories(pd.concat(map(read_parquet, paths), ignore_index=True))) if paths else pd.DataFrame()


def _numbered(found: pd.DataFrame) -> pd.DataFrame:
    """The same with numbers, quicker to compare than words: `feedback`, `person` and the `machine`'s class.

    Feedback of an unknown customer is taken for a person of its own; `known` says where it is no such one.
    machine: 0 negative, 1 neutral, 2 positive, 3 mixed; it stays what the machine said when people correct a row.
    """
    if found.empty:
        return found
    feedback = pd.factorize(found["feedback_id"])[0]
    person = pd.factorize(found["customer"])[0]
    positive, negative = (found[name].to_numpy("int8") for name in ("positive", "negative"))
    return found.drop(columns="customer").assign(
        feedback=feedback,
        known=person >= 0,
        person=np.where(person < 0, feedback + person.max() + 1, person),
        machine=(1 + positive - negative + 2 * (positive & negative)).astype("int8"),
    )


def choices(found: pd.DataFrame, column: str) -> tuple[str, ...]:
    """What occurs in a column, commonest first; of segments, the parts."""
    if found.empty:
        return ()
    counted = found[column].value_counts()
    values = pd.DataFrame({"value": counted.index.astype("str"), "n": counted.to_numpy()})
    if column == "segment":
        values = values.assign(value=values["value"].str.split(PART, regex=False)).explode("value")
        values = values.groupby("value")["n"].sum().reset_index()
    return tuple(values.sort_values(["n", "value"], ascending=[False, True])["value"].astype("str"))


def _categories(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table with what a selection chooses by as categories: small, and quick to choose from."""
    names = [name for name in (*COLUMNS, "import_id", "emotions", "polarity") if name in frame]
    return frame.assign(**{name: frame[name].astype("str").astype("category") for name in names})
