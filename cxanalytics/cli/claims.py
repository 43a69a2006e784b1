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
        "--measure", required=True, metavar="MEASURE",
        help='what would make it true: "negative share > 50%%", "ratio < 2", "worse than others", "rising" ...',
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

    found = existing(options)
    analysis = engine.analyse(found, journey(options))
    scope = _scope(options)
    claim = claims.state(
        found, analysis, options.sentence, scope, claims.measure(options.measure), owner=options.owner, who=options.who
    )
    answer = claims.answer(analysis, claim)
    return show({"claims": [_document(answer, analysis)]}, f"Claim {claim.number}. {answer.words}", options.json)


def _scope(options: argparse.Namespace) -> "Scope":
    from cxanalytics.claims import Scope

    words = tuple(word.strip() for word in options.words.split(",") if word.strip())
    return Scope(selection(options), options.pattern, words)


def _list(options: argparse.Namespace) -> int:
    from cxanalytics import claims, engine
    from cxanalytics.claims.answer import changed, summary
    from cxanalytics.errors import CXError

    found = existing(options)
    analysis = engine.analyse(found, journey(options))
    answers, lost = [], []
    for claim in claims.register(found):
        try:
            answers.append(claims.answer(analysis, claim))
        except CXError as error:
            lost.append(f"{claim.number}. “{claim.sentence}” cannot be answered any more: {error}")
    lines = [summary([item for item in answers if not item.claim.retired])]
    for item in answers:
        retired = " (retired)" if item.claim.retired else ""
        lines.append(f"{item.claim.number}. “{item.claim.sentence}”{retired}, owner {item.claim.owner}")
        lines.append(f"   {item.words}")
        lines.append(f"   {changed(item.claim, item)}")
    document = {"claims": [_document(item, analysis) for item in answers], "lost": lost}
    return show(document, "\n".join([*lines, *lost]), options.json)


def _document(answer: "Answer", analysis: "Analysis") -> dict[str, Any]:
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
