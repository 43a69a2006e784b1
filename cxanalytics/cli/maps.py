"""`map`: the journey map as a file."""

import argparse
from pathlib import Path

from cxanalytics.cli.options import CHOSEN, COMMON, PRINTING, Commands, existing, journey, selection
from cxanalytics.cli.printing import show

_FORMATS = ".html, .png, .svg, .pdf, .pptx, .csv, .xlsx or .json"


def add(commands: Commands) -> None:
    """Add the commands of this family."""
    journey_map = commands.add("map", _map, "write the journey map", COMMON, PRINTING, CHOSEN)
    journey_map.add_argument("--out", type=Path, required=True, metavar="FILE", help=_FORMATS)
    journey_map.add_argument("--lanes", metavar="A,B,…", help="lanes below the curve, or all; counts,patterns,evidence")
    journey_map.add_argument(
        "--curve", action="append", default=[], metavar="CURVE",
        help="laid over: ideal, believed, worst, period=quarter, segment=…, channel=…, source=…, persona=…",
    )  # fmt: skip
    journey_map.add_argument(
        "--share",
        default="quotes",
        choices=("quotes", "masked", "none"),
        help="customers' own words: as they are, with names and numbers hidden, or none",
    )
    journey_map.add_argument("--paper", default="A4", metavar="SIZE", help="of a PDF: A4, A3 or letter")
    journey_map.add_argument("--dark", action="store_true", help="a picture on a dark ground")


def _map(options: argparse.Namespace) -> int:
    from cxanalytics import boards, engine, export

    workspace = existing(options)
    wanted = boards.Wanted(_lanes(options.lanes), tuple(options.curve), options.share)
    analysis = engine.analyse(workspace, journey(options))
    board = boards.board(workspace, analysis, selection(options), wanted)
    export.write(board, options.out, export.Paper(options.paper, options.dark))
    document = {
        "file": str(options.out),
        "journey": board.shown.name,
        "touchpoints": len(board.shown.points),
        "data": board.provenance.data,
    }
    return show({"map": [document]}, f"The map of '{board.shown.name}' is in {options.out}.", options.json)


def _lanes(text: str | None) -> tuple[str, ...]:
    from cxanalytics.journey.board import LANES, USUAL_LANES

    if text is None:
        return USUAL_LANES
    return tuple(LANES) if text.strip() == "all" else tuple(name.strip() for name in text.split(",") if name.strip())
