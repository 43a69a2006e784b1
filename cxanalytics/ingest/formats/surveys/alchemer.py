"""Alchemer (once SurveyGizmo): the times first, then a column per question or "option:question"."""

import re
from collections import Counter

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.formats.surveys.answers import choices, ignored, is_tick, numbered_source, with_texts
from cxanalytics.ingest.grid import Grid

NAME = "alchemer"

_ROLES = {
    "source_id": ("Response ID",),
    "occurred_at": ("Date Submitted", "Time Started"),
    "status": ("Status",),
    "language": ("Language",),
    "customer": ("Contact ID",),
}
_UNUSED = {
    "time started", "referer", "sessionid", "session id", "link name", "city", "state/region", "postal", "tags",
    "link", "url variable: sglocale",
}  # fmt: skip
_FILE = re.compile(r"(?i)\d{14}-SurveyExport")
_NOTES = ("legacy comments", "comments")
_WRITTEN = re.compile(r"(?i)other\b.*\bwrite[- ]?in\b.*")


def recognise(grid: Grid) -> float:
    """Sure by the two times and the status side by side, or by what newer exports add."""
    names = header_set(grid)
    if not names >= {"time started", "date submitted"}:
        return 0.0
    sure = "legacy comments" in names or _FILE.search(grid.name) is not None
    return 0.96 if sure else 0.9 if "status" in names else 0.6


def lay_out(grid: Grid) -> Layout:
    """Answers by response; the notes that readers of the survey left are the company's."""
    table = grid.table()
    known = pick(table, _ROLES)
    if _NOTES[0] in header_set(grid):
        known |= {str(name): "reply" for name in table if str(name).lower() in _NOTES}
    known |= ignored(table, _UNUSED, known)
    asked = _questions(table)
    for name, (option, _) in asked.items():
        if name not in known and is_tick(table[name], option):
            known[name] = "ignore"
    known |= choices(table, known, (";",))
    known = with_texts(table, known)
    questions = {name: question if not _is_row(table, name, option) else f"{question} - {option}"
                 for name, (option, question) in asked.items()}  # fmt: skip
    numbered = any(role == "source_id" for role in known.values())
    source = numbered_source("Alchemer", grid) if numbered else "Alchemer"
    return Layout(table, source, "survey", known, (), questions)


def _questions(table: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Column -> option and question, where a heading is "option:question" and the question has several columns."""
    parts = {str(name): str(name).partition(":") for name in table if ":" in str(name)}
    times = Counter(question.strip() for _, _, question in parts.values())
    return {
        name: (option.strip(), question.strip())
        for name, (option, _, question) in parts.items()
        if question.strip() and (times[question.strip()] > 1 or _WRITTEN.fullmatch(option.strip()))
    }


def _is_row(table: pd.DataFrame, name: str, option: str) -> bool:
    """A row of a grid (its cells are answers), neither a tick nor what was typed under "Other"."""
    return not is_tick(table[name], option) and _WRITTEN.fullmatch(option) is None
