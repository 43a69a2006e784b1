"""The journey map of 40 touchpoints over 12 months: server time of a redraw, and of every file it is exported to.

    .venv/bin/python benchmarks/maps.py

The workspace is made for it: sentences of the sample exports, put to 40 touchpoints by a column, about 60 a month for
each. Prints Markdown. A redraw is what the page does after a filter was changed: the board, the drawing, its SVG.
"""

import argparse
import csv
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cxanalytics import boards, engine, export, importing
from cxanalytics.drawing import journey_map
from cxanalytics.drawing.svg import svg
from cxanalytics.journey.model import Journey, Stage, Touchpoint
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace

TOUCHPOINTS, MONTHS, EACH = 40, 12, 60
NAMES = [f"Touchpoint {number + 1}" for number in range(TOUCHPOINTS)]


def sentences() -> list[str]:
    """What the sample company's customers wrote in its survey."""
    path = Path(__file__).parents[1] / "data" / "samples" / "google_play_reviews.csv"
    for encoding in ("utf-16", "utf-8-sig"):
        try:
            rows = list(csv.reader(path.read_text(encoding=encoding).splitlines()))
        except UnicodeError:
            continue
        return sorted({max(row, key=len) for row in rows[1:] if row})
    return []


def filled(folder: Path) -> tuple[Workspace, engine.Analysis]:
    """The workspace and its analysis."""
    chance, said = random.Random(5), sentences()  # noqa: S311
    path = folder / "comments.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["comment", "date", "touchpoint", "channel"])
        for name in NAMES:
            for number in range(MONTHS * EACH):
                day = date(2025, 1 + number % MONTHS, 1 + chance.randrange(28))
                out.writerow([chance.choice(said), day.isoformat(), name, chance.choice(["web", "phone", "shop"])])
    five = [NAMES[i : i + 5] for i in range(0, TOUCHPOINTS, 5)]
    stages = tuple(
        Stage(f"Stage {i + 1}", tuple(Touchpoint(n, ideal=5.0) for n in part)) for i, part in enumerate(five)
    )
    workspace = Workspace(folder / "workspace")
    importing.import_exports(workspace, [importing.ExportFile(path, path.name)])
    return workspace, engine.analyse(workspace, Journey("Forty", "", stages))


def seconds(work: Callable[[int], object], times: int = 5) -> float:
    """The median of several runs, each a little different so that nothing is remembered."""
    work(0)
    taken = []
    for number in range(1, times + 1):
        start = time.perf_counter()
        work(number)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> int:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace, analysis = filled(Path(folder))
        all_lanes = boards.Wanted(lanes=tuple(boards.LANES), curves=("ideal", "period=quarter"))

        def redraw(wanted: boards.Wanted) -> Callable[[int], object]:
            def run(number: int) -> object:
                shown = boards.board(workspace, analysis, Selection(since=date(2025, 1, 1 + number)), wanted)
                return svg(journey_map.scene(shown, journey_map.Look()), fixed=False, held=False)

            return run

        board = boards.board(workspace, analysis, Selection(), all_lanes)
        print(f"{board.shown.experiences:,} experiences, {TOUCHPOINTS} touchpoints, {MONTHS} months.\n")
        print("| what | seconds | asked |\n|---|---|---|")
        print(f"| redraw, usual lanes | {seconds(redraw(boards.Wanted())):.2f} | 0.3 |")
        print(f"| redraw, every lane, ideal and last quarter laid over | {seconds(redraw(all_lanes)):.2f} | |")
        for suffix, asked in (("pptx", "3"), ("pdf", "2"), ("png", "2"), ("svg", ""), ("html", ""), ("xlsx", "")):
            print(f"| {suffix} | {seconds(lambda _, s=suffix: export.rendered(board, s), 3):.2f} | {asked} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
