"""How right the numbers are: everything that docs/benchmarks.md shows of it, one part after the other.

    .venv/bin/python benchmarks/accuracy.py                  all of it (an hour on two cores)
    .venv/bin/python benchmarks/accuracy.py polarity speed   some parts: polarity, languages, coverage, feelings,
                                                             families, learning, attribution, speed

Each part is a script of its own beside this one and prints Markdown. Seeds are fixed. Reads ../shared/labelled beside
the checkout; says so and ends where that is absent.
"""

import sys

import parts

PARTS = {
    "polarity": ("Polarity, counted ratio, reliability", ["polarity.py"]),
    "languages": ("German, French, Spanish", ["languages.py"]),
    "coverage": ("The corrected interval: coverage and width", ["coverage.py"]),
    "feelings": ("Emotions, effort, unresolved", ["emotions.py"]),
    "families": ("Emotion families on GoEmotions", ["families.py"]),
    "learning": ("Learning from labels", ["learning.py"]),
    "attribution": ("Touchpoints", ["attribution.py"]),
    "speed": ("Speed of scoring", ["scoring.py"]),
}

if __name__ == "__main__":
    sys.exit(parts.run(str(__doc__), PARTS, heading="##"))
