"""What of a file is set aside, each kind counted and with a switch to keep it; and what is noticed in its texts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from cxanalytics.errors import MappingError
from cxanalytics.ingest import answers, cleaning, headers, identity, people, texts
from cxanalytics.ingest.formats.base import aside
from cxanalytics.ingest.reading import Reading

NOTHING_SAID = "no text and no rating"
UNFINISHED = "unfinished, nothing said"
EDITED = "edited later, the last version is kept"
SAME_ANSWER = "same author, time and text as an earlier row"

# Reasons to set a record aside, each with the switch that keeps it; those of formats are here by their words.
REASONS: Mapping[str, str] = {
    identity.REPEATED_ROW: "repeats",
    identity.REPEATED_ID: "same ids",
    EDITED: "edited",
    SAME_ANSWER: "same answers",
    "retweet": "retweets",
    "share": "retweets",
    "written by the company": "company",
    "written by the system": "system",
    "survey preview, test or spam": "tests",
}
SWITCHES: Mapping[str, str] = {
    "repeats": "of rows that repeat another in full, one is kept where an id, a person or a time shows it is the same",
    "same ids": "of rows with the same id, the first is kept",
    "edited": "of an edited review, the last version is kept",
    "same answers": "of the same words by the same author at the same time, one is kept",
    "retweets": "retweets and shares of others' posts are set aside",
    "company": "what the company wrote itself is set aside",
    "system": "what the tool wrote (joins, automatic messages) is set aside",
    "tests": "previews, tests and spam of a survey are set aside",
    **{name: step.says for name, step in cleaning.STEPS.items()},
    texts.PREFIXES: "marks that a tool set before each text (Trip Verified | …) become its status",
    texts.TITLE_DATES: "titles that a spreadsheet turned into dates are left out",
}  # fmt: skip

_FINISHED = (
    "finished",
    "completed",
    "complete",
    "is complete",
    "response type",
    "response status",
    "completion status",
)
_PARTIAL = ("partial", "partially complete", "incomplete", "in progress", "unfinished", "started", "abandoned",
            "unvollständig", "partiel", "incompleto")  # fmt: skip
_NOT = ("false", "no", "0", "nein", "non")
_WORDS = "words of the record"  # no column of a file
_CANNED_LENGTH, _CANNED_TIMES = 40, 5


@dataclass(frozen=True)
class Sorted:
    """set_aside: record and reason, each record once. counts: what was noticed in the texts kept, by kind: answers that
    are none, which stay as they are and are no experience, and ready-made texts. said: sentences for a person.
    """

    set_aside: pd.DataFrame
    counts: Mapping[str, int]
    said: tuple[str, ...]


def check(keep: Collection[str]) -> None:
    """Nothing, where all are names of SWITCHES.

    Raises
    ------
    MappingError
        One of them is none.
    """
    unknown = sorted(set(keep) - set(SWITCHES))
    if unknown:
        raise MappingError(f"There is no switch '{unknown[0]}' of what to keep; choose of {', '.join(SWITCHES)}.")


def sort_out(reading: Reading, stacked: pd.DataFrame, graded: pd.DataFrame, keep: Collection[str] = ()) -> Sorted:
    """What of the records is set aside: by the format, as repeats, unfinished, or because nothing is said.

    `stacked` are the texts, `graded` the ratings of touchpoints, both with the record they are of.
    """
    check(keep)
    table = reading.table
    records = pd.Series(range(len(table)))
    by_format = reading.set_aside[~reading.set_aside["reason"].map(REASONS).isin(list(keep))]
    repeats, said = _repeats(reading, stacked, records.isin(by_format["record"]))
    spoken = records.isin(stacked["record"])
    rated = records.isin(graded["record"])
    if reading.ratings is not None:
        rated |= reading.ratings.values.notna().reset_index(drop=True)
    silent = ~spoken & ~rated
    pieces = [by_format, *repeats, aside(_unfinished(reading) & silent, UNFINISHED)]
    pieces = [piece[~piece["reason"].map(REASONS).isin(list(keep))] for piece in pieces]
    result = pd.concat([*pieces, aside(silent, NOTHING_SAID)], ignore_index=True).drop_duplicates("record")
    kept = stacked[~stacked["record"].isin(result["record"])]
    canned = _canned(kept)
    counts = {"non-answers": int(answers.are_none(reading, kept).sum()), "canned texts": canned.number}
    return Sorted(
        result.sort_values("record", ignore_index=True),
        {name: number for name, number in counts.items() if number}, (*said, *canned.said),
    )  # fmt: skip


def _repeats(reading: Reading, rows: pd.DataFrame, gone: pd.Series) -> tuple[list[pd.DataFrame], tuple[str, ...]]:
    """The records that are there twice, in pieces by reason; `gone` are set aside already."""
    table = reading.table
    column, person, clock = reading.column("source_id"), people.key(table, reading.roles), reading.column("occurred_at")
    usable = column is not None and not identity.is_damaged(table[column])
    marks = [name for name, fits in ((column, usable), (person, True)) if name and fits]
    if clock and reading.dates is not None and reading.dates.times:
        marks.append(clock)
    copies = identity.repeated_rows(table, marks)
    pieces = [aside(copies, identity.REPEATED_ROW)]
    said: list[str] = []
    if usable and column:
        ids = identity.of_answers(table, column, reading.column("question")).mask(copies | gone.to_numpy(bool), "")
        pieces += _same_ids(reading, ids)
    elif column:
        number = identity.rounded(table[column])
        said.append(
            f"The ids in '{column}' were rounded by a spreadsheet ({number:,} of {len(table):,}), so they are not "
            "used to find repeats."
        )
    if person and clock:
        pieces.append(aside(_said_again(reading, rows, person, clock), SAME_ANSWER))
    left = identity.copies(table) - int(copies.sum())
    if left > 0 and not marks:
        said.append(
            f"{left:,} rows repeat another row word for word; they are kept, "
            "because nothing tells whether they come from different people."
        )
    return pieces, tuple(said)


def _same_ids(reading: Reading, ids: pd.Series) -> list[pd.DataFrame]:
    """Rows whose id is there again: of reviews the last version stays, of anything else the first row."""
    again = identity.repeated_ids(ids)
    if reading.kind != "review" or reading.dates is None or not again.any():
        return [aside(again, identity.REPEATED_ID)]
    older = identity.older_versions(ids, reading.dates.values.reset_index(drop=True))
    versions = ids.isin(ids[older.to_numpy(bool)])
    return [aside(older, EDITED), aside(again & ~versions, identity.REPEATED_ID)]


def _said_again(reading: Reading, rows: pd.DataFrame, person: str, clock: str) -> pd.Series:
    """Which records hold the same words as an earlier one, by the same person at the same time."""
    table = reading.table.reset_index(drop=True)
    asked = [name for name in (reading.column("question"),) if name is not None]
    marks = table[[person, clock, *asked]]
    # Words are looked at only where person and time are there twice, which is seldom.
    twice = marks.duplicated(keep=False) & (table[clock] != "") & ~people.nobody(table[person])
    words = (
        rows[twice.to_numpy(bool)[rows["record"].to_numpy(dtype="int64")]].groupby("record")["text"].agg("\x1f".join)
    )
    parts = marks.loc[words.index].assign(**{_WORDS: words})
    again: pd.Series = parts.duplicated().reindex(table.index, fill_value=False)
    return again


def _unfinished(reading: Reading) -> pd.Series:
    """Which records of a survey say that they were not finished; what they say all the same is kept."""
    table = reading.table.reset_index(drop=True)
    found = pd.Series(False, index=table.index)
    if reading.kind != "survey":
        return found
    for name in table:
        header = headers.clean(str(name))
        if header in _FINISHED or reading.roles[str(name)] == "status":
            words = table[name].str.casefold().str.strip()
            found |= words.isin(_PARTIAL)
            if header in _FINISHED[:4]:
                found |= words.isin(_NOT)
    return found


@dataclass(frozen=True)
class _Canned:
    number: int = 0
    said: tuple[str, ...] = ()


def _canned(rows: pd.DataFrame) -> _Canned:
    """Whole sentences that came again and again word for word; they are kept: different people may have sent them."""
    long = rows["text"][(rows["text"].str.len() >= _CANNED_LENGTH).to_numpy(bool)]
    times = long.str.lower().value_counts()
    often = times[times >= _CANNED_TIMES]
    if often.empty:
        return _Canned()
    number = int(often.sum())
    different = "one text" if len(often) == 1 else f"{len(often):,} texts"
    sentence = (
        f"{number:,} answers are {different} word for word, the commonest {int(often.iloc[0]):,} times, as if sent "
        "ready-made; they are kept and counted."
    )
    return _Canned(number, (sentence,))
