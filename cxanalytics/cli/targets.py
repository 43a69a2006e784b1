"""`target` and `league`: what numbers should come to and by when, and owners beside each other."""

import argparse
from typing import Any

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection, workspace
from cxanalytics.cli.printing import show


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    steps = commands.steps("target", "what a ratio should come to, and by when")
    new = steps.add("add", _add, "set a target", COMMON, PRINTING)
    new.add_argument("ratio", metavar="RATIO", help='as "5 : 1" or 5')
    new.add_argument("--by", required=True, metavar="DATE", help="as 2026-12-31")
    listed = steps.add("list", _list, "the targets that stand", COMMON, PRINTING)
    steps.add("pace", _pace, "how each target stands", COMMON, PRINTING)
    changed = steps.add("change", _change, "change a target", COMMON, PRINTING)
    changed.add_argument("--ratio", metavar="RATIO")
    changed.add_argument("--by", metavar="DATE")
    dropped = steps.add("drop", _drop, "give a target up", COMMON, PRINTING)
    undone = steps.add("undo", _undo, "take back the last change of a target", COMMON, PRINTING)
    for step in (changed, dropped, undone):
        step.add_argument("number", type=int, metavar="NUMBER")
    for step in (new, changed):
        step.add_argument("--touchpoint", metavar="NAME", help="without one, overall")
        step.add_argument("--owner", metavar="NAME")
        step.add_argument("--note", metavar="WORDS")
    for step in (new, changed, dropped):
        step.add_argument("--who", default="", metavar="NAME", help="who says so (default: your name on this machine)")
    listed.set_defaults(run=_list)
    about = "owners of touchpoints beside each other: the chance to have the lowest ratio, no rank"
    commands.add("league", _league, about, COMMON, PRINTING, CHOSEN)


def _add(options: argparse.Namespace) -> int:
    from cxanalytics import targets

    given = {
        name: getattr(options, name) for name in ("touchpoint", "owner", "note") if getattr(options, name) is not None
    }
    number = targets.add(existing(options), options.ratio, options.by, who=options.who, **given)
    return _told(options, number, "is set")


def _told(options: argparse.Namespace, number: int, what: str) -> int:
    from cxanalytics import targets

    row = targets.get(workspace(options), number)
    return show({"targets": [row]}, f"Target {number} {what}.\n{_line(row)}", options.json)


def _line(row: dict[str, Any]) -> str:
    parts = [row["touchpoint"] or "Overall", f"{row['ratio']:g} : 1", f"by {row['by']}", row["owner"], row["note"]]
    return f"{row['target']}. {', '.join(str(part) for part in parts if part)}"


def _list(options: argparse.Namespace) -> int:
    from cxanalytics import targets

    rows = [
        {str(key): value for key, value in row.items()} for row in targets.all(workspace(options)).to_dict("records")
    ]
    return show({"targets": rows}, "\n".join(map(_line, rows)) or "No target yet.", options.json)


def _pace(options: argparse.Namespace) -> int:
    from cxanalytics import engine, tracked

    kept = existing(options)
    rows = tracked.paces(kept, engine.analyse(kept)).to_dict("records")
    told = [{str(key): value for key, value in row.items()} for row in rows]
    words = "\n".join(f"{_line(row)}\n   {row['words']}" for row in told) or "No target yet."
    return show({"targets": told}, words, options.json)


def _change(options: argparse.Namespace) -> int:
    from cxanalytics import targets
    from cxanalytics.errors import TargetError

    names = ("ratio", "by", "touchpoint", "owner", "note")
    given = {name: getattr(options, name) for name in names if getattr(options, name) is not None}
    if not given:
        raise TargetError("Nothing is changed; name what shall be, as in --by 2027-06-30.")
    targets.change(workspace(options), options.number, who=options.who, **given)
    return _told(options, options.number, "is changed")


def _drop(options: argparse.Namespace) -> int:
    from cxanalytics import targets

    kept = workspace(options)
    row = targets.get(kept, options.number)
    targets.drop(kept, options.number, who=options.who)
    return show({"targets": [row]}, f"Target {options.number} is given up.", options.json)


def _undo(options: argparse.Namespace) -> int:
    from cxanalytics import targets

    done = targets.undo(workspace(options), options.number)
    words = f"Target {options.number}: what was taken back is that it was {done}."
    return show({"targets": [{"target": options.number, "undone": done}]}, words, options.json)


def _league(options: argparse.Namespace) -> int:
    from cxanalytics import engine, ratios, tracked

    kept = existing(options)
    table = tracked.league_of(engine.analyse(kept, journey(options)), selection(options))
    said: list[str] = ratios.text(table).tolist() if len(table) else []
    lines = [
        f"{row['owner']}: {text}. {row['words']}" for row, text in zip(table.to_dict("records"), said, strict=True)
    ]
    rows = [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]
    words = "\n".join(lines) or "No touchpoint of this journey has an owner; `cxanalytics journey edit` sets them."
    return show({"league": rows}, words, options.json)
