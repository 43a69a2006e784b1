"""Closing the loop: unhappy customers, whom to answer first, and what became of them."""

from datetime import date

import pandas as pd

from cxanalytics.engine import Analysis
from cxanalytics.errors import CaseError
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
from cxanalytics.worklist import register
from cxanalytics.worklist.cases import DAYS, PUBLIC, undated, undated_words
from cxanalytics.worklist.cases import cases as unhappy
from cxanalytics.worklist.register import ANSWERED, IMPOSSIBLE, OPEN, RECOVERED, STATES, Answering, answering

__all__ = [
    "ANSWERED", "DAYS", "IMPOSSIBLE", "OPEN", "PUBLIC", "RECOVERED", "STATES", "Answering", "answering", "cases", "crm",
    "find", "register", "undated", "undated_words",
]  # fmt: skip


def cases(
    workspace: Workspace, analysis: Analysis, selection: Selection, days: int = DAYS, today: date | None = None
) -> pd.DataFrame:
    """The unhappy customers of the selected feedback with what became of each: `worklist.cases`, `register.standing`.

    Raises
    ------
    SelectionError
        The selection names a value that occurs nowhere.
    """
    return register.standing(unhappy(analysis, selection, days), register.all(workspace), today)


def find(table: pd.DataFrame, case: str) -> dict[str, object]:
    """One case, as a row of `cases`, by its name or the beginning of it.

    Raises
    ------
    CaseError
        There is none, or several begin so.
    """
    own = table[table["case"].str.startswith(case.strip()).to_numpy(bool)] if case.strip() else table.head(0)
    if len(own) != 1:
        why = "there is none" if own.empty else f"{len(own):,} begin so"
        raise CaseError(f"'{case}' names no case of the worklist ({why}); `cxanalytics worklist` shows them.")
    return {str(key): value for key, value in own.iloc[0].to_dict().items()}


def crm(workspace: Workspace, table: pd.DataFrame) -> pd.DataFrame:
    """The cases as a file for another tool: lists as text, and the tool's own customer key where it was kept."""
    keys = workspace.keys().rename(columns={"key": "customer_key"})
    told = table.assign(
        signs=table["signs"].map(", ".join), touchpoints=table["touchpoints"].map(", ".join),
        patterns=table["patterns"].map(", ".join), due=table["due"].map(lambda day: "" if day is None else str(day)),
    )  # fmt: skip
    names = [
        "case", "state", "owner", "due", "public", "reach", "complained_at", "complaints", "repeats", "severity",
        "signs", "touchpoints", "patterns", "quote", "source", "url", "note", "urgency",
    ]  # fmt: skip
    if keys.empty:
        return told[names]
    return told.merge(keys, left_on="case", right_on="customer", how="left")[["customer_key", *names]]
