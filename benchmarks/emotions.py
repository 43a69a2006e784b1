"""How right the emotions, effort and "unresolved" are, measured on texts that a person read.

.venv/bin/python benchmarks/emotions.py --draw  the sample to label, as CSV without labels
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import pandas as pd

LABELLED = Path(__file__).resolve().parents[1] / ".." / "shared" / "labelled"
SEED = 20251125
RARE = (
    r"worr|scar[ey]|anxi|nervous|afraid|fear|panic|unsafe|safe|stress|upset|confus|unclear|understand|clear|explain|sure|"
    r"why|rush|hurr|pressur|quick|relie|reassur|calm|ease|sort|solv|fix|trust|reliab|profession|confiden|recommend|"
    r"honest|ignor|nobody|no one|forgot|alone|listen|respect|dismiss|rude|treat"
)
TRAIL = (
    r"still|never|yet|again|refund|hour|hrs|\bhr\b|wait|queue|call|phone|ring|rang|hold|email|reply|respon|answer|help|"
    r"lost|delay|cancel|stuck|tried|trying|back"
)
DRAWN = {
    "nhs_fft_v6": {"rare": 60, "trail": 50, "plain": 50},
    "airline_tweets": {"rare": 80, "trail": 100, "plain": 60},
}


def strata(texts: pd.Series) -> pd.Series:
    """Per text the stratum it is drawn in: rare, trail or plain."""
    low = texts.str.lower()
    rare, trail = low.str.contains(RARE), low.str.contains(TRAIL)
    return pd.Series(np.select([rare, trail], ["rare", "trail"], "plain"), texts.index, dtype="str")


def draw() -> pd.DataFrame:
    """The sample: set, id, stratum, probability; in an order of chance."""
    parts = []
    for name, sizes in DRAWN.items():
        table = pd.read_parquet(LABELLED / f"{name}.parquet")
        table = table[table["text"].notna()].drop_duplicates("text").drop_duplicates("id")
        table = table.assign(set=name, stratum=strata(table["text"])).sort_values("id")
        for stratum, size in sizes.items():
            rows = table[table["stratum"] == stratum]
            part = rows.sample(size, random_state=SEED)
            parts.append(part.assign(probability=size / len(rows)))
    drawn = pd.concat(parts)[["set", "id", "stratum", "probability"]]
    return drawn.sample(frac=1, random_state=SEED).sort_values("set", kind="stable", ignore_index=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draw", action="store_true")
    arguments = parser.parse_args()
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    if arguments.draw:
        draw().to_csv(sys.stdout, index=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
