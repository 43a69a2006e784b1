"""Ratings per touchpoint without a word: a row per person and thing rated, as public survey data come."""

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, pick
from cxanalytics.ingest.grid import Grid

NAME = "touchpoint ratings"

_PLACES = (
    "touchpoint",
    "touch_point",
    "category",
    "aspect",
    "attribute",
    "service_item",
    "item",
    "facility",
    "dimension",
)
_RATINGS = ("rating", "score", "rating_value")
_ROLES = {
    "touchpoint": _PLACES,
    "rating": _RATINGS,
    "source_id": ("id", "rating_id", "answer_id"),
    "customer": ("respondent_id", "respondent", "respnum", "person_id"),
    "occurred_at": ("created_at", "date", "survey_date", "interview_date", "timestamp"),
    "question": ("question", "question_text"),
}
_WORDS = {"text", "comment", "comments", "verbatim", "review"}
_NO_WORDS = "text"
_LIMITS = (("rating_min", "scale_min"), ("rating_max", "scale_max"))


def recognise(grid: Grid) -> float:
    """Probable where few touchpoints are rated again and again by numbered people and nobody wrote a word."""
    names = [name.lower() for name in grid.names]
    place, rating, person = (
        next((names.index(name) for name in wanted if name in names), None)
        for wanted in (_PLACES, _RATINGS, _ROLES["customer"])
    )
    if place is None or rating is None or person is None or grid.header is None:
        return 0.0
    body = grid.cells.iloc[grid.header + 1 :]
    words = [i for i, name in enumerate(names) if name in _WORDS]
    if any(bool((body.iloc[:, i] != "").any()) for i in words):
        return 0.0
    different = body.iloc[:, place].nunique()
    numbers = pd.to_numeric(body.iloc[:, rating], errors="coerce")
    return 0.7 if 1 < different <= len(body) / 1.5 and numbers.notna().mean() > 0.5 else 0.0


def lay_out(grid: Grid) -> Layout:
    """A rated experience per row. Numbers beyond the ends that the file names stand for "never used" or "no answer",
    so nothing stands in their cell.
    """
    table = grid.table()
    known = pick(table, _ROLES)
    rating = next(name for name, role in known.items() if role == "rating")
    lowered = {str(name).lower(): str(name) for name in table}
    numbers = pd.to_numeric(table[rating], errors="coerce")
    low, high = (
        pd.to_numeric(table[name], errors="coerce") if name else None
        for name in (next((lowered[n] for n in wanted if n in lowered), None) for wanted in _LIMITS)
    )
    beyond = pd.Series(False, index=table.index)
    if high is not None:
        beyond |= (numbers > high) | (numbers < (1 if low is None else low))
    table = table.assign(**{rating: table[rating].mask(beyond, "")})
    words = next((lowered[name] for name in sorted(_WORDS) if name in lowered), _NO_WORDS)
    if words not in table:
        table = table.assign(**{words: ""})
    known[words] = "text"
    said: tuple[str, ...] = ("The file holds ratings without words, so it shows how touchpoints fare, but no reasons.",)
    if beyond.any():
        said += (f"{int(beyond.sum()):,} ratings lie outside the scale that the file names and count as not given.",)
    for name in ("segment", "terminal", "gender", "age", "language"):
        if name in lowered and table[lowered[name]].nunique() > 1:
            known[lowered[name]] = "language" if name == "language" else "segment"
    settled = ("text", "title", "rating", "touchpoint", "channel", "status", "reach", "url", "segment", "question")
    return Layout(table, "Survey ratings", "survey", known, settled, warnings=said)
