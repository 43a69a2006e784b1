"""Medallia: response exports of Experience Cloud and of Agent Connect."""

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, aside, header_set, pick
from cxanalytics.ingest.formats.surveys.answers import NOT_ANSWERED, cells, ignored, with_texts
from cxanalytics.ingest.grid import Grid

NAME = "medallia"

_AGENT_CONNECT = {"request_id", "request_sent_at", "response_received_at", "star_rating"}
_ROLES = {
    "text": ("Comment", "Comments", "Verbatim", "comments"),
    "rating": ("Overall Score", "Overall Satisfaction", "Likelihood to Recommend", "star_rating"),
    "occurred_at": ("Creation Date", "Response Date", "response_received_at"),
    "channel": ("Social Media Source", "Survey Channel", "channel"),
    "author": ("Customer Name",),
    "source_id": ("request_id",),
}
_REQUEST = {
    "request_sent_at", "request_delivery_status", "reward_name", "areas_for_improvement", "ext_interaction_id",
    "request_delivery_failure_reason",
}  # fmt: skip
_PERSONAL = ("customer_name", "customer_email", "customer_phone", "request_sent_to", "employee_")
_SEGMENTS = {"brand", "tags"}


def recognise(grid: Grid) -> float:
    """Sure by the column that Medallia alone writes."""
    names = header_set(grid)
    if any(name.startswith("surveyid for external use") for name in names):
        return 0.98
    return 0.9 if names >= _AGENT_CONNECT else 0.0


def lay_out(grid: Grid) -> Layout:
    """Responses, or public reviews where the export names a social media source."""
    table = grid.table()
    known = pick(table, _ROLES)
    if header_set(grid) >= _AGENT_CONNECT:
        return _agent_connect(table, known)
    for name in table:
        if str(name).lower().startswith("surveyid for external use"):
            known[str(name)] = "source_id"
    public = any(str(name).lower() == "social media source" for name in table)
    return Layout(table, "Medallia", "review" if public else "survey", known)


def _agent_connect(table: pd.DataFrame, known: dict[str, str]) -> Layout:
    """Requests with their responses; a request nobody answered is set aside, who received it is not kept."""
    known |= ignored(table, _REQUEST, known)
    personal = tuple(str(name) for name in table if str(name).lower().startswith(_PERSONAL))
    known |= dict.fromkeys(personal, "ignore")
    known |= {str(name): "segment" for name in table if str(name).lower() in _SEGMENTS and table[name].nunique() > 1}
    more = [str(name) for name in table if str(name).lower() == "additional_question_response"]
    known = with_texts(table, known, more)
    silent = (cells(table, "response_received_at") == "") & (cells(table, "star_rating") == "")
    facts = {"time_zone": "UTC"}
    return Layout(
        table, "Medallia", "survey", known, (), {}, aside(silent, NOT_ANSWERED), facts, personal=personal
    )  # fmt: skip
