"""Pain patterns: everything that docs/benchmarks.md shows of them, one part after the other.

    .venv/bin/python benchmarks/patterns.py                 all of it
    .venv/bin/python benchmarks/patterns.py pains stability some parts: intents, pains, stability, belongs, speed,
                                                            identity, emerging

Each part is a script of its own beside this one and prints Markdown. Seeds are fixed; labels are only scored against.
Reads ../shared/labelled beside the checkout; says so and ends where that is absent.
"""

import sys

import parts

PARTS = {
    "intents": ("Two sets of labelled questions, the number of intents given", ["discovery.py", "intents"]),
    "pains": ("Complaints, the number of patterns chosen by the product", ["discovery.py", "pains"]),
    "stability": ("The same patterns again", ["discovery.py", "stability"]),
    "belongs": ("Do they belong?", ["belongs.py"]),
    "speed": ("100,000 negative mentions", ["discovery.py", "speed"]),
    "identity": ("Identity over time", ["identity.py"]),
    "emerging": ("What is new", ["emerging.py"]),
}

if __name__ == "__main__":
    sys.exit(parts.run(str(__doc__), PARTS, heading="###"))
