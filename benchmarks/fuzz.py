"""Damaged files by the thousand: each ends in a reading or in one clear sentence, within bounds of time and memory.

    PYTHONPATH=. python benchmarks/fuzz.py [--files 20000] [--seed 1] [--workers 2] [--keep FOLDER]

Small made-up files of every kind are cut, flipped, mixed, renamed, packed and packed again; archives and workbooks also
get their insides damaged behind whole checksums. Every file is read in a worker process: all its tables, to feedback.
What counts as a defect: an error that is no sentence of ours, more than 10 seconds of computing (or a minute by the
clock, on a machine that others use too), more than 1 GB, a process that dies. `--keep` keeps what brought one about.
"""

import argparse
import os
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SECONDS = 10.0
_HANGS = 60.0
MEGABYTES = 1024.0
_RECYCLED = 500  # files a worker reads before a new one takes its place


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()

    from benchmarks import damage

    files = iter(damage.files(options.files, random.Random(options.seed)))  # noqa: S311 - no secrets
    started = time.perf_counter()
    tally = Tally()
    try:
        _run(files, options.workers, options.keep, tally)
    except KeyboardInterrupt:
        print("Stopped by hand; what was done so far:\n")
    seconds = time.perf_counter() - started
    print(tally.table())
    print(f"\n{sum(tally.outcomes.values()):,} files in {seconds:,.0f} s; slowest {tally.slowest:.1f} s, "
          f"most memory {tally.largest:,.0f} MB.")  # fmt: skip
    for defect, times in tally.defects.most_common():
        print(f"\n{times:,} × {defect}")
    return 1 if tally.defects else 0


@dataclass
class Tally:
    """How the files ended, by kind of damage."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    defects: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    largest: float = 0.0

    def table(self) -> str:
        """A Markdown table: damage, files, read, refused in a sentence, defects."""
        lines = ["| damage | files | read | refused in one sentence | defects |", "|---|---:|---:|---:|---:|"]
        kinds = sorted({kind for kind, _ in self.outcomes})
        for kind in [*kinds, "all"]:
            by = {end: sum(n for (k, e), n in self.outcomes.items() if e == end and kind in (k, "all"))
                  for end in ("read", "refused", "defect")}  # fmt: skip
            lines.append(f"| {kind} | {sum(by.values()):,} | {by['read']:,} | {by['refused']:,} | {by['defect']:,} |")
        return "\n".join(lines)


@dataclass
class _Worker:
    """A process that reads files, and what it is at."""

    process: Any
    line: Any
    read: int = 0
    file: Any = None
    since: float = 0.0


def _run(files: Iterator[Any], number: int, keep: Path | None, tally: Tally) -> None:
    workers = [_begin() for _ in range(number)]
    for worker in workers:
        _feed(worker, files)
    while any(worker.file is not None for worker in workers):
        ready = connection.wait([w.line for w in workers if w.file is not None], timeout=0.5)
        for place, worker in enumerate(workers):
            if worker.file is None:
                continue
            late = time.perf_counter() - worker.since > _HANGS
            if worker.line not in ready and not late:
                continue
            file, alive = worker.file, _heard(worker, tally, late=late and worker.line not in ready, keep=keep)
            worker.file = None
            _said(tally)
            if not alive or worker.read >= _RECYCLED:
                worker.process.kill()
                worker.process.join()
                workers[place] = worker = _begin()
            del file
            _feed(worker, files)
    for worker in workers:
        worker.process.kill()


def _begin() -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    ours.recv()  # it has loaded what it needs
    return _Worker(process, ours)


def _feed(worker: _Worker, files: Iterator[Any]) -> None:
    file = next(files, None)
    if file is not None:
        worker.file, worker.since = file, time.perf_counter()
        worker.read += 1
        worker.line.send((file.name, file.data))


def _said(tally: Tally) -> None:
    done = sum(tally.outcomes.values())
    if done % 1000 == 0:
        print(f"{done:,} files, {tally.defects.total():,} defects", file=sys.stderr, flush=True)


def _heard(worker: _Worker, tally: Tally, *, late: bool, keep: Path | None) -> bool:
    """Note how a file ended; whether the worker can go on."""
    alive = False
    if late:
        end, what = "defect", f"more than {SECONDS:.0f} seconds"
    else:
        try:
            end, what, seconds, megabytes = worker.line.recv()
            tally.slowest, tally.largest = max(tally.slowest, seconds), max(tally.largest, megabytes)
            if seconds > SECONDS:
                end, what = "defect", f"more than {SECONDS:.0f} seconds"
            elif megabytes > MEGABYTES:
                end, what = "defect", f"more than {MEGABYTES:,.0f} MB"
            # What it has taken it may not give back, and the next file is not to answer for that.
            alive = megabytes < MEGABYTES / 2
        except (EOFError, ConnectionError):
            end, what = "defect", "the process died"
    tally.outcomes[worker.file.damage, end] += 1
    if end == "defect":
        number = tally.defects.total()
        tally.defects[what] += 1
        print(f"defect: {worker.file.damage}, {worker.file.name}: {what.splitlines()[0]}", file=sys.stderr, flush=True)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{number:03d} {worker.file.name}").write_bytes(worker.file.data)
    return alive


def _serve(line: Any) -> None:
    """Read what comes down the line, and say how it ended."""
    import resource

    from cxanalytics import ingest
    from cxanalytics.errors import CXError

    resource.setrlimit(resource.RLIMIT_AS, (6 * 2**30, 6 * 2**30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    salt = bytes(32)
    with TemporaryDirectory() as folder:
        line.send(None)
        while True:
            name, data = line.recv()
            path = Path(folder) / name
            path.write_bytes(data)
            _forget_peak()
            started = _computed()
            try:
                for reading in ingest.inspect_all(path):
                    ingest.build(reading, salt=salt)
                end, what = "read", ""
            except CXError as error:
                end, what = _sentence(str(error))
            except BaseException as error:  # noqa: BLE001 - that is what is looked for
                where = traceback.extract_tb(error.__traceback__)
                ours = [frame for frame in where if "cxanalytics" in frame.filename]
                at = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(ours[-3:]))
                end, what = "defect", f"{type(error).__name__}: {str(error)[:120]!r} at {at}"
            line.send((end, what, _computed() - started, _peak()))
            path.unlink()


def _sentence(said: str) -> tuple[str, str]:
    """Whether a refusal is one line for a person."""
    fine = said.endswith((".", "'")) and said.isprintable() and 20 < len(said) < 800
    return ("refused", "") if fine else ("defect", f"no clear sentence: {said[:300]!r}")


def _computed() -> float:
    """Seconds of computing so far, of this process and those it began."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _forget_peak() -> None:
    """Begin to count the most memory anew (Linux; elsewhere the most since the start counts)."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def _peak() -> float:
    """The most memory of this process, in MB."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    raise SystemExit(main())
