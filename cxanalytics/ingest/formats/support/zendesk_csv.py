"""Zendesk tickets as a table (CSV export, list of a view): subjects and times, without the conversation."""

from cxanalytics.ingest.formats.base import Layout, header_set, pick
from cxanalytics.ingest.grid import Grid

NAME = "zendesk tickets csv"

_SIGNATURE = {
    "summation column", "requester", "requester id", "requester external id", "requester email", "requester domain",
    "submitter", "assignee", "ticket type", "via", "satisfaction score", "group stations", "assignee stations",
    "reopens", "replies", "first reply time in minutes", "assigned at", "initially assigned at",
}  # fmt: skip
_ROLES = {
    "source_id": ("Id", "Ticket ID"),
    "occurred_at": ("Created at", "Requested", "Created"),
    "customer": ("Requester id", "Requester external id", "Requester email", "Requester"),
    "text": ("Description", "Ticket description", "Comment", "Comments", "First comment"),
    "rating": ("Satisfaction Score", "Satisfaction", "Satisfaction rating"),
    "channel": ("Via", "Channel"),
    "status": ("Status", "Ticket status"),
    "title": ("Subject", "Ticket subject"),
}
_PEOPLE = ("Requester", "Requester email", "Requester external id", "Requester domain", "Submitter", "Assignee")


def recognise(grid: Grid) -> float:
    """Sure by the export's columns of requester, stations and times; nearly so by those of a view."""
    names = header_set(grid)
    if not names & {"requester", "requester id"}:
        return 0.0
    hits = len(names & _SIGNATURE)
    if hits >= 6:
        return 0.95
    return 0.7 if "subject" in names and names & {"assignee", "ticket type"} else 0.0


def lay_out(grid: Grid) -> Layout:
    """Tickets; where no column holds what customers wrote, the subjects stand for it, and a sentence says so."""
    table = grid.table()
    known = pick(table, _ROLES)
    said: tuple[str, ...] = ()
    subject = next((name for name, role in known.items() if role == "title"), None)
    if "text" not in known.values() and subject is not None:
        known[subject] = "text"
        said = ((
            "Zendesk's CSV holds no conversations, only the subjects of the tickets, which are read instead; "
            "export the tickets as JSON to read what customers wrote."
        ),)  # fmt: skip
    personal = tuple(name for name in _PEOPLE if name in table and name not in known)
    known |= dict.fromkeys(personal, "ignore")
    return Layout(table, "Zendesk", "support", known, ("text", "title", "rating", "reach", "url"), warnings=said,
                  personal=personal)  # fmt: skip
