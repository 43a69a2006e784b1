"""From an SPSS file to its raw table: choices as their labels, the questions beside the short names."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cxanalytics.errors import ExportError
from cxanalytics.ingest import documents, spss_child
from cxanalytics.ingest.files import Content
from cxanalytics.ingest.grid import Grid, trim

LAYOUT = "spss"
_MEGABYTE = 2**20
_PATIENCE = 8.0  # seconds, and another one for each megabyte
_MEMORY = 2048 * _MEGABYTE  # of addresses, most of which the libraries reserve and never use; and 20 times the file


def read_spss(content: Content) -> Grid:
    """The raw table of a .sav or .zsav file: named columns, dates as ISO text, user-defined missing values blank.

    A code is written as its label where every code of the column has one; a scale of which only the ends are
    labelled stays a scale of numbers. facts["labels"] holds the questions, as JSON by column (`labels` reads it).

    Raises
    ------
    ExportError
        The file is damaged or holds no records, or the library that reads it is not installed.
    """
    import pyarrow as pa

    try:
        with pa.ipc.open_stream(_in_a_child(content)) as stream:
            table = stream.read_all()
    except (pa.ArrowException, OSError) as error:
        raise ExportError(_damaged(content.name)) from error
    frame = table.to_pandas()
    if frame.empty:
        raise ExportError(f"{content.name} holds no records; download it again from the tool it came from.")
    asked = (table.schema.metadata or {}).get(b"questions", b"{}").decode()
    facts = {"encoding": "SPSS", "layout": LAYOUT, "labels": asked}
    return Grid(content.name, trim(documents.as_records(frame)), facts, named=True)


def labels(grid: Grid) -> Mapping[str, str]:
    """Column -> question, as far as the file holds them."""
    found: dict[str, str] = json.loads(grid.facts.get("labels") or "{}")
    return {name: " ".join(label.split()) for name, label in found.items()}


def _in_a_child(content: Content) -> bytes:
    """The table as an Arrow stream, read by a program of its own (see `spss_child`)."""
    size = len(content.data)
    command = [sys.executable, "-P", str(Path(spss_child.__file__)), str(_MEMORY + 20 * size)]
    quiet: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "check": False}
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        # Our own program; the file goes in on standard input.
        done = subprocess.run(  # noqa: S603
            command, input=content.data, timeout=_PATIENCE + size / _MEGABYTE, env=alone, **quiet
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise ExportError(_damaged(content.name)) from error
    if done.returncode == spss_child.MISSING:
        raise ExportError(f"{content.name} is an SPSS file; 'pip install pyreadstat', or export it as CSV instead.")
    if done.returncode:
        raise ExportError(_damaged(content.name))
    return bytes(done.stdout)


def _damaged(name: str) -> str:
    return f"{name} is a damaged SPSS file; download it again, or export it as CSV."
