"""`claim` and `emerging`: sentences that are tested, and what is new."""

import argparse
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection, workspace
from cxanalytics.cli.printing import show

if TYPE_CHECKING:
    from cxanalytics.claims import Answer, Scope
    from cxanalytics.engine import Analysis


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    steps = commands.steps("claim", "state what the company takes for true, and test it")
    new = steps.add("add", _add, "state a claim", COMMON, PRINTING, CHOSEN)
    new.add_argument("sentence", metavar="TEXT", help="the claim, as people say it")
    new.add_argument(
        "--measure", default="", metavar="MEASURE",
        help='what would make it true: "negative share > 50%%", "ratio < 2", "worse than others", "rising" ... '
        "(default: a negative share as high as the sentence says: all 90%%, most 50%%, many 25%%, some 10%%)",
    )  # fmt: skip
    new.add_argument("--pattern", default="", metavar="ID", help="the pattern it speaks of")
    new.add_argument("--words", default="", metavar="WORDS", help='texts with one of these, as in "late, delay"')
    new.add_argument("--owner", default="", metavar="NAME")
    new.add_argument("--who", default="", metavar="NAME", help="who states it (default: your name on this machine)")
    listed = steps.add("list", _list, "all claims with the answer to each", COMMON, PRINTING)
    listed.add_argument("--journey", metavar="NAME", help="a journey template or a journey file")
    for name, run, about in (
        ("retire", _retire, "watch a claim no longer"),
        ("undo", _undo, "take back the last change of a claim"),
    ):
        step = steps.add(name, run, about, COMMON, PRINTING)
        step.add_argument("number", type=int, metavar="NUMBER")
        step.add_argument("--who", default="", metavar="NAME")
    emerging = commands.add("emerging", _emerging, "what is new this week or month", COMMON, PRINTING, CHOSEN)
    emerging.add_argument("--period", choices=("week", "month"), default="month")


def _add(options: argparse.Namespace) -> int:
    from cxanalytics import claims, engine
    from cxanalytics.claims import quantity

    found = existing(options)
    analysis = engine.analyse(found, journey(options))
    read = quantity.read(options.sentence)
    measure = claims.measure(options.measure) if options.measure else read.measure
    claim = claims.state(
        found, analysis, options.sentence, _scope(options), measure, owner=options.owner, who=options.who
    )
    answer = claims.answer(analysis, claim)
    said = "" if options.measure else read.words
    document = {"claims": [_document(answer, analysis)], **({"read": said} if said else {})}
    lines = [f"Claim {claim.number}. {answer.words}", *([said] if said else [])]
    return show(document, "\n".join(lines), options.json)


def _scope(options: argparse.Namespace) -> "Scope":
    from cxanalytics.claims import Scope, words_of

    return Scope(selection(options), options.pattern, words_of(options.words))


def _list(options: argparse.Namespace) -> int:
    from cxanalytics import claims, engine
    from cxanalytics.claims.answer import summary
    from cxanalytics.errors import CXError

    found = existing(options)
    analysis = engine.analyse(found, journey(options))
    answers, lost, watched = [], [], 0
    for claim in claims.register(found):
        try:
            answers.append(claims.answer(analysis, claim))
        except CXError as error:
            lost.append(f"{claim.number}. “{claim.sentence}” cannot be answered any more: {error}")
            watched += not claim.retired
    lines = [summary([item for item in answers if not item.claim.retired], watched)]
    lines += [line for item in answers for line in _lines(item, analysis)]
    document = {"claims": [_document(item, analysis) for item in answers], "lost": lost}
    return show(document, "\n".join([*lines, *lost]), options.json)


def _lines(answer: "Answer", analysis: "Analysis") -> list[str]:
    from cxanalytics.claims.history import changed

    claim, names = answer.claim, analysis.recurring.names
    retired = " (retired)" if claim.retired else ""
    lines = [
        f"{claim.number}. “{claim.sentence}”{retired}, owner {claim.owner}",
        f"   Speaks of {claim.scope.told(names)}.",
        f"   {answer.words}",
        f"   {changed(answer, names)}",
    ]
    return [line for line in lines if line.strip()]


def _document(answer: "Answer", analysis: "Analysis") -> dict[str, Any]:
    from cxanalytics.claims.history import history

    claim = answer.claim
    quotes = {"quotes_for": answer.quotes_for, "quotes_against": answer.quotes_against, "periods": answer.periods}
    names = ("verdict", "probability", "value", "low", "high", "against_value", "n", "method", "words")
    return {
        "number": claim.number,
        "sentence": claim.sentence,
        "owner": claim.owner,
        "stated_at": claim.stated_at,
        "retired": claim.retired,
        "scope": claim.scope.told(analysis.recurring.names),
        "measure": claim.measured,
        "when_stated": dict(claim.first),
        "history": history(claim, analysis.recurring.names),
        "caveats": list(answer.caveats),
        **{name: getattr(answer, name) for name in names},
        "more": answer.needed.experiences,
        "more_labels": answer.needed.labels,
        **{name: table.to_dict("records") for name, table in quotes.items()},
    }


def _retire(options: argparse.Namespace) -> int:
    from cxanalytics import claims

    claims.retire(workspace(options), options.number, who=options.who)
    return show(
        {"claims": [{"number": options.number, "retired": True}]}, f"Claim {options.number} is retired.", options.json
    )


def _undo(options: argparse.Namespace) -> int:
    from cxanalytics import claims

    done = claims.undo(workspace(options), options.number)
    words = f"Claim {options.number}: what was taken back is that it was {done}."
    return show({"claims": [{"number": options.number, "undone": done}]}, words, options.json)


def _emerging(options: argparse.Namespace) -> int:
    from cxanalytics import engine
    from cxanalytics.patterns import emerging, evidence

    analysis = engine.analyse(existing(options), journey(options))
    found = emerging.alerts(evidence.chosen(analysis.recurring, selection(options)), options.period)
    lines = [found.words]
    row: Any
    for row in found.table.itertuples():
        named = ", ".join(analysis.recurring.names.get(p, p) for p in row.patterns)
        about = f"{', '.join(row.terms)}" + (f" [{named}]" if named else "")
        before = "" if row.last_year != row.last_year else f", {row.last_year:g} in the same month last year"
        lines.append(f"- {about}: {row.n:,} answers, {row.expected:g} expected{before} ({row.state})")
        lines += [f"    “{quote}”" for quote in row.quotes]
    if found.undated:
        lines.append(f"{found.undated:,} mentions without a date are not looked at.")
    document = {
        "emerging": found.table.to_dict("records"),
        "words": found.words,
        "expected_false": found.expected_false,
    }
    return show(document, "\n".join(lines), options.json)
