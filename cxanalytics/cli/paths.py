"""`paths`: how customers who are known go from touchpoint to touchpoint."""

import argparse
from dataclasses import asdict

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection
from cxanalytics.cli.printing import show
from cxanalytics.errors import CXError


def add(commands: Commands) -> None:
    """Add the command of this family."""
    made = commands.add("paths", _paths, "how known customers really go", COMMON, PRINTING, CHOSEN)
    made.add_argument("--gap", type=float, default=7, metavar="DAYS", help="a new session begins after so long (7)")
    made.add_argument("--repeat", type=float, default=14, metavar="DAYS", help="back within so long is a repeat (14)")


def _paths(options: argparse.Namespace) -> int:
    from cxanalytics import engine, paths

    if options.gap <= 0 or options.repeat <= 0:
        raise CXError("--gap and --repeat are days above 0, as in --gap 7.")
    analysis = engine.analyse(existing(options), journey(options))
    order = [item.name for item in analysis.journey.touchpoints]
    chosen = selection(options).apply(analysis.experiences)
    found = paths.paths(chosen, order, gap=options.gap, repeat=options.repeat)
    document = {
        "paths": found.top.to_dict("records"),
        "coverage": asdict(found.coverage) | {"words": found.coverage.words},
        "links": found.links.to_dict("records"),
        "effects": {name: asdict(effect) | {"words": effect.words} for name, effect in found.effects.items()},
        "turning": found.turning.to_dict("records"),
    }
    lines = [found.coverage.words, *(effect.words for effect in found.effects.values())]
    lines += [f"{row['n']:>6,}  {row['path']}" for row in found.top.to_dict("records")]
    return show(document, "\n".join(lines), options.json)
