"""The journeys and personas of a workspace: its own in versions, the templates, and the one it is seen through."""

import re
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from cxanalytics import placing, touchpoints
from cxanalytics.errors import JourneyError
from cxanalytics.journey import renames
from cxanalytics.journey.model import OFF_MAP, UNASSIGNED, Journey, Stage, Touchpoint, load, parse
from cxanalytics.journey.personas import Persona
from cxanalytics.journey.templates import template, templates
from cxanalytics.journey.writing import toml
from cxanalytics.store import Workspace
from cxanalytics.store import journeys as log
from cxanalytics.who import name as name_of

# Fewer sentences than this cannot tell which journey they are of.
_ENOUGH_SENTENCES = 20
_FOUND = "Found in the exports"
_VERSIONS = {"version": "int64", "at": "datetime64[us]", "who": "str", "note": "str", "edition": "str"}

state = log.state


def _plain(name: object) -> str:
    """A name as far as it tells touchpoints apart: its words."""
    return " ".join(re.findall(r"\w+", str(name).casefold()))


_NO_NAMES = ("", *map(_plain, (UNASSIGNED, OFF_MAP)))


# A version never changes; pages ask for all of them again and again.
@lru_cache(maxsize=256)
def _read(text: str, name: str) -> Journey:
    return parse(text, f"the journey '{name}'")


@lru_cache(maxsize=256)
def _edition(text: str, name: str) -> str:
    return _read(text, name).edition


def journeys_of(workspace: Workspace) -> dict[str, Journey]:
    """Every journey a workspace can be seen through, by name: its own and the templates."""
    return {journey.name: journey for journey in templates().values()} | own(workspace)


def own(workspace: Workspace) -> dict[str, Journey]:
    """The journeys that people made in this workspace, each in its last version; without those that are retired."""
    texts = dict(workspace.journeys())
    for name, rows in log.events(workspace).groupby("journey", sort=True):
        last = rows.iloc[-1]
        texts.pop(str(name), None)
        if last["kind"] == "kept":
            texts[str(name)] = str(last["toml"])
    return {name: _read(text, name) for name, text in texts.items()}


def retired(workspace: Workspace) -> tuple[str, ...]:
    """The names of the workspace's journeys that are retired; they can be restored."""
    last = log.events(workspace).groupby("journey", sort=True)["kind"].last()
    return tuple(str(name) for name in last.index[(last == "retired").to_numpy(bool)])


def journey_of(workspace: Workspace) -> Journey:
    """The workspace's journey: the one that was chosen, else the template that fits its comments best."""
    known = journeys_of(workspace)
    chosen = workspace.setting("journey")
    return known[chosen] if chosen in known else known[_suggested(workspace)]


def named(workspace: Workspace, text: str) -> Journey:
    """The journey that is meant by a name in any case, "NAME@2" for its version 2, a template's short name or a file.

    Raises
    ------
    JourneyError
        There is none, or the file holds none.
    """
    if Path(text).suffix.lower() == ".toml":
        return load(Path(text))
    known = templates() | {name.casefold(): journey for name, journey in journeys_of(workspace).items()}
    plain = text.strip().casefold()
    if plain in known:
        return known[plain]
    name, at, number = text.strip().rpartition("@")
    names = {item.casefold(): item for item in (*journeys_of(workspace), *retired(workspace))}
    if at and number.isdigit() and name.casefold() in names:
        return version(workspace, names[name.casefold()], int(number))
    raise JourneyError(f"There is no journey '{text}'; there are {', '.join(journeys_of(workspace))}.")


def choose(workspace: Workspace, name: str) -> None:
    """Make a journey the workspace's own.

    Raises
    ------
    JourneyError
        There is no journey of that name.
    """
    _known(workspace, name)
    workspace.set("journey", name)


def keep(workspace: Workspace, journey: Journey, *, who: str = "", note: str = "") -> int:
    """Keep a journey as the next version of its name; the number of the version it stands in.

    Nothing is written where it is the same as the last version. A template that is edited becomes the workspace's own.

    Raises
    ------
    JourneyError
        The journey breaks a rule of journeys (two touchpoints of a name, say).
    """
    text = toml(journey)
    checked = _read(text, journey.name)
    held = journeys_of(workspace).get(journey.name)
    if held is not None:
        placing.keep_for_later(workspace, held)
    known = versions(workspace, journey.name)
    if known.empty and held is not None:
        # What it was before anybody changed it is a version too.
        shipped = journey.name not in own(workspace)
        told = ("cxanalytics", "As it is shipped") if shipped else ("", "As it was")
        log.add(workspace, "kept", journey.name, toml(held), who=told[0], note=told[1])
        known = versions(workspace, journey.name)
    if len(known) and known["edition"].iloc[-1] == checked.edition and journey.name not in retired(workspace):
        return int(known["version"].iloc[-1])
    return log.add(workspace, "kept", journey.name, text, who=name_of(who), note=note.strip())


def retire(workspace: Workspace, name: str, *, who: str = "") -> None:
    """Hide a journey of the workspace; `restore` brings any of its versions back.

    Raises
    ------
    JourneyError
        The workspace has no journey of its own of that name.
    """
    if name not in own(workspace):
        raise JourneyError(f"The workspace has no journey of its own called '{name}'; templates stay where they are.")
    if versions(workspace, name).empty:
        keep(workspace, own(workspace)[name], who=who)
    log.add(workspace, "retired", name, "", who=name_of(who), note="")


def versions(workspace: Workspace, name: str) -> pd.DataFrame:
    """The versions of a journey, oldest first: version, at (UTC), who, note, edition (`Journey.edition`)."""
    events = log.events(workspace)
    kept = events[((events["journey"] == name) & (events["kind"] == "kept")).to_numpy(bool)]
    editions = [_edition(str(text), name) for text in kept["toml"]]
    return kept[["version", "at", "who", "note"]].assign(edition=editions).astype(_VERSIONS).reset_index(drop=True)


def version(workspace: Workspace, name: str, number: int) -> Journey:
    """A journey as it was in one version, knowing the names that its touchpoints got later (`renames.since`).

    Raises
    ------
    JourneyError
        There is no such version.
    """
    events = log.events(workspace)
    here = (events["journey"] == name) & (events["kind"] == "kept") & (events["version"] == number)
    kept = events[here.to_numpy(bool)]
    if kept.empty:
        known = versions(workspace, name)["version"].tolist()
        told = f"it has {', '.join(map(str, known))}" if known else "nobody has changed it yet"
        raise JourneyError(f"The journey '{name}' has no version {number}; {told}.")
    found = _read(str(kept["toml"].iloc[-1]), name)
    later = (events["journey"] == name) & (events["kind"] == "kept") & (events["version"] > number)
    for text in events[later.to_numpy(bool)]["toml"]:
        found = renames.since(found, _read(str(text), name))
    return found


def restore(workspace: Workspace, name: str, number: int, *, who: str = "") -> int:
    """Keep an earlier version again, as the newest; its number."""
    return keep(workspace, version(workspace, name, number), who=who, note=f"Version {number} again")


def found(workspace: Workspace) -> Journey:
    """A journey of the touchpoints that the exports name, in the order customers meet them on average.

    Those that a template has, by their names or aliases, come with its stages, words and order; others stand in a stage
    of their own, most spoken of first.

    Raises
    ------
    JourneyError
        No export names touchpoints.
    """
    texts = [workspace.feedback(r.import_id, ["touchpoint"])["touchpoint"].dropna() for r in workspace.imports()]
    counted = pd.concat(texts).astype("str").value_counts() if texts else pd.Series(dtype="int64")
    if counted.empty:
        raise JourneyError(
            "No export of this workspace names touchpoints. Map a column as touchpoint when you import one, or start "
            "from a template."
        )
    # The commonest spelling of each; what holds no word is no name.
    names = {_plain(name): " ".join(str(name).split()) for name in reversed(counted.index)}
    names = {plain: names[plain] for plain in map(_plain, counted.index) if plain not in _NO_NAMES}
    base = journey_of(workspace)
    former = {item.name: item.formerly for item in base.touchpoints}
    taken = {_plain(word): item.name for item in base.touchpoints for word in (*former[item.name], *item.aliases)}
    taken |= {_plain(item.name): item.name for item in base.touchpoints}
    named = {taken[plain] for plain in names if plain in taken}
    stages = []
    for stage in base.stages:
        here = tuple(item for item in stage.touchpoints if item.name in named)
        stages += [replace(stage, touchpoints=here)] if here else []
    own_ones = tuple(Touchpoint(name) for plain, name in names.items() if plain not in taken)
    stages += [Stage(_FOUND, own_ones)] if own_ones else []
    return Journey(_free(workspace, _FOUND), "Touchpoints as the exports name them.", tuple(stages), base.ignore)


def _free(workspace: Workspace, name: str) -> str:
    """The name, with a number where it is taken."""
    known = {*journeys_of(workspace), *retired(workspace)}
    return next(n for n in (name, *(f"{name} {i}" for i in range(2, 1_000))) if n not in known)


def personas(workspace: Workspace) -> dict[str, Persona]:
    """The personas of a workspace, by name."""
    events = log.persona_events(workspace)
    standing = events[~events["undone"].to_numpy(bool)]
    kept: dict[str, Persona] = {}
    for row in standing.to_dict("records"):
        kept.pop(str(row["name"]), None)
        if row["kind"] == "kept":
            told: dict[str, Any] = row["payload"]
            kept[str(row["name"])] = Persona(
                str(row["name"]), tuple(told["segments"]), told.get("description", ""), told.get("goals", "")
            )
    return dict(sorted(kept.items()))


def keep_persona(workspace: Workspace, persona: Persona, *, who: str = "") -> None:
    """Keep a persona, in place of an earlier one of its name.

    Raises
    ------
    JourneyError
        It has no name or no segment.
    """
    if not persona.name.strip():
        raise JourneyError("A persona needs a name.")
    if not persona.segments:
        raise JourneyError(f"Choose at least one segment for the persona '{persona.name}'.")
    told = {"segments": list(persona.segments), "description": persona.description, "goals": persona.goals}
    log.add_persona(workspace, "kept", persona.name.strip(), told, who=name_of(who))


def retire_persona(workspace: Workspace, name: str, *, who: str = "") -> None:
    """Take a persona away; `undo_persona` brings it back.

    Raises
    ------
    JourneyError
        There is none of that name.
    """
    if name not in personas(workspace):
        raise JourneyError(f"There is no persona '{name}'.")
    log.add_persona(workspace, "retired", name, {}, who=name_of(who))


def undo_persona(workspace: Workspace) -> datetime | None:
    """Take the last change of the personas back; when it was made, None where there was none."""
    events = log.persona_events(workspace)
    standing = events[~events["undone"].to_numpy(bool)]
    if standing.empty:
        return None
    log.undo_persona(workspace, int(standing["id"].iloc[-1]))
    made: datetime = standing["at"].iloc[-1].to_pydatetime()
    return made


def _known(workspace: Workspace, name: str) -> Journey:
    known = journeys_of(workspace)
    if name not in known:
        raise JourneyError(f"There is no journey '{name}'; there are {', '.join(known)}.")
    return known[name]


def _suggested(workspace: Workspace) -> str:
    """The template whose own words the comments use most; the broadest where they are too few to tell."""
    ids = [record.import_id for record in workspace.imports()]
    state = " ".join(ids)
    asked, _, kept = (workspace.setting("suggested journey") or "").rpartition("\n")
    if ids and asked == state:
        return kept
    broadest = template("service").name
    if not ids:
        return broadest
    texts = [workspace.feedback(import_id, ["text"])["text"].dropna().head(2_000) for import_id in ids]
    best = touchpoints.suggest(pd.concat(texts), templates()).iloc[0]
    name = str(best["name"]) if best["n"] >= _ENOUGH_SENTENCES else broadest
    workspace.set("suggested journey", f"{state}\n{name}")
    return name
