"""`digest` and `schedule`: the numbers for the desk, and the lines that make them come by themselves."""

import argparse
from pathlib import Path

from cxanalytics.cli.options import COMMON, PRINTING, Commands, existing, folder, journey
from cxanalytics.cli.printing import show

PERIODS = ("day", "week", "month", "quarter", "year")
SHARING = ("quotes", "masked", "none")


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    digest = commands.add("digest", _digest, "the numbers of a period for somebody with two minutes", COMMON, PRINTING)
    digest.add_argument("--out", type=Path, metavar="FILE", help=".md, .html, .pdf or .pptx (default: print Markdown)")
    digest.add_argument("--at", metavar="DATE", help="a day in the period (default: the last whole one)")
    digest.add_argument("--mail", action="store_true", help="send it to where digests go (see `alert to`)")
    digest.add_argument("--journey", metavar="NAME", help="a journey of the workspace (default: the workspace's own)")
    about = "the cron line, or systemd timer, that makes digests or looks for alerts"
    schedule = commands.add("schedule", _schedule, about, COMMON, PRINTING)
    schedule.add_argument(
        "--alerts", action="store_true", help="look for alerts and deliver them, in place of a digest"
    )
    schedule.add_argument("--out", type=Path, metavar="FILE", help="where the digest goes")
    schedule.add_argument("--mail", action="store_true", help="send the digest by mail")
    schedule.add_argument("--systemd", action="store_true", help="a service and a timer in place of a cron line")
    for command in (digest, schedule):
        command.add_argument("--period", choices=PERIODS, default="month")
        command.add_argument(
            "--share", choices=SHARING, default=SHARING[0], help="how much of customers' words is in it"
        )


def _digest(options: argparse.Namespace) -> int:
    from datetime import date

    from cxanalytics import delivery, digest, engine
    from cxanalytics.digest import markdown
    from cxanalytics.errors import SelectionError

    kept = existing(options)
    try:
        at = date.fromisoformat(options.at) if options.at else None
    except ValueError as error:
        raise SelectionError(f"'{options.at}' is not a day; write it as 2026-01-31.") from error
    made = digest.gather(kept, engine.analyse(kept, journey(options)), options.period, at=at, shared=options.share)
    said = []
    if options.out:
        digest.write(made, options.out)
        said.append(f"The digest of {made.name} is written to {options.out}.")
    if options.mail:
        where = delivery.delivery_of(kept)
        digest.send(made, where)
        said.append(f"The digest of {made.name} is sent to {', '.join(where.recipients)}.")
    text = markdown.markdown(made)
    row = {
        "name": made.name, "period": made.period, "whole": made.whole, "notable": made.notable,
        "ratio": made.headline.value, "low": made.headline.low, "high": made.headline.high, "n": made.headline.n,
        "summary": list(made.summary), "changes": [change.words for change in made.fresh],
        "decisions": [f"{item.what} {item.why}" for item in made.decisions],
        "file": str(options.out) if options.out else None, "markdown": text,
    }  # fmt: skip
    return show({"digest": [row]}, "\n".join(said) or text, options.json)


def _schedule(options: argparse.Namespace) -> int:
    from cxanalytics import digest, schedule, tracked
    from cxanalytics.errors import CXError
    from cxanalytics.store import Workspace

    what = schedule.ALERTS if options.alerts else schedule.DIGEST
    extra: list[str] = []
    if what == schedule.DIGEST:
        if not (options.out or options.mail):
            raise CXError(
                "A digest that comes by itself needs a place: name a file with --out, or send it with --mail."
            )
        if options.out:
            digest.check(options.out)
        extra += ["--out", str(options.out.resolve())] if options.out else []
        extra += ["--mail"] if options.mail else []
        extra += ["--share", options.share] if options.share != SHARING[0] else []
    job = schedule.Job(what, options.period, folder(options), tuple(extra))
    calendar = tracked.calendar_of(Workspace(folder(options)))
    if options.systemd:
        files = schedule.systemd(job, calendar)
        words = "\n".join(f"# ~/.config/systemd/user/{name}\n{text}" for name, text in files.items())
        return show({"schedule": [{"files": files}]}, f"{words}\n# {schedule.install(job)}", options.json)
    line = schedule.cron(job, calendar)
    return show({"schedule": [{"cron": line}]}, line, options.json)
