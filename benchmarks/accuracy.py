"""How right the numbers are: everything that docs/benchmarks.md shows of it, one part after the other.

    .venv/bin/python benchmarks/accuracy.py                  all of it (an hour on two cores)
    .venv/bin/python benchmarks/accuracy.py polarity speed   some parts: polarity, coverage, feelings, families,
                                                             learning, attribution, speed

Each part is a script of its own beside this one and prints Markdown. Seeds are fixed. Reads ../shared/labelled beside
the checkout; says so and ends where that is absent.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from scoring import LABELLED

PARTS = {
    "polarity": ("Polarity, counted ratio, reliability", ["polarity.py"]),
    "coverage": ("The corrected interval: coverage and width", ["coverage.py"]),
    "feelings": ("Emotions, effort, unresolved", ["emotions.py"]),
    "families": ("Emotion families on GoEmotions", ["families.py"]),
    "learning": ("Learning from labels", ["learning.py"]),
    "attribution": ("Touchpoints", ["attribution.py"]),
    "speed": ("Speed of scoring", ["scoring.py"]),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=f"of {', '.join(PARTS)}")
    chosen = parser.parse_args().parts or list(PARTS)
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    failed = []
    for name in chosen:
        title, command = PARTS[name]
        print(f"## {title}\n\n`python benchmarks/{' '.join(command)}`\n", flush=True)
        done = subprocess.run([sys.executable, Path(__file__).with_name(command[0]), *command[1:]], check=False)
        failed += [name] if done.returncode else []
        print(flush=True)
    if failed:
        print(f"Not measured: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
