"""What became of cases, and how long answers take."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxanalytics.errors import CaseError
from cxanalytics.store import Workspace
from cxanalytics.worklist import register

AT = pd.Timestamp("2026-03-01")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")


def test_a_case_is_assigned_answered_and_taken_back(workspace: Workspace) -> None:
    assert register.all(workspace).empty
    register.assign(workspace, "c1", owner=" Ana  B ", due="2026-04-01", note="call her", who="Fay")
    register.put(workspace, "c1", "answered", AT, who="Ana")
    row = register.all(workspace).iloc[0]
    assert row[["case", "state", "owner", "due", "note", "by", "complained_at"]].tolist() == [
        "c1", "answered", "Ana B", date(2026, 4, 1), "call her", "Ana", AT,
    ]  # fmt: skip
    assert pd.notna(row["answered_at"])
    assert [line.partition(", ")[2] for line in register.history(workspace, "c1")] == [
        "Fay: owner Ana B, due 2026-04-01, “call her”", "Ana: answered",
    ]  # fmt: skip
    assert register.undo(workspace, "c1") == "answered"
    assert register.all(workspace)["state"].tolist() == ["open"]
    assert register.undo(workspace, "c1") == "assigned"
    with pytest.raises(CaseError, match="Nothing was done to case c1"):
        register.undo(workspace, "c1")


def test_the_first_answer_counts_for_the_time_it_took(workspace: Workspace) -> None:
    register.put(workspace, "c1", "answered", AT)
    first = register.all(workspace)["answered_at"].iloc[0]
    register.put(workspace, "c1", "recovered", pd.Timestamp("2026-03-09"))
    row = register.all(workspace).iloc[0]
    assert (row["state"], row["answered_at"], row["complained_at"]) == ("recovered", first, AT)
    register.put(workspace, "c1", "open", None)
    assert pd.isna(register.all(workspace)["answered_at"].iloc[0])


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (lambda w: register.put(w, "c", "asleep", AT), "'asleep' is no state of a case"),
        (lambda w: register.assign(w, "c"), "Nothing is said of the case"),
        (lambda w: register.assign(w, "c", due="soon"), "'soon' is no date"),
        (lambda w: register.assign(w, "c", note="x" * 2_001), "at most 2,000 characters"),
    ],
)
def test_what_is_not_well_put_is_said(workspace: Workspace, run: object, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        run(workspace)  # type: ignore[operator]


def waiting(*days: float) -> pd.DataFrame:
    now = pd.Timestamp("2026-04-01")
    return pd.DataFrame({"state": "open", "complained_at": [now - pd.Timedelta(days=d) for d in days]})


def answered(*days: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"complained_at": AT, "answered_at": [AT + pd.Timedelta(days=d) for d in days]}
    ).astype("datetime64[us]")  # fmt: skip


def test_those_who_wait_count_for_as_long_as_they_wait() -> None:
    # Kaplan and Meier by hand: of 6, one answered at 1 (5/6 left), one at 2 (of 5: 4/6), one waits since 3,
    # one answered at 5 (of 3: 4/6 x 2/3 = 4/9), two wait since 6 and 8.
    found = register.answering(waiting(3, 6, 8), answered(1, 2, 5), pd.Timestamp("2026-04-01"))
    assert (found.answered, found.waiting, found.median) == (3, 3, 5.0)
    assert found.within == pytest.approx((1 / 6, 1 / 3, 5 / 9))
    assert found.words == (
        "3 of 6 answered: half within 5.0 days; 17 % within a day, 33 % within three, 56 % within a week."
    )


def test_where_most_still_wait_there_is_no_median() -> None:
    found = register.answering(waiting(10, 10, 10), answered(1), pd.Timestamp("2026-04-01"))
    assert np.isnan(found.median)
    assert found.words == "1 of 4 answered, 25 % within a week."
    assert register.answering(waiting(1), answered(), pd.Timestamp("2026-04-01")).words == (
        "Nobody was answered yet; 1 wait."
    )


def test_due_and_past_is_overdue() -> None:
    cases = pd.DataFrame({"case": ["a", "b"], "complained_at": AT})
    known = pd.DataFrame(
        {
            "case": ["a", "b"], "state": ["open", "answered"], "owner": "", "due": date(2026, 3, 5), "note": "",
            "since": pd.Timestamp("2026-03-02"), "answered_at": pd.NaT,
        }
    )  # fmt: skip
    table = register.standing(cases, known, date(2026, 3, 6))
    assert table["overdue"].tolist() == [True, False]
    assert register.standing(cases, known, date(2026, 3, 5))["overdue"].tolist() == [False, False]
