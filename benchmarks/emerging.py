"""Early signs: a new theme among weekly comments, found when, and with how many false alerts.

    .venv/bin/python benchmarks/emerging.py [FIRST [LAST]]      streams FIRST .. LAST - 1 (default 0 .. 120)

150 comments a week, 25 themes of BANKING77 whose shares swing from week to week; in week 13 a new theme makes up part
of the comments. An alert is on the theme if most of its answers are of it.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import pandas as pd

from cxanalytics.patterns import emerging

LABELLED = Path(__file__).resolve().parents[1] / ".." / "shared" / "labelled"
WEEK, BEFORE, N, THEMES = pd.Timestamp("2026-01-05"), 12, 150, 25
RATES = (0.0, 0.02, 0.04, 0.08)


def stream(data: pd.DataFrame, rate: float, seed: int) -> tuple[pd.DataFrame, str]:
    """Thirteen weeks of comments, the new theme in the last, and its name."""
    draw = np.random.default_rng(seed)
    themes = draw.permutation(np.array(sorted(data["category"].unique())))
    new, base = themes[0], themes[1 : THEMES + 1]
    weight = draw.gamma(1, 1, THEMES)
    weight /= weight.sum()
    pool = {name: draw.permutation(np.flatnonzero(data["category"] == name)) for name in themes[: THEMES + 1]}
    parts = []
    for week in range(BEFORE + 1):
        extra = draw.binomial(N, rate) if week == BEFORE else 0
        sizes = draw.multinomial(N - extra, draw.dirichlet(weight * 60))
        rows = [draw.choice(pool[name], size) for name, size in zip(base, sizes, strict=True) if size]
        rows += [draw.choice(pool[new], extra, replace=False)] if extra else []
        parts.append(data.iloc[np.concatenate(rows)].assign(occurred_at=WEEK + pd.Timedelta(weeks=week)))
    table = pd.concat(parts, ignore_index=True)
    return table.assign(feedback_id=[f"{i:016x}" for i in range(len(table))]), str(new)


def main() -> int:
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    data = pd.read_parquet(LABELLED / "banking77.parquet", columns=["text", "category"])
    data = data.rename(columns={"text": "clause_text"})
    first, last = ([int(v) for v in sys.argv[1:]] + [0, 120][len(sys.argv) - 1 :])[:2]
    print("| new theme | found in its first week | of it sure | alerts off the theme, a week | of them sure |")
    print("|---|---|---|---|---|")
    for rate in RATES:
        results = []
        for seed in range(first, last):
            table, new = stream(data, rate, seed)
            found = emerging.alerts(table).table
            theme = table.set_index("feedback_id")["category"]
            on = np.array([(theme.loc[ids] == new).mean() > 0.5 for ids in found["feedback"]], dtype=bool)
            sure = (found["state"] == "sure").to_numpy(bool)
            results.append([on.any(), (on & sure).any(), (~on).sum(), (~on & sure).sum()])
        share = np.array(results, float).mean(axis=0)
        print(f"| {rate:.0%} | {share[0]:.0%} | {share[1]:.0%} | {share[2]:.2f} | {share[3]:.2f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
