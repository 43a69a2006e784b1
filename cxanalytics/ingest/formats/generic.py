"""Any table with one header record, or none."""

import re
from pathlib import PurePath

from cxanalytics import privacy
from cxanalytics.ingest.formats.base import Layout, aside, no_records
from cxanalytics.ingest.grid import Grid

NAME = "table"


def recognise(grid: Grid) -> float:
    """A table is a table; every named format is surer."""
    return 0.3 if grid.header is not None else 0.1


def lay_out(grid: Grid) -> Layout:
    """The records below the header; lines above it are left out and counted in a sentence."""
    table = grid.table()
    said: tuple[str, ...] = ()
    if grid.header is None:
        said = ("The file has no header, so its columns are numbered.",)
    elif grid.header > 0:
        lines = "line" if grid.header == 1 else f"{grid.header} lines"
        said = (f"The first {lines} above the header were not read as records.",)
    inbound = next((name for name in table if str(name).lower() == "inbound"), None)
    set_aside = no_records()
    if inbound is not None:
        set_aside = aside(table[inbound].str.lower().isin(["false", "0"]), "written by the company")
    return Layout(table, source_name(grid.name), "", set_aside=set_aside, warnings=said)


def source_name(file_name: str) -> str:
    """The file's name without ending, dates and numbers, so that next month's file has the same source."""
    # A sheet alone ("Data") says little; it is named with its workbook.
    name = re.sub(r"(?i)(\.(?:xlsx|xlsm|xlsb|xls|ods))/([^/]+)$", r" \2\1", file_name)
    stem = privacy.mask_name(PurePath(name).name).replace("[email]", " ")
    stem = re.sub(
        r"(\.(csv|tsv|txt|tab|xlsx|xlsm|xlsb|xls|ods|json|jsonl|ndjson|js|parquet|pq|sav|zsav|gz|zst))+$",
        "",
        stem,
        flags=re.I,
    )
    words = re.split(r"[\W\d_]+", stem)
    months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "am", "pm"}
    kept = [word for word in words if word and word.lower() not in months]
    return " ".join(kept) or "Table"
