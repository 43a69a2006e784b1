"""Medallia: response exports of Experience Cloud and of Agent Connect."""

from cxanalytics.ingest.formats.base import Layout, header_set, pick
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
    for name in table:
        if str(name).lower().startswith("surveyid for external use"):
            known[str(name)] = "source_id"
    public = any(str(name).lower() == "social media source" for name in table)
    return Layout(table, "Medallia", "review" if public else "survey", known)
