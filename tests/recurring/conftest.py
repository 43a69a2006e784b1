"""A workspace with small exports whose mentions are told, not read: what recurs in them is plain to see."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxanalytics import feedback, recurring
from cxanalytics.store import NewImport, Workspace

VERSION = "1"
THINGS = {
    "delivery": ("parcel", "late", "delivery", "courier", "days"),
    "invoice": ("invoice", "wrong", "amount", "charged", "bill"),
    "phone": ("nobody", "answers", "phone", "hold", "ringing"),
    "app": ("app", "crashes", "login", "screen", "update"),
    "shoes": ("shoes", "sole", "broke", "apart", "heel"),
}
FILLERS = ("today", "sadly", "again", "really", "as ever", "this time")


def said(thing: str, number: int) -> str:
    """Four of the five words of a thing, in an order of their own, with something around."""
    random = np.random.default_rng(number)
    words = random.permutation(THINGS[thing])[:4].tolist()
    return f"{FILLERS[int(random.integers(6))]} {' '.join(words)} {FILLERS[int(random.integers(6))]}"


def mentions(import_id: str, month: str, counts: dict[str, int], polarity: str = "negative") -> pd.DataFrame:
    """So many mentions of each thing in a month, one per answer."""
    rows = [(thing, number) for thing, n in counts.items() for number in range(n)]
    days = pd.Timestamp(f"{month}-01") + pd.to_timedelta(np.arange(len(rows)) % 28, unit="D")
    return pd.DataFrame(
        {
            "feedback_id": [f"{import_id[:4]}{thing}{number:04d}" for thing, number in rows],
            "start": 0,
            "clause_text": [said(thing, number) for thing, number in rows],
            "touchpoint": "Order",
            "stage": "Buy",
            "polarity": polarity,
            "import_id": import_id,
            "source": "Survey",
            "channel": "web",
            "segment": "",
            "occurred_at": days.astype("datetime64[us]"),
            "reach": np.nan,
            "emotions": "",
            "effort": False,
            "thing": [thing for thing, _ in rows],
        }
    )


FIRST = mentions("a" * 32, "2026-01", {"delivery": 24, "invoice": 20, "phone": 16})
SECOND = mentions("b" * 32, "2026-02", {"delivery": 12, "invoice": 10, "phone": 8, "app": 9})
BOTH = pd.concat([FIRST, SECOND], ignore_index=True)


@pytest.fixture
def make_workspace(tmp_path: Path) -> Callable[..., Workspace]:
    """A function that makes a workspace with these mentions' imports, or adds what is new of them to it."""

    def make(table: pd.DataFrame, name: str = "w") -> Workspace:
        workspace = Workspace(tmp_path / name)
        listed = {record.import_id for record in workspace.imports()}
        for import_id, part in table.groupby("import_id", sort=True):
            if import_id in listed:
                continue
            ids = part["feedback_id"].drop_duplicates().tolist()
            frame = pd.DataFrame(
                {
                    "feedback_id": ids,
                    "response_id": ids,
                    "import_id": import_id,
                    "source": "Survey",
                    "kind": "survey",
                    "text": "x",
                }
            )
            workspace.stage(
                NewImport(str(import_id), feedback.conform(frame), pd.DataFrame({"record": [], "reason": []}))
            )
            ledger = {"import_id": import_id, "file": f"{import_id[0]}.csv", "source": "Survey", "read": len(ids)}
            workspace.confirm([ledger | {"kept": len(ids), "set_aside": {}}])
        return workspace

    return make


@pytest.fixture
def workspace(make_workspace: Callable[..., Workspace]) -> Workspace:
    """Two months, settled one after the other."""
    made = make_workspace(FIRST)
    recurring.settle(made, FIRST, VERSION)
    make_workspace(BOTH)
    recurring.settle(made, BOTH, VERSION)
    return made


def of(workspace: Workspace, table: pd.DataFrame = BOTH) -> recurring.Recurring:
    return recurring.of(workspace, table, VERSION)


def pattern_of(found: recurring.Recurring, thing: str) -> str:
    """The pattern that most mentions of a thing are in."""
    mine = found.mentions[(found.mentions["thing"] == thing).to_numpy(bool)]
    return str(mine["pattern"].value_counts().index[0])


def ids_of(found: recurring.Recurring, rows: Sequence[bool] | pd.Series) -> list[str]:
    return recurring.mention_id(found.mentions[np.asarray(rows, dtype=bool)]).tolist()


def seen(found: recurring.Recurring) -> dict[str, str]:
    """Where every mention is, as plain values."""
    where = found.mentions["pattern"].astype("object").fillna("")
    return dict(zip(recurring.mention_id(found.mentions), where, strict=True))
