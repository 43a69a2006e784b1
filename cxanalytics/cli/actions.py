"""`action` and `actions`: what people decided to do."""

import argparse
from typing import Any

from cxanalytics.cli.options import COMMON, PRINTING, Commands, existing, workspace
from cxanalytics.cli.printing import show

_FIELDS = ("title", "touchpoint", "pattern", "owner", "due", "target")


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    steps = commands.steps("action", "what will be done about a touchpoint, by whom and until when")
    new = steps.add("add", _add, "add an action", COMMON, PRINTING)
    new.add_argument("title", metavar="TITLE", help="what will be done")
    listed = steps.add("list", _list, "all actions", COMMON, PRINTING)
    changed = steps.add("change", _change, "change an action", COMMON, PRINTING)
    changed.add_argument("--title", metavar="TITLE")
    changed.add_argument("--state", metavar="STATE", help="open, done or dropped")
    others = [changed]
    for name, run, about in (
        ("done", _done, "an action is done"),
        ("drop", _drop, "an action will not be done"),
        ("undo", _undo, "take back the last change of an action"),
    ):
        others.append(steps.add(name, run, about, COMMON, PRINTING))
    for step in others:
        step.add_argument("number", type=int, metavar="NUMBER")
    for step in (new, changed):
        step.add_argument("--touchpoint", metavar="NAME")
        step.add_argument("--pattern", metavar="ID", help="the pattern it is meant to mend")
        step.add_argument("--owner", metavar="NAME")
        step.add_argument("--due", metavar="DATE", help="as 2026-09-30")
        step.add_argument("--target", metavar="TARGET", help='a ratio, as "5 : 1", or words')
        step.add_argument("--session", type=int, metavar="NUMBER", help="the workshop session that decided it")
    for step in (new, *others):
        step.add_argument("--who", default="", metavar="NAME", help="who says so (default: your name on this machine)")
    for step in (listed, commands.add("actions", _list, "all actions, as `action list`", COMMON, PRINTING)):
        step.add_argument("--state", metavar="STATE", help="only those that are open, done or dropped")


def _add(options: argparse.Namespace) -> int:
    from cxanalytics import actions

    given = {name: getattr(options, name) for name in _FIELDS if getattr(options, name) is not None}
    title = given.pop("title")
    number = actions.add(existing(options), title, session=options.session, who=options.who, **given)
    return _told(options, number, "is added")


def _change(options: argparse.Namespace) -> int:
    from cxanalytics import actions
    from cxanalytics.errors import ActionError

    names = (*_FIELDS, "state", "session")
    given = {name: getattr(options, name) for name in names if getattr(options, name) is not None}
    if not given:
        raise ActionError("Nothing is changed; name what shall be, as in --owner Ana or --due 2026-09-30.")
    actions.change(workspace(options), options.number, who=options.who, **given)
    return _told(options, options.number, "is changed")


def _done(options: argparse.Namespace) -> int:
    from cxanalytics import actions

    actions.change(workspace(options), options.number, state=actions.DONE, who=options.who)
    return _told(options, options.number, "is done")


def _drop(options: argparse.Namespace) -> int:
    from cxanalytics import actions

    actions.change(workspace(options), options.number, state=actions.DROPPED, who=options.who)
    return _told(options, options.number, "is dropped")


def _undo(options: argparse.Namespace) -> int:
    from cxanalytics import actions

    done = actions.undo(workspace(options), options.number)
    words = f"Action {options.number}: what was taken back is that it was {done}."
    return show({"actions": [{"action": options.number, "undone": done}]}, words, options.json)


def _list(options: argparse.Namespace) -> int:
    from cxanalytics import actions

    table = actions.all(workspace(options))
    if options.state:
        table = table[(table["state"] == actions.state_of(options.state)).to_numpy(bool)]
    rows = [_row(row) for row in table.to_dict("records")]
    return show({"actions": rows}, "\n".join(map(_line, rows)) or "No action yet.", options.json)


def _told(options: argparse.Namespace, number: int, what: str) -> int:
    from cxanalytics import actions

    row = _row(actions.get(workspace(options), number))
    return show({"actions": [row]}, f"Action {number} {what}.\n{_line(row)}", options.json)


def _row(row: dict[Any, Any]) -> dict[Any, Any]:
    """An action in JSON's own types."""
    return {key: None if value != value or str(value) == "<NA>" else value for key, value in row.items()}


def _line(row: dict[Any, Any]) -> str:
    parts = [row["touchpoint"], row["pattern"], row["owner"], row["due"] and f"due {row['due']}"]
    parts += [row["target"] and f"target {row['target']}", row["state"]]
    return f"{row['action']}. {row['title']} ({', '.join(str(part) for part in parts if part)})"
