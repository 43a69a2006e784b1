"""Exports of survey, review, social and support tools become feedback, every record accounted for."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from cxanalytics.ingest.building import build
from cxanalytics.ingest.decisions import Decisions
from cxanalytics.ingest.ids import customer_keys
from cxanalytics.ingest.ledger import Import, Ledger
from cxanalytics.ingest.members import Listing, Member, inspect_all, listing
from cxanalytics.ingest.reading import Look, Reading, inspect, look, look_at, understand

__all__ = [
    "Decisions", "Import", "Ledger", "Listing", "Look", "Member", "Reading", "build", "customer_keys", "inspect",
    "inspect_all", "listing", "look", "look_at", "read", "read_table", "understand",
]  # fmt: skip


def read(
    path: Path,
    *,
    salt: bytes,
    mapping: Mapping[str, str] | None = None,
    touchpoint: str | None = None,
    name: str | None = None,
) -> Import:
    """`inspect` and `build` in one: the feedback of a file, its ledger and the records set aside.

    Raises
    ------
    ExportError, NoTextColumn, MappingError
        The message says what is wrong with which file and what to do.
    """
    return build(inspect(path, mapping, name), salt=salt, touchpoint=touchpoint)


def read_table(path: Path) -> pd.DataFrame:
    """Any supported table as text, "" for blank, header records removed.

    Raises
    ------
    ExportError
        The file cannot be read as a table.
    """
    return inspect(path).table
