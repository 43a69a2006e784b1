"""Import profiles: what people decided about files of one shape, applied when the same shape comes again.

A file's shape is its format and the names of its columns. A profile has a name, the decisions, and the shapes they
were made for: one at first, more where it was named for a file that had changed a little.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from cxanalytics.errors import ProfileError
from cxanalytics.ingest import Look
from cxanalytics.ingest.decisions import Decisions, from_dict, plain
from cxanalytics.privacy import mask_name
from cxanalytics.store import Workspace
from cxanalytics.store import profiles as log
from cxanalytics.who import name as name_of

_LONGEST = 100
_ALIKE = 0.7  # share of common columns from which two files are nearly of one shape


@dataclass(frozen=True)
class Shape:
    """What files that are read alike have in common: their format and their columns. file: the name of one of them."""

    file: str
    format: str
    columns: tuple[str, ...]

    @property
    def key(self) -> str:
        """16 hex digits that files share which are of one format and have the same columns in any order."""
        told = "\x1f".join([self.format, *sorted(plain(name) for name in self.columns)])
        return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def shape_of(seen: Look) -> Shape:
    """The shape of a file that was looked at."""
    return Shape(mask_name(seen.name), seen.format, seen.columns)


@dataclass(frozen=True)
class Profile:
    """Decisions that are remembered.

    number, name: of the profile. format and columns: of the file it was last kept for. shapes: of all files it was
    kept for. at (UTC) and by: its last change. event: the number of that change.
    """

    number: int
    name: str
    format: str
    columns: tuple[str, ...]
    shapes: tuple[str, ...]
    decisions: Decisions
    at: datetime
    by: str
    event: int


@dataclass(frozen=True)
class Chosen:
    """What a file is read with: the decisions, the profile they come from (None: a person's alone), and what a
    person must know of it.
    """

    decisions: Decisions
    profile: Profile | None = None
    said: tuple[str, ...] = ()


def all(workspace: Workspace) -> list[Profile]:  # noqa: A001
    """Every profile that is remembered, by name."""
    events = log.events(workspace)
    standing = events[~events["undone"].to_numpy(bool)]
    found = [_profile(rows) for _, rows in standing.groupby("profile", sort=True)]
    return sorted((item for item in found if item is not None), key=lambda item: item.name.casefold())


def _profile(events: pd.DataFrame) -> Profile | None:
    if events["kind"].iloc[-1] == "forgotten":
        return None
    put: dict[str, Any] = {}
    for payload in events["payload"].tolist():
        put |= payload
    last = events.iloc[-1]
    shapes = dict.fromkeys(payload["shape"] for payload in events["payload"].tolist() if "shape" in payload)
    return Profile(
        int(last["profile"]), put["name"], put["format"], tuple(put["columns"]), tuple(shapes),
        from_dict(put["decisions"]), last["at"], str(last["who"]), int(last["id"]),
    )  # fmt: skip


def get(workspace: Workspace, name: str) -> Profile:
    """The profile of that name; case does not matter.

    Raises
    ------
    ProfileError
        There is none.
    """
    found = _named(workspace, name)
    if found is None:
        known = all(workspace)
        names = f"there are {', '.join(item.name for item in known)}" if known else "none is remembered yet"
        raise ProfileError(f"There is no import profile '{name}'; {names}.")
    return found


def _named(workspace: Workspace, name: str) -> Profile | None:
    return next((item for item in all(workspace) if plain(item.name) == plain(name)), None)


def fitting(workspace: Workspace, shape: Shape) -> Profile | None:
    """The profile for files of this one's shape, the last changed of several."""
    return max((item for item in all(workspace) if shape.key in item.shapes), key=lambda item: item.event, default=None)


def near(workspace: Workspace, shape: Shape) -> Profile | None:
    """The profile for files of nearly this one's shape: the same format and most of the columns."""
    own = {plain(name) for name in shape.columns}
    alike = {
        item.number: len(own & theirs) / len(own | theirs)
        for item in all(workspace)
        if item.format == shape.format and (theirs := {plain(name) for name in item.columns})
    }
    found = [item for item in all(workspace) if alike.get(item.number, 0) >= _ALIKE]
    return max(found, key=lambda item: (alike[item.number], item.event), default=None)


def choose(
    workspace: Workspace, shape: Shape, said: Decisions, name: str | None = None, *, whole: bool = False
) -> Chosen:
    """What a file is read with: what was said now, over what is remembered for its shape.

    `name` asks for one profile ("" for none, None for the one that fits); one that does not exist yet is made of what
    was said. With `whole` all was said, and nothing remembered is added.

    Raises
    ------
    ProfileError
        Nothing was said, and no profile has that name.
    """
    if name == "":
        return Chosen(said)
    if name is None:
        found = fitting(workspace, shape)
        alike = None if found or whole else near(workspace, shape)
        hint = () if alike is None else (_nearly(alike, shape),)
    else:
        found = _named(workspace, name)
        if found is None and not said:
            get(workspace, name)
        hint = ()
    if found is None:
        return Chosen(said, None, hint)
    if whole:
        return Chosen(said, found)
    remembered = found.decisions.among(shape.columns)
    missing = [column for column in found.decisions.columns() if column not in remembered.columns()]
    lost = (f"The profile '{found.name}' speaks of columns that are not in {shape.file}: {_listed(missing)}.",)
    return Chosen(said.over(remembered), found, lost if missing else ())


def remember(
    workspace: Workspace, shape: Shape, chosen: Chosen, name: str | None = None, *, source: str = "", who: str = ""
) -> str:
    """Keep what a file was read with for the next of its shape; the profile's name, "" where nothing is new.

    It is kept in the profile it came from or that is named; without either a new one is named after the `source`.
    """
    kept = to_keep(workspace, shape, chosen, name, source=source)
    if not kept:
        return ""
    found = _named(workspace, kept)
    decisions = chosen.decisions.lasting()
    if found is not None:
        # What it says of columns that this file lacks stays for those that have them.
        missing = [
            column for column in found.decisions.columns() if plain(column) not in set(map(plain, shape.columns))
        ]
        decisions = decisions.over(_of_columns_alone(found.decisions).among(missing))
    payload = {
        "name": found.name if found else kept,
        "format": shape.format,
        "columns": list(shape.columns),
        "shape": shape.key,
        "decisions": decisions.as_dict(),
    }
    log.add(workspace, "kept", payload, profile=found.number if found else None, who=name_of(who))
    return str(payload["name"])


def to_keep(workspace: Workspace, shape: Shape, chosen: Chosen, name: str | None = None, *, source: str = "") -> str:
    """The name under which `remember` would keep what a file was read with; "" where it has nothing new to keep."""
    if name == "":
        return ""
    # Another file of the same import may have been kept just now.
    found = (_named(workspace, name) if name else chosen.profile) or (None if name else fitting(workspace, shape))
    if found is None:
        return _free(workspace, name or source or shape.format, bool(name)) if chosen.decisions.lasting() else ""
    same = found.decisions.among(shape.columns).as_dict() == chosen.decisions.lasting().as_dict()
    known = shape.key in found.shapes
    return "" if same and known else found.name


def suggested(workspace: Workspace, source: str) -> str:
    """The name that a new profile for files of a source gets where nobody gives one."""
    return _free(workspace, source, False)


def forget(workspace: Workspace, name: str, *, who: str = "") -> Profile:
    """Forget a profile; what it was. What was imported with it stays as it is.

    Raises
    ------
    ProfileError
        No profile has that name.
    """
    found = get(workspace, name)
    log.add(workspace, "forgotten", {}, profile=found.number, who=name_of(who))
    return found


def _free(workspace: Workspace, name: str, told: bool) -> str:
    """A name that nobody else has, unless a person gave it."""
    wanted = " ".join(name.split())[:_LONGEST]
    taken = set() if told else {plain(item.name) for item in all(workspace)}
    numbered = (wanted if number == 1 else f"{wanted} {number}" for number in range(1, len(taken) + 2))
    return next(each for each in numbered if plain(each) not in taken)


def _of_columns_alone(decisions: Decisions) -> Decisions:
    return Decisions(decisions.mapping, None, decisions.touchpoints, decisions.invites)


def _nearly(alike: Profile, shape: Shape) -> str:
    theirs, own = {plain(name) for name in alike.columns}, {plain(name) for name in shape.columns}
    new = [name for name in shape.columns if plain(name) not in theirs]
    gone = [name for name in alike.columns if plain(name) not in own]
    differ = [f"new: {_listed(new)}"] if new else []
    differ += [f"missing: {_listed(gone)}"] if gone else []
    return (
        f"The profile '{alike.name}' was not applied, because the columns are not quite the same "
        f"({'; '.join(differ)}); choose it if it fits."
    )


def _listed(names: list[str], most: int = 4) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
