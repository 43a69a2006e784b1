"""Transcripts of calls as subtitles: WebVTT of Zoom, Teams and others, and SRT."""

import hashlib
import re

import pandas as pd

from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.formats.support import turns
from cxanalytics.ingest.grid import Grid

NAME = "call transcript vtt"

_RECORDED = re.compile(r"GMT(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})")  # Zoom names its files so


def recognise(grid: Grid) -> float:
    """Sure where the lines were read as cues with their times."""
    return 0.97 if grid.facts.get("layout") == "vtt" else 0.0


def lay_out(grid: Grid) -> Layout:
    """A record per cue; what a caller says in a row is one turn, and the agent's turns are no customer's.

    Cues say how far into the call they are, not when it was; only Zoom's file names tell the day.
    """
    read = grid.table()
    call = hashlib.blake2b("\n".join(read["text"]).encode(), digest_size=8).hexdigest()
    blank = pd.Series("", index=read.index, dtype="str")
    number = pd.Series(range(1, len(read) + 1), index=read.index).astype("str")
    table = pd.DataFrame({
        "id": f"{call}-" + number, "conversation": blank + call, "time": blank + _recorded(grid.name),
        "person": read["speaker"], "text": read["text"], "by": blank + "customer",
    })  # fmt: skip
    table, said = turns.attribute(table)
    return turns.lay_out(
        turns.merge(table.assign(customer=turns.keys(table))), "Call transcript", said, personal=turns.SPEAKERS
    )


def _recorded(name: str) -> str:
    found = _RECORDED.search(name)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""
