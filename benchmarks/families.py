"""Emotion families learnt from GoEmotions: our features against a TF-IDF logistic regression, and on customers' texts.

    .venv/bin/python benchmarks/families.py

Both learn from GoEmotions train alone (43,410 posts; Google Research, CC BY 4.0) and are tuned alike: the strength
of the penalty out of three, and a threshold per family, by predictions on thirds of train that were left out.
GoEmotions dev is read once, at the end. The mapping of its emotions to ours is labels/goemotions.csv.
The second table asks whether what was learnt helps on our own labels (labels/feelings.csv).
Reads ../shared/labelled beside the checkout; says so and ends where that is absent. About five minutes.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from emotions import LABELLED, SEED, found_by, sample

from cxanalytics.emotion.characters import lay_out
from cxanalytics.emotion.lexicon import emotions, lexicon
from cxanalytics.emotion.polarity import sums, turned_emotions
from cxanalytics.emotion.reading import read
from cxanalytics.emotion.tokens import tokenise

MAPPING = Path(__file__).parent / "labels" / "goemotions.csv"
FOLDS = 3
PENALTIES = (1.0, 2.0, 4.0)  # C of the logistic regressions
GRAMS = 6_000
LEAST_TEXTS = 4
BATCH = 20_000
CERTAIN = 0.8  # precision on the left-out thirds at which a learnt emotion would be added to the lexicon's


@dataclass(frozen=True)
class Learnt:
    """One kind of features, tuned: left-out predictions of train, predictions of the rest, and the choice made."""

    penalty: float
    train: np.ndarray
    rest: np.ndarray
    thresholds: np.ndarray


def families() -> tuple[list[str], pd.DataFrame]:
    """Our names, and GoEmotions with one column of booleans for each; rows of train first."""
    mapping = pd.read_csv(MAPPING).set_index("goemotion")["feeling"]
    names = list(dict.fromkeys(mapping))
    table = pd.read_parquet(LABELLED / "goemotions.parquet", columns=["text", "emotions", "split"])
    table = table[table["text"].notna()].sort_values("split", ascending=False, kind="stable", ignore_index=True)
    felt = table["emotions"].fillna("").str.get_dummies("|")
    for name in names:
        table[name] = felt[list(mapping.index[mapping == name])].any(axis=1)
    return names, table


def tfidf(texts: list[str], train: int, _: np.ndarray) -> Any:
    """Words and pairs of words as scikit-learn's TF-IDF gives them, learnt from the first `train` texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    vectorizer.fit(texts[:train])
    return vectorizer.transform(texts).tocsr()


def ours(texts: list[str], train: int, truth: np.ndarray) -> Any:
    """The scorer's own words, pairs of them (the 6,000 that tell most by chi squared), and what its lexicon says."""
    from scipy import sparse
    from sklearn.feature_selection import chi2
    from sklearn.preprocessing import normalize

    row, gram = grams(texts)
    pairs = np.unique(np.column_stack([row, gram])[row < train], axis=0)
    different, count = np.unique(pairs[:, 1], return_counts=True)
    different = different[count >= LEAST_TEXTS]
    place = np.minimum(np.searchsorted(different, gram), len(different) - 1)
    known = different[place] == gram
    counts = sparse.csr_matrix((np.ones(known.sum()), (row[known], place[known])), (len(texts), len(different)))
    counts.data = 1 + np.log(counts.data)
    there = (counts[:train] > 0).astype(float)
    telling = np.max([chi2(there, column)[0] for column in truth.T], axis=0)
    kept = np.sort(np.argsort(-telling)[:GRAMS])
    rarity = np.log(train / np.asarray(there[:, kept].sum(axis=0)).ravel()) + 1
    return sparse.hstack([normalize(counts[:, kept] @ sparse.diags(rarity)), said(texts)]).tocsr()


def grams(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Row and fingerprint of every word and of every two words that follow each other in a sentence."""
    known, rows, prints = lexicon(), [], []
    for begin in range(0, len(texts), BATCH):
        characters = lay_out(texts[begin : begin + BATCH])
        tokens = tokenise(characters, known.words, known.emoticons, known.shortened)
        word = characters.fingerprints(tokens.start, tokens.end).view(np.uint64)
        follows = np.flatnonzero((tokens.text[1:] == tokens.text[:-1]) & ~tokens.breaks[1:])
        pair = word[follows] * np.uint64(0x9E3779B97F4A7C15) + word[follows + 1] * np.uint64(31) + np.uint64(7)
        rows += [tokens.text + begin, tokens.text[follows] + begin]
        prints += [word, pair]
    return np.concatenate(rows), np.concatenate(prints)


def said(texts: list[str]) -> np.ndarray:
    """Per text: how often the lexicon names each emotion, its weights, effort, turned words and length."""
    known, parts = lexicon(), []
    for begin in range(0, len(texts), BATCH):
        reading = read(texts[begin : begin + BATCH], known)
        size, hits = len(reading.state), reading.hits
        text, felt = reading.units.text[hits.place], turned_emotions(reading.units, hits, known)
        weights, clause = reading.weights, reading.clauses.text
        positive, negative = (sums(clause, column, size) for column in (weights.positive, weights.negative))
        emphasis = sums(clause, weights.emphasis, size)
        columns = [np.bincount(text[(felt >> bit) & 1 == 1], minlength=size) for bit in range(len(emotions()))]
        columns += [weight / np.sqrt(weight * weight + 15) for weight in (positive, negative)]
        columns += [emphasis, np.bincount(clause[weights.effort], minlength=size) > 0]
        columns += [np.bincount(text[hits.turned_by >= 0], minlength=size)]
        columns += [np.log1p(np.bincount(reading.units.text, minlength=size))]
        parts.append(np.minimum(np.column_stack(columns), 3.0))
    return np.vstack(parts)


def learn(features: Any, truth: np.ndarray) -> Learnt:
    """Logistic regressions, one per family, the penalty and the thresholds chosen on left-out thirds of train."""
    from sklearn.metrics import f1_score

    train = len(truth)
    fold = np.random.default_rng(SEED).integers(0, FOLDS, train)
    best, chosen = -1.0, Learnt(0.0, np.empty(0), np.empty(0), np.empty(0))
    for penalty in PENALTIES:
        left_out = np.zeros(truth.shape)
        for number in range(FOLDS):
            inside = np.flatnonzero(fold != number)
            left_out[fold == number] = fitted(features, truth, inside, np.flatnonzero(fold == number), penalty)
        cuts = np.array([threshold(chance, true) for chance, true in zip(left_out.T, truth.T, strict=True)])
        score = f1_score(truth, left_out >= cuts, average="macro")
        if score > best:
            best, chosen = score, Learnt(penalty, left_out, np.empty(0), cuts)
    rest = fitted(features, truth, np.arange(train), np.arange(train, features.shape[0]), chosen.penalty)
    return Learnt(chosen.penalty, chosen.train, rest, chosen.thresholds)


def fitted(features: Any, truth: np.ndarray, inside: np.ndarray, asked: np.ndarray, penalty: float) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    models = [LogisticRegression(C=penalty, solver="liblinear").fit(features[inside], true[inside]) for true in truth.T]
    return np.column_stack([model.predict_proba(features[asked])[:, 1] for model in models])


def threshold(chance: np.ndarray, true: np.ndarray) -> float:
    """The cut of the best F1."""
    order = np.argsort(-chance)
    hits = np.cumsum(true[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + true.sum())
    return float(chance[order[int(f1.argmax())]])


def certain(chance: np.ndarray, true: np.ndarray) -> float:
    """The lowest cut at which CERTAIN of the found are right; above 1 where there is none."""
    order = np.argsort(-chance)
    precision = np.cumsum(true[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero((precision >= CERTAIN) & (np.arange(len(order)) >= 20))
    return float(chance[order[good[-1]]]) if len(good) else 1.1


def tables() -> dict[str, pd.DataFrame]:
    """families: F1 of both on GoEmotions dev; help: precision and recall on our labels with and without it."""
    names, table = families()
    train = int((table["split"] == "train").sum())
    truth, dev = table[names].to_numpy()[:train], table[names].to_numpy()[train:]
    labels = sample()
    texts = [*table["text"], *labels["text"]]
    learnt = {kind.__name__: learn(kind(texts, train, truth), truth) for kind in (tfidf, ours)}
    ends = len(dev)
    found = {kind: each.rest[:ends] >= each.thresholds for kind, each in learnt.items()}
    on_dev = {kind: f1_of(dev, said) for kind, said in found.items()}
    rows = pd.DataFrame({"family": names, "dev texts": dev.sum(axis=0), **on_dev})
    mean = {"family": "macro", "dev texts": len(dev), **{kind: scores.mean() for kind, scores in on_dev.items()}}
    best = learnt["ours"]
    cuts = np.array([certain(chance, true) for chance, true in zip(best.train.T, truth.T, strict=True)])
    return {
        "families": pd.concat([rows, pd.DataFrame([mean])], ignore_index=True),
        "ahead": ahead(dev, found["ours"], found["tfidf"]),
        "penalties": pd.DataFrame({kind: [each.penalty] for kind, each in learnt.items()}),
        "help": helped(names, labels, best.rest[ends:], {"best F1": best.thresholds, "certain": cuts}),
    }


def ahead(true: np.ndarray, one: np.ndarray, other: np.ndarray) -> pd.DataFrame:
    """Macro-F1 of one minus that of the other, with its 95 % interval over 1,000 draws of the dev texts."""
    draws = np.random.default_rng(SEED).integers(0, len(true), (1_000, len(true)))
    both = [[quick_f1(true[rows], said[rows]) for rows in draws] for said in (one, other)]
    low, high = np.quantile(np.subtract(*both), [0.025, 0.975])
    return pd.DataFrame({"difference": [quick_f1(true, one) - quick_f1(true, other)], "low": [low], "high": [high]})


def quick_f1(true: np.ndarray, said: np.ndarray) -> float:
    return float(np.mean(2 * (true & said).sum(axis=0) / np.maximum(true.sum(axis=0) + said.sum(axis=0), 1)))


def f1_of(true: np.ndarray, found: np.ndarray) -> np.ndarray:
    from sklearn.metrics import f1_score

    return np.asarray(f1_score(true, found, average=None))


def helped(names: list[str], labels: pd.DataFrame, chance: np.ndarray, cuts: dict[str, np.ndarray]) -> pd.DataFrame:
    """On our labels, per family: the lexicon alone, then with what was learnt added at each kind of cut."""
    lexicon_says, weight = found_by(labels["text"]), labels["weight"].to_numpy()
    rows = []
    for place, name in enumerate(names):
        true = labels["feelings"].str.split("|").map(lambda said, name=name: name in said).to_numpy()
        base = lexicon_says[name].to_numpy()
        row: dict[str, Any] = {"family": name, "lexicon": shares(true, base, weight)}
        for kind, cut in cuts.items():
            more = base | (chance[:, place] >= cut[place])
            added = more & ~base
            row[f"with learnt, {kind}"] = shares(true, more, weight)
            row[f"added, {kind}"] = f"{added.sum()} ({(added & true).sum()} right)"
        rows.append(row)
    return pd.DataFrame(rows)


def shares(true: np.ndarray, found: np.ndarray, weight: np.ndarray) -> str:
    right = weight[true & found].sum()
    precision = right / weight[found].sum() if found.any() else float("nan")
    return f"{precision:.2f} / {right / weight[true].sum():.2f}"


def markdown(table: pd.DataFrame) -> str:
    cells = table.map(lambda value: f"{value:.3f}" if isinstance(value, float) else str(value))
    lines = ["| " + " | ".join(table.columns) + " |", "|" + "---|" * len(table.columns)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in cells.to_numpy())])


def main() -> int:
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    found = tables()
    print("F1 on GoEmotions dev, thresholds chosen on train:\n\n" + markdown(found["families"]))
    print("\nOurs ahead by:\n\n" + markdown(found["ahead"]))
    print("\nPenalties chosen (C):\n\n" + markdown(found["penalties"]))
    print("\nPrecision / recall on our own labels of customers' texts:\n\n" + markdown(found["help"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
