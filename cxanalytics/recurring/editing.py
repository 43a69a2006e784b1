"""What people change about patterns. Every change is one batch in the log and can be undone.

Each function returns the number of its batch and raises PatternError when it names something that is not there or
asks for what cannot be done, WorkspaceError when the workspace cannot be written. who is the name of the person, ""
for the one of this machine.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxanalytics.errors import PatternError
from cxanalytics.patterns.discovery import discover
from cxanalytics.patterns.registry import ESTIMATES, LIVE, MERGED, NOT_A_PAIN
from cxanalytics.recurring.grouping import keep, masked_of, new_ids
from cxanalytics.recurring.members import KEY, Side
from cxanalytics.recurring.standing import Recurring, mention_id, read_registry
from cxanalytics.store import Workspace
from cxanalytics.store import patterns as log
from cxanalytics.store.patterns import NEW, Event
from cxanalytics.who import name as name_of

Ints = npt.NDArray[np.int64]
Names = npt.NDArray[np.object_]

_LONGEST = 80
# A pattern is found again in a group that holds this share of its mentions.
_KEPT = 1 / 3


def rename(workspace: Workspace, pattern: str, name: str, *, who: str = "") -> int:
    """Name a pattern; the name it has already confirms that one."""
    found = _living(workspace, pattern)
    return _add(workspace, [Event("rename", pattern, found["polarity"], {"name": _name(name)})], who)


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
    parted = mention_id(own).isin(set(mention_ids)).to_numpy(bool)
    if not parted.any() or parted.all():
        raise PatternError(f"To split {pattern}, choose some of its {len(own):,} mentions and leave some in it.")
    new, old = f"{NEW}0", own[~parted]
    payload = {"name": _name(name), "theme": found["theme"], "how": "split", "from": pattern, "named": True}
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
    payload = {"name": _name(name or proposed), "theme": "", "how": "proposed", "named": bool(name.strip())}
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


def regroup(
    workspace: Workspace,
    recurring: Recurring,
    version: str,
    *,
    wanted: int | None = None,
    who: str = "",
) -> int:
    """Group everything anew, into `wanted` patterns or as many as are stable.

    Patterns that people had a hand in stay with all their mentions. Of the others, one that is found again keeps its
    id, its name and its history; what is not found again is retired, what is new is born.
    """
    ids, number = _handled(recurring)
    # What is no pain as a single mention stays out; whole patterns that are none are found as such.
    inside = ~recurring.mentions["aside"].to_numpy(bool) | (number >= 0)
    own, known = recurring.mentions[inside].reset_index(drop=True), number[inside]
    if wanted is not None and not max(1, len(ids)) <= wanted <= max(1, len(own)):
        raise PatternError(
            f"{wanted} patterns cannot be made: people had a hand in {len(ids)}, and there are {len(own):,} mentions."
        )
    texts = own["clause_text"]
    found = discover(texts, wanted=wanted, masked=masked_of(workspace, texts), known=known)
    before = own["pattern"].astype("object").fillna("").to_numpy("object")
    pattern = _same(found.pattern, before, known >= 0, len(found.theme))
    live = recurring.patterns["pattern"][(recurring.patterns["state"] == LIVE).to_numpy(bool)]
    gone = [name for name in live if name not in set(pattern) and name not in ids]
    more = [Event("retired", name, recurring.polarity) for name in gone]
    side = Side(workspace, version, recurring.polarity)
    with workspace.importing():
        return keep(side, own, found, pattern, more=more, who=name_of(who))


def _handled(recurring: Recurring) -> tuple[list[str], Ints]:
    """The patterns that people had a hand in, and the number among them of each mention, -1 none."""
    table = recurring.patterns
    stays = (table["touched"] | table["named"] | (table["state"] != LIVE)).to_numpy(bool)
    ids = table["pattern"][stays].tolist()
    number = {name: at for at, name in enumerate(ids)}
    return ids, recurring.mentions["pattern"].astype("object").map(number).fillna(-1).to_numpy("int64")


def undo(workspace: Workspace, batch: int) -> None:
    """Take a batch back, as if it had never been.

    Raises
    ------
    PatternError
        There is no such batch, it is undone already, or something done since rests on a pattern it made.
    """
    events = log.events(workspace)
    own = events[(events["batch"] == batch).to_numpy(bool)]
    if own.empty:
        raise PatternError(f"There is no change number {batch}; `cxanalytics pattern history` lists them.")
    if own["undone"].any():
        raise PatternError(f"Change number {batch} is undone already.")
    made = set(own["pattern"][(own["kind"] == "born").to_numpy(bool)])
    later = events[(events["batch"] > batch).to_numpy(bool) & ~events["undone"].to_numpy(bool)]
    named = log.members(workspace)
    put = set(named["event"][named["pattern"].isin(made).to_numpy(bool)])
    for event in later.itertuples():
        rests = event.pattern in made or event.payload.get("into") in made or event.payload.get("from") in made
        if rests or event.id in put:
            raise PatternError(
                f"Change number {batch} made {', '.join(sorted(made))}, which change number {event.batch} rests on; "
                f"undo number {event.batch} first."
            )
    _check_generation(own, later)
    log.undo(workspace, batch)


def _check_generation(own: pd.DataFrame, later: pd.DataFrame) -> None:
    """A grouping anew can be undone until there is a later one: that rests on what it found."""
    grouped = own["kind"].eq("grouped")
    if grouped.any():
        after = later[
            (later["kind"] == "grouped").to_numpy(bool) & (later["polarity"] == own["polarity"].iloc[0]).to_numpy(bool)
        ]
        if len(after):
            number = int(after["batch"].iloc[-1])
            raise PatternError(f"Everything was grouped anew since, by change number {number}; undo that one first.")


def _same(group: Ints, before: Names, held: npt.NDArray[np.bool_], k: int) -> Names:
    """The id of each of k groups: that of the pattern most of its members were in, each id once; new ones else.

    Matched so that as many mentions as possible keep their id (Kuhn 1955, the Hungarian method). Where members are
    `held`, people had a hand in their pattern, and it is the group that these are in whatever else counts.
    """
    from scipy.optimize import linear_sum_assignment

    codes, ids = pd.factorize(pd.Series(before, dtype="object").where(before != ""), sort=True)
    both = (group >= 0) & (codes >= 0)
    weight = np.where(held[both], len(group) + 1.0, 1.0)
    box = group[both] * len(ids) + codes[both]
    table = np.bincount(box, weights=weight, minlength=k * len(ids)).reshape(k, len(ids))
    whole = np.bincount(codes[codes >= 0], minlength=len(ids))
    row, column = linear_sum_assignment(-table)
    enough = table[row, column] >= _KEPT * whole[column]
    named = new_ids(k)
    named[row[enough]] = np.asarray(ids, dtype="object")[column[enough]]
    return named


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


def _check(name: str, value: float | None) -> None:
    if value is None:
        return
    if not np.isfinite(value) or value < 0:
        raise PatternError(f"{name} has to be a number of 0 or more, not {value:g}.")
    if name in ("confidence", "resolved", "turned") and value > 1:
        raise PatternError(f"{name} is a share from 0 to 1, not {value:g}.")
    if name == "effort" and value == 0:
        raise PatternError("effort has to be more than 0.")


def _add(workspace: Workspace, events: Sequence[Event], who: str) -> int:
    return log.add(workspace, events, who=name_of(who))
