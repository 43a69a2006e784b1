"""Speed of emotion scoring beside nltk's VADER, in one run.

    .venv/bin/python benchmarks/scoring.py   texts per second on airline tweets

Reads ../shared/labelled beside the checkout; says so and ends where that is absent.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

LABELLED = Path(__file__).resolve().parents[1] / ".." / "shared" / "labelled"
CUT = 0.05  # VADER's own threshold for its compound score


def labelled(name: str) -> pd.DataFrame:
    return pd.read_parquet(LABELLED / f"{name}.parquet")


def vader() -> Callable[[str], float]:
    """nltk's VADER on the lexicon of the vaderSentiment package."""
    import nltk
    import vaderSentiment

    nltk.data.path.insert(0, os.path.dirname(vaderSentiment.__file__))  # noqa: PTH120 - nltk wants a string
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer("vader_lexicon.txt")
    return lambda text: analyzer.polarity_scores(text)["compound"]


def speed(runs: int) -> None:
    """Both on the column as it is, repeats included, in one process, turn about so that both meet the same load."""
    from cxanalytics import emotion

    texts = labelled("airline_tweets")["text"]
    rate = vader()
    plain = texts.tolist()
    emotion.score(texts)  # loads lexicon and language model
    theirs, ours = [], []
    for _ in range(runs):
        theirs.append(seconds(lambda: [rate(text) for text in plain]))
        ours.append(seconds(lambda: emotion.score(texts)))
    theirs_median, ours_median = statistics.median(theirs), statistics.median(ours)
    print("| scorer | texts | texts per second |\n|---|---|---|")
    print(f"| nltk VADER, score alone | {len(texts):,} | {len(texts) / theirs_median:,.0f} |")
    print(
        f"| cxanalytics, with clauses, emotions, effort, language | {len(texts):,} | {len(texts) / ours_median:,.0f} |"
    )
    print(f"\nratio {theirs_median / ours_median:.1f} (medians of {runs} runs; {texts.nunique():,} texts differ)")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9, help="runs to take the median of (default 9)")
    arguments = parser.parse_args()
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    speed(arguments.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
