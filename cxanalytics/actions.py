"""What people decided to do about a touchpoint: the register of actions, each with owner, date and target."""

import re
from datetime import date, datetime
from typing import Any

import pandas as pd

from cxanalytics.claims import rest_on
from cxanalytics.errors import ActionError, PatternError
from cxanalytics.journey import renames
from cxanalytics.journey.model import Journey
from cxanalytics.journeys import journey_of
from cxanalytics.patterns.registry import fold
from cxanalytics.store import Workspace, workshops
from cxanalytics.store import actions as log
from cxanalytics.store import patterns as pattern_log
from cxanalytics.who import name as name_of

OPEN, DONE, DROPPED = STATES = ("open", "done", "dropped")

_LONGEST = 200
_FIELDS = ("touchpoint", "pattern", "title", "owner", "due", "target", "state", "session")
_COLUMNS = {
    "action": "int64",
    **dict.fromkeys(("touchpoint", "pattern", "title", "owner"), "str"),
    "due": "object",
    "target": "str",
    "target_ratio": "float64",
    "state": "str",
    "session": "Int64",
    "added_at": "datetime64[us]",
    "added_by": "str",
}
_RATIO = re.compile(r"(?:at least )?(\d+(?:[.,]\d+)?)(?:\s*(?::|to)\s*(\d+(?:[.,]\d+)?))?", re.IGNORECASE)


def state(workspace: Workspace) -> str:
    """A short text that changes with every action that is added or changed; "" before any."""
    return log.state(workspace)


def all(workspace: Workspace, journey: Journey | None = None) -> pd.DataFrame:  # noqa: A001
    """Every action as it stands, in the order they were added; with the names that touchpoints have in `journey` now.

    Columns: action (its number), touchpoint, pattern (missing where none), title, owner, due (a date, None where none
    is set), target (a ratio as in "5 : 1", or words), target_ratio (missing where it is words), state (one of STATES),
    session (missing where it was not decided in one), added_at (UTC), added_by.
    """
    events = log.events(workspace)
    standing = events[~events["undone"].to_numpy(bool)]
    found = [_action(rows) for _, rows in standing.groupby("action", sort=True)]
    table = pd.DataFrame([row for row in found if row], columns=list(_COLUMNS)).astype(_COLUMNS)
    return table if journey is None else renames.carried(table, journey)


def get(workspace: Workspace, number: int) -> dict[str, Any]:
    """One action, as a row of `all`.

    Raises
    ------
    ActionError
        There is none of that number.
    """
    known = all(workspace)
    own = known[(known["action"] == number).to_numpy(bool)]
    if own.empty:
        raise ActionError(f"There is no action number {number}; `cxanalytics action list` shows them.")
    return {str(key): value for key, value in own.iloc[0].to_dict().items()}


def add(  # noqa: PLR0913
    workspace: Workspace,
    title: str,
    *,
    touchpoint: str = "",
    pattern: str = "",
    owner: str = "",
    due: date | str | None = None,
    target: str | float = "",
    session: int | None = None,
    who: str = "",
    journey: Journey | None = None,
) -> int:
    """Add an action; its number. journey is the one its touchpoint is of, the workspace's own unless one is given.

    Raises
    ------
    ActionError
        The title is empty or too long, due is no date, or there is no such touchpoint.
    PatternError
        There is no such pattern.
    """
    given = {
        "title": title,
        "touchpoint": touchpoint,
        "pattern": pattern,
        "owner": owner,
        "due": due,
        "target": target,
        "session": session,
    }
    put = _checked(workspace, given, journey) | {"state": OPEN}
    if put["pattern"]:
        rest_on(workspace, put["pattern"], name_of(who))
    return log.add(workspace, "added", put, who=name_of(who))


def change(
    workspace: Workspace, number: int, *, who: str = "", journey: Journey | None = None, **given: Any
) -> dict[str, Any]:
    """Change some of title, touchpoint, pattern, owner, due, target, state and session; the action after that.

    Raises
    ------
    ActionError
        There is no such action, or what is given is not as it must be.
    """
    if unknown := [name for name in given if name not in _FIELDS]:
        raise ActionError(f"An action has no '{unknown[0]}'; it has {', '.join(_FIELDS)}.")
    before = get(workspace, number)
    put = _checked(workspace, given, journey)
    if put.get("pattern", "") not in ("", before["pattern"]):
        rest_on(workspace, put["pattern"], name_of(who))
    log.add(workspace, "changed", put, action=number, who=name_of(who))
    return get(workspace, number)


def remove(workspace: Workspace, number: int) -> None:
    """Take an action back as if it had never been decided; it stays in the log, marked as undone.

    Raises
    ------
    ActionError
        There is no such action.
    """
    get(workspace, number)
    events = log.events(workspace)
    added = events[((events["action"] == number) & (events["kind"] == "added")).to_numpy(bool)]
    log.undo(workspace, int(added["id"].iloc[0]))


def undo(workspace: Workspace, number: int) -> str:
    """Take back the last thing that was done to an action; what it was ("added" or "changed").

    Raises
    ------
    ActionError
        There is no such action.
    """
    get(workspace, number)
    events = log.events(workspace)
    own = events[(events["action"] == number).to_numpy(bool) & ~events["undone"].to_numpy(bool)]
    log.undo(workspace, int(own["id"].iloc[-1]))
    return str(own["kind"].iloc[-1])


def _action(events: pd.DataFrame) -> dict[str, Any] | None:
    """The action as it stands after its events; None where its adding was taken back."""
    if not events["kind"].eq("added").any():
        return None
    put: dict[str, Any] = {}
    for payload in events["payload"].tolist():
        put |= payload
    due = date.fromisoformat(put["due"]) if put["due"] else None
    first: Any = next(events.itertuples(index=False))
    return {
        **put,
        "action": int(first.action),
        "pattern": put["pattern"] or None,
        "due": due,
        "target_ratio": ratio_of(put["target"]),
        "added_at": first.at,
        "added_by": first.who,
    }


def _checked(workspace: Workspace, given: dict[str, Any], journey: Journey | None) -> dict[str, Any]:
    """What was given, as it is kept."""
    put = dict(given)
    put |= {
        name: " ".join(str(put[name]).split()) for name in ("title", "owner", "touchpoint", "pattern") if name in put
    }
    if "title" in put and not put["title"]:
        raise ActionError("An action needs a title that says what will be done, as in “Call back within a day”.")
    if len(put.get("title", "")) > _LONGEST:
        raise ActionError(
            f"A title has at most {_LONGEST} characters; this one has {len(put['title'])}. Put it shorter."
        )
    if "state" in put:
        put["state"] = state_of(put["state"])
    if put.get("touchpoint"):
        put["touchpoint"] = _touchpoint(put["touchpoint"], journey or journey_of(workspace))
    if put.get("pattern"):
        put["pattern"] = pattern_of(workspace, put["pattern"])
    if put.get("session") is not None and workshops.events(workspace, put["session"], ("opened",)).empty:
        raise ActionError(f"There is no session number {put['session']}; `cxanalytics workshop list` shows them.")
    if "due" in put:
        put["due"] = _due(put["due"])
    if "target" in put:
        put["target"] = _target(put["target"])
    return put


def state_of(text: str) -> str:
    """The state that a person wrote.

    Raises
    ------
    ActionError
        It is none.
    """
    if text.strip().lower() not in STATES:
        raise ActionError(f"'{text}' is no state of an action; they are {', '.join(STATES)}.")
    return text.strip().lower()


def _touchpoint(name: str, journey: Journey) -> str:
    former = {old.casefold(): now for old, now in renames.current(journey).items()}
    known = former | {item.name.casefold(): item.name for item in journey.touchpoints}
    if name.casefold() not in known:
        raise ActionError(f"The journey {journey.name} has no touchpoint '{name}'; it has {', '.join(known.values())}.")
    return known[name.casefold()]


def pattern_of(workspace: Workspace, pattern: str) -> str:
    """The living pattern that this one is, or became part of.

    Raises
    ------
    PatternError
        There is none of that id.
    """
    found = fold(pattern_log.events(workspace), pattern_log.members(workspace))
    living = found.living.get(pattern, pattern)
    if living not in set(found.patterns["pattern"].tolist()):
        raise PatternError(f"There is no pattern '{pattern}'; `cxanalytics patterns` shows them.")
    return living


def _due(due: date | str | None) -> str:
    if due is None or due == "":
        return ""
    if isinstance(due, datetime):
        due = due.date()
    try:
        return due.isoformat() if isinstance(due, date) else date.fromisoformat(due.strip()).isoformat()
    except ValueError as error:
        raise ActionError(f"'{due}' is no date; write it as 2026-09-30.") from error


def _target(target: str | float) -> str:
    """The target as it is kept: a ratio in one form, words as they are."""
    plain = " ".join(f"{target:g}".split() if isinstance(target, int | float) else target.split())
    if len(plain) > _LONGEST:
        raise ActionError(f"A target has at most {_LONGEST} characters; this one has {len(plain)}. Put it shorter.")
    ratio = ratio_of(plain)
    return plain if ratio is None else f"{ratio:g} : 1"


def ratio_of(target: str) -> float | None:
    """The ratio that a target is: 5.0 for "5 : 1", "at least 5 to 1" or "5"; None where it is words."""
    found = _RATIO.fullmatch(target.strip())
    if found is None:
        return None
    over, under = (float((part or "1").replace(",", ".")) for part in found.groups())
    return over / under if over > 0 and under > 0 else None
