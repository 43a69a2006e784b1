"""Changes that are real: false alarms where nothing changes, and how soon a rise is found.

    .venv/bin/python benchmarks/changes.py

Simulated charts, each watched alone: 12 months of baseline, then 12 months more. The negative share of a month is drawn
from a beta distribution with mean 20 % (after a rise 32 %) and correlation rho between the comments of the month, the
comments from a binomial. Prints Markdown.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from cxanalytics.tracking import limits

CHARTS, MONTHS, BASE = 3_000, 24, 12
USUAL, RISEN = 0.20, 0.32


def months(rng: np.random.Generator, n: int, rho: float, after: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The negative share of each chart and month, its standard error, and the comments behind it."""
    mean = np.full((CHARTS, MONTHS), USUAL)
    mean[:, BASE:] = after
    usual = rng.beta(mean * (1 - rho) / rho, (1 - mean) * (1 - rho) / rho) if rho else mean
    negative = rng.binomial(n, usual)
    share = negative / n
    smooth = np.where((negative == 0) | (negative == n), (negative + 1) / (n + 2), share)
    return share, np.sqrt(smooth * (1 - smooth) / n), np.full((CHARTS, MONTHS), n)


def watched(share: np.ndarray, sd: np.ndarray, n: np.ndarray) -> np.ndarray:
    """What is found in each chart where nothing else is watched beside it."""
    found = [limits.limits(share[i : i + 1], sd[i : i + 1], n[i : i + 1]).found for i in range(len(share))]
    return np.concatenate(found)


def main() -> None:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    print("| comments a month | rho | false alarms per chart and year | 20 → 32 % found within 1, 2, 3 months |")
    print("|---|---|---|---|")
    rng = np.random.default_rng(6)
    for n in (50, 200, 500, 1_000):
        for rho in (0.0, 0.005, 0.01, 0.02):
            false = float((watched(*months(rng, n, rho, USUAL)) != 0).sum() / CHARTS)
            risen = watched(*months(rng, n, rho, RISEN))
            within = [float((risen[:, BASE : BASE + many] > 0).any(1).mean()) for many in (1, 2, 3)]
            print(f"| {n:,} | {rho:g} | {false:.3f} | {', '.join(f'{share:.0%}' for share in within)} |", flush=True)


if __name__ == "__main__":
    main()
