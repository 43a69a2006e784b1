"""SurveyMonkey: two header records (question over its first column, then the option), or flattened to one.

CSV and XLSX, expanded (a column per option) and condensed (a column per question).
"""

import re

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, pick
from cxanalytics.ingest.formats.surveys.answers import choices, is_tick
from cxanalytics.ingest.grid import Grid, unique_names

NAME = "surveymonkey"

_ROLES = {
    "source_id": ("Respondent ID", "RespondentID", "respondent_id"),
    "occurred_at": ("End Date", "Date Modified", "Date Created", "Start Date"),
    "status": ("Response Status",),
}
_UNUSED = ("Collector ID", "Start Date", "Custom Data 1", "collector_id", "date_created", "Custom Data")
_WORDS = re.compile(r"(?i)open-ended response|.*please specify.*|.*\bcomments?\b.*|autre \(.*|otro \(.*|sonstiges.*")
_WHOLE = re.compile(r"(?i)response|réponse|antwort|respuesta|point|score")


def recognise(grid: Grid) -> float:
    """Sure by the two header records; less so by the respondent's id alone."""
    first = grid.head[0] if grid.head else []
    if not first or not re.fullmatch(r"(?i)respondent[ _]?id", first[0]):
        return 0.0
    if _has_two_records(grid):
        return 0.97
    return 0.8 if any(re.fullmatch(r"(?i)collector[ _]?id", cell) for cell in first) else 0.6


def lay_out(grid: Grid) -> Layout:
    """One column per question and option, or per question alone; open answers by the second header record."""
    if not _has_two_records(grid):
        table = grid.table(grid.head[0], 1)
        known = _known(table)
        return Layout(table, "SurveyMonkey", "survey", known | choices(table, known, (", ", ";")))
    asked, options = grid.head[0], grid.head[1]
    names, questions = _join(asked, options)
    table = grid.table(names, 2)
    kept = unique_names(names)
    known = _known(table)
    for column, option in zip(kept, options, strict=True):
        if column in table and option and column not in known:
            if _WORDS.fullmatch(option):
                known[column] = "text"
            elif is_tick(table[column], option):
                known[column] = "ignore"
    known |= choices(table, known, (", ", ";"))
    asked_by = {column: q for column, q in zip(kept, questions, strict=True) if column in table and q}
    asks = {"text"} if "text" in known.values() else set()
    return Layout(table, "SurveyMonkey", "survey", known, asks, asked_by)


def _has_two_records(grid: Grid) -> bool:
    if len(grid.head) < 2:
        return False
    first, second = grid.head[0], grid.head[1]
    labelled = any(re.fullmatch(r"(?i)response|open-ended response", cell) for cell in second)
    return second[0] == "" and (labelled or first.count("") > 0.2 * len(first))


def _join(asked: list[str], options: list[str]) -> tuple[list[str], list[str]]:
    names, questions, current = [], [], ""
    for question, option in zip(asked, options, strict=True):
        current = question or (current if option else "")
        plain = not option or _WHOLE.fullmatch(option) or re.fullmatch(r"(?i)open-ended response", option)
        names.append(current if plain else f"{current} - {option}")
        questions.append(current)
    return names, questions


def _known(table: pd.DataFrame) -> dict[str, str]:
    known = pick(table, _ROLES)
    present = {str(name).lower(): str(name) for name in table}
    for name in _UNUSED:
        column = present.get(name.lower())
        if column and column not in known:
            known[column] = "ignore"
    return known
