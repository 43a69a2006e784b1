"""Tracking: everything that docs/benchmarks.md shows of it, one part after the other.

    .venv/bin/python benchmarks/tracking.py                 all of it
    .venv/bin/python benchmarks/tracking.py alarms years    some parts: alarms, worked, coverage, power, years

Each part is a script of its own beside this one and prints Markdown. Seeds are fixed. Reads ../shared/labelled beside
the checkout; says so and ends where that is absent.
"""

import sys

import parts

PARTS = {
    "alarms": ("False alarms, and how soon a rise is found", ["changes.py"]),
    "worked": ("“Worked” where nothing changed", ["effects.py", "worked"]),
    "coverage": ("Does the interval of an effect hold the truth?", ["effects.py", "coverage"]),
    "power": ("Which effects are seen", ["effects.py", "power"]),
    "years": ("Nine years of monthly numbers", ["years.py"]),
}

if __name__ == "__main__":
    sys.exit(parts.run(str(__doc__), PARTS, heading="###"))
