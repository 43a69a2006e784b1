"""How right the emotions, effort and "unresolved" are, measured on texts that a reader labelled.

    .venv/bin/python benchmarks/emotions.py          precision and recall per feeling, on our own labels
    .venv/bin/python benchmarks/emotions.py --write  the same, and into data/models/feelings.json
    .venv/bin/python benchmarks/emotions.py --draw   the first sample to label, as CSV without labels
    .venv/bin/python benchmarks/emotions.py --more   the second, of texts in which the scorer finds a scarce feeling

Reads ../shared/labelled beside the checkout; says so and ends where that is absent.
"""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from cxanalytics import emotion
from cxanalytics.resources import data_path

LABELLED = Path(__file__).resolve().parents[1] / ".." / "shared" / "labelled"
SEED = 20251125
LABELS = Path(__file__).parent / "labels" / "feelings.csv"
Z = 1.959964
RARE = (
    r"worr|scar[ey]|anxi|nervous|afraid|fear|panic|unsafe|safe|stress|upset|confus|unclear|understand|clear|explain|sure|"
    r"why|rush|hurr|pressur|quick|relie|reassur|calm|ease|sort|solv|fix|trust|reliab|profession|confiden|recommend|"
    r"honest|ignor|nobody|no one|forgot|alone|listen|respect|dismiss|rude|treat"
)
TRAIL = (
    r"still|never|yet|again|refund|hour|hrs|\bhr\b|wait|queue|call|phone|ring|rang|hold|email|reply|respon|answer|help|"
    r"lost|delay|cancel|stuck|tried|trying|back"
)
SCARCE = ("hurried", "confused", "anxious", "relieved", "trusting")  # a text of several counts as the first
DRAWN_OF_EACH = 14
DRAWN = {
    "nhs_fft_v6": {"rare": 60, "trail": 50, "plain": 50},
    "airline_tweets": {"rare": 80, "trail": 100, "plain": 60},
}


def strata(texts: pd.Series) -> pd.Series:
    """Per text the stratum it is drawn in: rare, trail or plain."""
    low = texts.str.lower()
    rare, trail = low.str.contains(RARE), low.str.contains(TRAIL)
    return pd.Series(np.select([rare, trail], ["rare", "trail"], "plain"), texts.index, dtype="str")


def population(name: str) -> pd.DataFrame:
    """The different texts of a set, with the stratum of each."""
    table = pd.read_parquet(LABELLED / f"{name}.parquet", columns=["id", "text"]).astype({"id": "str"})
    table = table[table["text"].notna()].drop_duplicates("text").drop_duplicates("id")
    return table.assign(set=name, stratum=strata(table["text"])).sort_values("id")


def draw() -> pd.DataFrame:
    """The first sample: set, id, stratum, probability; in an order of chance."""
    parts = []
    for name, sizes in DRAWN.items():
        table = population(name)
        for stratum, size in sizes.items():
            rows = table[table["stratum"] == stratum]
            part = rows.sample(size, random_state=SEED)
            parts.append(part.assign(probability=size / len(rows)))
    drawn = pd.concat(parts)[["set", "id", "stratum", "probability"]]
    return drawn.sample(frac=1, random_state=SEED).sort_values("set", kind="stable", ignore_index=True)


def draw_more() -> pd.DataFrame:
    """The second sample: set, id, stratum; in an order of chance, what the scorer found left out."""
    labels = pd.read_csv(LABELS, dtype={"id": "str"}, keep_default_na=False)
    first, parts = labels[labels["drawn"] == 1], []
    for name in DRAWN:
        table = population(name)
        found = found_by(table["text"])[list(SCARCE)]
        flag = found.idxmax(axis=1).where(found.any(axis=1))
        free = ~table["id"].isin(first.loc[first["set"] == name, "id"])
        for feeling in SCARCE:
            rows = table[free & (flag == feeling)]
            parts.append(rows.sample(min(DRAWN_OF_EACH, len(rows)), random_state=SEED + 1))
    drawn = pd.concat(parts)[["set", "id", "stratum"]]
    return drawn.sample(frac=1, random_state=SEED + 1).sort_values("set", kind="stable", ignore_index=True)


def sample() -> pd.DataFrame:
    """The labelled texts: set, text, weight (each set weighs 1 in all), feelings."""
    labels = pd.read_csv(LABELS, dtype={"id": "str"}, keep_default_na=False)
    parts = []
    for name, rows in labels.groupby("set", sort=False):
        table = pd.read_parquet(LABELLED / f"{name}.parquet", columns=["id", "text"])
        texts = table[table["text"].notna()].astype({"id": "str"}).drop_duplicates("id").set_index("id")["text"]
        weight = 1 / rows["probability"]
        parts.append(rows.assign(text=rows["id"].map(texts), weight=weight / weight.sum()))
    return pd.concat(parts, ignore_index=True)[["set", "text", "weight", "feelings"]]


def found_by(texts: pd.Series) -> pd.DataFrame:
    """One column of booleans per feeling, as the scorer finds them."""
    scores = emotion.score(texts, pd.Series("en", texts.index)).texts
    named = scores["emotions"].str.get_dummies("|").reindex(columns=list(emotion.FEELINGS), fill_value=0).astype("bool")
    return named.assign(effort=scores["effort"], unresolved=scores["unresolved"])


def wilson(hits: pd.Series, weights: pd.Series) -> tuple[float, float, float]:
    """A weighted share with its 95 % Wilson interval at Kish's effective n; NaN and 0 to 1 of nothing."""
    if hits.empty:
        return float("nan"), 0.0, 1.0
    share = float(np.average(hits, weights=weights))
    n = float(weights.sum() ** 2 / (weights**2).sum())
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * float(np.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)))
    return share, max(middle - half, 0.0), min(middle + half, 1.0)


def rightness(labels: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Per feeling: precision and recall with intervals, labelled and found texts."""
    rows = []
    for name in emotion.FEELINGS:
        true, said = labels["feelings"].str.split("|").map(lambda names, name=name: name in names), found[name]
        precision = wilson(true[said], labels.loc[said, "weight"])
        recall = wilson(said[true], labels.loc[true, "weight"])
        rows.append((name, *precision, *recall, int(true.sum()), int(said.sum())))
    names = ["feeling", "precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high"]
    return pd.DataFrame(rows, columns=[*names, "labelled", "found"])


def markdown(table: pd.DataFrame) -> str:
    """The table as it stands in the docs."""

    def cell(row: pd.Series, name: str) -> str:
        if np.isnan(row[name]):
            return "-"
        return f"{row[name]:.2f} ({row[f'{name}_low']:.2f} to {row[f'{name}_high']:.2f})"

    lines = ["| feeling | labelled | found | precision (95 %) | recall (95 %) |", "|---|--:|--:|---|---|"]
    for _, row in table.iterrows():
        cells = (cell(row, "precision"), cell(row, "recall"))
        lines.append(f"| {row['feeling']} | {row['labelled']} | {row['found']} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def tables() -> dict[str, pd.DataFrame]:
    """All that this script measures: "feelings" on both sets, and under its name each set alone."""
    labels = sample()
    found = found_by(labels["text"])
    alone = {name: rightness(rows, found.loc[rows.index]) for name, rows in labels.groupby("set", sort=False)}
    return {"feelings": rightness(labels, found), **{str(name): table for name, table in alone.items()}}


def write(table: pd.DataFrame) -> None:
    """Keeps the figures where `emotion.trust` reads them."""
    document = {
        "what": "How right each feeling is on texts one reader labelled; 95 % Wilson intervals, Kish's effective n",
        "made_by": "benchmarks/emotions.py --write",
        "measured": date.today().isoformat(),
        "scorer": emotion.VERSION,
        "labels": "benchmarks/labels/feelings.csv: 227 texts of nhs_fft_v6, 310 of airline_tweets, one reader; "
        "drawn in strata, weighted back, each set counting half",
        "feelings": json.loads(table.round(4).to_json(orient="records")),
    }
    data_path("models").mkdir(exist_ok=True)
    text = json.dumps(document, indent=1, ensure_ascii=False)
    data_path("models", "feelings.json").write_text(text + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draw", action="store_true", help="print the first sample to label instead")
    parser.add_argument("--more", action="store_true", help="print the second sample to label instead")
    parser.add_argument("--write", action="store_true", help="also write data/models/feelings.json")
    arguments = parser.parse_args()
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    if arguments.draw or arguments.more:
        (draw() if arguments.draw else draw_more()).to_csv(sys.stdout, index=False, lineterminator="\n")
        return 0
    measured = tables()
    print("\n\n".join(f"{name}:\n\n{markdown(table)}" for name, table in measured.items()))
    if arguments.write:
        write(measured["feelings"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
