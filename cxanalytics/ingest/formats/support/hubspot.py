"""HubSpot feedback: answers to NPS, CSAT and CES surveys, as the app exports them or the API lists them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.formats.support.turns import objects, opening, part
from cxanalytics.ingest.grid import Grid, trim

NAME = "hubspot feedback"

_ROLES = {
    "source_id": ("hs_object_id", "id", "Feedback submission ID", "Record ID", "Submission ID", "Response ID"),
    "occurred_at": ("hs_submission_timestamp", "hs_createdate", "Submission date", "Response date", "Date"),
    "text": ("hs_content", "Content", "Comment", "Follow-up response", "Long form answer", "Feedback", "Response"),
    "customer": ("hs_contact_id", "Contact ID", "Contact email", "Contact", "Email"),
    "channel": ("hs_survey_channel", "Source", "Channel", "Survey source"),
    "segment": ("hs_survey_name", "Survey name"),
}
_SCORES = ("hs_value", "Rating", "Score", "Response value", "Value")
_TYPES = ("hs_survey_type", "Survey type")
_SENTIMENTS = ("hs_sentiment", "hs_response_group", "Sentiment", "Feedback sentiment")
_STEPS = ("detractor", "passive", "promoter")
_RATING = "Rating on the survey's scale"
_NO_WORDS = "Words (none in this file)"


def recognise(grid: Grid) -> float:
    """Sure by the API's names; probable by a survey's type and name beside HubSpot's sentiment."""
    names = set(_properties(opening(grid.documents))) or header_set(grid)
    if {"hs_survey_type", "hs_content"} <= names or len([name for name in names if name.startswith("hs_survey")]) >= 2:
        return 0.95
    common = {"survey type", "survey name"} & names
    return 0.75 if common and "sentiment" in names and {"date", "response", "submission date"} & names else 0.0


def lay_out(grid: Grid) -> Layout:
    """Answers; one column of ratings holds one scale, so where a file mixes survey types the rating is the sentiment,
    which means the same in all of them (detractor 0, passive 1, promoter 2).
    """
    table = _table(grid)
    known = pick(table, _ROLES)
    lowered = {str(name).lower(): str(name) for name in table}
    score, kind, sentiment = (_column(lowered, names) for names in (_SCORES, _TYPES, _SENTIMENTS))
    text = next((name for name, role in known.items() if role == "text"), None)
    if score is None and text is not None and _is_number(table[text]):
        # The app writes the score under "Response" where the survey asks for nothing else.
        score = text
        known = {name: role for name, role in known.items() if name != text}
    types = set(table[kind].str.lower().str.extract(r"\b(nps|csat|ces)\b")[0].dropna()) if kind else set()
    steps = table[sentiment].str.lower().str.strip() if sentiment else None
    rating = _rating(table[score] if score else None, types, steps)
    said: tuple[str, ...] = ()
    if rating is not None:
        table = table.assign(**{_RATING: rating})
        known[_RATING] = "rating"
    if score is not None and len(types) > 1:
        what = "is HubSpot's sentiment, which they share" if rating is not None else "is not taken"
        said = (f"The surveys of the file have different scales, so the rating {what}.",)
    if not any(role == "text" for role in known.values()):
        table = table.assign(**{_NO_WORDS: ""})
        known[_NO_WORDS] = "text"
    settled = ("text", "title", "rating", "touchpoint", "status", "reach")
    return Layout(table, "HubSpot", "survey", known, settled, warnings=said)


def _rating(scores: pd.Series | None, types: set[str], steps: pd.Series | None) -> pd.Series | None:
    """The answers on the scale of the survey's type; None where nothing tells the scale."""
    if scores is not None and types in ({"nps"}, {"ces"}):
        top = "10" if types == {"nps"} else "7"
        return scores.mask(scores != "", scores.str.replace(r"\.0+$", "", regex=True) + f" / {top}")
    if steps is not None and bool((steps != "").any()):
        return steps.where(steps.isin(_STEPS), "")
    if scores is not None and types == {"csat"}:
        whole = scores.str.replace(r"\.0+$", "", regex=True)
        named = whole.map(dict(zip("012", _STEPS, strict=True)))
        # Where the answers go beyond 2, the survey asked for another scale than HubSpot's own.
        return named.fillna("").astype("str") if bool(whole[whole != ""].isin(list("012")).all()) else scores
    return scores if scores is not None and len(types) <= 1 else None


def _properties(documents: Sequence[Any]) -> dict[str, object]:
    return next((part(record, "properties") for record in _records(documents) if part(record, "properties")), {})


def _records(documents: Sequence[Any]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for document in documents:
        listed = document.get("results", [document]) if isinstance(document, dict) else document
        found += objects(listed)
    return found


def _table(grid: Grid) -> pd.DataFrame:
    if not _properties(grid.documents):
        return grid.table()
    rows = [{"id": record.get("id"), **part(record, "properties")} for record in _records(grid.documents)]
    cells = {
        name: ["" if row.get(name) is None else str(row.get(name)) for row in rows] for row in rows for name in row
    }
    return trim(pd.DataFrame(cells, dtype="str"))


def _column(lowered: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((lowered[name.lower()] for name in names if name.lower() in lowered), None)


def _is_number(cells: pd.Series) -> bool:
    filled = cells[cells != ""]
    return bool(len(filled) and filled.str.fullmatch(r"\d{1,2}(?:\.0+)?").mean() > 0.8)
