"""`workshop`: sessions in which people guess, see what is measured, talk and decide."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, pair, selection, workspace
from cxanalytics.cli.printing import show
from cxanalytics.errors import WorkshopError

if TYPE_CHECKING:
    from cxanalytics.workshop import Record


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    steps = commands.steps("workshop", "hold a session: guess, reveal, discuss, decide")
    new = steps.add("open", _open, "open a session", COMMON, PRINTING, CHOSEN)
    new.add_argument("title", metavar="TITLE")
    new.add_argument("--dots", type=int, default=3, metavar="N", help="votes of each participant (default: 3)")
    new.add_argument("--no-phones", action="store_true", help="only the facilitator's screen takes part")
    new.add_argument("--who", default="", metavar="NAME", help="who opens it (default: your name on this machine)")
    steps.add("list", _list, "all sessions", COMMON, PRINTING)
    shown = steps.add("show", _show, "a session with all that was said in it", COMMON, PRINTING)
    guess = steps.add("guess", _guess, "what the room, or a participant, believes", COMMON, PRINTING)
    guess.add_argument("guesses", nargs="+", metavar="TOUCHPOINT=RATIO", help='as in "Invoice=5" or "Invoice=1:2"')
    vote = steps.add("vote", _vote, "put dots on a touchpoint or a pattern", COMMON, PRINTING)
    vote.add_argument("on", metavar="TOUCHPOINT|PATTERN")
    vote.add_argument("--dots", type=int, default=1, metavar="N", help="how many; below 0 takes back (default: 1)")
    note = steps.add("note", _note, "write a note", COMMON, PRINTING)
    note.add_argument("text", metavar="TEXT")
    note.add_argument("--touchpoint", default="", metavar="NAME")
    note.add_argument("--pattern", default="", metavar="ID")
    move = steps.add("move", _move, "move on, or back", COMMON, PRINTING)
    move.add_argument("state", metavar="STATE", help="guess, reveal, discuss, decide or closed")
    export = steps.add("export", _export, "write the record of a session", COMMON, PRINTING)
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help=".md, .xlsx, .csv, .zip or .json")
    export.add_argument(
        "--share",
        choices=("quotes", "masked", "none"),
        default="quotes",
        help="people's words as they are, with names and numbers hidden, or none (default: quotes)",
    )
    for step in (shown, guess, vote, note, move, export):
        step.add_argument("--session", type=int, metavar="NUMBER", help="which session (default: the newest)")
    for step in (guess, vote, note):
        step.add_argument("--participant", default="", metavar="TOKEN", help="whose (default: the room's)")
    for step in (note, move):
        step.add_argument("--who", default="", metavar="NAME")


def _open(options: argparse.Namespace) -> int:
    from cxanalytics import workshop
    from cxanalytics.journeys import journey_of

    found = existing(options)
    number = workshop.open_session(
        found, options.title, journey(options) or journey_of(found), selection(options), options.who,
        dots=options.dots, phones=not options.no_phones,
    )  # fmt: skip
    opened = workshop.session(found, number)
    words = f"Session {number}, “{opened.title}”, is open. Room code: {opened.code}."
    return show({"workshop": [_document(options, number)]}, words, options.json)


def _list(options: argparse.Namespace) -> int:
    from cxanalytics import workshop

    table = workshop.sessions(workspace(options))
    rows: list[dict[Any, Any]] = table.to_dict("records")
    lines = [
        f"{row['session']}. {row['title']} ({row['state']}, code {row['code']}), {row['participants']} participants, "
        f"{row['guesses']} guesses, {row['notes']} notes, {row['votes']} dots"
        for row in rows
    ]
    return show({"workshop": rows}, "\n".join(lines) or "No session yet.", options.json)


def _show(options: argparse.Namespace) -> int:
    from cxanalytics.workshop import export, report

    found = _record(options)
    return show({"workshop": [export.document(found)["session"]]}, report.markdown(found).rstrip(), options.json)


def _guess(options: argparse.Namespace) -> int:
    from cxanalytics import workshop

    found, number = workspace(options), _number(options)
    guesses = [pair(text, "guess", "TOUCHPOINT=RATIO, as in Invoice=5") for text in options.guesses]
    workshop.guess(found, number, _participant(options), {name: _ratio(ratio) for name, ratio in guesses})
    words = f"Session {number} holds {workshop.counted(found, number).guesses} guesses."
    return show({"workshop": [_document(options, number)]}, words, options.json)


def _ratio(text: str) -> float:
    from cxanalytics.actions import ratio_of

    ratio = ratio_of(text)
    if ratio is None:
        raise WorkshopError(f"'{text}' is no ratio; write it as 5, 0.2 or 1:5.")
    return ratio


def _vote(options: argparse.Namespace) -> int:
    from cxanalytics import workshop

    found, number = workspace(options), _number(options)
    kind = "touchpoint" if options.on in workshop.session(found, number).touchpoints else "pattern"
    left = workshop.vote(found, number, _participant(options), options.on, kind=kind, dots=options.dots)
    tally = workshop.votes(found, number)
    words = "; ".join(f"{on}: {dots}" for on, dots in zip(tally["on"].tolist(), tally["dots"].tolist(), strict=True))
    rest = f" {left} left." if left >= 0 else ""
    return show({"workshop": tally.to_dict("records")}, f"Dots: {words or 'none'}.{rest}", options.json)


def _note(options: argparse.Namespace) -> int:
    from cxanalytics import workshop

    found, number = workspace(options), _number(options)
    written = workshop.note(
        found, number, options.text, touchpoint=options.touchpoint, pattern=options.pattern,
        participant=_participant(options), who=options.who,
    )  # fmt: skip
    return show({"workshop": [{"session": number, "note": written}]}, f"Note {written} is kept.", options.json)


def _move(options: argparse.Namespace) -> int:
    from cxanalytics import workshop

    number = _number(options)
    moved = workshop.move(workspace(options), number, options.state, options.who)
    words = f"Session {number} is at “{moved.state}” now."
    return show({"workshop": [_document(options, number)]}, words, options.json)


def _export(options: argparse.Namespace) -> int:
    from cxanalytics import workshop
    from cxanalytics.workshop import export

    found = workshop.shared(_record(options), options.share)
    export.write(found, options.out)
    row = {"session": found.session.number, "file": str(options.out), "sharing": found.sharing}
    return show({"workshop": [row]}, f"{options.out} holds session {found.session.number}.", options.json)


def _record(options: argparse.Namespace) -> "Record":
    from cxanalytics import workshop

    return workshop.record(existing(options), _number(options))


def _document(options: argparse.Namespace, number: int) -> dict[Any, Any]:
    """A session as `workshop list` shows it."""
    from cxanalytics import workshop

    table = workshop.sessions(workspace(options))
    rows: list[dict[Any, Any]] = table[(table["session"] == number).to_numpy(bool)].to_dict("records")
    return rows[0]


def _number(options: argparse.Namespace) -> int:
    """The session that was named, or the newest."""
    from cxanalytics import workshop

    if options.session is not None:
        return int(options.session)
    table = workshop.sessions(workspace(options))
    if table.empty:
        raise WorkshopError("There is no session yet; open one with `cxanalytics workshop open TITLE`.")
    return int(table["session"].iloc[0])


def _participant(options: argparse.Namespace) -> str:
    from cxanalytics.workshop import ROOM

    return options.participant or ROOM
