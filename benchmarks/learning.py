"""What learning from labels brings, on labelled sets: macro-F1 with 50 to 2,000 labels.

    .venv/bin/python benchmarks/learning.py           airline tweets (the figures of the docs)
    .venv/bin/python benchmarks/learning.py --dev     semeval16_laptops and oats_amazon_ff, on which it was tuned

Beside it: nltk's VADER, the shipped model, and a logistic regression trained from scratch on the same labels. All on
the same texts kept back, the mean of several draws. Reads ../shared/labelled beside the checkout.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scoring import CUT, LABELLED, labelled, vader

SIZES = (50, 100, 200, 500, 1_000, 2_000)
KEPT_BACK = 3_000
DRAWS = 5
POLARITIES = ("negative", "neutral", "positive")


def curve(name: str, draws: int = DRAWS) -> pd.DataFrame:
    """macro_f1 of each method for each number of labels: method, labels, macro_f1, sd (over draws)."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score

    from cxanalytics.emotion import adaptation
    from cxanalytics.emotion.model import lean

    table = labelled(name)
    table = table[table["label"].notna() & table["text"].notna()].drop_duplicates("text").reset_index(drop=True)
    label = table["label"].map(POLARITIES.index).to_numpy()
    rows = pd.DataFrame(
        {
            "text": table["text"],
            "label": label,
            "question": pd.Series(pd.NA, table.index, dtype="str"),
            "rating": np.nan,
        }
    )
    lesson = adaptation._Lesson.of(rows)
    # The vocabulary is that of all texts, as a product sees them; labels only of those drawn.
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True).fit_transform(table["text"])
    compound = table["text"].map(vader())
    theirs = np.select([compound <= -CUT, compound >= CUT], [0, 2], 1)
    found = []
    for draw in range(draws):
        order = np.random.default_rng(draw).permutation(len(table))
        held = np.isin(np.arange(len(table)), order[: min(KEPT_BACK, len(table) // 3)])
        pool = order[~held[order]]

        def macro(predicted: np.ndarray, held: np.ndarray = held) -> float:
            return float(f1_score(label[held], predicted, average="macro"))

        for size in (size for size in SIZES if size <= len(pool)):
            used = np.isin(np.arange(len(table)), pool[:size])
            own = lesson.taught(used)
            scratch = LogisticRegression(C=10, class_weight="balanced", max_iter=500).fit(words[used], label[used])
            found += [
                ("nltk VADER", size, macro(theirs[held])),
                ("from scratch (TF-IDF logistic regression)", size, macro(scratch.predict(words[held]))),
                ("shipped model", size, macro(lean(lesson.before[held]))),
                ("shipped model + learning", size, macro(lean(lesson.logits(own, held)))),
            ]
    figures = pd.DataFrame(found, columns=["method", "labels", "macro_f1"])
    grouped = figures.groupby(["method", "labels"], sort=False)["macro_f1"]
    return grouped.agg(macro_f1="mean", sd="std").reset_index()


def tables(curves: dict[str, pd.DataFrame]) -> str:
    """Curves by set as Markdown, one table each."""
    parts = []
    for name, found in curves.items():
        wide = found.pivot_table(index="method", columns="labels", values="macro_f1", sort=False)
        head = f"| {name}: macro-F1 with … labels | " + " | ".join(f"{size:,}" for size in wide.columns) + " |"
        lines = [f"| {method} | " + " | ".join(f"{v:.3f}" for v in row) + " |" for method, *row in wide.itertuples()]
        parts.append("\n".join([head, "|---" * (len(wide.columns) + 1) + "|", *lines]))
    return "\n\n".join(parts)


def picture(found: pd.DataFrame, path: Path) -> None:
    """The curve as an SVG file."""
    import plotly.graph_objects as go
    from pictures import save

    from cxanalytics.charts.style import LIGHT, template

    looks = {
        "shipped model + learning": (LIGHT.positive, "solid"),
        "shipped model": (LIGHT.positive, "dot"),
        "from scratch (TF-IDF logistic regression)": (LIGHT.negative, "solid"),
        "nltk VADER": (LIGHT.neutral, "dot"),
    }
    lines = [
        go.Scatter(
            x=one["labels"],
            y=one["macro_f1"],
            name=method,
            mode="lines+markers",
            line={"color": looks[str(method)][0], "dash": looks[str(method)][1], "width": 3},
        )
        for method, one in found.groupby("method", sort=False)
    ]
    layout = go.Layout(
        template=template(dark=False),
        paper_bgcolor=LIGHT.paper,
        xaxis={
            "type": "log",
            "title": "labels by people",
            "tickvals": list(SIZES),
            "ticktext": [f"{n:,}" for n in SIZES],
        },
        yaxis={"title": "macro-F1 on tweets kept back", "range": [0.2, 0.8]},
        legend={"orientation": "h", "y": -0.2},
        margin={"l": 70, "r": 20, "t": 20, "b": 60},
    )
    save(go.Figure(lines, layout), path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", action="store_true", help="the sets that learning was tuned on")
    parser.add_argument("--draws", type=int, default=DRAWS, help=f"draws of labels to take the mean of ({DRAWS})")
    parser.add_argument("--picture", type=Path, help="draw the curve of the first set to this SVG file too")
    options = parser.parse_args()
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    names = ("semeval16_laptops", "oats_amazon_ff") if options.dev else ("airline_tweets",)
    curves = {name: curve(name, options.draws) for name in names}
    print(tables(curves))
    if options.picture:
        picture(curves[names[0]], options.picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
