"""What people said of experiences, as assignments of the clauses that made them: what learning learns from."""

import pandas as pd

from cxanalytics.journey.model import Journey
from cxanalytics.touchpoints.assignment import assign
from cxanalytics.touchpoints.learning import CORRECTION, Learnt
from cxanalytics.touchpoints.rules import clauses

LABEL = "label"


def lessons(
    labels: pd.DataFrame,
    mentions: pd.DataFrame,
    feedback: pd.DataFrame,
    journey: Journey,
    learnt: Learnt | None = None,
) -> pd.DataFrame:
    """Assignments for `learn`: feedback_id, text (of a clause), right, how, machine, rule (what the rules alone say).

    labels: feedback_id, touchpoint (the one that was judged), right (the touchpoint it ought to be, or "Unassigned"),
    and if known how ("label" or "correction"); a label without right, or of feedback that is not in the table, teaches
    nothing. learnt is what was in use when people judged. Where the feedback has no clause at the touchpoint judged,
    the label is taken for its whole text, without machine and rule.
    """
    labels = labels.assign(how=labels.get("how", LABEL))
    labels = labels[["feedback_id", "touchpoint", "right", "how"]].dropna().astype("str")
    # Of a label and a correction that say the same, the label: it was drawn at random.
    labels = labels.sort_values("how", key=lambda how: how == CORRECTION, kind="stable")
    labels = labels.drop_duplicates(["feedback_id", "touchpoint", "right"]).sort_index()
    judged = assign(mentions, feedback, journey, learnt)
    alone = judged if learnt is None else assign(mentions, feedback, journey)
    clause = pd.DataFrame(
        {
            "feedback_id": feedback["feedback_id"].astype("str").to_numpy()[mentions["row"].to_numpy()],
            "touchpoint": judged["touchpoint"].astype("str").to_numpy(),
            "text": clauses(mentions, feedback).to_numpy(),
            "machine": alone["touchpoint"].astype("str").to_numpy(),
            "rule": alone["rule"].astype("str").to_numpy(),
        }
    )
    told = labels.merge(clause, how="left", on=["feedback_id", "touchpoint"])
    whole = told[["feedback_id"]].merge(feedback[["feedback_id", "text"]].astype("str"), how="left", on="feedback_id")
    told = told.assign(text=told["text"].where(told["text"].notna(), whole["text"].to_numpy()))
    return told[told["text"].notna()][["feedback_id", "text", "right", "how", "machine", "rule"]].reset_index(drop=True)
