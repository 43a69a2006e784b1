"""Labels in a spreadsheet, for those who work elsewhere: one experience per row, its label in the last columns.

The stratum is named so that it cannot be read what the machine made of the comment: it would lead the person.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from cxanalytics.audit import codes
from cxanalytics.audit.judging import KEY, standing
from cxanalytics.errors import LabelError
from cxanalytics.export import tables
from cxanalytics.ingest import read_table
from cxanalytics.store.labels import Label

COLUMNS = (
    "feedback_id", "source_id", "touchpoint", "occurred_at", "source", "question", "rating", "text",
    "stratum", "probability", "label", "right_touchpoint", "who",
)  # fmt: skip
REQUIRED = ("feedback_id", "touchpoint", "label")

_SAME = {"can't tell": codes.UNSURE, "can’t tell": codes.UNSURE, "cannot tell": codes.UNSURE}
_SHOWN = 3  # faults named in one message


def sheet(sample: pd.DataFrame, feedback: pd.DataFrame, labels: pd.DataFrame | None = None) -> pd.DataFrame:
    """The sample as a table to be labelled, in the order it was drawn.

    sample: feedback_id, touchpoint, stratum, probability. feedback: the feedback table or part of it. labels: the
    log of labels; with it the standing labels are filled in, a row per person where there are several.
    """
    about = ["source_id", "occurred_at", "source", "question", "rating", "text"]
    rows = sample.merge(feedback[["feedback_id", *about]], on="feedback_id")
    said = standing(labels) if labels is not None else pd.DataFrame(columns=[*KEY, "label", "moved_to", "who"])
    said = said.rename(columns={"moved_to": "right_touchpoint"})
    rows = rows.merge(said[[*KEY, "label", "right_touchpoint", "who"]].astype("str"), how="left", on=KEY)
    blank = {name: rows[name].fillna("") for name in ("label", "right_touchpoint", "who")}
    return rows.assign(stratum=[_blind(name) for name in rows["stratum"]], **blank)[list(COLUMNS)]


def write(rows: pd.DataFrame, path: Path) -> None:
    """Write the table to `path` (.csv or .xlsx); nothing in it can be taken for a formula.

    Raises
    ------
    LabelError
        The name ends in something else.
    CXError
        The file cannot be written.
    """
    check_name(path)
    tables.write(rows, path)


def check_name(path: Path) -> None:
    """Raise LabelError when a sheet cannot be written under this name."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise LabelError(f"Cannot write {path.name}: labels go into a .csv or an .xlsx file.")


@dataclass(frozen=True)
class Known:
    """What a file is read against: the sample (feedback_id, touchpoint), touchpoints that there are, people so far."""

    drawn: pd.DataFrame
    touchpoints: Sequence[str] = ()
    people: Sequence[str] = ()


def read(path: Path, known: Known, *, name: str | None = None, who: str = "") -> list[Label]:
    """The labels in a file that `write` made and people filled in; rows without a label are left out.

    who is the person where the file's own column `who` is empty; name is the file's name to show where it lies under
    another one. People and touchpoints are known in any case of their letters.

    Raises
    ------
    ExportError
        The file cannot be read as a table.
    LabelError
        A column is missing; or a row's id is not in the sample, its label or right touchpoint is none, or it stands
        there twice.
    """
    shown = name or path.name
    table = read_table(path)
    table.columns = pd.Index([str(column).strip().casefold() for column in table.columns])
    missing = [column for column in REQUIRED if column not in table]
    if missing:
        raise LabelError(
            f"{shown} has no column {' or '.join(missing)}; it has {', '.join(table.columns[:8])}. "
            "Label in the file that was written by `cxanalytics audit sample`, and keep its first row."
        )
    rows = pd.DataFrame({column: _words(table, column) for column in (*REQUIRED, "right_touchpoint", "who")})
    # As a spreadsheet numbers them: the first row holds the names.
    rows = rows.assign(label=rows["label"].str.casefold().replace(_SAME), row=np.arange(len(rows)) + 2)
    rows = rows[rows["label"] != ""].assign(who=lambda r: r["who"].where(r["who"] != "", who or "somebody"))
    rows = rows.assign(
        who=_as_known(rows["who"], known.people), right_touchpoint=_as_known(rows["right_touchpoint"], _places(known))
    )
    _check(rows, known, shown)
    return [
        Label(
            feedback_id=str(row.feedback_id),
            touchpoint=str(row.touchpoint),
            label=str(row.label),
            who=str(row.who),
            moved_to=str(row.right_touchpoint),
            how=f"file {shown}",
        )
        for row in rows.itertuples()
    ]


def new_only(read: list[Label], labels: pd.DataFrame) -> list[Label]:
    """Of labels read from a file, those that say something else than the person's standing label, or were not there."""
    said = standing(labels)
    known = set(zip(*(said[column] for column in (*KEY, "who", "label", "moved_to")), strict=True))
    return [
        item for item in read if (item.feedback_id, item.touchpoint, item.who, item.label, item.moved_to) not in known
    ]


def _places(known: Known) -> list[str]:
    return list(dict.fromkeys([*known.touchpoints, *known.drawn["touchpoint"].astype("str").unique()]))


def _as_known(said: pd.Series, names: Sequence[str]) -> pd.Series:
    """Names as they are known, whatever the case of their letters; others as they stand."""
    spelt = {name.casefold(): name for name in reversed(names)}
    return said.map(lambda word: spelt.get(word.casefold(), word)).astype("str")


def _check(rows: pd.DataFrame, known: Known, shown: str) -> None:
    sample = pd.MultiIndex.from_frame(known.drawn[KEY].astype("str"))
    strange = rows[~pd.MultiIndex.from_frame(rows[KEY]).isin(sample)]
    if len(strange):
        raise LabelError(
            f"{shown}, {_rows(strange)}: {_named(strange)} is not in the sample of this workspace, so its label cannot "
            "be used; take those rows out, or name the workspace it was drawn from (spreadsheets may change ids: "
            "work in .xlsx)."
        )
    wrong = rows[~rows["label"].isin(codes.LABELS)]
    if len(wrong):
        said = ", ".join(f"'{label}'" for label in wrong["label"].unique()[:_SHOWN])
        raise LabelError(
            f"{shown}, {_rows(wrong)}: {said} is no label; write {', '.join(codes.LABELS[:-1])} or {codes.UNSURE}, "
            "or leave it empty."
        )
    nowhere = rows[~rows["right_touchpoint"].isin(["", *_places(known)])]
    if len(nowhere):
        raise LabelError(
            f"{shown}, {_rows(nowhere)}: there is no touchpoint '{nowhere['right_touchpoint'].iloc[0]}'; write one of "
            f"the journey's in right_touchpoint ({', '.join(_places(known)[:8])} …), or leave it empty."
        )
    double = rows[rows.duplicated([*KEY, "who"], keep=False)]
    if len(double):
        raise LabelError(
            f"{shown}, {_rows(double)}: {_named(double)} is labelled more than once by the same person; keep one of "
            "those rows."
        )


def _rows(found: pd.DataFrame) -> str:
    numbers = ", ".join(str(row) for row in found["row"].head(_SHOWN))
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"row{'s' if len(found) > 1 else ''} {numbers}{more}"


def _named(found: pd.DataFrame) -> str:
    first = found.iloc[0]
    return f"{first['feedback_id']} at {first['touchpoint']}"


def _words(table: pd.DataFrame, column: str) -> pd.Series:
    """A column as words, without the apostrophe that keeps a spreadsheet from running a text as a formula."""
    if column not in table:
        return pd.Series("", table.index, dtype="str")
    return table[column].fillna("").astype("str").str.strip().str.replace(r"^'(?=\s*[=+\-@])", "", regex=True)


def _blind(stratum: str) -> str:
    """The stratum's touchpoint and period, and a mark in place of what the machine read."""
    touchpoint, period, _ = stratum.rsplit(" | ", 2)
    return f"{touchpoint} | {period} | {hashlib.blake2b(stratum.encode(), digest_size=2).hexdigest()}"
