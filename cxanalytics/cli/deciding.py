"""What a person decides about files: the options of `import` that say it, and `profile`, where it is remembered."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import COMMON, PRINTING, Commands, pair, workspace
from cxanalytics.cli.printing import show
from cxanalytics.days import iso
from cxanalytics.errors import MappingError
from cxanalytics.roles import ROLES

if TYPE_CHECKING:
    from cxanalytics.ingest import Decisions
    from cxanalytics.profiles import Profile

_NONE = "No import profile yet; what is decided about a file is remembered when it is imported."


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    steps = commands.steps("profile", "what was decided about files of one shape, applied to the next of it")
    steps.add("list", _list, "the profiles that are remembered", COMMON, PRINTING)
    shown = steps.add("show", _show, "what one of them says", COMMON, PRINTING)
    forgotten = steps.add("forget", _forget, "apply one no longer", COMMON, PRINTING)
    for step in (shown, forgotten):
        step.add_argument("name", metavar="NAME")
    forgotten.add_argument("--who", default="", metavar="NAME", help="who says so (default: your name on this machine)")


def add_options(imp: argparse.ArgumentParser) -> None:
    """Add what can be decided about the files of an import."""
    roles = ", ".join(ROLES)
    several: dict[str, Any] = {"action": "append", "default": []}
    imp.add_argument("--map", metavar="COLUMN=ROLE", help=f"say what a column is: {roles}", **several)
    imp.add_argument(
        "--question-touchpoint",
        metavar="COLUMN=NAME",
        help="where a question was about (COLUMN= for nowhere)",
        **several,
    )
    imp.add_argument(
        "--question-invites",
        metavar="COLUMN=SIDE",
        help="what a question asks for: negative, positive or both",
        **several,
    )
    order = imp.add_mutually_exclusive_group()
    order.add_argument("--day-first", dest="day_first", action="store_const", const=True, help="of 03/04 the day is 3")
    order.add_argument(
        "--month-first", dest="day_first", action="store_const", const=False, help="of 03/04 the day is 4"
    )
    imp.add_argument(
        "--as-of", metavar="DATE", help='the day the files were made, from which "4 months ago" is counted'
    )
    imp.add_argument("--scale", metavar="LOW-HIGH", help="the ends of the ratings, as 0-10")
    imp.add_argument(
        "--keep", metavar="SWITCH", help="a step of tidying up that is left out (a wrong name lists all)", **several
    )
    profile = imp.add_mutually_exclusive_group()
    profile.add_argument(
        "--profile", metavar="NAME", help="apply these remembered decisions; with others, remember them under this name"
    )
    profile.add_argument("--no-profile", dest="profile", action="store_const", const="", help="apply and remember none")


def said(options: argparse.Namespace) -> "Decisions":
    """What the options of an import decide.

    Raises
    ------
    MappingError
        One of them is not well put.
    """
    from cxanalytics.ingest import Decisions
    from cxanalytics.ingest.decisions import scale_of

    asked = [pair(item, "--question-touchpoint", "COLUMN=NAME", blank=True) for item in options.question_touchpoint]
    return Decisions(
        mapping=dict(pair(item, "--map", "COLUMN=ROLE") for item in options.map),
        touchpoint=options.touchpoint,
        touchpoints=dict(asked),
        invites=dict(_side(item) for item in options.question_invites),
        day_first=options.day_first,
        scale=None if options.scale is None else scale_of(options.scale),
        keep=tuple(options.keep),
        as_of=None if options.as_of is None else date.fromisoformat(iso(options.as_of, MappingError)),
    )


def profile(options: argparse.Namespace) -> str | None:
    """The profile that was asked for: a name, "" for none, None for the one that fits.

    Raises
    ------
    MappingError
        The name is empty.
    """
    given: str | None = options.profile
    if given and not given.strip():
        raise MappingError("The name after --profile is empty; give it one, or leave the option out.")
    return given


def _side(item: str) -> tuple[str, str]:
    column, side = pair(item, "--question-invites", "COLUMN=SIDE")
    sides = {"negative": "negative", "positive": "positive", "both": ""}
    if side.casefold() not in sides:
        raise MappingError(f"'{side}' after --question-invites is none of {', '.join(sides)}.")
    return column, sides[side.casefold()]


def _list(options: argparse.Namespace) -> int:
    from cxanalytics import profiles

    known = profiles.all(workspace(options))
    lines = [f"{item.name}: {item.format}, {len(item.columns):,} columns, {_last(item)}" for item in known]
    return show({"profiles": [_told(item) for item in known]}, "\n".join(lines) or _NONE, options.json)


def _show(options: argparse.Namespace) -> int:
    from cxanalytics import profiles

    found = profiles.get(workspace(options), options.name)
    lines = [f"{found.name} ({_last(found)})", *(f"  {sentence}" for sentence in found.decisions.words())]
    lines += [f"  for files read as {found.format} with the columns {', '.join(found.columns)}"]
    return show({"profiles": [_told(found)]}, "\n".join(lines), options.json)


def _forget(options: argparse.Namespace) -> int:
    from cxanalytics import profiles

    found = profiles.forget(workspace(options), options.name, who=options.who)
    words = f"The profile '{found.name}' is forgotten; what was imported with it stays as it is."
    return show({"profiles": [_told(found)]}, words, options.json)


def _last(item: "Profile") -> str:
    return f"last changed {item.at:%Y-%m-%d} by {item.by}"


def _told(item: "Profile") -> dict[str, Any]:
    return {
        "name": item.name,
        "format": item.format,
        "columns": list(item.columns),
        "shapes": list(item.shapes),
        "decisions": item.decisions.as_dict(),
        "words": item.decisions.words(),
        "at": item.at,
        "by": item.by,
    }
