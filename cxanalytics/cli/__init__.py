"""The command line. Every command prints words, or one JSON document with --json.

Exit 0: done. 1: the input is at fault, one line on standard error says what, where and what to do.
2: the command was used wrongly.

A family of commands is a file here with a function `add`, which adds their parsers, and the functions that run
them. The stages import pandas and more; each command imports what it needs, so that --help answers at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from cxanalytics import __version__
from cxanalytics.cli import (
    actions,
    alerts,
    auditing,
    cards,
    claims,
    deciding,
    digests,
    doctor,
    editing,
    importing,
    journeys,
    maps,
    options,
    paths,
    patterns,
    ratios,
    scenarios,
    scoring,
    targets,
    tracking,
    worklist,
    workshops,
)
from cxanalytics.errors import CXError

# In the order of --help. A new family is one more name here.
FAMILIES = (
    importing, deciding, scoring, ratios, tracking, alerts, digests, maps, cards, paths, journeys, patterns, editing,
    claims, workshops, actions, targets, scenarios, worklist, auditing, doctor,
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    given = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.run
    try:
        return command(given)
    except CXError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Somebody read only the first lines (`| head`); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped; nothing half done was kept.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cxanalytics", description="Turns survey and social exports into journey emotion maps."
    )
    parser.add_argument("--version", action="version", version=f"cxanalytics {__version__}")
    commands = options.Commands(parser.add_subparsers(title="commands", metavar="COMMAND", required=True))
    for family in FAMILIES:
        family.add(commands)
    return parser
