"""`worklist` and `case`: unhappy customers to answer, and what became of each."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection
from cxanalytics.cli.printing import show

if TYPE_CHECKING:
    import pandas as pd

    from cxanalytics.engine import Analysis
    from cxanalytics.store import Workspace

_DAYS = 90


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    about = "unhappy customers, those to answer first at the top"
    listed = commands.add("worklist", _list, about, COMMON, PRINTING, CHOSEN)
    listed.add_argument("--days", type=int, default=_DAYS, metavar="N", help=f"complaints of the last N days ({_DAYS})")
    listed.add_argument(
        "--state", metavar="STATE", help="open (default), answered, recovered, no answer possible or all"
    )
    listed.add_argument(
        "--limit",
        type=int,
        default=20,
        metavar="N",
        help="so many on the screen (default 20); --json and --out give all",
    )
    listed.add_argument("--out", type=Path, metavar="FILE", help="all of them as .csv, .xlsx or .json, for the CRM")
    steps = commands.steps("case", "one unhappy customer")
    shown = steps.add("show", _show, "their whole history, and what was done", COMMON, PRINTING)
    others = [shown]
    for name, state, about_ in (
        ("answer", "answered", "somebody has answered"),
        ("recover", "recovered", "the customer is content again"),
        ("close", "no answer possible", "no answer is possible"),
        ("open", "open", "it waits for an answer again"),
    ):
        step = steps.add(name, _put, about_, COMMON, PRINTING)
        step.set_defaults(state=state)
        others.append(step)
    assigned = steps.add("assign", _assign, "who answers, until when, what to know", COMMON, PRINTING)
    assigned.add_argument("--owner", metavar="NAME")
    assigned.add_argument("--due", metavar="DATE", help="as 2026-09-30")
    undone = steps.add("undo", _undo, "take back the last thing that was done", COMMON, PRINTING)
    for step in (*others, assigned, undone):
        step.add_argument("case", metavar="CASE", help="its name in the worklist, or the beginning of it")
    for step in (*others[1:], assigned):
        step.add_argument("--note", metavar="WORDS")
        step.add_argument("--who", default="", metavar="NAME", help="who says so (default: your name on this machine)")


def _known(kept: "Workspace", analysis: "Analysis") -> "pd.DataFrame":
    """Every case, however old."""
    from cxanalytics import worklist
    from cxanalytics.selection import Selection

    return worklist.cases(kept, analysis, Selection(), days=36_500)


def _list(options: argparse.Namespace) -> int:
    from cxanalytics import engine, worklist
    from cxanalytics.errors import CaseError
    from cxanalytics.export import tables

    kept = existing(options)
    state = (options.state or "open").strip().lower()
    if state not in (*worklist.STATES, "all"):
        raise CaseError(f"'{options.state}' is no state of a case; they are {', '.join(worklist.STATES)}, all.")
    for name, least in (("days", 1), ("limit", 0)):
        if getattr(options, name) < least:
            raise CaseError(f"--{name} is a number from {least} on, not {getattr(options, name)}.")
    analysis, chosen = engine.analyse(kept, journey(options)), selection(options)
    found = worklist.cases(kept, analysis, chosen, options.days)
    missing = worklist.undated(analysis, chosen)
    time = worklist.answering(found, worklist.register.all(kept))
    table = found if state == "all" else found[(found["state"] == state).to_numpy(bool)]
    about = {"answering": time.words, "cases": len(table), "undated": missing}
    if options.out:
        tables.write(worklist.crm(kept, table), options.out, noun="worklist")
        rows = [{"file": str(options.out), "rows": len(table)}]
        return show({"worklist": rows, **about}, f"{len(table):,} cases written to {options.out}.", options.json)
    lines = [_line(row) for row in table.head(options.limit).to_dict("records")]
    if len(table) > options.limit:
        lines.append(f"… and {len(table) - options.limit:,} more.")
    none = "Nobody waits for an answer." if state == "open" else f"Nobody is {state}."
    words = "\n".join([*(lines or [none]), "", time.words, worklist.undated_words(missing)]).rstrip()
    rows = [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]
    return show({"worklist": rows, **about}, words, options.json)


def _line(row: dict[Any, Any]) -> str:
    marks = [
        "public" if row["public"] else "", f"reach {row['reach']:,.0f}" if row["reach"] == row["reach"] else "",
        f"{row['complaints']} complaints" if row["complaints"] > 1 else "", *row["signs"],
        "complained again" if row["again"] else "", f"owner {row['owner']}" if row["owner"] else "",
        f"due {row['due']}" if row["due"] else "", "overdue" if row["overdue"] else "",
        "happy again since" if row["happy_again"] == row["happy_again"] else "",
    ]  # fmt: skip
    told = ", ".join(mark for mark in marks if mark)
    where = ", ".join(row["touchpoints"])
    return f"{row['case']}  {row['complained_at']:%Y-%m-%d}  {row['source']}: {where} ({told})\n    “{row['quote']}”"


def _show(options: argparse.Namespace) -> int:
    from cxanalytics import engine, worklist
    from cxanalytics.selection import Selection
    from cxanalytics.store import queries
    from cxanalytics.store.queries import Question

    kept = existing(options)
    analysis = engine.analyse(kept)
    row = worklist.find(_known(kept, analysis), options.case)
    asked = Question(selection=Selection(), customer=str(row["case"]))
    page = queries.page(analysis.files, asked, size=500, corrected=engine.corrected(analysis))
    answers = page.answers.sort_values("occurred_at", kind="stable").to_dict("records")
    lines = [
        f"{item['occurred_at']:%Y-%m-%d}  {item['source']}, {item['touchpoints']}, {item['polarity']}\n"
        f"    “{item['text']}”"
        for item in answers
    ]
    done = worklist.register.history(kept, str(row["case"]))
    return show({"cases": [row | {"history": answers, "done": done}]}, "\n".join([*lines, "", *done]), options.json)


def _put(options: argparse.Namespace) -> int:
    from cxanalytics import engine, worklist

    kept = existing(options)
    row: dict[str, Any] = worklist.find(_known(kept, engine.analyse(kept)), options.case)
    worklist.register.put(
        kept, str(row["case"]), options.state, row["complained_at"], note=options.note, who=options.who
    )
    document = {"cases": [{"case": row["case"], "state": options.state}]}
    return show(document, f"Case {row['case']} is {options.state}.", options.json)


def _assign(options: argparse.Namespace) -> int:
    from cxanalytics import engine, worklist

    kept = existing(options)
    row: dict[str, Any] = worklist.find(_known(kept, engine.analyse(kept)), options.case)
    worklist.register.assign(
        kept, str(row["case"]), owner=options.owner, due=options.due, note=options.note, who=options.who
    )
    document = {"cases": [{"case": row["case"], "owner": options.owner, "due": options.due, "note": options.note}]}
    return show(document, f"Case {row['case']} is assigned.", options.json)


def _undo(options: argparse.Namespace) -> int:
    from cxanalytics import engine, worklist

    kept = existing(options)
    row: dict[str, Any] = worklist.find(_known(kept, engine.analyse(kept)), options.case)
    done = worklist.register.undo(kept, str(row["case"]))
    document = {"cases": [{"case": row["case"], "undone": done}]}
    return show(document, f"Case {row['case']}: what was taken back is that it was {done}.", options.json)
