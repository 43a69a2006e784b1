"""Pain patterns: everything that docs/benchmarks.md shows of them, one part after the other.

    .venv/bin/python benchmarks/patterns.py                 all of it
    .venv/bin/python benchmarks/patterns.py pains stability some parts: intents, pains, stability, belongs, speed,
                                                            identity, emerging

Each part is a script of its own beside this one and prints Markdown. Seeds are fixed; labels are only scored against.
Reads ../shared/labelled beside the checkout; says so and ends where that is absent.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from scoring import LABELLED

PARTS = {
    "intents": ("Two sets of labelled questions, the number of intents given", ["discovery.py", "intents"]),
    "pains": ("Complaints, the number of patterns chosen by the product", ["discovery.py", "pains"]),
    "stability": ("The same patterns again", ["discovery.py", "stability"]),
    "belongs": ("Do they belong?", ["belongs.py"]),
    "speed": ("100,000 negative mentions", ["discovery.py", "speed"]),
    "identity": ("Identity over time", ["identity.py"]),
    "emerging": ("What is new", ["emerging.py"]),
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
        print(f"### {title}\n\n`python benchmarks/{' '.join(command)}`\n", flush=True)
        done = subprocess.run([sys.executable, Path(__file__).with_name(command[0]), *command[1:]], check=False)
        failed += [name] if done.returncode else []
        print(flush=True)
    if failed:
        print(f"Not measured: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
