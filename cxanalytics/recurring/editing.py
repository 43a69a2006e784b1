"""What people change about patterns. Every change is one batch in the log and can be undone.

Each function returns the number of its batch and raises PatternError when it names something that is not there or
asks for what cannot be done, WorkspaceError when the workspace cannot be written. who is the name of the person, ""
for the one of this machine.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.errors import PatternError
from cxanalytics.patterns.registry import ESTIMATES, LIVE, MERGED, NOT_A_PAIN
from cxanalytics.recurring.members import KEY
from cxanalytics.recurring.standing import Recurring, mention_id, read_registry
from cxanalytics.store import Workspace
from cxanalytics.store import patterns as log
from cxanalytics.store.patterns import NEW, Event
from cxanalytics.who import name as name_of

Ints = npt.NDArray[np.int64]
Names = npt.NDArray[np.object_]

_LONGEST = 80
# No number of people's is greater than this; a greater one is a slip of the hand.
_GREATEST = 1e9


def rename(workspace: Workspace, pattern: str, name: str, *, who: str = "") -> int:
    """Name a pattern; the name it has already confirms that one."""
    found = _living(workspace, pattern)
    called = _free_name(workspace, name, pattern)
    return _add(workspace, [Event("rename", pattern, found["polarity"], {"name": called})], who)


def theme(workspace: Workspace, pattern: str, name: str, *, who: str = "") -> int:
    """Put a pattern under a theme; "" takes it out of any."""
    found = _living(workspace, pattern)
    return _add(
        workspace, [Event("theme", pattern, found["polarity"], {"theme": " ".join(name.split())[:_LONGEST]})], who
    )


def merge(workspace: Workspace, patterns: Sequence[str], into: str, *, who: str = "") -> int:
    """Make these patterns part of another, all their mentions with them, now and later."""
    goal = _living(workspace, into)
    parts = [name for name in dict.fromkeys(patterns) if name != into]
    if not parts:
        raise PatternError(f"A pattern cannot be merged into itself ({into}); name another one to merge.")
    events = []
    for name in parts:
        found = _living(workspace, name)
        if found["polarity"] != goal["polarity"]:
            raise PatternError(f"{name} and {into} are of different kinds: pains and what people love do not merge.")
        events.append(Event("merge", name, found["polarity"], {"into": into}))
    return _add(workspace, [*events, Event("absorbed", into, goal["polarity"])], who)


def split(
    workspace: Workspace, recurring: Recurring, pattern: str, mention_ids: Sequence[str], name: str, *, who: str = ""
) -> int:
    """Make a new pattern of some of a pattern's mentions; the others stay in it, each pinned where it is now."""
    found = _living(workspace, pattern)
    own = recurring.mentions[(recurring.mentions["pattern"] == pattern).to_numpy(bool)]
    if mention_ids:
        _chosen(recurring, mention_ids)
    parted = mention_id(own).isin(set(mention_ids)).to_numpy(bool)
    if not parted.any() or parted.all():
        raise PatternError(f"To split {pattern}, choose some of its {len(own):,} mentions and leave some in it.")
    new, old = f"{NEW}0", own[~parted]
    called = _free_name(workspace, name)
    payload = {"name": called, "theme": found["theme"], "how": "split", "from": pattern, "named": True}
    events = [
        Event("born", new, found["polarity"], payload, own[parted][KEY].assign(pattern=new)),
        Event("split", pattern, found["polarity"], {"new": new}, old[KEY].assign(pattern=pattern)),
    ]
    return _add(workspace, events, who)


def move(workspace: Workspace, recurring: Recurring, mention_ids: Sequence[str], to: str, *, who: str = "") -> int:
    """Put single mentions in a pattern, or with "" in none."""
    chosen = _chosen(recurring, mention_ids)
    if to:
        found = _living(workspace, to)
        if found["polarity"] != recurring.polarity:
            raise PatternError(f"{to} is not of the same kind as these mentions; choose another pattern.")
    pinned = chosen[KEY].assign(pattern=to)
    return _add(workspace, [Event("move", to, recurring.polarity, {}, pinned)], who)


def not_a_pain(
    workspace: Workspace, recurring: Recurring, *, pattern: str = "", mention_ids: Sequence[str] = (), who: str = ""
) -> int:
    """Say that a pattern, or single mentions, are no pain: they stay known and are counted in no pattern."""
    if pattern:
        found = _living(workspace, pattern)
        return _add(workspace, [Event("not_a_pain", pattern, found["polarity"], {"off": True})], who)
    pinned = _chosen(recurring, mention_ids)[KEY].assign(pattern=NOT_A_PAIN)
    return _add(workspace, [Event("not_a_pain", "", recurring.polarity, {}, pinned)], who)


def restore(workspace: Workspace, pattern: str, *, who: str = "") -> int:
    """Say that a pattern is a pain after all."""
    found = _living(workspace, pattern)
    return _add(workspace, [Event("not_a_pain", pattern, found["polarity"], {"off": False})], who)


def accept(
    workspace: Workspace, recurring: Recurring, proposal: int, *, name: str = "", join: str = "", who: str = ""
) -> int:
    """Make a proposal a pattern of its own, or with `join` part of one there is."""
    inside, proposed = _proposal(recurring, proposal)
    if join:
        return move(workspace, recurring, mention_id(inside).tolist(), join, who=who)
    new = f"{NEW}0"
    called = _free_name(workspace, name or proposed)
    payload = {"name": called, "theme": "", "how": "proposed", "named": bool(name.strip())}
    return _add(workspace, [Event("born", new, recurring.polarity, payload, inside[KEY].assign(pattern=new))], who)


def dismiss(workspace: Workspace, recurring: Recurring, proposal: int, *, who: str = "") -> int:
    """Turn a proposal down: its mentions stay unclustered and are not proposed again."""
    inside, name = _proposal(recurring, proposal)
    event = Event("dismiss", "", recurring.polarity, {"name": name}, inside[KEY].assign(pattern=""))
    return _add(workspace, [event], who)


def estimate(workspace: Workspace, pattern: str, *, who: str = "", **numbers: float | None) -> int:
    """Keep people's numbers for a pattern's priority: any of registry.ESTIMATES; None takes one back."""
    found = _living(workspace, pattern)
    unknown = [name for name in numbers if name not in ESTIMATES]
    if unknown or not numbers:
        raise PatternError(f"Give one of {', '.join(ESTIMATES)} for {pattern}, each as a number.")
    for name, value in numbers.items():
        _check(name, value)
    return _add(workspace, [Event("estimate", pattern, found["polarity"], dict(numbers))], who)


def _living(workspace: Workspace, pattern: str) -> pd.Series:
    """The row of a living pattern (or of one that is no pain)."""
    known = read_registry(workspace)
    own = known.patterns[(known.patterns["pattern"] == pattern).to_numpy(bool)]
    if own.empty:
        raise PatternError(f"There is no pattern '{pattern}'; `cxanalytics patterns` lists them.")
    row = own.iloc[0]
    if row["state"] == MERGED:
        raise PatternError(f"{pattern} is part of {known.living[pattern]} now; change that one, or undo the merging.")
    if row["state"] not in (LIVE, NOT_A_PAIN):
        raise PatternError(f"{pattern} was not found again when everything was grouped anew; choose another pattern.")
    return row


def _chosen(recurring: Recurring, mention_ids: Sequence[str]) -> pd.DataFrame:
    wanted = list(dict.fromkeys(mention_ids))
    found = recurring.mentions[mention_id(recurring.mentions).isin(wanted).to_numpy(bool)]
    if not wanted or len(found) < len(wanted):
        missing = sorted(set(wanted) - set(mention_id(found)))
        says = f"There is no mention '{missing[0]}' here" if missing else "No mention is chosen"
        raise PatternError(f"{says}; `cxanalytics patterns --assignments FILE` lists all mentions.")
    return found


def _proposal(recurring: Recurring, proposal: int) -> tuple[pd.DataFrame, str]:
    inside = recurring.mentions[(recurring.mentions["proposed"] == proposal).fillna(False).to_numpy(bool)]
    if inside.empty:
        raise PatternError(f"There is no proposal number {proposal} (any more); `cxanalytics patterns` lists them.")
    names = recurring.proposals.set_index("proposal")["name"]
    return inside, str(names[proposal])


def _name(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise PatternError("A pattern needs a name of at least one letter.")
    if len(plain) > _LONGEST:
        raise PatternError(f"A name has at most {_LONGEST} characters; this one has {len(plain)}.")
    return plain


def _free_name(workspace: Workspace, name: str, pattern: str = "") -> str:
    """A name that no other living pattern has: two of one name cannot be told apart on any page."""
    plain = _name(name)
    known = read_registry(workspace).patterns
    others = known[
        known["state"].isin([LIVE, NOT_A_PAIN]).to_numpy(bool) & (known["pattern"] != pattern).to_numpy(bool)
    ]
    taken = others["pattern"][others["name"].str.casefold().eq(plain.casefold()).to_numpy(bool)]
    if len(taken):
        raise PatternError(
            f"{taken.iloc[0]} is called “{plain}” already; take another name, or merge the two if they are one."
        )
    return plain


def _check(name: str, value: float | None) -> None:
    if value is None:
        return
    if not np.isfinite(value) or value < 0:
        raise PatternError(f"{name} has to be a number of 0 or more, not {value:g}.")
    if value > _GREATEST:
        raise PatternError(f"{name} has to be {_GREATEST:,.0f} at most, not {value:g}.")
    if name in ("confidence", "resolved", "turned") and value > 1:
        raise PatternError(f"{name} is a share from 0 to 1, not {value:g}.")
    if name == "effort" and value == 0:
        raise PatternError("effort has to be more than 0.")


def _add(workspace: Workspace, events: Sequence[Event], who: str) -> int:
    """Add events, if the patterns they speak of still live when nobody else can write any more."""
    spoken = {name for event in events for name in _spoken(event)}

    def check(_: Mapping[str, str]) -> None:
        known = read_registry(workspace).patterns
        alive = set(known["pattern"][known["state"].isin([LIVE, NOT_A_PAIN]).to_numpy(bool)])
        if spoken - alive:
            raise PatternError(
                f"Somebody else changed {', '.join(sorted(spoken - alive))} just now; look at it and try again."
            )

    return log.add(workspace, events, who=name_of(who), before=check)


def _spoken(event: Event) -> set[str]:
    """The patterns that an event speaks of, but for those it makes."""
    named = {event.pattern, event.payload.get("into", ""), event.payload.get("from", "")}
    return {str(name) for name in named if name and not str(name).startswith(NEW)}
