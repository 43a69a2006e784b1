"""What several commands understand: where to work, how to print, what to choose. And what was meant by it."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cxanalytics.errors import CXError, MappingError

if TYPE_CHECKING:
    from cxanalytics.journey.model import Journey
    from cxanalytics.selection import Selection
    from cxanalytics.store import Workspace

# What hurts, and what people love.
POLARITIES = ("negative", "positive")

Run = Callable[[argparse.Namespace], int]


def _named(text: str) -> Path | None:
    # A script may pass a variable that is empty; that names nothing.
    return Path(text) if text.strip() else None


def _common() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--workspace",
        type=_named,
        help="folder of the analysis (default: CXANALYTICS_WORKSPACE, else workspace/)",
    )
    return parser


def _printing() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


def _chosen() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--where", action="append", default=[], metavar="K=V", help="keep only these, e.g. source=Trustpilot"
    )
    parser.add_argument("--from", dest="since", metavar="DATE", help="first day, as 2026-01-31")
    parser.add_argument("--to", dest="until", metavar="DATE", help="last day, as 2026-01-31")
    parser.add_argument(
        "--journey",
        metavar="NAME",
        help="a journey of the workspace (NAME@2: its version 2), a template or a file (default: the workspace's own)",
    )
    return parser


COMMON, PRINTING, CHOSEN = _common(), _printing(), _chosen()


@dataclass(frozen=True)
class Commands:
    """Where commands are added, at the top or below a command that has steps."""

    parsers: "argparse._SubParsersAction[argparse.ArgumentParser]"

    def add(self, name: str, run: Run, about: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        """The parser of a new command, which `run` runs."""
        made = self.parsers.add_parser(name, help=about, description=about, parents=list(parents))
        made.set_defaults(run=run)
        return made

    def steps(self, name: str, about: str) -> "Commands":
        """A new command that does nothing itself, for commands below it."""
        made = self.parsers.add_parser(name, help=about, description=about)
        return Commands(made.add_subparsers(title="steps", metavar="STEP", required=True))


def workspace(options: argparse.Namespace) -> "Workspace":
    """The workspace that was named, or that of the environment; it may hold nothing yet."""
    from cxanalytics.store import Workspace

    return Workspace(folder(options))


def existing(options: argparse.Namespace) -> "Workspace":
    """The same, which must hold something."""
    found = workspace(options)
    if not found.imports():
        raise CXError(
            f"The workspace {folder(options)} holds no feedback yet; import an export with `cxanalytics import FILE`, "
            "or fill it with sample data with `cxanalytics demo`."
        )
    return found


def folder(options: argparse.Namespace) -> Path:
    """The folder of the workspace: the one named, else that of the environment."""
    from cxanalytics.store import default_root

    named: Path | None = options.workspace
    return named or default_root()


def journey(options: argparse.Namespace) -> "Journey | None":
    """The journey of --journey, by its name or in a file; None is the workspace's own."""
    from cxanalytics import journeys

    return None if options.journey is None else journeys.named(workspace(options), options.journey)


def selection(options: argparse.Namespace) -> "Selection":
    """What --where, --from and --to choose."""
    from cxanalytics.selection import Selection

    return Selection.from_pairs(options.where, since=options.since, until=options.until)


def pair(text: str, option: str, form: str, *, blank: bool = False) -> tuple[str, str]:
    """Both sides of the last = in `text`; the right one may be `blank`."""
    left, sign, right = text.rpartition("=")
    if not sign or not left.strip() or not (right.strip() or blank):
        raise MappingError(f"'{text}' after {option} is not of the form {form}.")
    return left.strip(), right.strip()
