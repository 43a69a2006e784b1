"""Does it belong? Comments of each pattern of the sample data, read one by one.

    .venv/bin/python benchmarks/belongs.py               the shares, from the judgements in labels/belongs.csv
    .venv/bin/python benchmarks/belongs.py --sheet FILE  the comments to judge, as a table to fill in

Of each pattern that the product finds in the sample company's complaints, 20 different comments (all, where there are
fewer) drawn by the hash of their text. Each is held against the name of its pattern and ten other members.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import pandas as pd

from cxanalytics import demo, engine
from cxanalytics.patterns.evidence import wilson
from cxanalytics.store import Workspace

JUDGED = Path(__file__).with_name("labels") / "belongs.csv"
EACH, SHOWN = 20, 10


def drawn() -> tuple[pd.DataFrame, float]:
    """pattern, name, text of the comments to judge, and the share of mentions in no pattern."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        demo.fill(workspace)
        found = engine.analyse(workspace).recurring
    inside = found.mentions[found.mentions["pattern"].notna()]
    text = inside["clause_text"].astype("str")
    table = pd.DataFrame({"pattern": inside["pattern"].astype("str"), "text": text, "folded": text.str.lower()})
    table = table.drop_duplicates(["pattern", "folded"])
    table["order"] = pd.util.hash_array(table["folded"].to_numpy("object"))
    table = table.sort_values(["pattern", "order"], kind="stable")
    table["name"] = table["pattern"].map(found.names)
    return table[table.groupby("pattern").cumcount() < EACH + SHOWN], found.unclustered


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="write the comments to judge")
    options = parser.parse_args()
    table, unclustered = drawn()
    judge = table[table.groupby("pattern").cumcount() < EACH]
    if options.sheet:
        judge[["pattern", "name", "text"]].assign(belongs="").to_csv(options.sheet, index=False)
        print(f"{len(judge)} comments of {judge['pattern'].nunique()} patterns in {options.sheet}.")
        return 0
    known = pd.read_csv(JUDGED, dtype="str").drop_duplicates(["name", "text"], keep="last")
    judged = judge.merge(known[["name", "text", "belongs"]], on=["name", "text"], how="left")
    told = judged[judged["belongs"].notna()]
    if len(told) < len(judge):
        print(f"{len(judge) - len(told)} of {len(judge)} comments are not judged.", file=sys.stderr)
    told = told.assign(yes=told["belongs"].eq("yes"))
    each = told.groupby("name")["yes"].agg(["mean", "sum", "size"])
    low, high = wilson(pd.Series([told["yes"].sum()]), len(told))
    print(f"| patterns | comments judged | belong | of patterns, 85 % or more belong | unclustered |\n|{'---|' * 5}")
    print(
        f"| {len(each)} | {len(told)} | {told['yes'].mean():.1%} ({low[0]:.1%} to {high[0]:.1%}) | "
        f"{(each['mean'] >= 0.85).sum()} | {unclustered:.1%} |"
    )
    worst = each.sort_values("mean").head(5)
    told_of = ", ".join(f"{n} {yes}/{of}" for n, yes, of in zip(worst.index, worst["sum"], worst["size"], strict=True))
    print(f"\nWorst: {told_of}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
