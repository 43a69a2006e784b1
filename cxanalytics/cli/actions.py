"""`action` and `actions`: what people decided to do, and whether it worked."""

import argparse
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection, workspace
from cxanalytics.cli.printing import show

if TYPE_CHECKING:
    from cxanalytics.effects import Outcome

_FIELDS = ("title", "touchpoint", "pattern", "owner", "due", "target", "began", "expected", "cost")


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
    effect = steps.add("effect", _effect, "whether an action worked", COMMON, PRINTING, CHOSEN)
    effect.add_argument("number", type=int, metavar="NUMBER")
    for step in (new, changed):
        step.add_argument("--touchpoint", metavar="NAME")
        step.add_argument("--pattern", metavar="ID", help="the pattern it is meant to mend")
        step.add_argument("--owner", metavar="NAME")
        step.add_argument("--due", metavar="DATE", help="as 2026-09-30")
        step.add_argument("--target", metavar="TARGET", help='a ratio, as "5 : 1", or words')
        step.add_argument("--began", metavar="DATE", help="the day it takes effect, as 2026-09-01")
        step.add_argument(
            "--expected",
            metavar="POINTS",
            help='by how many points the negative share will fall: 6, or from what to what, as "30 to 24"',
        )
        step.add_argument("--cost", metavar="COST", help='a number and what it is of, as "12,000 EUR"')
        step.add_argument("--session", type=int, metavar="NUMBER", help="the workshop session that decided it")
    for step in (new, *others):
        step.add_argument("--who", default="", metavar="NAME", help="who says so (default: your name on this machine)")
    for step in (listed, commands.add("actions", _list, "all actions, as `action list`", COMMON, PRINTING)):
        step.add_argument("--state", metavar="STATE", help="only those that are open, done or dropped")
        step.add_argument("--effects", action="store_true", help="with whether each of them worked")


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
    from cxanalytics import actions, effects, engine

    table = actions.all(workspace(options))
    if options.state:
        table = table[(table["state"] == actions.state_of(options.state)).to_numpy(bool)]
    rows = [_row(row) for row in table.to_dict("records")]
    if not options.effects or not rows:
        return show({"actions": rows}, "\n".join(map(_line, rows)) or "No action yet.", options.json)
    found = effects.all(workspace(options), engine.analyse(existing(options))).drop(columns=["title", "began"])
    told = {row["action"]: _row(row) for row in found.drop(columns=["touchpoint", "pattern"]).to_dict("records")}
    rows = [row | told[row["action"]] for row in rows]
    words = [f"{_line(row)}\n   {row['words']}" + (f" {row['when']}" if row["when"] else "") for row in rows]
    return show({"actions": rows}, "\n".join(words), options.json)


def _effect(options: argparse.Namespace) -> int:
    from cxanalytics import effects, engine

    analysis = engine.analyse(existing(options), journey(options))
    found = effects.of(existing(options), analysis, options.number, selection=selection(options))
    lines = [_line(_row(dict(found.action))), found.words, found.when, found.smallest, found.regression]
    lines += [found.pattern.words] if found.pattern else []
    lines += [f"It was registered {found.registered}."] if found.registered else []
    words = "\n".join(line for line in (*lines, *found.notes) if line)
    return show({"effects": [_told_effect(found)]}, words, options.json)


def _told_effect(found: "Outcome") -> dict[str, Any]:
    """What became of an action, in JSON's own types."""
    names = ("verdict", "words", "when", "smallest", "regression", "registered", "notes")
    told = _row(dict(found.action)) | {name: getattr(found, name) for name in names}
    for name, effect in (("effect", found.effect), ("pattern_effect", found.pattern)):
        numbers = (
            "effect", "low", "high", "before", "after", "baseline", "usual", "others_before", "others_after", "wanted",
            "smallest", "months_before", "months_after", "n_before", "n_after", "untouched", "more",
        )  # fmt: skip
        told[name] = None
        if effect is not None:
            told[name] = _row({key: getattr(effect, key) for key in numbers}) | {
                "verdict": effect.verdict,
                "words": effect.words,
                "months": effect.months.to_dict("records"),
            }
    return told


def _told(options: argparse.Namespace, number: int, what: str) -> int:
    from cxanalytics import actions

    row = _row(actions.get(workspace(options), number))
    return show({"actions": [row]}, f"Action {number} {what}.\n{_line(row)}", options.json)


def _row(row: dict[Any, Any]) -> dict[Any, Any]:
    """An action in JSON's own types."""
    return {key: None if value != value or str(value) == "<NA>" else value for key, value in row.items()}


def _line(row: dict[Any, Any]) -> str:
    parts = [row["touchpoint"], row["pattern"], row["owner"], row["due"] and f"due {row['due']}"]
    parts += [row["target"] and f"target {row['target']}", row["began"] and f"began {row['began']}"]
    parts += [row["expected"] and f"expected {row['expected']}", row["cost"] and f"cost {row['cost']}", row["state"]]
    return f"{row['action']}. {row['title']} ({', '.join(str(part) for part in parts if part)})"
