"""Runs the parts of a benchmark, each a script of its own beside this one, one after the other."""

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scoring import LABELLED

Parts = Mapping[str, tuple[str, Sequence[str]]]


def run(about: str, parts: Parts, *, heading: str) -> int:
    """Run the parts named on the command line, or all; the exit code. heading is the Markdown of each part's title."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[[], *parts], metavar="PART", help=f"of {', '.join(parts)}")
    chosen = parser.parse_args().parts or list(parts)
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    failed = []
    for name in chosen:
        title, command = parts[name]
        print(f"{heading} {title}\n\n`python benchmarks/{' '.join(command)}`\n", flush=True)
        done = subprocess.run([sys.executable, Path(__file__).with_name(command[0]), *command[1:]], check=False)
        failed += [name] if done.returncode else []
        print(flush=True)
    if failed:
        print(f"Not measured: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0
