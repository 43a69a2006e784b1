"""`alerts` and `alert`: what asks for attention, told once."""

import argparse
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import COMMON, PRINTING, Commands, existing, workspace
from cxanalytics.cli.printing import show

if TYPE_CHECKING:
    import pandas as pd

    from cxanalytics.store import Workspace


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    alerts = commands.add("alerts", _alerts, "look for what asks for attention, and say what is new", COMMON, PRINTING)
    alerts.add_argument("--all", action="store_true", help="every alert so far, with what became of it")
    alerts.add_argument("--deliver", action="store_true", help="send what has not gone out yet to where alerts go")
    steps = commands.steps("alert", "one alert, the rules that raise alerts, and where they go")
    taken = steps.add("ack", _acknowledge, "somebody takes care of it", COMMON, PRINTING)
    snoozed = steps.add("snooze", _snooze, "say nothing of it before a day", COMMON, PRINTING)
    snoozed.add_argument("--until", required=True, metavar="DATE", help="as 2026-09-30")
    history = steps.add("show", _show, "what became of an alert", COMMON, PRINTING)
    undone = steps.add("undo", _undo, "take back the last acknowledging or snoozing", COMMON, PRINTING)
    for step in (taken, snoozed, history, undone):
        step.add_argument("number", type=int, metavar="NUMBER")
    rules = steps.steps("rule", "rules that raise alerts")
    added = rules.add("add", _add_rule, 'add a rule, as "ratio below 2 at Delivery"', COMMON, PRINTING)
    added.add_argument("text", metavar="RULE")
    rules.add("list", _rules, "the rules that stand", COMMON, PRINTING)
    removed = rules.add("remove", _remove_rule, "take a rule away", COMMON, PRINTING)
    removed.add_argument("number", type=int, metavar="NUMBER")
    for step in (taken, snoozed, added, removed):
        step.add_argument("--who", default="", metavar="NAME", help="who says so (default: your name on this machine)")
    where = steps.add("to", _where, "where alerts and digests go besides the page", COMMON, PRINTING)
    where.add_argument("--file", metavar="FILE", help='JSON lines are added to it; "" is nowhere')
    where.add_argument("--webhook", metavar="URL", help='an address that takes Slack\'s JSON; "" is nowhere')
    where.add_argument("--smtp-host", dest="host", metavar="HOST", help='the mail server; "" sends no mail')
    where.add_argument("--smtp-port", dest="port", type=int, metavar="PORT")
    where.add_argument("--smtp-security", dest="security", metavar="WAY", help="starttls (default), tls or none")
    where.add_argument("--smtp-user", dest="user", metavar="NAME", help=(
        "its password is read from the environment variable CXANALYTICS_SMTP_PASSWORD and never kept"
    ))  # fmt: skip
    where.add_argument("--from", dest="sender", metavar="ADDRESS", help="who the mail comes from")
    where.add_argument("--mail-to", dest="recipients", nargs="+", metavar="ADDRESS", help="who gets it")
    where.add_argument("--test", action="store_true", help="send a word there, to see that it arrives")


def _alerts(options: argparse.Namespace) -> int:
    from cxanalytics import alerts, engine

    kept = existing(options)
    new = alerts.evaluate(kept, engine.analyse(kept))
    said = alerts.deliver(kept) if options.deliver else []
    table = alerts.register.all(kept) if options.all else new
    rows = _rows(table)
    nothing = "No alert so far." if options.all else "Nothing new asks for attention."
    words = "\n\n".join([*(_told(row) for row in rows), *said]) if rows else "\n".join([nothing, *said])
    return show({"alerts": rows, "delivered": said}, words, options.json)


def _rows(table: "pd.DataFrame") -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _told(row: dict[str, Any]) -> str:
    state = "" if row["state"] == "open" else f" ({row['state']})"
    return f"{row['alert']}. {row['title']}{state}\n   {row['text']}"


def _one(options: argparse.Namespace, kept: "Workspace", words: str) -> int:
    from cxanalytics.alerts import register

    return show({"alerts": [register.get(kept, options.number)]}, words, options.json)


def _acknowledge(options: argparse.Namespace) -> int:
    from cxanalytics.alerts import register

    kept = workspace(options)
    register.acknowledge(kept, options.number, who=options.who)
    return _one(options, kept, f"Alert {options.number} is acknowledged.")


def _snooze(options: argparse.Namespace) -> int:
    from cxanalytics.alerts import register

    kept = workspace(options)
    register.snooze(kept, options.number, options.until, who=options.who)
    return _one(options, kept, f"Alert {options.number} says nothing before {options.until}.")


def _show(options: argparse.Namespace) -> int:
    from cxanalytics.alerts import register

    kept = workspace(options)
    row, told = register.get(kept, options.number), register.history(kept, options.number)
    words = "\n".join([_told(row), "", *told])
    return show({"alerts": [row | {"history": told}]}, words, options.json)


def _undo(options: argparse.Namespace) -> int:
    from cxanalytics.alerts import register

    kept = workspace(options)
    done = register.undo(kept, options.number)
    return _one(options, kept, f"Alert {options.number}: what was taken back is that it was {done}.")


def _add_rule(options: argparse.Namespace) -> int:
    from cxanalytics.alerts import rules
    from cxanalytics.journeys import journey_of

    kept = workspace(options)
    rule = rules.read(options.text, journey_of(kept))
    number = rules.add(kept, rule, who=options.who)
    row = {"rule": number, "words": rule.words, "told": rule.told}
    return show({"rules": [row]}, f"Rule {number}: {rule.words}. {rule.told}", options.json)


def _rules(options: argparse.Namespace) -> int:
    from cxanalytics.alerts import rules

    rows = _rows(rules.all(workspace(options))[["rule", "words", "told"]])
    words = "\n".join(f"{row['rule']}. {row['words']}" for row in rows)
    examples = f"No rule yet; write one like: {'; '.join(rules.EXAMPLES)}."
    return show({"rules": rows}, words or examples, options.json)


def _remove_rule(options: argparse.Namespace) -> int:
    from cxanalytics.alerts import rules

    row = rules.remove(workspace(options), options.number, who=options.who)
    return show({"rules": [row]}, f"Rule {row['rule']} is taken away: {row['words']}.", options.json)


def _where(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from cxanalytics import alerts, delivery

    kept = workspace(options)
    names = ("file", "webhook", "host", "port", "security", "user", "sender")
    given = {name: getattr(options, name) for name in names}
    if options.recipients is not None:
        given["recipients"] = tuple(options.recipients)
    where = delivery.changed(delivery.delivery_of(kept), **given)
    if any(value is not None for value in given.values()):
        delivery.keep(kept, where)
    said = alerts.test(where) if options.test else []
    # The address of a webhook lets whoever knows it write there.
    row = asdict(where) | {"webhook": "set" if where.webhook else ""}
    return show({"delivery": [row], "said": said}, "\n".join([where.words, *said]), options.json)
