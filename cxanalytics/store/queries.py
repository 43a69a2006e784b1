"""Questions to the Parquet files that never load them whole: one page of feedback, a search, counts.

DuckDB reads only the columns and row groups a question needs, so a page of twenty answers costs about the
same at six thousand rows and at a million.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from cxanalytics.emotion.ratings import share
from cxanalytics.errors import WorkspaceError
from cxanalytics.feedback import COLUMNS
from cxanalytics.files import damaged
from cxanalytics.selection import Selection

# What a listing shows of each answer, besides its touchpoints.
_SHOWN = (
    "f.feedback_id, f.source, f.kind, f.occurred_at, f.text, f.question, f.rating, f.rating_low, "
    "f.rating_high, f.channel, f.segment, f.url, f.source_id, "
    "t.polarity, t.basis, t.mixed, t.emotions, t.effort, t.unresolved, t.language, t.state"
)


@dataclass(frozen=True)
class Files:
    """The Parquet files one question is put to: per import one of each, texts in the row order of feedback."""

    feedback: tuple[Path, ...]
    texts: tuple[Path, ...]
    experiences: tuple[Path, ...]


@dataclass(frozen=True)
class Question:
    """What is looked for: the selection, words in the text, and what the scorer made of it.

    `polarity` is "positive", "negative", "mixed" or "neutral" and is meant at the chosen touchpoints where
    some are chosen. `state` is one of the scorer's states ("scored", "no text", "non-answer", ...). `customer` is
    the hash of one, or the id of a feedback of which nobody is known.
    """

    selection: Selection = field(default_factory=Selection)
    search: str = ""
    polarity: str = ""
    state: str = ""
    customer: str = ""


_POLARITY = {
    "positive": "e.positive",
    "negative": "e.negative",
    "mixed": "e.positive AND e.negative",
    "neutral": "NOT e.positive AND NOT e.negative",
}


@dataclass(frozen=True)
class Page:
    """One page of the answers that meet a question, and how many meet it in all.

    answers has the columns of the feedback table that a person reads, the scorer's verdict, and `touchpoints`
    (names joined by " · ", missing where the answer speaks of none).
    """

    total: int
    answers: pd.DataFrame


def page(
    files: Files, question: Question, *, size: int = 20, number: int = 1, corrected: pd.DataFrame | None = None
) -> Page:
    """Page `number` (from 1) of the answers that meet the question, newest first, those without a date last.

    corrected holds experiences (feedback_id, touchpoint, stage, positive, negative) as people set them right; they
    take the place of the machine's.
    """
    if not files.feedback:
        return Page(0, pd.DataFrame())
    corrected = corrected if corrected is not None and len(corrected) else None
    matching, values = _matching(files, question, corrected is not None)
    with _connection() as connection:
        if corrected is not None:
            connection.register("corrected", corrected)
        # The texts are looked through once, for the number and for the page.
        found = connection.execute(
            f"""
            WITH met AS MATERIALIZED ({matching}),
            page AS (SELECT * FROM met ORDER BY occurred_at DESC NULLS LAST, feedback_id LIMIT ? OFFSET ?)
            SELECT total.n, page.* FROM (SELECT count(*) AS n FROM met) total LEFT JOIN page ON true
            ORDER BY occurred_at DESC NULLS LAST, feedback_id
            """,
            [*values, size, size * (number - 1)],
        ).df()
        total, rows = int(found["n"].iloc[0]), found[found["feedback_id"].notna()]
        if rows.empty:
            return Page(total, pd.DataFrame())
        shown = [
            connection.execute(
                _details(files, str(file), part["row"].astype("int64").tolist(), corrected is not None)
            ).df()
            for file, part in rows.groupby("file")
        ]
    order = pd.Index(rows["feedback_id"])
    answers = pd.concat(shown, ignore_index=True)
    return Page(total, answers.sort_values("feedback_id", key=order.get_indexer, ignore_index=True))


def _details(files: Files, file: str, rows: Sequence[int], corrected: bool) -> str:
    """SQL for what is shown of some rows of one import; by row number, so that little of the file is read."""
    import_number = [str(path) for path in files.feedback].index(file)
    numbers = ", ".join(str(int(row)) for row in rows)

    def some(path: Path) -> str:
        return f"(SELECT * FROM {_table([path], numbered=True)} WHERE file_row_number IN ({numbers}))"

    return f"""
        WITH f AS {some(files.feedback[import_number])},
        met AS (
            SELECT feedback_id, string_agg(CAST(touchpoint AS VARCHAR), ' · ' ORDER BY touchpoint) AS touchpoints
            FROM {_experiences([files.experiences[import_number]], corrected)}
            WHERE feedback_id IN (SELECT feedback_id FROM f) GROUP BY feedback_id)
        SELECT {_SHOWN}, met.touchpoints
        FROM f LEFT JOIN {some(files.texts[import_number])} t USING (feedback_id) LEFT JOIN met USING (feedback_id)
        """


def everything(files: Files) -> pd.DataFrame:
    """All feedback with what the machine made of it, oldest first, for people who work elsewhere.

    The columns of the feedback table (`language` as detected, `language_given` as in the export), the
    scorer's columns, and `touchpoints` (joined by " · ").
    """
    return _run(
        f"""
        WITH met AS (
            SELECT feedback_id, string_agg(CAST(touchpoint AS VARCHAR), ' · ' ORDER BY touchpoint)
                AS touchpoints
            FROM {_table(files.experiences)} GROUP BY feedback_id)
        SELECT f.* RENAME (language AS language_given), t.* EXCLUDE (feedback_id), met.touchpoints
        FROM {_table(files.feedback)} f
        LEFT JOIN {_table(files.texts)} t USING (feedback_id)
        LEFT JOIN met USING (feedback_id)
        ORDER BY f.occurred_at NULLS LAST, f.feedback_id
        """,
        [],
    )


def feedback(files: Files, ids: Sequence[str]) -> pd.DataFrame:
    """The feedback table's rows with these ids, in no certain order; of an answer that several imports hold, one."""
    if not files.feedback or not ids:
        return pd.DataFrame(columns=list(COLUMNS))
    found = _run(f"SELECT * FROM {_table(files.feedback)} WHERE feedback_id IN (SELECT unnest(?))", [list(ids)])
    return found.drop_duplicates("feedback_id", ignore_index=True)


def ratings(files: Files) -> pd.Series:
    """Where the customers' own ratings lie on their scales, 0 (lowest) to 1, by feedback_id; those known alone."""
    if not files.feedback:
        return pd.Series(dtype="float64")
    columns = "feedback_id, rating, rating_low, rating_high"
    found = _run(
        f"SELECT DISTINCT ON (feedback_id) {columns} FROM {_table(files.feedback)} WHERE rating IS NOT NULL", []
    )
    return share(found["rating"], found["rating_low"], found["rating_high"]).set_axis(found["feedback_id"]).dropna()


def speaking_of(files: Files, words: Sequence[str]) -> frozenset[str]:
    """The ids of the feedback whose text holds a word or phrase that begins as one of these, in any case."""
    wanted = [rf"(?i)(^|[^\w]){re.escape(word)}" for word in words if word.strip()]
    if not files.feedback or not wanted:
        return frozenset()
    either = " OR ".join("regexp_matches(text, ?)" for _ in wanted)
    found = _run(f"SELECT DISTINCT feedback_id FROM {_table(files.feedback)} WHERE {either}", wanted)
    return frozenset(found["feedback_id"].astype("str"))


def states(files: Files) -> pd.DataFrame:
    """How many answers of each source are in each state of the scorer: source, kind, state, n."""
    if not files.feedback:
        return pd.DataFrame({"source": [], "kind": [], "state": [], "n": []})
    return _run(
        f"""
        SELECT f.source, f.kind, t.state, count(*) AS n
        FROM {_table(files.feedback)} f LEFT JOIN {_table(files.texts)} t USING (feedback_id)
        GROUP BY ALL ORDER BY ALL
        """,
        [],
    )


def languages(texts: Sequence[Path]) -> pd.DataFrame:
    """How many comments with words are in each language the scorer found: language, n; the commonest first."""
    if not texts:
        return pd.DataFrame({"language": pd.Series(dtype="str"), "n": pd.Series(dtype="int64")})
    return _run(
        f"""
        SELECT language, count(*) AS n FROM {_table(texts)}
        WHERE state IN ('scored', 'other language') AND language IS NOT NULL
        GROUP BY language ORDER BY n DESC, language
        """,
        [],
    )


def known_ids(feedback: Sequence[Path], source: str) -> pd.Series:
    """The feedback_ids already kept for one source."""
    if not feedback:
        return pd.Series(dtype="str", name="feedback_id")
    frame = _run(f"SELECT feedback_id FROM {_table(feedback)} WHERE source = ?", [source])
    return frame["feedback_id"].astype("str")


def _matching(files: Files, question: Question, corrected: bool) -> tuple[str, list[Any]]:
    """SQL for the ids (and dates) that meet the question, with the values it binds."""
    where, values = _feedback_conditions(question)
    joins = ""
    if question.state:
        joins = f"LEFT JOIN {_table(files.texts)} t USING (feedback_id)"
        where.append("t.state = ?")
        values.append(question.state)
    met, met_values = _experience_conditions(question)
    if met:
        found = f"SELECT e.feedback_id FROM {_experiences(files.experiences, corrected)} e WHERE {' AND '.join(met)}"
        where.append(f"f.feedback_id IN ({found})")
        values.extend(met_values)
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    columns = "f.feedback_id, f.occurred_at, f.filename AS file, f.file_row_number AS row"
    return f"SELECT {columns} FROM {_table(files.feedback, numbered=True)} f {joins} {condition}", values


def _feedback_conditions(question: Question) -> tuple[list[str], list[Any]]:
    chosen = question.selection
    where: list[str] = []
    values: list[Any] = []
    for name in ("source", "kind", "channel"):
        wanted = getattr(chosen, name)
        if wanted:
            where.append(f"f.{name} IN ({', '.join('?' for _ in wanted)})")
            values.extend(wanted)
    if chosen.segment:
        where.append("list_has_any(string_split(f.segment, ' | '), ?)")
        values.append(list(chosen.segment))
    if chosen.since:
        where.append("f.occurred_at >= ?")
        values.append(chosen.since)
    if chosen.until:
        where.append("f.occurred_at < CAST(? AS DATE) + INTERVAL 1 DAY")
        values.append(chosen.until)
    if question.customer:
        where.append("(f.customer = ? OR f.feedback_id = ?)")
        values.extend([question.customer, question.customer])
    for word in question.search.split():
        where.append("f.text ILIKE ? ESCAPE '\\'")
        values.append(f"%{_escaped(word)}%")
    return where, values


def _experience_conditions(question: Question) -> tuple[list[str], list[Any]]:
    chosen = question.selection
    where: list[str] = []
    values: list[Any] = []
    for name in ("touchpoint", "stage", "basis"):
        wanted = getattr(chosen, name)
        if wanted:
            where.append(f"CAST(e.{name} AS VARCHAR) IN ({', '.join('?' for _ in wanted)})")
            values.extend(wanted)
    if question.polarity:
        where.append(_POLARITY[question.polarity])
    return where, values


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _table(files: Sequence[Path], *, numbered: bool = False) -> str:
    names = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
    marks = ", filename=true, file_row_number=true" if numbered else ""
    return f"read_parquet([{names}], union_by_name=true{marks})"


def _experiences(files: Sequence[Path], corrected: bool) -> str:
    """The experiences as a table to choose from; with the table `corrected` in the place of what it corrects."""
    if not corrected:
        return _table(files)
    columns = (
        "feedback_id, CAST(touchpoint AS VARCHAR) AS touchpoint, CAST(stage AS VARCHAR) AS stage, positive, negative"
    )
    machine = f"(SELECT {columns} FROM {_table(files)}) m ANTI JOIN corrected USING (feedback_id, touchpoint)"
    return f"(SELECT * FROM {machine} UNION ALL SELECT {columns} FROM corrected)"


def _run(query: str, values: list[Any]) -> pd.DataFrame:
    with _connection() as connection:
        return connection.execute(query, values).df()


@contextmanager
def _connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A query engine for one question; a file that cannot be read is said in words."""
    # Extensions are never fetched: nothing leaves the machine.
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "memory_limit": "512MB",
        "threads": "2",
    }
    try:
        with duckdb.connect(":memory:", config=config) as connection:
            yield connection
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.HTTPException) as error:
        found = re.search(r'[^\s"\']+\.parquet', str(error))
        raise WorkspaceError(damaged(found.group() if found else "A file of the workspace")) from error
