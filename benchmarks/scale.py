"""From a big CSV to a drawn map: seconds, peak memory, and a page's server time at two sizes.

    python benchmarks/scale.py [--rows 200000] [--small 6000]

The CSV is made of sentences of the sample exports, two or three to a comment, no two comments alike by design.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]

IMPORT = """
import resource, sys, time
from pathlib import Path
started = time.perf_counter()
from cxanalytics import boards, engine, export, importing
from cxanalytics.selection import Selection
from cxanalytics.store import Workspace
def lap(what, since=[started]):
    now = time.perf_counter()
    print(f"{what}\\t{now - since[0]:.1f}", flush=True)
    since[0] = now
workspace, csv = Workspace(sys.argv[1]), Path(sys.argv[2])
importing.import_exports(workspace, [importing.ExportFile(csv, csv.name)])
lap("import, scores, touchpoints, pains")
board = boards.board(workspace, engine.analyse(workspace), Selection())
export.write(board, Path(sys.argv[1]) / "map.html")
lap("map drawn (HTML)")
print(f"all\\t{time.perf_counter() - started:.1f}")
print(f"peak memory, MB\\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
"""

PAGE = """
import os, statistics, sys, time
os.environ["CXANALYTICS_WORKSPACE"] = sys.argv[1]
from streamlit.testing.v1 import AppTest
app = AppTest.from_file(sys.argv[2], default_timeout=120)
def settle():
    for _ in range(200):
        app.run()
        assert not app.exception, app.exception
        if not any("this goes on" in c.value for c in app.caption):
            return
settle()
app.switch_page("pages/1_journey_map.py"); settle()
import datetime
touchpoints = [t for t in app.selectbox(key="touchpoint").options if t]
times = {"filter by date": [], "choose a touchpoint": [], "search the feedback": []}
for i in range(10):
    app.date_input(key="from").set_value(datetime.date(2025, 1, 2 + i))
    t = time.perf_counter(); app.run(); times["filter by date"].append(time.perf_counter() - t)
app.date_input(key="from").set_value(None); app.run()
for i in range(10):
    app.selectbox(key="touchpoint").set_value(touchpoints[i % len(touchpoints)])
    t = time.perf_counter(); app.run(); times["choose a touchpoint"].append(time.perf_counter() - t)
app.switch_page("pages/3_feedback.py"); settle()
for word in ("invoice", "late", "staff", "price", "wait", "app", "delivery", "refund", "call", "love"):
    app.text_input(key="search").set_value(word)
    t = time.perf_counter(); app.run(); times["search the feedback"].append(time.perf_counter() - t)
assert not app.exception
for what, seconds in times.items():
    print(f"{what}\\t{statistics.median(seconds) * 1000:.0f}")
"""


def sentences() -> list[str]:
    """The sample exports' comments, cut into sentences."""
    import pandas as pd

    table = pd.read_csv(ROOT / "data" / "samples" / "support_tickets.csv", dtype=str)
    longest = max(table.columns, key=lambda name: table[name].str.len().mean())
    parts = table[longest].dropna().str.split(r"(?<=[.!?])\s+", regex=True).explode()
    return sorted(set(parts[parts.str.len().between(12, 160)]))


def write_csv(path: Path, rows: int) -> None:
    """A generic table: id, date, comment, stars, channel."""
    import pandas as pd

    rng = random.Random(7)  # noqa: S311 - no secret, only the same file each time
    pool = sentences()
    start = pd.Timestamp("2025-01-01")
    pd.DataFrame(
        {
            "response id": [f"R{i:08d}" for i in range(rows)],
            "date": [str(start + pd.Timedelta(minutes=3 * i))[:19] for i in range(rows)],
            "comment": [" ".join(rng.sample(pool, rng.choice((1, 2, 2, 3)))) for _ in range(rows)],
            "stars": [rng.randint(1, 5) for _ in range(rows)],
            "channel": [rng.choice(("web", "shop", "phone", "app")) for _ in range(rows)],
        }
    ).to_csv(path, index=False)


def run(code: str, *arguments: str) -> dict[str, float]:
    """What a fresh process printed: name → number."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return {line.split("\t")[0]: float(line.split("\t")[1]) for line in done.stdout.splitlines() if "\t" in line}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--small", type=int, default=6_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = {}
        for rows in (given.small, given.rows):
            csv, workspace = Path(folder) / f"comments_{rows}.csv", str(Path(folder) / f"w{rows}")
            write_csv(csv, rows)
            imported = run(IMPORT, workspace, str(csv))
            results[rows] = (csv.stat().st_size / 1e6, imported, run(PAGE, workspace, str(ROOT / "app.py")))
    small, big = results[given.small], results[given.rows]
    print(f"| | {given.small:,} rows ({small[0]:.0f} MB) | {given.rows:,} rows ({big[0]:.0f} MB) | times |")
    print("|---|---|---|---|")
    for part, unit in ((1, ""), (2, " ms")):
        for name in big[part]:
            a, b = small[part][name], big[part][name]
            label = name if "memory" in name or unit else f"{name}, s"
            print(f"| {label} | {a:g}{unit} | {b:g}{unit} | {b / a:.1f} |")


if __name__ == "__main__":
    main()
