"""What became of each case: answered, recovered, no answer possible; by whom, and how long it took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.days import iso
from cxanalytics.errors import CaseError
from cxanalytics.store import Workspace
from cxanalytics.store import cases as log
from cxanalytics.who import name as name_of

OPEN, ANSWERED, RECOVERED, IMPOSSIBLE = STATES = ("open", "answered", "recovered", "no answer possible")
_KINDS = {OPEN: "opened", ANSWERED: "answered", RECOVERED: "recovered", IMPOSSIBLE: "impossible"}
_STATE_OF = {kind: state for state, kind in _KINDS.items()}
_LONGEST = 2_000
_COLUMNS = {
    "case": "str", "state": "str", "owner": "str", "due": "object", "note": "str", "since": "datetime64[us]",
    "complained_at": "datetime64[us]", "answered_at": "datetime64[us]", "by": "str",
}  # fmt: skip


def state(workspace: Workspace) -> str:
    """A short text that changes with everything that is done to a case; "" before any."""
    return log.state(workspace)


def all(workspace: Workspace) -> pd.DataFrame:  # noqa: A001
    """Every case that somebody has done something with.

    Columns: case, state (of STATES), owner, due (a date, None), note, since (when the state began, UTC), complained_at
    (the complaint that was answered first), answered_at (when, UTC; NaT where it was not), by (who did the last thing).
    """
    events = log.events(workspace)
    standing = events[~events["undone"].to_numpy(bool)]
    rows = [_case(own) for _, own in standing.groupby("case", sort=True)]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def _case(events: pd.DataFrame) -> dict[str, Any]:
    first: Any = next(events.itertuples(index=False))
    made: dict[str, Any] = {
        "case": first.case, "state": OPEN, "owner": "", "due": None, "note": "", "since": first.at,
        "complained_at": pd.NaT, "answered_at": pd.NaT, "by": "",
    }  # fmt: skip
    for at, kind, payload, who in zip(events["at"], events["kind"], events["payload"], events["who"], strict=True):
        made["by"] = who
        if kind in _STATE_OF:
            made |= {"state": _STATE_OF[kind], "since": at}
            if kind in ("answered", "recovered") and pd.isna(made["answered_at"]):
                made |= {"answered_at": at, "complained_at": pd.Timestamp(payload["complained_at"])}
            if kind == "opened":
                made |= {"answered_at": pd.NaT, "complained_at": pd.NaT}
        made |= {name: payload[name] for name in ("owner", "note") if name in payload}
        if "due" in payload:
            made["due"] = date.fromisoformat(payload["due"]) if payload["due"] else None
    return made


def standing(cases: pd.DataFrame, known: pd.DataFrame, today: date | None = None) -> pd.DataFrame:
    """The cases with their state: state, owner, due, note, answered_at, again and overdue beside them.

    A customer who complains again after the answer is open again (again is True then).
    """
    table = cases.merge(known[["case", "state", "owner", "due", "note", "since", "answered_at"]], on="case", how="left")
    day = today or datetime.now().astimezone().date()
    answered = table["state"].isin([ANSWERED, RECOVERED]).to_numpy(bool)
    again = answered & (table["complained_at"] > table["since"]).to_numpy(bool)
    due = table["due"].where(table["due"].notna(), None)
    late = np.array([item is not None and item < day for item in due.tolist()], dtype=bool)
    state_ = table["state"].fillna(OPEN).where(~again, OPEN)
    return table.assign(
        state=state_.astype("str"), owner=table["owner"].fillna(""), note=table["note"].fillna(""), due=due,
        again=again, overdue=late & (state_ == OPEN).to_numpy(bool),
    ).drop(columns="since")  # fmt: skip


def put(
    workspace: Workspace,
    case: str,
    new: str,
    complained_at: pd.Timestamp | None,
    *,
    note: str | None = None,
    who: str = "",
) -> None:
    """A case comes into a state. `complained_at` is the complaint that is answered, for the time it took.

    Raises
    ------
    CaseError
        There is no such state, or a note is too long.
    """
    if new not in _KINDS:
        raise CaseError(f"'{new}' is no state of a case; they are {', '.join(STATES)}.")
    payload: dict[str, Any] = {"complained_at": complained_at.isoformat() if complained_at is not None else None}
    if note is not None:
        payload["note"] = _note(note)
    log.add(workspace, _KINDS[new], payload, case=case, who=name_of(who))


def assign(
    workspace: Workspace,
    case: str,
    *,
    owner: str | None = None,
    due: date | str | None = None,
    note: str | None = None,
    who: str = "",
) -> None:
    """Say who answers, until when, and what to know; what is None stays, "" takes away.

    Raises
    ------
    CaseError
        Nothing is given, the day is none, or a note is too long.
    """
    payload: dict[str, Any] = {}
    if owner is not None:
        payload["owner"] = " ".join(owner.split())[:200]
    if due is not None:
        payload["due"] = iso(due, CaseError) if due else ""
    if note is not None:
        payload["note"] = _note(note)
    if not payload:
        raise CaseError("Nothing is said of the case; name an owner, a day or a note.")
    log.add(workspace, "assigned", payload, case=case, who=name_of(who))


def _note(note: str) -> str:
    plain = note.strip()
    if len(plain) > _LONGEST:
        raise CaseError(f"A note has at most {_LONGEST:,} characters; this one has {len(plain):,}. Put it shorter.")
    return plain


def undo(workspace: Workspace, case: str) -> str:
    """Take back the last thing that was done to a case; which it was.

    Raises
    ------
    CaseError
        Nothing was done to it.
    """
    events = log.events(workspace, case)
    own = events[~events["undone"].to_numpy(bool)]
    if own.empty:
        raise CaseError(f"Nothing was done to case {case} that could be taken back.")
    log.undo(workspace, int(own["id"].iloc[-1]))
    return str(own["kind"].iloc[-1])


def history(workspace: Workspace, case: str) -> list[str]:
    """What was done to a case, oldest first, in sentences."""
    events = log.events(workspace, case)
    own = events[~events["undone"].to_numpy(bool)]
    return [
        f"{at.day} {at:%B %Y}, {who}: {_told(kind, payload)}"
        for at, who, kind, payload in zip(own["at"], own["who"], own["kind"], own["payload"], strict=True)
    ]


def _told(kind: str, payload: dict[str, Any]) -> str:
    said = [] if kind == "assigned" else [_STATE_OF[kind]]
    said += [f"owner {payload['owner']}"] if payload.get("owner") else []
    said += [f"due {payload['due']}"] if payload.get("due") else []
    said += [f"“{payload['note']}”"] if payload.get("note") else []
    return ", ".join(said) or "changed"


@dataclass(frozen=True)
class Answering:
    """How long answers take: how many were answered, how many wait, the median in days with those that still wait taken
    for what they are (NaN where fewer than half would be answered), and the shares answered within 1, 3 and 7 days."""

    answered: int
    waiting: int
    median: float
    within: tuple[float, float, float]

    @property
    def words(self) -> str:
        """All of it in a sentence."""
        if not self.answered:
            return f"Nobody was answered yet; {self.waiting:,} wait."
        one, three, seven = (f"{100 * share:.0f} %" for share in self.within)
        many = f"{self.answered:,} of {self.answered + self.waiting:,} answered"
        if np.isnan(self.median):
            return f"{many}, {seven if self.within[2] >= 0.005 else 'hardly any'} within a week."
        soon = f"{one} within a day, {three} within three, {seven} within a week"
        return f"{many}: half within {self.median:.1f} days; {soon}."


def answering(standing_: pd.DataFrame, known: pd.DataFrame, now: pd.Timestamp | None = None) -> Answering:
    """How long answers take, of all cases (`standing`) and those answered earlier (`all`).

    Kaplan and Meier's estimate (1958): a case that waits counts for as long as it has waited. Those to whom no answer
    is possible take no part. `now` is the clock's, UTC.
    """
    clock = now if now is not None else pd.Timestamp.now("UTC").tz_localize(None)
    done = known[known["answered_at"].notna().to_numpy(bool)]
    took = (done["answered_at"] - done["complained_at"]).dt.total_seconds().to_numpy() / 86_400
    waits = standing_[(standing_["state"] == OPEN).to_numpy(bool)]
    waited = (clock - waits["complained_at"]).dt.total_seconds().to_numpy() / 86_400
    days = np.maximum(np.concatenate([took, waited]), 0.0)
    event = np.concatenate([np.ones(len(took), bool), np.zeros(len(waited), bool)])
    if not len(took):
        return Answering(0, len(waited), float("nan"), (0.0, 0.0, 0.0))
    at, left = _waiting(days, event)
    within = tuple(1 - _left(at, left, float(limit)) for limit in (1, 3, 7))
    under = np.flatnonzero(left <= 0.5)
    median = float(at[under[0]]) if len(under) else float("nan")
    return Answering(len(took), len(waited), median, (within[0], within[1], within[2]))


def _waiting(
    days: npt.NDArray[np.float64], event: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The times of answers, and the part that still waits after each."""
    at = np.unique(days[event])
    under = np.array([(days >= time).sum() for time in at])
    answered = np.array([((days == time) & event).sum() for time in at])
    return at, np.cumprod(1 - answered / under)


def _left(at: Sequence[float] | npt.NDArray[np.float64], left: npt.NDArray[np.float64], limit: float) -> float:
    passed = np.flatnonzero(np.asarray(at) <= limit)
    return float(left[passed[-1]]) if len(passed) else 1.0
