"""Nine years of monthly numbers: trends, signals and a digest of 159,390 comments at 16 touchpoints.

    .venv/bin/python benchmarks/years.py [--keep FOLDER]

Reads ../shared/labelled/nhs_trust_2010_2019.parquet beside the checkout; its 16 categories are the touchpoints.
Importing and reading the comments is not timed, nor is finding the patterns, which happens once on import. With
--keep the workspace is kept and used again. Prints Markdown.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from scoring import LABELLED

from cxanalytics import digest, engine, importing, tracked
from cxanalytics.engine import Analysis
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace

SET = "nhs_trust_2010_2019"
ASKED = {"best": "What did we do best?", "improve": "What could we do better?"}
MAPPING = {"id": "source_id", "area": "touchpoint", "question": "question", "respondent": "customer", "unit": "segment"}


def journey(names: list[str]) -> Journey:
    """The categories as a journey of one stage."""
    return Journey("Trust", "", (Stage("Care", tuple(Touchpoint(name) for name in names)),))


def filled(folder: Path) -> tuple[Workspace, Analysis]:
    """The workspace with all comments in it, and its analysis."""
    table = pd.read_parquet(LABELLED / f"{SET}.parquet")
    folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(folder / "w")
    if not workspace.imports():
        export = folder / "trust.csv"
        pd.DataFrame(
            {
                "id": table["id"], "comment": table["text"], "date": table["created_at"].dt.strftime("%Y-%m-%d"),
                "area": table["category"], "question": table["comment_type"].map(ASKED),
                "respondent": table["respondent_id"], "unit": table["directorate"],
            }
        ).to_csv(export, index=False)  # fmt: skip
        importing.import_exports(workspace, [importing.ExportFile(export, export.name, MAPPING)])
    names = sorted(table["category"].dropna().unique().tolist())
    return workspace, engine.analyse(workspace, journey(names))


def timed(run: Callable[[], object], times: int = 3) -> float:
    """The middle of a few runs, in seconds."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    if not LABELLED.is_dir():
        print(f"No labelled data at {LABELLED.resolve()}: nothing measured.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        workspace, analysis = filled(chosen.keep or Path(folder))
        everything = Selection()
        signals = tracked.signals(analysis, everything)
        parts = {
            "trends: ratio, both shares, effort and volume by touchpoint and month": lambda: [
                tracked.trend(analysis, everything, measure, "month", "touchpoint")
                for measure in ("ratio", "negative", "positive", "effort", "volume")
            ],
            f"signals: {len(signals.watched.table)} numbers watched, {len(signals.table)} changes": lambda: (
                tracked.signals(analysis, everything)
            ),
            "digest: gathered, signals given": lambda: digest.gather(workspace, analysis, "month", signals=signals),
            "digest: all four files": lambda: [
                digest.rendered(digest.gather(workspace, analysis, "month", signals=signals), kind)
                for kind in digest.FORMATS
            ],
        }
        took = {name: timed(run) for name, run in parts.items()}
    print(f"{len(analysis.experiences):,} experiences, {len(analysis.journey.touchpoints)} touchpoints.\n")
    print("| what | seconds |\n|---|---|")
    for name, seconds in took.items():
        print(f"| {name} | {seconds:.2f} |")
    first = list(took.values())
    print(f"| trends, signals and digest together | {sum(first[:3]):.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
