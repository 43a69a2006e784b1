"""`trend`, `signals`, `event` and `calendar`: how numbers move, which changes are real, how time is counted."""

import argparse
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection, workspace
from cxanalytics.cli.printing import show

if TYPE_CHECKING:
    import pandas as pd

    from cxanalytics.store import Workspace

PERIODS = ("day", "week", "month", "quarter", "year")
GROUPS = ("touchpoint", "stage", "channel", "segment", "source", "kind")


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    trend = commands.add("trend", _trend, "a number over time, with its interval", COMMON, PRINTING, CHOSEN)
    trend.add_argument("measure", nargs="?", default="ratio", metavar="MEASURE", help=(
        "ratio (default), negative, positive, effort, volume, nps, csat, ces, emotion:NAME or pattern:ID"
    ))  # fmt: skip
    trend.add_argument("--by", choices=GROUPS, help="a line per touchpoint, source, ...")
    trend.add_argument("--same-mix", action="store_true", help="beside it, what it would be at the same mix of sources")
    signals = commands.add("signals", _signals, "the changes that are real, not noise", COMMON, PRINTING, CHOSEN)
    for command in (trend, signals):
        command.add_argument("--period", choices=PERIODS, default="month")
    signals.add_argument("--all", action="store_true", help="every change so far, not those that still stand alone")
    events = commands.steps("event", "what happened outside of the feedback, to be marked on trends")
    added = events.add("add", _add_event, "note an event", COMMON, PRINTING)
    added.add_argument("title", metavar="TITLE", help='as "Prices went up"')
    added.add_argument("--on", required=True, metavar="DATE", help="as 2026-09-30")
    added.add_argument("--who", default="", metavar="NAME", help="who says so (default: your name on this machine)")
    events.add("list", _events, "all events", COMMON, PRINTING)
    removed = events.add("remove", _remove_event, "take an event away", COMMON, PRINTING)
    removed.add_argument("number", type=int, metavar="NUMBER")
    calendar = commands.add("calendar", _calendar, "how weeks, years and time zones are counted", COMMON, PRINTING)
    calendar.add_argument(
        "--year-begins", type=int, metavar="MONTH", help="the month the fiscal year begins in, 1 to 12"
    )
    calendar.add_argument("--week-begins", metavar="DAY", help="the day the week begins on, as Monday")
    calendar.add_argument("--zone", metavar="ZONE", help='a time zone, as Europe/Berlin; "" leaves times as they are')


def _trend(options: argparse.Namespace) -> int:
    from cxanalytics import engine, tracked
    from cxanalytics.errors import SelectionError

    kept = existing(options)
    analysis = engine.analyse(kept, journey(options))
    chosen, calendar = selection(options), tracked.calendar_of(kept)
    found = tracked.trend(analysis, chosen, options.measure, options.period, options.by, calendar)
    about: dict[str, Any] = {
        "measure": options.measure, "period": options.period, "by": options.by, "selection": chosen.words(),
        "calendar": calendar.words, "method": found.words,
    }  # fmt: skip
    lines = _lines(found.table, options.by, options.measure)
    if options.same_mix:
        if options.by or options.measure not in ("ratio", "negative", "positive"):
            raise SelectionError("--same-mix goes with ratio, negative or positive, without --by.")
        same = tracked.same_mix(analysis, chosen, options.period, calendar)
        about |= {"same_mix": same.table.to_dict("records"), "warning": same.warning}
        lines += [
            f"{row['start']:%Y-%m-%d}  at the same mix {_number(row[f'{options.measure}_same'], options.measure)}"
            for row in same.table.to_dict("records")
        ] + ([same.warning] if same.warning else [])
    dated = analysis.experiences["occurred_at"].notna().any() if len(analysis.experiences) else False
    nothing = f"Nothing is known of this measure in this selection: {about['selection']}."
    words = "\n".join(lines) or (
        nothing if dated else "No feedback in this selection has a date; name its date column on import."
    )
    return show({"trend": found.table.to_dict("records"), **about}, f"{words}\n\n{found.words}", options.json)


def _lines(table: "pd.DataFrame", by: str | None, measure: str) -> list[str]:
    heard = table[table["n"] > 0] if len(table) else table
    return [
        "  ".join(
            part
            for part in (
                str(row[by]) if by else "",
                row["label"],
                _number(row["value"], measure, row["low"], row["high"]),
                f"n {row['n']:,}",
                "" if row["whole"] else "(still running)",
            )
            if part
        )
        for row in heard.to_dict("records")
    ]


def _number(value: float, measure: str, low: float = float("nan"), high: float = float("nan")) -> str:
    from cxanalytics.tracking.words import interval

    return interval(measure, value, low, high)


def _signals(options: argparse.Namespace) -> int:
    from cxanalytics import engine, tracked

    kept = existing(options)
    analysis = engine.analyse(kept, journey(options))
    chosen, calendar = selection(options), tracked.calendar_of(kept)
    found = tracked.signals(analysis, chosen, options.period, calendar)
    table = found.table if options.all else found.table[found.table["current"].to_numpy(bool)]
    rows = [
        {key: value for key, value in row.items() if key not in ("series", "began")} for row in table.to_dict("records")
    ]
    lines = [found.words, ""]
    for row in rows:
        lines.append(f"{row['at']:%Y-%m-%d}  {row['words']}")
        lines += [f"            {carrier}" for carrier in row["carriers"]]
    if len(found.few):
        lines += ["", f"Too few answers to watch {len(found.few):,} more numbers."]
    about = {
        "period": options.period, "words": found.words, "watched": len(found.watched.table),
        "false_alarms_a_year": found.false_alarms, "too_few": found.few.to_dict("records"),
        "selection": chosen.words(), "calendar": calendar.words,
    }  # fmt: skip
    return show({"signals": rows, **about}, "\n".join(lines).strip(), options.json)


def _calendar(options: argparse.Namespace) -> int:
    from dataclasses import asdict, replace

    from cxanalytics import tracked
    from cxanalytics.tracking.periods import weekday

    kept = workspace(options)
    calendar = tracked.calendar_of(kept)
    given: dict[str, Any] = {}
    if options.year_begins is not None:
        given["fiscal_start"] = options.year_begins
    if options.week_begins is not None:
        given["week_start"] = weekday(options.week_begins)
    if options.zone is not None:
        given["zone"] = options.zone.strip()
    if given:
        calendar = replace(calendar, **given)
        tracked.keep_calendar(kept, calendar)
    return show({"calendar": [asdict(calendar)]}, calendar.words, options.json)


def _add_event(options: argparse.Namespace) -> int:
    from cxanalytics import events

    kept = existing(options)
    number = events.add(kept, options.title, options.on, who=options.who)
    row = next(row for row in _known(kept) if row["event"] == number)
    return show({"events": [row]}, f"Event {number} is noted.", options.json)


def _known(kept: "Workspace") -> list[dict[str, Any]]:
    from cxanalytics import events

    return [{str(key): value for key, value in row.items()} for row in events.all(kept).to_dict("records")]


def _events(options: argparse.Namespace) -> int:
    rows = _known(workspace(options))
    words = "\n".join(f"{row['event']}. {row['on']}: {row['title']}" for row in rows)
    return show({"events": rows}, words or "No event yet.", options.json)


def _remove_event(options: argparse.Namespace) -> int:
    from cxanalytics import events

    row = events.remove(workspace(options), options.number)
    return show({"events": [row]}, f"Event {row['event']} is taken away: {row['title']}.", options.json)
