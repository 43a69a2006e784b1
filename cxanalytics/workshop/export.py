"""A session's record as a file: to read (Markdown), to work on (Excel, CSV), to take elsewhere (JSON)."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from cxanalytics import documents
from cxanalytics.errors import CXError
from cxanalytics.export import tables
from cxanalytics.files import given_away
from cxanalytics.workshop import report
from cxanalytics.workshop.record import Record

_TABLES = ("gaps", "quotes", "guesses", "notes", "votes", "prompts", "answers", "actions")


def write(record: Record, path: Path) -> None:
    """Write a record to `path`, in the form its name ends in; the file is whole or not there.

    .json is one document, .md a text to read, .xlsx a workbook with a sheet for each table, .zip the same as CSV files,
    .csv one table with a row for each touchpoint. Texts are never taken for formulas.

    Raises
    ------
    CXError
        The name ends in something else, or the file cannot be written.
    """
    writers: dict[str, Callable[[Path], object]] = {
        ".json": lambda file: file.write_text(documents.document(document(record)), encoding="utf-8"),
        ".md": lambda file: file.write_text(report.markdown(record), encoding="utf-8"),
        ".xlsx": lambda file: tables.book({name: _flat(table) for name, table in sheets(record).items()}, file),
        ".csv": lambda file: file.write_text(tables.csv(by_touchpoint(record)), encoding="utf-8", newline=""),
        ".zip": lambda file: _zip(record, file),
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise CXError(f"Cannot write {path.name}: its name must end in {', '.join(writers)}.")
    with given_away(path) as temporary:
        writer(temporary)


def document(record: Record) -> dict[str, Any]:
    """The record as one JSON document."""
    found = record.session
    about = {
        "number": found.number,
        "title": found.title,
        "state": found.state,
        "journey": found.journey.name,
        "edition": found.edition,
        "selection": found.selection.words(),
        "opened_at": found.opened_at,
        "opened_by": found.opened_by,
        "participants": record.taking_part.participants,
        "guessed": record.taking_part.guessed,
        "dots": found.dots,
        "sharing": record.sharing,
        "provenance": dict(record.provenance),
    }
    rows = {name: _plain(getattr(record, name)).to_dict("records") for name in _TABLES}
    return {"session": about | rows}


def sheets(record: Record) -> dict[str, pd.DataFrame]:
    """Every table of the record under its name; first what it is of, last where the numbers come from."""
    found = record.session
    about = [
        ("Session", f"{found.number}. {found.title}"),
        ("State", found.state),
        ("Opened", f"{found.opened_at:%Y-%m-%d %H:%M} UTC by {found.opened_by}"),
        ("Participants", f"{record.taking_part.participants} took part, {record.taking_part.guessed} guessed"),
        ("Customers’ words", record.sharing),
        *record.provenance,
    ]
    first = {"session": pd.DataFrame(about, columns=["what", "value"])}
    return first | {name: getattr(record, name) for name in _TABLES}


def by_touchpoint(record: Record) -> pd.DataFrame:
    """A row for each touchpoint of the journey: what was believed and measured, how many dots and notes, what was
    decided.
    """
    frame = pd.DataFrame({"touchpoint": list(record.session.touchpoints)}, dtype="str")
    stages = [record.session.journey.stage_of(name) for name in record.session.touchpoints]
    gaps = record.gaps.drop(columns="stage")
    votes = record.votes[(record.votes["kind"] == "touchpoint").to_numpy(bool)].set_index("on")["dots"]
    notes = record.notes["touchpoint"].value_counts()
    titles = record.actions.groupby("touchpoint")["title"].agg("; ".join)
    frame = frame.assign(stage=stages).merge(gaps, on="touchpoint", how="left")
    return frame.assign(
        dots=frame["touchpoint"].map(votes).fillna(0).astype("int64"),
        notes=frame["touchpoint"].map(notes).fillna(0).astype("int64"),
        actions=frame["touchpoint"].map(titles).astype("str").fillna(""),
    )


def _zip(record: Record, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name, table in sheets(record).items():
            written.writestr(f"{name}.csv", tables.csv(_flat(table)))


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """The table as cells: dates as texts, so that none is read in another order."""
    dates = {name: column.map(str, na_action="ignore") for name, column in table.items() if name == "due"}
    return table.assign(**{str(name): column for name, column in dates.items()})


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """The table with None where there is nothing."""
    return table.astype("object").where(table.notna().to_numpy(), None)
