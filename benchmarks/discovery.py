"""How right, how stable and how quick the finding of patterns is.

    .venv/bin/python benchmarks/discovery.py intents     the true number of intents given
    .venv/bin/python benchmarks/discovery.py pains       complaints, the product chooses the number of patterns
    .venv/bin/python benchmarks/discovery.py stability   two seeds, and texts drawn anew
    .venv/bin/python benchmarks/discovery.py speed       100,000 mentions

No label is ever given to what is measured. Reads ../shared/labelled beside the checkout.
"""

import argparse
import resource
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scoring import labelled

from cxanalytics.patterns import discovery, folding, naming

Ints = npt.NDArray[np.int64]
BASELINE_KS = (10, 20, 30, 47)


def scores(truth: Ints, found: Ints) -> str:
    """NMI and ARI in per cent."""
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    return f"{100 * normalized_mutual_info_score(truth, found):.1f}, {100 * adjusted_rand_score(truth, found):.1f}"


def intents() -> None:
    """Fitted on all texts, scored on the test part; every text put to the nearest pattern, as others do."""
    print("| set | texts | intents | NMI, ARI on the test part | seconds |\n|---|---|---|---|---|")
    for name in ("banking77", "clinc150"):
        table = labelled(name)
        table = table[table["category"] != "oos"]
        truth, test = pd.factorize(table["category"])[0], (table["split"] == "test").to_numpy(bool)
        start = time.perf_counter()
        found = discovery.discover(table["text"], wanted=truth.max() + 1).nearest
        seconds = time.perf_counter() - start
        print(
            f"| {name} | {len(table):,} | {truth.max() + 1} | {scores(truth[test], found[test])} | {seconds:.0f} |",
            flush=True,
        )


def complaints(name: str) -> tuple[pd.Series, Ints]:
    """Negative texts without handles, and the number of the first theme that people gave each."""
    files = {"nhs": ("nhs_fft_v6", "nhs_phase1"), "airline": ("airline_tweets",)}.get(name, (name,))
    table = pd.concat([labelled(file) for file in files], ignore_index=True)
    table = table[(table["label"] == "negative") & table["text"].notna() & table["category"].notna()]
    theme = table["category"].str.split("|").str[0]
    return table["text"].str.replace(r"@\w+", " ", regex=True).reset_index(drop=True), pd.factorize(theme)[0]


def pains() -> None:
    """Beside TF-IDF + KMeans and NMF: with the same number of groups, and with the number that suits each best."""
    print(
        "NMI, ARI. Unclustered texts count as one group of their own. Best: the highest NMI of "
        f"{', '.join(map(str, BASELINE_KS))} groups, which nobody could choose without the labels.\n"
    )
    print(
        "| set | texts, themes | patterns, unclustered | ours | ours, all put to the nearest | TF-IDF + KMeans | NMF |"
    )
    print("|---|---|---|---|---|---|---|")
    for name in ("nhs", "nhs_fft_v6", "nhs_phase1", "airline"):
        texts, truth = complaints(name)
        found = discovery.discover(texts)
        k, apart = len(found.theme), (found.pattern < 0).mean()
        cells = [
            f"{len(texts):,}, {truth.max() + 1}",
            f"{k}, {apart:.0%}",
            scores(truth, found.pattern),
            scores(truth, found.nearest),
            *(scores(truth, baseline(texts, k)) for baseline in (kmeans, nmf)),
        ]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
        best = [best_of(truth, [way(texts, k) for k in BASELINE_KS]) for way in (kmeans, nmf)]
        print(f"| best for {name} | | | | | {best[0]} | {best[1]} |", flush=True)


def best_of(truth: Ints, groups: list[Ints]) -> str:
    from sklearn.metrics import normalized_mutual_info_score

    best = int(np.argmax([normalized_mutual_info_score(truth, group) for group in groups]))
    return f"{scores(truth, groups[best])} ({BASELINE_KS[best]})"


def kmeans(texts: pd.Series, k: int) -> Ints:
    from sklearn.cluster import KMeans

    groups: Ints = KMeans(k, n_init=4, random_state=0).fit_predict(weighed(texts)).astype("int64")
    return groups


def nmf(texts: pd.Series, k: int) -> Ints:
    from sklearn.decomposition import NMF

    groups: Ints = NMF(k, init="nndsvd", max_iter=300, tol=1e-3).fit_transform(weighed(texts)).argmax(axis=1)
    return groups


def weighed(texts: pd.Series) -> object:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(stop_words="english", min_df=3, sublinear_tf=True).fit_transform(folding.plain(texts))


def sample_data() -> pd.Series:
    """The negative mentions of the product's own sample data."""
    from cxanalytics import demo, engine
    from cxanalytics.store import Workspace

    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        demo.fill(workspace)
        mentions = engine.analyse(workspace).mentions
    return mentions.loc[mentions["polarity"] == "negative", "clause_text"].reset_index(drop=True)


def stability(draws: int = 3) -> None:
    """The adjusted Rand index between runs, with the number of patterns that the product chose on everything."""
    print(
        "Adjusted Rand index between runs: of the texts that both runs put in a pattern (and of all texts, put to "
        f"the nearest). Bootstraps: every two of {draws} draws with replacement, space, "
        "patterns and floor learnt anew in each, on the texts that both drew.\n"
    )
    print("| set | texts | patterns | unclustered | two seeds | bootstraps |\n|---|---|---|---|---|---|")
    sets = {"sample data": sample_data(), "nhs": complaints("nhs")[0], "airline": complaints("airline")[0]}
    for name, texts in sets.items():
        whole = discovery.discover(texts)
        k = len(whole.theme)
        everything = np.arange(len(texts))
        seeds = [(everything, whole), (everything, discovery.discover(texts, wanted=k, seed=1))]
        drawn = []
        for draw in range(draws):
            rows = np.sort(np.random.default_rng(draw).integers(0, len(texts), len(texts)))
            drawn.append((rows, discovery.discover(texts.iloc[rows], wanted=k)))
        print(
            f"| {name} | {len(texts):,} | {k} | {(whole.pattern < 0).mean():.0%} "
            f"| {agreement(seeds)} | {agreement(drawn)} |",
            flush=True,
        )


def agreement(runs: list[tuple[Ints, discovery.Discovery]]) -> str:
    from sklearn.metrics import adjusted_rand_score

    clustered, all_rows = [], []
    for (rows, one), (others, other) in combinations(runs, 2):
        _, left, right = np.intersect1d(rows, others, return_indices=True)
        said = (one.nearest[left] >= 0) & (other.nearest[right] >= 0)
        both = (one.pattern[left] >= 0) & (other.pattern[right] >= 0)
        clustered.append(adjusted_rand_score(one.pattern[left][both], other.pattern[right][both]))
        all_rows.append(adjusted_rand_score(one.nearest[left][said], other.nearest[right][said]))
    return f"{np.mean(clustered):.2f} ({np.mean(all_rows):.2f})"


def speed(n: int = 100_000) -> None:
    """Clauses of comments on a health service, one process, one thread."""
    texts = labelled("nhs_trust_2010_2019")["text"].dropna().astype("str").drop_duplicates()
    clauses = texts.str.split(r"(?<=[.!?;\n])\s+|,\s+(?=but |and )", regex=True).explode()
    clauses = clauses[clauses.str.len() > 8].sample(n, random_state=0).reset_index(drop=True)
    start, worked = time.perf_counter(), time.process_time()
    found = discovery.discover(clauses)
    naming.names(clauses, found.pattern)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        "| mentions | different | patterns | unclustered | seconds | of them at work | peak memory |\n"
        "|---|---|---|---|---|---|---|"
    )
    print(
        f"| {n:,} | {clauses.nunique():,} | {len(found.theme)} | {(found.pattern < 0).mean():.0%} "
        f"| {seconds:.0f} | {worked:.0f} | {peak:,.0f} MB |"
    )


def main() -> int:
    parts = {"intents": intents, "pains": pains, "stability": stability, "speed": speed}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=parts)
    parts[parser.parse_args().part]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
