"""How much personal data in texts is found, by kind, and what is masked although it is none.

    .venv/bin/python benchmarks/privacy.py               a table by kind, of one draw of made-up lines
    .venv/bin/python benchmarks/privacy.py --seed N      of another draw
    .venv/bin/python benchmarks/privacy.py --show        the lines that went wrong, too

Found is a datum that is masked as a whole and with nothing beside it. The parts are hand-made (`personal.py`); what
the draws differ in are digits, names and how they are combined. The lines are not what customers write: where people
write data in forms that are not among the parts, less is found.
"""

import argparse
import re
import sys

import pandas as pd
import personal

from cxanalytics import privacy
from cxanalytics.patterns.evidence import wilson

SEED = 2026


def found(draw: personal.Draw) -> pd.DataFrame:
    """kind, country, text, masked, found, called: every line with a datum; called is the mask it got."""
    lines = draw.lines()
    table = pd.DataFrame({"kind": [line.kind for line in lines], "country": [line.country for line in lines],
                          "text": [line.text for line in lines]})  # fmt: skip
    table["masked"] = _masked(table, draw)
    told = [_told(line.after, text) for line, text in zip(lines, table["masked"], strict=True)]
    return table.assign(found=[called is not None for called in told], called=told)


def alarms(draw: personal.Draw) -> pd.DataFrame:
    """kind, text, masked, alarm: every line that holds nothing personal; kind is what it looks like."""
    table = pd.DataFrame(draw.decoys(), columns=["kind", "text"])
    table["masked"] = _masked(table, draw)
    return table.assign(alarm=table["masked"] != table["text"])


def _masked(table: pd.DataFrame, draw: personal.Draw) -> pd.Series:
    """As an import would; the list of names only where its lines are: nobody gives it for the others."""
    listed = table["kind"] == "name (list)"
    texts = table["text"].astype("str")
    with_list, _ = privacy.redact(texts[listed], public=(), listed=privacy.listed(draw.names()))
    without, _ = privacy.redact(texts[~listed], public=())
    return pd.concat([with_list, without]).reindex(table.index)


def _told(after: str, masked: str) -> str | None:
    """The kind of the mask that stands where the datum stood; None where anything else is left or gone."""
    if "{}" not in after:
        return "link" if masked == after else None
    match = re.fullmatch(re.escape(after).replace(r"\{\}", r"\[(\w+)\]"), masked)
    return match.group(1) if match else None


def _share(n: int, of: int) -> str:
    low, high = wilson(n, of)
    return f"{n / of:.1%} ({float(low):.1%} to {float(high):.1%})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="another draw")
    parser.add_argument("--show", action="store_true", help="print the lines that went wrong")
    options = parser.parse_args()
    draw = personal.Draw(options.seed)
    hits, wrong = found(draw), alarms(draw)
    print(f"| kind | lines | countries | found (95 %) | lookalikes | masked wrongly (95 %) |\n|{'---|' * 6}")
    for kind in [*hits["kind"].unique(), "all"]:
        mine = hits[hits["kind"].eq(kind) | (kind == "all")]
        decoys = wrong[wrong["kind"].eq(kind) | (kind == "all")]
        print(
            f"| {kind} | {len(mine)} | {mine['country'].nunique()} | {_share(int(mine['found'].sum()), len(mine))} | "
            f"{len(decoys)} | {_share(int(decoys['alarm'].sum()), len(decoys))} |"
        )
    if options.show:
        for text, masked in hits.loc[~hits["found"], ["text", "masked"]].itertuples(index=False):
            print(f"not found: {text!r} -> {masked!r}")
        for text, masked in wrong.loc[wrong["alarm"], ["text", "masked"]].itertuples(index=False):
            print(f"wrongly:   {text!r} -> {masked!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
