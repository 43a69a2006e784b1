"""What people decided to do about a touchpoint: the register of actions, each with owner, date and target."""

from datetime import date
from typing import Any

import pandas as pd

from cxanalytics.action_words import (
    DONE,
    DROPPED,
    LONGEST,
    OPEN,
    STATES,
    amount_of,
    cost_of,
    day_of,
    expected_of,
    points_of,
    ratio_of,
    state_of,
    target_of,
)
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

__all__ = [
    "DONE", "DROPPED", "OPEN", "STATES", "add", "all", "change", "get", "pattern_of", "points_of", "ratio_of", "remove",
    "state", "state_of", "undo",
]  # fmt: skip

_FIELDS = ("touchpoint", "pattern", "title", "owner", "due", "target", "began", "expected", "cost", "state", "session")
# An action that an older version kept does not have them.
_LATER = {"began": "", "expected": "", "cost": ""}
# What its effect is read by: whoever changes one of them after the data came in has seen them.
_READ_BY = ("touchpoint", "pattern", "began", "expected")
_READ = (
    ("state", state_of), ("due", day_of), ("began", day_of), ("target", target_of), ("expected", expected_of),
    ("cost", cost_of),
)  # fmt: skip
_COLUMNS = {
    "action": "int64",
    **dict.fromkeys(("touchpoint", "pattern", "title", "owner"), "str"),
    "due": "object",
    "target": "str",
    "target_ratio": "float64",
    "began": "object",
    "expected": "str",
    "expected_points": "float64",
    "cost": "str",
    "cost_amount": "float64",
    "state": "str",
    "session": "Int64",
    "added_at": "datetime64[us]",
    "added_by": "str",
    "registered_at": "datetime64[us]",
}


def state(workspace: Workspace) -> str:
    """A short text that changes with every action that is added or changed; "" before any."""
    return log.state(workspace)


def all(workspace: Workspace, journey: Journey | None = None) -> pd.DataFrame:  # noqa: A001
    """Every action as it stands, in the order they were added; with the names that touchpoints have in `journey` now.

    Columns: action (its number), touchpoint, pattern (missing where none), title, owner, due (a date, None where none
    is set), target (a ratio as in "5 : 1", or words), target_ratio (missing where it is words), began (the day it takes
    effect, None where none is set), expected ("6 points fewer" or ""), expected_points (by how many points the negative
    share is expected to change, -6.0; missing where nobody said), cost (as written: "12,000 EUR"), cost_amount (the
    number in it), state (one of STATES), session (missing where it was not decided in one), added_at (UTC), added_by,
    registered_at (when what its effect is read by was last set: touchpoint, pattern, began, expected).
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
    began: date | str | None = None,
    expected: str | float = "",
    cost: str | float = "",
    session: int | None = None,
    who: str = "",
    journey: Journey | None = None,
) -> int:
    """Add an action; its number. journey is the one its touchpoint is of, the workspace's own unless one is given.

    Raises
    ------
    ActionError
        The title is empty or too long, a date is none, what is expected is no fall in points, or there is no such
        touchpoint.
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
        "began": began,
        "expected": expected,
        "cost": cost,
        "session": session,
    }
    put = _checked(workspace, given, journey) | {"state": OPEN}
    if put["pattern"]:
        rest_on(workspace, put["pattern"], name_of(who))
    return log.add(workspace, "added", put, who=name_of(who))


def change(
    workspace: Workspace, number: int, *, who: str = "", journey: Journey | None = None, **given: Any
) -> dict[str, Any]:
    """Change some of its fields (as `add` takes them) or its state; the action after that.

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
    put: dict[str, Any] = dict(_LATER)
    registered: Any = None
    for payload, at in zip(events["payload"].tolist(), events["at"].tolist(), strict=True):
        if registered is None or any(payload.get(name, put[name]) != put[name] for name in _READ_BY):
            registered = at
        put |= payload
    due, began = (date.fromisoformat(put[name]) if put[name] else None for name in ("due", "began"))
    first: Any = next(events.itertuples(index=False))
    return {
        **put,
        "action": int(first.action),
        "pattern": put["pattern"] or None,
        "due": due,
        "target_ratio": ratio_of(put["target"]),
        "began": began,
        "expected_points": points_of(put["expected"]),
        "cost_amount": amount_of(put["cost"]),
        "registered_at": registered,
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
    if len(put.get("title", "")) > LONGEST:
        raise ActionError(
            f"A title has at most {LONGEST} characters; this one has {len(put['title'])}. Put it shorter."
        )
    if put.get("touchpoint"):
        put["touchpoint"] = _touchpoint(put["touchpoint"], journey or journey_of(workspace))
    if put.get("pattern"):
        put["pattern"] = pattern_of(workspace, put["pattern"])
    if put.get("session") is not None and workshops.events(workspace, put["session"], ("opened",)).empty:
        raise ActionError(f"There is no session number {put['session']}; `cxanalytics workshop list` shows them.")
    for name, read in _READ:
        if name in put:
            put[name] = read(put[name])
    return put


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
