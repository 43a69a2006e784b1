"""How right attribution is: people's assignments beside the machine's."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxanalytics.journey.model import UNASSIGNED


@dataclass(frozen=True, eq=False)
class Attribution:
    """People's assignments beside the machine's, one row per text: feedback_id, text, people, machine, rule, right.

    people is the machine's touchpoint where that is one of several right ones, else the first that people named.
    """

    rows: pd.DataFrame

    def confusion(self) -> pd.DataFrame:
        """People's touchpoints x the machine's: how many texts."""
        names = [*sorted({*self.rows["people"], *self.rows["machine"]} - {UNASSIGNED}), UNASSIGNED]
        table = pd.crosstab(self.rows["people"], self.rows["machine"])
        return table.reindex(index=names, columns=names, fill_value=0)

    def by_touchpoint(self) -> pd.DataFrame:
        """Per touchpoint: people and machine (texts), precision, recall, f1 (NaN where nothing was to be found)."""
        table = self.confusion()
        right = pd.Series(np.diag(table), table.index)
        people, machine = table.sum(axis=1), table.sum(axis=0)
        columns = {"people": people, "machine": machine, "precision": right / machine, "recall": right / people}
        return pd.DataFrame(columns | {"f1": 2 * right / (people + machine)})

    def by_rule(self) -> pd.DataFrame:
        """Per rule: n (texts), share of all texts, precision (the part that is right)."""
        rules = self.rows.groupby(self.rows["rule"].astype("str"))["right"]
        n = rules.size()
        return pd.DataFrame({"n": n, "share": n / max(len(self.rows), 1), "precision": rules.mean()})

    def overall(self) -> pd.Series:
        """n, accuracy (Unassigned being an answer like any), precision where assigned, unassigned (share), macro_f1.

        macro_f1 is the mean over the touchpoints that people named, Unassigned among them.
        """
        assigned = self.rows["machine"] != UNASSIGNED
        table = self.by_touchpoint()
        return pd.Series(
            {
                "n": float(len(self.rows)),
                "accuracy": self.rows["right"].mean(),
                "precision": self.rows["right"][assigned].mean(),
                "unassigned": 1 - assigned.mean(),
                "macro_f1": table["f1"][table["people"] > 0].mean(),
            }
        )


def measured(assignments: pd.DataFrame) -> Attribution:
    """The machine's touchpoints beside people's. assignments: feedback_id, text, right, machine, rule.

    Several rows of the same feedback and text are several right answers.
    """
    rows = assignments[["feedback_id", "text"]].assign(people=assignments["right"])
    rows = rows.assign(machine=assignments["machine"], rule=assignments["rule"], place=np.arange(len(rows)))
    rows = rows.assign(right=rows["people"].astype("str") == rows["machine"].astype("str"))
    rows = rows.assign(place=rows.groupby(["feedback_id", "text"])["place"].transform("min"))
    # The right answer of each text first, where there is one.
    rows = rows.sort_values(["place", "right"], ascending=[True, False], kind="stable").drop_duplicates("place")
    return Attribution(rows.drop(columns="place").reset_index(drop=True))


def gain(before: Attribution, after: Attribution) -> tuple[float, float]:
    """How many points a text the second gains over the first, and the standard error of that, by feedback.

    A right answer is worth 1 point, a wrong touchpoint -1, Unassigned where a touchpoint was meant 0.
    """
    points = [np.where(a.rows["right"], 1, np.where(a.rows["machine"] == UNASSIGNED, 0, -1)) for a in (before, after)]
    difference = pd.Series(points[1] - points[0]).groupby(before.rows["feedback_id"].to_numpy()).sum()
    texts = len(before.rows)
    if not texts:
        return 0.0, 0.0
    mean = difference.sum() / texts
    return float(mean), float(np.sqrt(len(difference) * difference.var(ddof=0)) / texts)
