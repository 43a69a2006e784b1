"""How right the polarity is, and the counted ratio, beside nltk's VADER in the same run; results in docs/emotion.md.

    .venv/bin/python benchmarks/polarity.py

For each set a model is trained without the set and without any text that occurs in it (about half a minute each);
the shipped model stands beside it where the set was not in its training. Reads ../shared/labelled beside the
checkout; says so and ends where that is absent.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scoring import CUT, LABELLED, labelled, vader

SETS = ("airline_tweets", "nhs_fft_v6", "oats_coursera", "tweeteval_sentiment")
POLARITIES = ("negative", "neutral", "positive")
BINS = 10
FOLDS = 5
ASKED = "nhs_fft_v6"


class Judged(NamedTuple):
    """Polarity found for the rows of a set, and the probability given to it (NaN where it has none)."""

    set: str
    scorer: str
    label: pd.Series
    found: pd.Series
    chance: pd.Series


def true(name: str) -> pd.DataFrame:
    """The rows of a set that a person labelled."""
    table = labelled(name)
    return table[table["label"].notna() & table["text"].notna()].reset_index(drop=True)


def by_vader(name: str, table: pd.DataFrame) -> Judged:
    compound = table["text"].map(vader())
    found = pd.Series("neutral", table.index).mask(compound >= CUT, "positive").mask(compound <= -CUT, "negative")
    return Judged(name, "nltk VADER ±0.05", table["label"], found, pd.Series(np.nan, table.index))


def by_model(name: str, scorer: str, table: pd.DataFrame, texts: pd.DataFrame) -> Judged:
    """As `emotion.score` gives it; what is not scored (no words, another language) counts as neutral."""
    chance = texts[[f"p_{name}" for name in POLARITIES]].max(axis=1)
    return Judged(name, scorer, table["label"], texts["polarity"].fillna("neutral"), chance)


def judged() -> Iterator[Judged]:
    from cxanalytics import emotion
    from cxanalytics.emotion import training

    shipped_on = {source.name for source in training.SOURCES}
    for name in SETS:
        table = true(name)
        yield by_vader(name, table)
        model = training.train(LABELLED, [name]).model
        yield by_model(name, "trained without it", table, emotion.score(table["text"], model=model).texts)
        if name not in shipped_on:
            yield by_model(name, "as shipped", table, emotion.score(table["text"]).texts)
        if name == ASKED:
            yield from asked(table, model)


def asked(table: pd.DataFrame, model: object) -> Iterator[Judged]:
    """Questions and ratings learnt on four fifths of the set and judged on the rest, five times."""
    from cxanalytics import emotion
    from cxanalytics.emotion import ratings, training
    from cxanalytics.emotion.questions import kinds

    rating = ratings.share(table["rating"], 1, 5)
    kind, band = kinds(table["question"]), ratings.bands(rating)
    label = table["label"].map(POLARITIES.index).to_numpy()
    logits = emotion.features(table["text"], model).texts.logits(model)
    fold = pd.factorize(training.normalised(table["text"]))[0] % FOLDS  # repeats of a text stay together
    uses = {"": (False, False), " + question": (True, False), " + rating": (False, True), " + both": (True, True)}
    for said, (questions, shares) in list(uses.items())[1:]:
        parts = []
        for held in range(FOLDS):
            seen, rest = fold != held, table[fold == held]
            kinds_seen = kind[seen] if questions else np.zeros(seen.sum(), np.int8)
            bands_seen = band[seen] if shares else np.zeros(seen.sum(), np.int8)
            taught = training.with_offsets(model, logits[seen], label[seen], kinds_seen, bands_seen)
            parts.append(
                emotion.score(
                    rest["text"],
                    questions=rest["question"] if questions else None,
                    ratings=rating[rest.index] if shares else None,
                    model=taught,
                ).texts
            )
        yield by_model(ASKED, f"trained without it{said}", table, pd.concat(parts).sort_index())


def ratio(polarity: pd.Series) -> float:
    """Positive texts for each negative one."""
    return float((polarity == "positive").sum() / max((polarity == "negative").sum(), 1))


def figures(every: list[Judged]) -> str:
    from sklearn.metrics import f1_score

    lines = [
        "| set | rows | scorer | macro-F1 | F1 negative / neutral / positive | true ratio | counted | counted ÷ true |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in every:
        each = f1_score(one.label, one.found, labels=list(POLARITIES), average=None)
        truth, counted = ratio(one.label), ratio(one.found)
        cells = " / ".join(f"{value:.2f}" for value in each)
        lines.append(
            f"| {one.set} | {len(one.label):,} | {one.scorer} | {each.mean():.3f} | {cells} | {truth:.2f} |"
            f" {counted:.2f} | {counted / truth:.2f} |"
        )
    return "\n".join(lines)


def reliability(every: list[Judged]) -> pd.DataFrame:
    """Per set and tenth of the probability of the polarity given: texts, mean probability, share right."""
    rows = []
    for one in every:
        if one.scorer != "trained without it":
            continue
        known = one.chance.notna()
        chance, right = one.chance[known], (one.found == one.label)[known]
        tenth = np.minimum((chance * BINS).astype("int64"), BINS - 1)
        table = pd.DataFrame({"chance": chance, "right": right, "tenth": tenth}).groupby("tenth")
        found = table.agg(texts=("right", "size"), mean=("chance", "mean"), right=("right", "mean")).reset_index()
        rows.append(found.assign(set=one.set))
    return pd.concat(rows, ignore_index=True)


def reliabilities(every: list[Judged]) -> str:
    lines = ["| set | probability given | texts | mean probability | share right |", "|---|---|---|---|---|"]
    for row in reliability(every).to_dict("records"):
        span = f"{row['tenth'] / BINS:.1f} to {(row['tenth'] + 1) / BINS:.1f}"
        lines.append(f"| {row['set']} | {span} | {row['texts']:,} | {row['mean']:.2f} | {row['right']:.2f} |")
    return "\n".join(lines)


def rated_high(every: list[Judged]) -> str:
    """How the comments rated 4 or 5 come out that a person read as negative."""
    table = true(ASKED)
    chosen = (table["rating"] >= 4) & (table["label"] == "negative")
    lines = [
        "| scorer | negative comments rated 4-5 | read as negative | neutral | positive |",
        "|---|---|---|---|---|",
    ]
    for one in every:
        if one.set == ASKED:
            share = one.found[chosen].value_counts(normalize=True).reindex(list(POLARITIES), fill_value=0.0)
            cells = " | ".join(f"{value:.0%}" for value in share)
            lines.append(f"| {one.scorer} | {int(chosen.sum()):,} | {cells} |")
    return "\n".join(lines)


def picture(every: list[Judged], path: Path) -> None:
    """The reliability diagram as an SVG file: on the diagonal a probability of .8 is right 8 times of 10."""
    import plotly.graph_objects as go
    from pictures import save

    from cxanalytics.charts.style import LIGHT, template

    marks = ("circle", "square", "diamond", "triangle-up")
    colours = (LIGHT.positive, LIGHT.negative, LIGHT.neutral, LIGHT.text)
    lines = [
        go.Scatter(
            x=one["mean"],
            y=one["right"],
            name=str(name),
            mode="lines+markers",
            marker={"size": 10, "symbol": mark},
            line={"color": colour, "width": 2.5},
        )
        for (name, one), mark, colour in zip(reliability(every).groupby("set"), marks, colours, strict=True)
    ]
    even = go.Scatter(
        x=[0.3, 1], y=[0.3, 1], mode="lines", name="as sure as right", line={"color": LIGHT.line, "dash": "dash"}
    )
    layout = go.Layout(
        template=template(dark=False),
        paper_bgcolor=LIGHT.paper,
        xaxis={"title": "probability the scorer gave its label", "range": [0.3, 1]},
        yaxis={"title": "share that people agree with", "range": [0.2, 1.02]},
        legend={"orientation": "h", "y": -0.2},
        margin={"l": 70, "r": 20, "t": 20, "b": 60},
    )
    save(go.Figure([even, *lines], layout), path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--picture", type=Path, help="draw the reliability diagram to this SVG file too")
    options = parser.parse_args()
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    every = list(judged())
    print("\n\n".join((figures(every), rated_high(every), reliabilities(every))))
    if options.picture:
        picture(every, options.picture)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
