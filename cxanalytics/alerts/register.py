"""The alerts that were raised: what became of each, once and for all to see."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from cxanalytics.days import iso
from cxanalytics.errors import AlertError
from cxanalytics.store import Workspace
from cxanalytics.store import alerts as log
from cxanalytics.who import name as name_of

OPEN, ACKNOWLEDGED, SNOOZED, OVER = STATES = ("open", "acknowledged", "snoozed", "over")
_COLUMNS = {
    "alert": "int64", "state": "str", "severity": "str", "title": "str", "text": "str", "touchpoint": "str",
    "pattern": "str", "rule": "int64", "raised_at": "datetime64[us]", "until": "object", "by": "str",
    "delivered": "object",
}  # fmt: skip


def all(workspace: Workspace, today: date | None = None) -> pd.DataFrame:  # noqa: A001
    """Every alert that was raised, the newest first.

    Columns: alert (its number), state (of STATES), severity, title, text, touchpoint, pattern, rule (0: none),
    raised_at (UTC), until (the day a snooze ends, None), by (who acknowledged or snoozed it), delivered (a list of
    where it went besides the page).
    """
    events = log.events(workspace)
    standing = events[~events["undone"].to_numpy(bool)]
    day = today or datetime.now().astimezone().date()
    rows = [_alert(own, day) for _, own in standing.groupby("alert", sort=True)]
    table = pd.DataFrame([row for row in rows if row], columns=list(_COLUMNS)).astype(_COLUMNS)
    return table.sort_values("alert", ascending=False, ignore_index=True)


def _alert(events: pd.DataFrame, today: date) -> dict[str, Any] | None:
    first: Any = next(events.itertuples(index=False))
    if first.kind != "raised":
        return None
    state, until, by = OPEN, None, ""
    delivered: list[str] = []
    for kind, payload, who in zip(events["kind"], events["payload"], events["who"], strict=True):
        if kind == "over":
            state = OVER
        elif kind == "delivered":
            delivered += [str(payload["to"])]
        elif kind == "acknowledged":
            state, by = ACKNOWLEDGED, who
        elif kind == "snoozed":
            until, by = date.fromisoformat(payload["until"]), who
            state = SNOOZED if until > today else OPEN
    return {
        **{name: first.payload[name] for name in ("severity", "title", "text", "touchpoint", "pattern", "rule")},
        "alert": int(first.alert), "state": state, "raised_at": first.at, "until": until, "by": by,
        "delivered": delivered,
    }  # fmt: skip


def get(workspace: Workspace, number: int) -> dict[str, Any]:
    """One alert, as a row of `all`.

    Raises
    ------
    AlertError
        There is none of that number.
    """
    known = all(workspace)
    own = known[(known["alert"] == number).to_numpy(bool)]
    if own.empty:
        raise AlertError(f"There is no alert number {number}; `cxanalytics alerts --all` shows them.")
    return {str(key): value for key, value in own.iloc[0].to_dict().items()}


def acknowledge(workspace: Workspace, number: int, *, who: str = "") -> None:
    """Somebody has seen it and takes care.

    Raises
    ------
    AlertError
        There is none of that number.
    """
    get(workspace, number)
    log.add(workspace, "acknowledged", {}, alert=number, who=name_of(who))


def snooze(workspace: Workspace, number: int, until: date | str, *, who: str = "") -> None:
    """Say nothing of it before a day.

    Raises
    ------
    AlertError
        There is none of that number, or the day is none or past.
    """
    get(workspace, number)
    day = date.fromisoformat(iso(until, AlertError))
    if day <= datetime.now().astimezone().date():
        raise AlertError(f"An alert is snoozed until a day to come; {day} is not.")
    log.add(workspace, "snoozed", {"until": day.isoformat()}, alert=number, who=name_of(who))


def undo(workspace: Workspace, number: int) -> str:
    """Take back the last acknowledging or snoozing of an alert; which it was.

    Raises
    ------
    AlertError
        There is no such alert, or nothing was done to it.
    """
    get(workspace, number)
    events = log.events(workspace)
    own = events[(events["alert"] == number).to_numpy(bool) & ~events["undone"].to_numpy(bool)]
    done = own[own["kind"].isin(_BY_PEOPLE).to_numpy(bool)]
    if done.empty:
        raise AlertError(f"Nothing was done to alert {number} that could be taken back.")
    log.undo(workspace, int(done["id"].iloc[-1]))
    return str(done["kind"].iloc[-1])


def history(workspace: Workspace, number: int) -> list[str]:
    """What became of an alert, oldest first, in sentences.

    Raises
    ------
    AlertError
        There is none of that number.
    """
    removed = _removed(workspace, int(get(workspace, number)["rule"]))
    events = log.events(workspace)
    own = events[(events["alert"] == number).to_numpy(bool) & ~events["undone"].to_numpy(bool)]
    return [
        f"{at.day} {at:%B %Y, %H:%M} UTC: {_told(kind, payload, ruleless=bool(at >= removed))}"
        + (f" ({who})" if kind in _BY_PEOPLE else "")
        for at, kind, payload, who in zip(own["at"], own["kind"], own["payload"], own["who"], strict=True)
    ]


def _removed(workspace: Workspace, rule: int) -> pd.Timestamp:
    """When a rule was taken away, NaT where it stands, or where no rule raised the alert."""
    known = log.rules(workspace)
    own = (known["rule"] == rule).to_numpy(bool) & (known["kind"] == "removed").to_numpy(bool)
    at: pd.Timestamp = known["at"][own & ~known["undone"].to_numpy(bool)].max()
    return at


_BY_PEOPLE = ("acknowledged", "snoozed")


def _told(kind: str, payload: Mapping[str, Any], *, ruleless: bool) -> str:
    """What happened to an alert. ruleless: the rule that raised it stands no more."""
    return {
        "raised": "Raised",
        "over": "Over: its rule was taken away" if ruleless else "Over: it stands no more",
        "delivered": f"Sent to {payload.get('to')}",
        "failed": f"Could not be sent to {payload.get('to')}: {payload.get('why')}",
        "acknowledged": "Acknowledged",
        "snoozed": f"Snoozed until {payload.get('until')}",
    }[kind]
