"""What numbers should come to, and by when: the register of targets, overall and per touchpoint."""

from datetime import date
from typing import Any

import pandas as pd

from cxanalytics.actions import ratio_of
from cxanalytics.days import iso
from cxanalytics.errors import TargetError
from cxanalytics.journey import renames
from cxanalytics.journey.model import Journey
from cxanalytics.journeys import journey_of
from cxanalytics.store import Workspace
from cxanalytics.store import targets as log
from cxanalytics.who import name as name_of

OVERALL = "Overall"
_COLUMNS = {
    "target": "int64", "touchpoint": "str", "ratio": "float64", "by": "object", "owner": "str", "note": "str",
    "set_at": "datetime64[us]", "set_by": "str",
}  # fmt: skip
_FIELDS = ("touchpoint", "ratio", "by", "owner", "note")
_LONGEST = 200


def all(workspace: Workspace, journey: Journey | None = None) -> pd.DataFrame:  # noqa: A001
    """Every target that stands, in the order they were set; with the names that touchpoints have in `journey` now.

    Columns: target (its number), touchpoint ("" is overall), ratio, by (a date), owner, note, set_at (UTC), set_by.
    """
    events = log.events(workspace)
    standing = events[~events["undone"].to_numpy(bool)]
    found = [_target(rows) for _, rows in standing.groupby("target", sort=True)]
    table = pd.DataFrame([row for row in found if row], columns=list(_COLUMNS)).astype(_COLUMNS)
    return table if journey is None else renames.carried(table, journey)


def _target(events: pd.DataFrame) -> dict[str, Any] | None:
    if not events["kind"].eq("added").any() or events["kind"].eq("dropped").any():
        return None
    put: dict[str, Any] = {}
    for payload in events["payload"].tolist():
        put |= payload
    first: Any = next(events.itertuples(index=False))
    return put | {
        "target": int(first.target), "by": date.fromisoformat(put["by"]), "set_at": first.at, "set_by": first.who,
    }  # fmt: skip


def get(workspace: Workspace, number: int) -> dict[str, Any]:
    """One target, as a row of `all`.

    Raises
    ------
    TargetError
        There is none of that number.
    """
    known = all(workspace)
    own = known[(known["target"] == number).to_numpy(bool)]
    if own.empty:
        raise TargetError(f"There is no target number {number}; `cxanalytics target list` shows them.")
    return {str(key): value for key, value in own.iloc[0].to_dict().items()}


def add(  # noqa: PLR0913
    workspace: Workspace,
    ratio: str | float,
    by: date | str,
    *,
    touchpoint: str = "",
    owner: str = "",
    note: str = "",
    who: str = "",
    journey: Journey | None = None,
) -> int:
    """Set a target; its number. `touchpoint` "" is overall.

    Raises
    ------
    TargetError
        The ratio is none, the day is none, or there is no such touchpoint.
    """
    given = {"touchpoint": touchpoint, "ratio": ratio, "by": by, "owner": owner, "note": note}
    return log.add(workspace, "added", _checked(workspace, given, journey), who=name_of(who))


def change(
    workspace: Workspace, number: int, *, who: str = "", journey: Journey | None = None, **given: Any
) -> dict[str, Any]:
    """Change some of touchpoint, ratio, by, owner and note; the target after that.

    Raises
    ------
    TargetError
        There is no such target, or what is given is not as it must be.
    """
    if unknown := [name for name in given if name not in _FIELDS]:
        raise TargetError(f"A target has no '{unknown[0]}'; it has {', '.join(_FIELDS)}.")
    get(workspace, number)
    log.add(workspace, "changed", _checked(workspace, given, journey), target=number, who=name_of(who))
    return get(workspace, number)


def drop(workspace: Workspace, number: int, *, who: str = "") -> None:
    """Give a target up; it stays in the log.

    Raises
    ------
    TargetError
        There is none of that number.
    """
    get(workspace, number)
    log.add(workspace, "dropped", {}, target=number, who=name_of(who))


def undo(workspace: Workspace, number: int) -> str:
    """Take back the last thing that was done to a target ("added", "changed" or "dropped"); which it was.

    Raises
    ------
    TargetError
        There is none of that number, or nothing is left to take back.
    """
    events = log.events(workspace)
    own = events[(events["target"] == number).to_numpy(bool) & ~events["undone"].to_numpy(bool)]
    if own.empty:
        raise TargetError(f"There is no target number {number}; `cxanalytics target list` shows them.")
    log.undo(workspace, int(own["id"].iloc[-1]))
    return str(own["kind"].iloc[-1])


def _checked(workspace: Workspace, given: dict[str, Any], journey: Journey | None) -> dict[str, Any]:
    put = dict(given)
    for name in ("owner", "note", "touchpoint"):
        if name in put:
            put[name] = " ".join(str(put[name]).split())[:_LONGEST]
    if "ratio" in put:
        ratio = ratio_of(f"{put['ratio']:g}" if isinstance(put["ratio"], int | float) else str(put["ratio"]))
        if ratio is None:
            raise TargetError(f"'{put['ratio']}' is no ratio; write it as 5 : 1 or 5.")
        put["ratio"] = ratio
    if "by" in put:
        put["by"] = iso(put["by"], TargetError)
    if put.get("touchpoint", "").casefold() == OVERALL.casefold():
        put["touchpoint"] = ""
    if put.get("touchpoint"):
        put["touchpoint"] = _touchpoint(put["touchpoint"], journey or journey_of(workspace))
    return put


def _touchpoint(name: str, journey: Journey) -> str:
    former = {old.casefold(): now for old, now in renames.current(journey).items()}
    known = former | {item.name.casefold(): item.name for item in journey.touchpoints}
    if name.casefold() not in known:
        names = ", ".join(item.name for item in journey.touchpoints)
        raise TargetError(f"The journey {journey.name} has no touchpoint '{name}'; it has {names}.")
    return known[name.casefold()]
