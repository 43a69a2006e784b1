"""Formbricks: columns about the response, then "1. question"."""

import re

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.formats.surveys.answers import choices, ignored, with_texts
from cxanalytics.ingest.grid import Grid

NAME = "formbricks"

_SIGNATURE = {"response id", "timestamp", "finished", "survey id"}
_ROLES = {
    "source_id": ("Response ID",),
    "occurred_at": ("Timestamp",),
    "status": ("Finished",),
    "customer": ("User ID",),
    "url": ("url",),
    "reply": ("Notes",),
}
_UNUSED = {"no.", "survey id", "formbricks id (internal)", "tags", "source", "action"}
_NUMBER = re.compile(r"^\d{1,3}\. ")


def recognise(grid: Grid) -> float:
    """Sure by its internal id, or by the browser columns beside the response's."""
    names = header_set(grid)
    if not names >= _SIGNATURE:
        return 0.0
    own = "formbricks id (internal)" in names or any(name.startswith("useragent - ") for name in names)
    return 0.95 if own else 0.6


def lay_out(grid: Grid) -> Layout:
    """Answers by response, finished or not; the notes of the team are the company's."""
    table = grid.table()
    known = pick(table, _ROLES)
    known |= ignored(table, _UNUSED, known)
    browser = [str(name) for name in table if str(name).lower().startswith("useragent - ")]
    known |= dict.fromkeys(browser, "ignore")
    known |= choices(table, known, (", ", ";"))
    known = with_texts(table, known)
    questions = {str(name): _NUMBER.sub("", str(name)) for name in table if _NUMBER.match(str(name))}
    return Layout(table, "Formbricks", "survey", known, (), questions)
