"""How many mentions of real comments find a touchpoint, and how fast: python benchmarks/touchpoints.py

Reads the real exports beside the checkout and prints two Markdown tables.
"""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from cxanalytics import emotion, feedback, ingest, touchpoints
from cxanalytics.journey.model import Journey
from cxanalytics.journey.templates import template, templates

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXPORTS = {
    "gym reviews (medallia)": ("service", "exports/medallia/puregym__Google_12_months.xlsx"),
    "British Airways reviews (airline_reviews)": (
        "airline",
        "exports/airline_reviews/british_airways_skytrax__BA_reviews.csv",
    ),
    "airline tweets (twitter_csv)": ("airline", "exports/twitter_csv/us_airline__Tweets.csv"),
    "bank app reviews (google_play)": (
        "bank",
        "exports/google_play/moniepoint_bank__google_play_reviews.csv",
    ),
}
PATIENTS = "labelled/nhs_fft_v6.parquet"
REPEATS = 5


def comments() -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Name, journey and feedback of each set."""
    for name, (journey, path) in EXPORTS.items():
        yield name, journey, ingest.read(SHARED / path, salt=b"0" * 32).feedback
    patients = pd.read_parquet(SHARED / PATIENTS)[["text"]].reset_index(drop=True)
    ids = [f"{number:016x}" for number in patients.index]
    keys = {"feedback_id": ids, "response_id": ids, "import_id": "0", "source": "NHS", "kind": "survey"}
    yield "patient comments (nhs_fft_v6)", "hospital", feedback.conform(patients.assign(**keys))


def shares() -> None:
    print("| comments | journey | suggested | mentions | phrase | context | unassigned |")
    print("|---|---|---|--:|--:|--:|--:|")
    for name, journey, table in comments():
        mentions = emotion.score(table["text"], table["language"]).mentions
        # The rules alone are measured: what an export's own column says is left out.
        rules = touchpoints.assign(mentions, table.assign(touchpoint=pd.NA), template(journey))["rule"]
        share = rules.value_counts(normalize=True)
        suggested = touchpoints.suggest(table["text"].head(2_000), templates()).index[0]
        parts = " | ".join(f"{share[rule]:.0%}" for rule in ("phrase", "context", "unassigned"))
        print(f"| {name} | {journey} | {suggested} | {len(rules):,} | {parts} |")


def taught(mentions: pd.DataFrame, table: pd.DataFrame, journey: Journey) -> touchpoints.Learnt:
    """Something learnt that speaks of every clause: 500 of them, the commonest touchpoint being called another."""
    rules = touchpoints.assign(mentions, table, journey)
    rows = rules.assign(feedback_id=table["feedback_id"].to_numpy()[mentions["row"]], machine=rules["touchpoint"])
    rows = rows.assign(text=touchpoints.clauses(mentions, table)).sample(500, random_state=0).astype("str")
    most, second = rows["machine"].value_counts().index[:2]
    rows = rows[["feedback_id", "text", "machine", "rule"]].assign(right=rows["machine"].replace({most: second}))
    learnt = touchpoints.learn(rows, journey, precision=0.5).learnt
    assert learnt  # noqa: S101 - a benchmark of nothing would be none
    return learnt


def speed() -> None:
    _, journey, table = next(iter(comments()))
    mentions = emotion.score(table["text"], table["language"]).mentions
    rounds = -(-400_000 // len(mentions))
    step = range(0, rounds * len(table), len(table))
    many = pd.concat([mentions.assign(row=mentions["row"] + offset) for offset in step], ignore_index=True)
    many, tables = many.head(400_000), pd.concat([table] * rounds, ignore_index=True)
    learnt = taught(mentions, table, template(journey))
    seconds: dict[str, list[float]] = {"assign": [], "assign, with something learnt": [], "experiences": []}
    for _ in range(REPEATS):
        began = time.perf_counter()
        touchpoints.assign(many, tables, template(journey), learnt)
        seconds["assign, with something learnt"].append(time.perf_counter() - began)
        began = time.perf_counter()
        assigned = touchpoints.assign(many, tables, template(journey))
        middle = time.perf_counter()
        touchpoints.experiences(assigned, tables)
        seconds["assign"].append(middle - began)
        seconds["experiences"].append(time.perf_counter() - middle)
    print("| step | mentions | seconds (median of 5) | mentions per second |")
    print("|---|--:|--:|--:|")
    for step_name, times in seconds.items():
        median = statistics.median(times)
        print(f"| {step_name} | {len(many):,} | {median:.2f} | {len(many) / median:,.0f} |")


if __name__ == "__main__":
    shares()
    print()
    speed()
