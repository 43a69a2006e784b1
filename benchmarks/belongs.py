"""Does it belong? Comments of each pattern of the sample data, read one by one.

    .venv/bin/python benchmarks/belongs.py               the shares, from the judgements in labels/belongs.csv
    .venv/bin/python benchmarks/belongs.py --sheet FILE  the comments to judge, as a table to fill in

Of each pattern that the product finds in the sample company's complaints, 20 different comments
drawn by the hash of their text, or all where there are fewer. The judgements name the pattern as it was called when
it was read; whatever it is called by now, it is the one that most of its judged comments were in. What was read in
another one does not belong.
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
EACH = 20


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
    return table[table.groupby("pattern").cumcount() < EACH], found.unclustered


def judged(drawn_now: pd.DataFrame, read: pd.DataFrame) -> pd.DataFrame:
    """The comments that were read, with yes: whether each belongs to the pattern it is in now."""
    read = read.rename(columns={"name": "called"}).drop_duplicates(["called", "text"], keep="last")
    both = drawn_now.merge(read, on="text")
    both["yes"] = both["belongs"].eq("yes")
    was = both.groupby(["name", "called"])["yes"].sum().sort_values(ascending=False).reset_index()
    both = both.merge(was.drop_duplicates("name")[["name", "called"]].rename(columns={"called": "mostly"}), on="name")
    both["yes"] &= both["called"].eq(both["mostly"])
    return both.sort_values("yes", ascending=False).drop_duplicates(["name", "text"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="write the comments to judge")
    options = parser.parse_args()
    judge, unclustered = drawn()
    if options.sheet:
        judge[["pattern", "name", "text"]].assign(belongs="").to_csv(options.sheet, index=False)
        print(f"{len(judge)} comments of {judge['pattern'].nunique()} patterns in {options.sheet}.")
        return 0
    told = judged(judge, pd.read_csv(JUDGED, dtype="str"))
    if len(told) < len(judge):
        print(f"{len(judge) - len(told)} of {len(judge)} comments are not judged.", file=sys.stderr)
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
