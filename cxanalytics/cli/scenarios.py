"""`whatif` and `cost`: what would happen if, and what disengagement costs. Scenarios, not forecasts."""

import argparse
from typing import TYPE_CHECKING, Any

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, pair, selection
from cxanalytics.cli.printing import show

if TYPE_CHECKING:
    import pandas as pd

    from cxanalytics.engine import Analysis
    from cxanalytics.tracking.scenarios import Step

_SCENARIO = "A scenario, not a forecast: it says what the numbers would be, not that they will."


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    about = "the ratio if pains were resolved, the best set for a budget, what a goal takes"
    what = commands.add("whatif", _whatif, about, COMMON, PRINTING, CHOSEN)
    what.add_argument("--resolve", action="append", default=[], metavar="NAME=SHARE", help=(
        'a pattern or a touchpoint and how much of it is resolved, as "P3=50%%" or "Delivery=30%%"; several at once'
    ))  # fmt: skip
    what.add_argument(
        "--turned", default="0", metavar="SHARE", help="of what is resolved, turns positive (default: none)"
    )
    what.add_argument(
        "--budget", type=float, metavar="N", help="the set of patterns, or of --resolve, that is best for it"
    )
    what.add_argument(
        "--effort", action="append", default=[], metavar="NAME=N", help="what resolving it takes (default 1)"
    )
    what.add_argument("--goal", type=float, metavar="RATIO", help="what it would take to reach it, as 5")
    cost = commands.add("cost", _cost, "what disengagement costs, by a model you can edit", COMMON, PRINTING, CHOSEN)
    cost.add_argument("--set", action="append", default=[], dest="given", metavar="NAME=VALUE", help=(
        "customers, value, currency, margin, leave_unhappy, leave_happy, range, years, unhappy or sources; kept"
    ))  # fmt: skip


def _steps(options: argparse.Namespace, analysis: "Analysis", known: "pd.DataFrame") -> "list[Step]":
    """What is to be resolved, with the efforts given: what was named, else for a budget or a goal every pattern."""
    from dataclasses import replace

    from cxanalytics import scenarios
    from cxanalytics.errors import ScenarioError
    from cxanalytics.tracking.scenarios import PATTERN, Step

    efforts = {
        name.casefold(): scenarios.part(value)
        for name, value in (pair(e, "--effort", "NAME=N") for e in options.effort)
    }
    steps = [scenarios.read(text, analysis) for text in options.resolve]
    scenarios.once(steps)
    if not steps and (options.budget is not None or options.goal is not None):
        rows = known[known["kind"] == PATTERN].to_dict("records")
        steps = [Step(row["kind"], str(row["name"]), 1.0, float(row["effort"])) for row in rows]
    titles = scenarios.names(analysis, steps)
    known_as = {name.casefold() for step in steps for name in (step.name, titles[step.name])}
    if unknown := [name for name in efforts if name not in known_as]:
        raise ScenarioError(f"--effort names '{unknown[0]}', which is nothing that would be resolved here.")
    return [
        replace(step, effort=efforts.get(step.name.casefold(), efforts.get(titles[step.name].casefold(), step.effort)))
        for step in steps
    ]


def _whatif(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from cxanalytics import engine, scenarios
    from cxanalytics.tracking import choosing
    from cxanalytics.tracking import scenarios as made

    analysis = engine.analyse(existing(options), journey(options))
    held = scenarios.ground(analysis, selection(options))
    known = scenarios.candidates(analysis, held)
    turned = scenarios.part(options.turned)
    steps = _steps(options, analysis, known)
    titles = scenarios.names(analysis, steps)
    document: dict[str, Any] = {"note": _SCENARIO, "turned": turned}
    if options.budget is not None:
        found = choosing.best(held, steps, options.budget, turned)
        exact = "no other set that fits does more" if found.exact else "the best that was found in time"
        lines = [f"Best for a budget of {options.budget:g} ({exact}), effort {found.effort:g}:"]
        lines += [f"- {titles[step.name]} (effort {step.effort:g})" for step in found.steps]
        lines.append(found.outcome.words)
        document |= {"whatif": [_row(step, titles) for step in found.steps], "outcome": asdict(found.outcome)}
    elif options.goal is not None:
        goal = choosing.seek(held, steps, options.goal, turned)
        lines = [goal.words]
        if goal.fewest:
            lines += [
                "The fewest that are enough:",
                *(f"- {_share(step)} of {titles[step.name]}" for step in goal.fewest),
            ]
        document |= {"whatif": [_row(step, titles) for step in goal.fewest or ()], "goal": asdict(goal)}
    elif steps:
        outcome = made.resolve(held, steps, turned)
        each = made.resolve_each(held, steps, turned)
        lines = [*(f"- {_share(step)} of {titles[step.name]}" for step in steps), outcome.words]
        lines += [f"{at}: {one.words}" for at, one in zip(each["touchpoint"], each["outcome"], strict=True)]
        document |= {
            "whatif": [_row(step, titles) for step in steps], "outcome": asdict(outcome),
            "touchpoints": [
                {"touchpoint": at} | asdict(one) for at, one in zip(each["touchpoint"], each["outcome"], strict=True)
            ],
        }  # fmt: skip
    else:
        rows = known.to_dict("records")
        lines = ["What could be resolved, with the negative experiences that hold it:"]
        lines += [f"- {row['name']}: {row['title']}, {row['n']:,}" for row in rows]
        document |= {"whatif": rows}
    return show(document, "\n".join([*lines, "", _SCENARIO]), options.json)


def _share(step: Any) -> str:
    return f"{100 * step.resolved:g} %"


def _row(step: Any, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": step.kind, "name": step.name, "title": titles[step.name], "resolved": step.resolved,
        "effort": step.effort,
    }  # fmt: skip


def _cost(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from cxanalytics import engine, scenarios
    from cxanalytics.errors import ScenarioError
    from cxanalytics.tracking import disengagement

    kept = existing(options)
    analysis = engine.analyse(kept, journey(options))
    model = scenarios.model_of(kept)
    given: dict[str, Any] = {}
    for text in options.given:
        name, value = pair(text, "--set", "NAME=VALUE")
        if name not in disengagement.LABELS:
            raise ScenarioError(f"The model has no '{name}'; it has {', '.join(disengagement.LABELS)}.")
        given[name] = value if name in ("currency", "sources") else scenarios.part(value)
    if given:
        model = disengagement.changed(model, **given)
        scenarios.keep_model(kept, model)
    seen = scenarios.observed(analysis, selection(options))
    if not seen.customers:
        raise ScenarioError("No customer is in this selection; choose other dates or another part.")
    found, table = disengagement.cost(model, seen), disengagement.table(model, seen)
    middle, low, high = found.amounts
    words = [f"{row['assumption']}: {row['value']} ({row['rests_on']})" for row in table.to_dict("records")]
    words += ["", f"About {middle} {found.currency} ({low} to {high}), {found.lost}: {found.words}."]
    words += [disengagement.WHO_WRITES] if model.unhappy < 0 else []
    words += [seen.says, "", _SCENARIO]
    document = {
        "cost": [asdict(found)],
        "assumptions": table.to_dict("records"),
        "observed": asdict(seen),
        "note": _SCENARIO,
    }
    return show(document, "\n".join(words), options.json)
