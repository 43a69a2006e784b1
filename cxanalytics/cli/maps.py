"""`map`: the journey map as a file."""

import argparse
from pathlib import Path

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection
from cxanalytics.cli.printing import show


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    journey_map = commands.add("map", _map, "write the journey map", COMMON, PRINTING, CHOSEN)
    journey_map.add_argument("--out", type=Path, required=True, metavar="FILE", help=".html, .json or .csv")


def _map(options: argparse.Namespace) -> int:
    from cxanalytics import engine, export

    analysis = engine.analyse(existing(options), journey(options))
    journey_map = engine.journey_map(analysis, selection(options))
    export.write(journey_map, options.out)
    document = {"file": str(options.out), "journey": journey_map.name, "touchpoints": len(journey_map.points)}
    return show({"map": [document]}, f"The map of '{journey_map.name}' is in {options.out}.", options.json)
