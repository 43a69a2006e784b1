"""Looking at a file: what it is, what its columns mean, before anything is kept of it."""

import dataclasses
import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cxanalytics.errors import MappingError, NoTable
from cxanalytics.ingest import (
    containers,
    dates,
    formats,
    headers,
    long,
    people,
    questions,
    rating_grids,
    ratings,
    remarks,
    roles,
)
from cxanalytics.ingest.decisions import NONE, Decisions, plain
from cxanalytics.ingest.files import Content
from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.grid import HEAD, Grid
from cxanalytics.ingest.profile import missing_markers
from cxanalytics.ingest.questions import Question
from cxanalytics.ingest.rating_grids import RatingColumn
from cxanalytics.ingest.remarks import Made, listed
from cxanalytics.ingest.tables import read_grid
from cxanalytics.roles import ROLES

_MOST_QUESTIONS = 1_000  # different ones in a column of questions


@dataclass(frozen=True)
class Reading:
    """A file understood, before anything is kept of it.

    name: the file's name. format, confidence (0 to 1), source, kind: what it is. table: its records as text,
    "" for blank. roles: column -> role, every column once. questions: column -> question text. facts:
    encoding, delimiter, sheet, date order, scale, as far as they apply. set_aside: record (position in the
    table) and reason. personal: columns never kept. warnings: sentences for a person. mapped: columns whose
    role a person gave. decisions: all that a person said about the file. asked: the questions that were answered in
    words, each with the touchpoint it speaks of and the side it asks for. grid: columns that rate a touchpoint each.
    """

    name: str
    import_id: str
    format: str
    confidence: float
    source: str
    kind: str
    table: pd.DataFrame
    roles: Mapping[str, str]
    questions: Mapping[str, str]
    facts: Mapping[str, str]
    set_aside: pd.DataFrame
    personal: tuple[str, ...]
    warnings: tuple[str, ...]
    dates: dates.Dates | None
    ratings: ratings.Ratings | None
    mapped: tuple[str, ...] = ()
    decisions: Decisions = NONE
    asked: tuple[Question, ...] = ()
    grid: tuple[RatingColumn, ...] = ()

    def column(self, role: str) -> str | None:
        """The column of a role that one column plays; None where there is none."""
        return next((name for name, given in self.roles.items() if given == role), None)

    def columns(self, role: str) -> list[str]:
        """All columns of a role, in the order of the file."""
        return [name for name, given in self.roles.items() if given == role]


@dataclass(frozen=True)
class Look:
    """A file recognised, before anybody said or inferred what its columns mean.

    name: the file's name. format, confidence (0 to 1): what it is. layout: its records, and what its format is
    certain about. head: its first records as they stand, what else the format was recognised by.
    """

    name: str
    import_id: str
    format: str
    confidence: float
    layout: Layout
    head: Grid

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(str(name) for name in self.layout.table)


def inspect(
    path: Path, mapping: Mapping[str, str] | None = None, name: str | None = None, decisions: Decisions = NONE
) -> Reading:
    """Read a file as text, recognise its format and infer what its columns mean.

    `mapping` (column -> role, given by a person) wins over inference: its columns get its roles, and a role
    that one column alone can play is taken from the column it was inferred for. `name` is the file name to
    show where the file lies under another one. `decisions` is all that a person said; `mapping` wins over its own.

    Raises
    ------
    ExportError
        The file cannot be read as a table. (One without text is no error here: a person may choose a column.)
    MappingError
        The mapping names a column or a role that does not exist.
    """
    said = dataclasses.replace(decisions, mapping={**decisions.mapping, **(mapping or {})})
    return understand(look(path, name), said)


def look(path: Path | str, name: str | None = None, member: str | None = None) -> Look:
    """Read a file as text and recognise its format; `name` is shown where the file lies under another one.

    `member` is one of several tables in an archive, a folder or a workbook.

    Raises
    ------
    ExportError
        The file cannot be read as a table.
    """
    return look_at(containers.one(path, name, member))


def look_at(content: Content) -> Look:
    """The same of a file's content.

    Raises
    ------
    ExportError
        It cannot be read as a table.
    """
    grid = read_grid(content)
    found, confidence = formats.recognise(grid)
    layout = found.lay_out(grid)
    if not len(layout.table) or not len(layout.table.columns):
        raise NoTable(f"{content.name} has a header but no records; download it again from the tool.")
    head = dataclasses.replace(grid, cells=grid.cells.iloc[:HEAD], documents=grid.documents[:HEAD])
    return Look(grid.name, content.import_id, found.NAME, confidence, layout, head)


def understand(seen: Look, decisions: Decisions = NONE) -> Reading:
    """What the columns of a file mean, after its content and what a person decided.

    Raises
    ------
    MappingError
        The decisions name a column or a role that does not exist.
    """
    grid, layout, found = seen.head, seen.layout, (seen.format, seen.confidence, seen.import_id)
    mapping = decisions.mapping
    table, said = _without_markers(layout.table)
    grid_ = _grid(table, layout, decisions)
    rows = long.find(table, layout.known, mapping)
    known = {**layout.known, **{each.column: "ignore" for each in grid_}, **(rows.roles if rows else {})}
    grid_ += long.ratings_of(table, rows, decisions.touchpoints) if rows else ()
    inferred = roles.infer(table, known, layout.questions, layout.settled)
    given, personal = _people(table, _mapped(table, mapping, inferred.roles, grid.name), inferred)
    words = [headers.clean(str(column)) for column in table]
    made = remarks.made(decisions, grid.name)
    when = _dates(table, given, words, decisions.day_first, made)
    scores = _ratings(table, given, layout.questions, decisions.scale)
    asked = _asked(table, given, layout.questions, decisions, {each.column for each in grid_})
    warnings = (
        *grid.warnings, *layout.warnings, *said, *inferred.said,
        *remarks.of_dates(when, given, made), *remarks.of_ratings(scores, given, inferred, mapping),
        *questions.said(asked), *rating_grids.said(grid_),
    )  # fmt: skip
    facts = {**grid.facts, **layout.facts}
    if when and when.order:
        facts["date_order"] = when.order
    if when and when.precision:
        facts["precision"] = when.precision
    if when and when.times:
        facts["clock"] = "UTC" if when.zoned else "as written"
    if scores:
        facts["scale"] = scores.scale
    mapped = tuple(given[0] for given in _resolve(table, mapping, grid.name))
    personal += tuple(name for name in layout.personal if name not in personal)
    return Reading(
        grid.name, found[2], found[0], found[1], layout.source, layout.kind or headers.kind(words), table,
        given, layout.questions, facts, layout.set_aside, personal, warnings, when, scores, mapped,
        decisions, asked, grid_,
    )  # fmt: skip


def _grid(table: pd.DataFrame, layout: Layout, decisions: Decisions) -> tuple[RatingColumn, ...]:
    mapped = {plain(column) for column in decisions.mapping}
    taken = {name for name, role in layout.known.items() if role != "ignore"}
    taken |= {str(name) for name in table if plain(str(name)) in mapped}
    return rating_grids.find(table, layout.questions, taken, decisions.touchpoints, decisions.scale)


def _asked(
    table: pd.DataFrame,
    given: Mapping[str, str],
    wordings: Mapping[str, str],
    decisions: Decisions,
    rated: Collection[str],
) -> tuple[Question, ...]:
    """The questions over the columns of words; where one column holds the questions, those most often in it."""
    held = next((name for name, role in given.items() if role == "question"), None)
    if held is None:
        asked = {name: wordings.get(name) or name for name, role in given.items() if role == "text"}
    else:
        most = table[held][table[held] != ""].value_counts().index[:_MOST_QUESTIONS]
        asked = {str(wording): str(wording) for wording in most if wording not in rated}
    return questions.of(asked, decisions.touchpoints, decisions.invites)


def _without_markers(table: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    markers = missing_markers(table)
    if not markers:
        return table, ()
    times = {word: int((table == word).sum().sum()) for word in markers}
    blanked = table.mask(table.isin(list(markers)), "").astype("str")
    said = tuple(f"'{word}' stands for an empty cell in this file ({n:,} cells)." for word, n in times.items() if n)
    return blanked, said


def _resolve(table: pd.DataFrame, mapping: Mapping[str, str], name: str) -> list[tuple[str, str]]:
    """The mapping with the columns as the file writes them."""
    present = {" ".join(str(column).split()).casefold(): str(column) for column in table}
    resolved = []
    for column, role in mapping.items():
        found = present.get(" ".join(column.split()).casefold())
        if found is None:
            near = difflib.get_close_matches(column, list(present.values()), n=3, cutoff=0.4)
            hint = f"did you mean {listed(near)}?" if near else f"its columns are {listed(list(present.values()))}."
            raise MappingError(f"{name} has no column '{column}'; {hint}")
        if role not in ROLES:
            raise MappingError(f"There is no role '{role}' for the column '{found}'; choose one of {', '.join(ROLES)}.")
        resolved.append((found, role))
    return resolved


def _mapped(table: pd.DataFrame, mapping: Mapping[str, str], inferred: Mapping[str, str], name: str) -> dict[str, str]:
    given = dict(_resolve(table, mapping, name))
    taken = set(given.values()) & set(roles.SINGLE)
    result = {column: "ignore" if role in taken else role for column, role in inferred.items()}
    result.update(given)
    for role in roles.SINGLE:
        several = [column for column, other in given.items() if other == role]
        if len(several) > 1:
            raise MappingError(f"Only one column can be the {role}; {listed(several)} were given.")
    return result


def _people(
    table: pd.DataFrame, given: Mapping[str, str], inferred: roles.Roles
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The roles, where one column alone stands for people; and the columns of people that are not kept."""
    unused = people.unused(table, given)
    result = {name: "ignore" if name in unused else role for name, role in given.items()}
    suspects = {*unused, *inferred.personal, *people.named(result)}
    suspects.update(name for name, role in inferred.roles.items() if role in people.ROLES)
    return result, tuple(name for name, role in result.items() if role == "ignore" and name in suspects)


def _dates(
    table: pd.DataFrame, given: Mapping[str, str], words: Sequence[str], day_first: bool | None, made: Made | None
) -> dates.Dates | None:
    column = next((name for name, role in given.items() if role == "occurred_at"), None)
    if column is None:
        return None
    others = [table[name] for name, role in given.items() if role == "ignore" and "date" in headers.clean(name)]
    return dates.parse(table[column], others, headers.language(words), day_first, made.day if made else None)


def _ratings(
    table: pd.DataFrame, given: Mapping[str, str], questions: Mapping[str, str], scale: tuple[float, float] | None
) -> ratings.Ratings | None:
    column = next((name for name, role in given.items() if role == "rating"), None)
    if column is None:
        return None
    return ratings.parse(table[column], headers.clean(questions.get(column) or column), scale)
