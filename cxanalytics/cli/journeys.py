"""`journey` and `persona`: the journeys of a workspace in their versions, and customers under a name of their own."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import COMMON, PRINTING, Commands, existing, pair, workspace
from cxanalytics.cli.printing import show
from cxanalytics.errors import JourneyError

if TYPE_CHECKING:
    from cxanalytics.journey.model import Journey
    from cxanalytics.journey.personas import Persona
    from cxanalytics.store import Workspace

# What `edit` can do, in the order given: how it is written, and what it does.
_EDITS = {
    "rename": ("OLD=NEW", "call a touchpoint otherwise; what was said of it stays with it"),
    "rename-stage": ("OLD=NEW", "call a stage otherwise"),
    "merge": ("NAME=OTHER", "make a touchpoint a part of another"),
    "move": ("NAME=STAGE[:PLACE]", "put a touchpoint into a stage, at its end or as number PLACE there"),
    "add": ("NAME=STAGE", "a new touchpoint, last in its stage"),
    "remove": ("NAME", "take a touchpoint away; its feedback stays"),
    "set": ("NAME.WHAT=VALUE", "say something of a touchpoint: owner, goal, channels, state, ideal, moment, ..."),
}

# A place after every other.
_LAST = 10_000


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    steps = commands.steps("journey", "the journeys that the feedback is seen through, and their versions")
    steps.add("list", _list, "all journeys", COMMON, PRINTING)
    shown = _named(steps, "show", _show, "the touchpoints of a journey", needed=False)
    shown.add_argument("--version", type=int, metavar="NUMBER", help="as it was in this version")
    new = _named(steps, "new", _new, "make a journey", who=True)
    new.add_argument("--from", dest="base", metavar="JOURNEY", help="a copy of a journey, a template or a file")
    new.add_argument("--found", action="store_true", help="from the touchpoints that the exports name")
    edited = _named(steps, "edit", _edit, "change a journey; each change is made in the order given", who=True)
    for name, (form, about) in _EDITS.items():
        edited.add_argument(
            f"--{name}", dest="edits", action="append", default=[], metavar=form, help=about, type=_kept_as(name)
        )
    taken = steps.add("import", _import, "take a journey from a file", COMMON, PRINTING)
    taken.add_argument("file", type=Path, metavar="FILE", help=".csv or .xlsx, a row per touchpoint, or .toml")
    taken.add_argument("--name", metavar="NAME", help="what it is called (default: as the file)")
    written = _named(steps, "export", _export, "write a journey", needed=False)
    written.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv, .xlsx or .toml")
    _named(steps, "versions", _versions, "the versions of a journey", needed=False)
    compared = _named(steps, "compare", _compare, "what changed between two versions, and where the answers went")
    restored = _named(steps, "restore", _restore, "keep an earlier version again, as the newest", who=True)
    for step, names in ((compared, ("before", "after")), (restored, ("version",))):
        for name in names:
            step.add_argument(name, type=int, metavar=name.upper(), help="the number of a version")
    _named(steps, "choose", _choose, "see the workspace through a journey")
    _named(steps, "retire", _retire, "hide a journey; `journey restore` brings it back", who=True)
    for step in (new, edited, taken):
        step.add_argument("--note", default="", metavar="TEXT", help="why, for the list of versions")
    taken.add_argument("--who", default="", metavar="NAME", help="who does it (default: your name on this machine)")
    _add_personas(commands.steps("persona", "some of the customers under a name of their own"))


def _add_personas(steps: Commands) -> None:
    new = _named(steps, "add", _persona, "name some segments, in place of a persona of that name", who=True)
    new.add_argument("--segment", action="append", default=[], metavar="SEGMENT", help='such as "Tier: Gold"')
    new.add_argument("--description", default="", metavar="TEXT")
    new.add_argument("--goals", default="", metavar="TEXT", help="what these people want to get done")
    steps.add("list", _personas, "all personas", COMMON, PRINTING)
    _named(steps, "retire", _retire_persona, "take a persona away", who=True)
    steps.add("undo", _undo_persona, "take the last change of the personas back", COMMON, PRINTING)


def _named(
    steps: Commands, name: str, run: Callable[[argparse.Namespace], int], about: str, *, needed: bool = True,
    who: bool = False,
) -> argparse.ArgumentParser:  # fmt: skip
    step = steps.add(name, run, about, COMMON, PRINTING)
    rest: dict[str, Any] = {} if needed else {"nargs": "?", "help": "default: the workspace's own"}
    step.add_argument("name", metavar="NAME", **rest)
    if who:
        step.add_argument("--who", default="", metavar="NAME", help="who does it (default: your name on this machine)")
    return step


def _kept_as(kind: str) -> Callable[[str], tuple[str, str]]:
    return lambda text: (kind, text)


def _list(options: argparse.Namespace) -> int:
    from cxanalytics import journeys

    found = workspace(options)
    own, used = journeys.own(found), journeys.journey_of(found).name
    rows = [
        {
            "name": journey.name,
            "own": name in own,
            "used": name == used,
            "versions": len(journeys.versions(found, name)),
            "stages": len(journey.stages),
            "touchpoints": len(journey.touchpoints),
        }
        for name, journey in journeys.journeys_of(found).items()
    ]
    gone = [name for name in journeys.retired(found) if name not in own]
    lines = [_line(row) for row in rows] + [f"Retired: {', '.join(gone)}"] * bool(gone)
    return show({"journeys": rows, "retired": gone}, "\n".join(lines), options.json)


def _line(row: dict[str, Any]) -> str:
    what = f"{row['versions']} version{'' if row['versions'] == 1 else 's'}" if row["own"] else "template"
    used = ", the workspace's own" if row["used"] else ""
    return f"{row['name']}: {row['touchpoints']} touchpoints in {row['stages']} stages ({what}{used})"


def _journey(options: argparse.Namespace, found: "Workspace") -> "Journey":
    from cxanalytics import journeys

    return journeys.named(found, options.name) if options.name else journeys.journey_of(found)


def _show(options: argparse.Namespace) -> int:
    from cxanalytics import journeys

    found = workspace(options)
    journey = _journey(options, found)
    if options.version is not None:
        journey = journeys.version(found, journey.name, options.version)
    lines = [f"{journey.name}. {journey.description}".strip()]
    for stage in journey.stages:
        lines += [stage.name, *(f"  {_told(item)}" for item in stage.touchpoints)]
    return show({"journeys": [_document(journey)]}, "\n".join(lines), options.json)


def _told(item: Any) -> str:
    said = [item.channel, item.owner, item.state, "moment of truth" if item.moment else ""]
    return f"{item.name} ({', '.join(filter(None, said))})" if any(said) else str(item.name)


def _document(journey: "Journey") -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(journey) | {"edition": journey.edition}


def _new(options: argparse.Namespace) -> int:
    from dataclasses import replace

    from cxanalytics import journeys

    found = workspace(options)
    name = options.name.strip()
    if name in journeys.journeys_of(found):
        raise JourneyError(f"There is a journey '{name}' already; change it with `cxanalytics journey edit`.")
    if options.found and options.base:
        raise JourneyError("Give --found or --from, not both: a journey begins as one thing.")
    base = journeys.found(found) if options.found else journeys.named(found, options.base or "service")
    return _kept(options, found, replace(base, name=name))


def _edit(options: argparse.Namespace) -> int:
    found = workspace(options)
    journey = _journey(options, found)
    if not options.edits:
        raise JourneyError(
            "Nothing is changed; name what shall be, as in --rename Invoice=Bill or --set Invoice.owner=Ana."
        )
    for kind, text in options.edits:
        journey = _edited(journey, kind, text)
    return _kept(options, found, journey)


def _edited(journey: "Journey", kind: str, text: str) -> "Journey":
    from cxanalytics.journey import renames, sheets
    from cxanalytics.journey.model import Touchpoint

    if kind == "remove":
        return renames.remove(journey, text.strip())
    if kind == "set":
        what, _, value = text.partition("=")
        name, _, what = what.rpartition(".")
        return sheets.described(journey, name.strip(), what.strip(), value)
    first, second = pair(text, f"--{kind}", _EDITS[kind][0])
    if kind == "add":
        return renames.add(journey, Touchpoint(first), second)
    if kind == "move":
        stage, _, place = second.rpartition(":")
        numbered = stage.strip() and place.strip().isdigit()
        return renames.move(journey, first, *((stage.strip(), int(place) - 1) if numbered else (second, _LAST)))
    change = {"rename": renames.rename, "rename-stage": renames.rename_stage, "merge": renames.merge}[kind]
    return change(journey, first, second)


def _import(options: argparse.Namespace) -> int:
    from dataclasses import replace

    from cxanalytics import journeys
    from cxanalytics.journey import model, reading, sheets

    found = workspace(options)
    file: Path = options.file
    if file.suffix.lower() == ".toml":
        made = model.load(file)
        return _kept(options, found, replace(made, name=options.name or made.name), note=f"From {file.name}")
    name = (options.name or file.stem).strip()
    table = reading.read(file, file.name)
    before = journeys.journeys_of(found).get(name)
    made = sheets.journey(table, name, before.description if before else "", before.ignore if before else ())
    unread = sheets.unread(table)
    said = f" Columns that say nothing of a journey: {', '.join(unread)}." if unread else ""
    return _kept(options, found, made, note=f"From {file.name}", said=said)


def _kept(options: argparse.Namespace, found: "Workspace", journey: "Journey", note: str = "", said: str = "") -> int:
    """Keep a journey, and tell what that changed."""
    from cxanalytics import journeys
    from cxanalytics.journey import comparing

    before = journeys.journeys_of(found).get(journey.name)
    number = journeys.keep(found, journey, who=options.who, note=options.note or note)
    changes = comparing.changes(before, journey)["words"].tolist() if before else []
    row = {"name": journey.name, "version": number, "touchpoints": len(journey.touchpoints), "changes": changes}
    words = [f"'{journey.name}' is kept as version {number}.{said}", *(f"- {text}" for text in changes)]
    return show({"journeys": [row]}, "\n".join(words), options.json)


def _export(options: argparse.Namespace) -> int:
    from cxanalytics.export import tables
    from cxanalytics.files import given_away
    from cxanalytics.journey import sheets
    from cxanalytics.journey.writing import toml

    journey = _journey(options, workspace(options))
    if options.out.suffix.lower() == ".toml":
        with given_away(options.out) as temporary:
            temporary.write_text(toml(journey), encoding="utf-8")
    elif options.out.suffix.lower() in (".csv", ".xlsx"):
        tables.write(sheets.table(journey), options.out)
    else:
        raise JourneyError(f"Cannot write {options.out.name}: its name must end in .csv, .xlsx or .toml.")
    row = {"name": journey.name, "file": str(options.out)}
    return show({"journeys": [row]}, f"The journey '{journey.name}' is in {options.out}.", options.json)


def _versions(options: argparse.Namespace) -> int:
    from cxanalytics import journeys

    found = workspace(options)
    name = _name(options, found)
    rows = journeys.versions(found, name).to_dict("records")
    lines = [f"{row['version']}. {row['at']:%Y-%m-%d %H:%M} {row['who']}: {row['note'] or 'no note'}" for row in rows]
    words = "\n".join(lines) or f"Nobody has changed '{name}' in this workspace yet."
    return show({"journeys": [{"name": name, "versions": rows}]}, words, options.json)


def _name(options: argparse.Namespace, found: "Workspace") -> str:
    """The name of a journey, which may be retired."""
    from cxanalytics import journeys

    gone = {name.casefold(): name for name in journeys.retired(found)}
    return gone.get((options.name or "").casefold()) or _journey(options, found).name


def _compare(options: argparse.Namespace) -> int:
    from cxanalytics import engine, journeys
    from cxanalytics.journey import comparing, renames

    found = workspace(options)
    name = _name(options, found)
    before, after = (journeys.version(found, name, number) for number in (options.before, options.after))
    changes = comparing.changes(before, after)
    row: dict[str, Any] = {"name": name, "changes": changes.to_dict("records")}
    lines = changes["words"].tolist() or ["Both are the same."]
    if found.imports() and before.edition != after.edition:
        one, other = (engine.analyse(found, journey).experiences for journey in (before, after))
        moved = comparing.flows(one, other, renames.current(after))
        row |= {"flows": moved.to_dict("records"), "words": comparing.accounted(one, other)}
        lines += [row["words"], *(f"{n:>6,}  {was} → {now}" for was, now, n in moved.to_numpy().tolist())]
    return show({"journeys": [row]}, "\n".join(lines), options.json)


def _restore(options: argparse.Namespace) -> int:
    from cxanalytics import journeys

    found = workspace(options)
    name = _name(options, found)
    number = journeys.restore(found, name, options.version, who=options.who)
    words = f"Version {options.version} of '{name}' is the newest again, as version {number}."
    return show({"journeys": [{"name": name, "version": number}]}, words, options.json)


def _choose(options: argparse.Namespace) -> int:
    from cxanalytics import journeys

    found = workspace(options)
    name = _journey(options, found).name
    journeys.choose(found, name)
    words = f"The workspace is seen through '{name}' now."
    return show({"journeys": [{"name": name, "used": True}]}, words, options.json)


def _retire(options: argparse.Namespace) -> int:
    from cxanalytics import journeys

    found = workspace(options)
    name = _journey(options, found).name
    journeys.retire(found, name, who=options.who)
    last = int(journeys.versions(found, name)["version"].iloc[-1])
    words = f"'{name}' is retired; `cxanalytics journey restore \"{name}\" {last}` brings it back."
    return show({"journeys": [{"name": name, "retired": True}]}, words, options.json)


def _persona(options: argparse.Namespace) -> int:
    from cxanalytics import engine, journeys
    from cxanalytics.journey.personas import Persona

    found = existing(options)
    made = Persona(options.name.strip(), tuple(options.segment), options.description, options.goals)
    experiences = engine.analyse(found).experiences
    made.selection().check(experiences)
    journeys.keep_persona(found, made, who=options.who)
    row = _counted(made, experiences)
    return show({"personas": [row]}, f"{_persona_line(row)} is kept.", options.json)


def _counted(persona: "Persona", experiences: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(persona) | {"n": 0 if experiences.empty else int(persona.selection().mask(experiences).sum())}


def _persona_line(row: dict[str, Any]) -> str:
    return f"{row['name']} ({', '.join(row['segments'])}; {row['n']:,} experiences)"


def _personas(options: argparse.Namespace) -> int:
    from cxanalytics import engine, journeys

    found = existing(options)
    experiences = engine.analyse(found).experiences
    rows = [_counted(persona, experiences) for persona in journeys.personas(found).values()]
    return show({"personas": rows}, "\n".join(map(_persona_line, rows)) or "No persona yet.", options.json)


def _retire_persona(options: argparse.Namespace) -> int:
    from cxanalytics import journeys

    journeys.retire_persona(workspace(options), options.name, who=options.who)
    words = f"The persona '{options.name}' is retired; `cxanalytics persona undo` brings it back."
    return show({"personas": [{"name": options.name, "retired": True}]}, words, options.json)


def _undo_persona(options: argparse.Namespace) -> int:
    from cxanalytics import journeys

    made = journeys.undo_persona(workspace(options))
    words = f"The change of {made:%Y-%m-%d %H:%M} UTC is taken back." if made else "There is no change to take back."
    return show({"personas": [{"undone": made}]}, words, options.json)
