"""Zendesk tickets as JSON: the full export (a ticket per line) or pages of the API."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.formats.support import turns
from cxanalytics.ingest.formats.support.turns import By, Turn, objects, part, text_of
from cxanalytics.ingest.grid import Grid

NAME = "zendesk tickets"

_SIGNATURE = {
    "requester_id", "requester", "submitter_id", "submitter", "assignee_id", "assignee", "brand_id", "ticket_form_id",
    "raw_subject", "collaborator_ids", "satisfaction_rating", "via", "description", "comments", "has_incidents",
    "problem_id", "group_id", "organization_id",
}  # fmt: skip
# Zendesk writes this above the mail that is being answered.
_MAIL_BELOW = re.compile(r"##- .{5,120}? -##")


def recognise(grid: Grid) -> float:
    """Sure by tickets that carry a requester together with Zendesk's other fields."""
    tickets = _tickets(turns.opening(grid.documents))[:20]
    if not tickets:
        return 0.0
    names = {name for ticket in tickets for name in ticket}
    if not names & {"requester_id", "requester"} or not names & {"description", "comments", "subject"}:
        return 0.0
    hits = len(names & _SIGNATURE)
    return 0.95 if hits >= 5 else 0.7 if hits >= 4 else 0.0


def lay_out(grid: Grid) -> Layout:
    """A record per comment and per answered satisfaction question; agents' comments and internal notes are no
    customer's. A ticket without its comments speaks by its description, unless an agent filed it.
    """
    roles = _roles(grid)
    tickets = _tickets(grid.documents)
    found = [turn for ticket in tickets for turn in _turns(ticket, roles)]
    said: tuple[str, ...] = ()
    if not any(objects(ticket.get("comments")) for ticket in tickets):
        said = ("The tickets come without their comments, so only the first message of each is read.",)
    return turns.lay_out(turns.tabulate(found), "Zendesk", said, ("names and addresses of requesters and agents",))


def _tickets(documents: Sequence[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for document in documents:
        listed = document.get("tickets", document.get("results")) if isinstance(document, dict) else None
        if isinstance(listed, list):
            found += objects(listed)
        elif isinstance(document, dict):
            found.append(part(document, "ticket") or document)
        else:
            found += objects(document)
    return found


def _roles(grid: Grid) -> dict[str, str]:
    """User id -> end-user, agent or admin, where the users are in the file."""
    users = [user for document in grid.documents if isinstance(document, dict)
             for user in objects(document.get("users"))]  # fmt: skip
    return {text_of(user.get("id")): text_of(user.get("role")) for user in users}


def _turns(ticket: Mapping[str, Any], roles: Mapping[str, str]) -> list[Turn]:
    number = text_of(ticket.get("id"))
    requester = _person(ticket, "requester")
    filed = _person(ticket, "submitter")
    comments = objects(ticket.get("comments"))
    by_agent = bool(filed and requester and filed != requester and roles.get(filed) != "end-user")
    found = [_turn(comment, ticket, roles, first=not i, by_agent=by_agent) for i, comment in enumerate(comments)]
    if not comments:
        words = text_of(ticket.get("description"))
        found = [Turn(_words(words), "company" if by_agent else "customer", number, number,
                      text_of(ticket.get("created_at")), customer=requester)]  # fmt: skip
    opening = next((i for i, turn in enumerate(found) if turn.by == "customer"), None)
    channel, status = text_of(part(ticket, "via").get("channel")), text_of(ticket.get("status"))
    subject = text_of(ticket.get("subject")) or text_of(ticket.get("raw_subject"))
    found += _rated(ticket, number, requester)
    return [
        replace(turn, subject=subject if i == opening else "", channel=turn.channel or channel, status=status)
        for i, turn in enumerate(found)
    ]


def _turn(
    comment: Mapping[str, Any], ticket: Mapping[str, Any], roles: Mapping[str, str], *, first: bool, by_agent: bool
) -> Turn:
    number, requester = text_of(ticket.get("id")), _person(ticket, "requester")
    author = _person(comment, "author")
    role = roles.get(author) or text_of(part(comment, "author").get("role"))
    channel = text_of(part(comment, "via").get("channel"))
    by: By = "company"
    if str(comment.get("public")).lower() == "false":
        by = "note"
    elif author == "-1" or channel in ("rule", "system") or comment.get("type") == "VoiceComment":
        by = "system"
    elif role == "end-user" or (author and author == requester) or (not author and first and not by_agent):
        by = "customer"
    body = next((text_of(comment.get(name)) for name in ("plain_body", "body", "html_body") if comment.get(name)), "")
    identity = text_of(comment.get("id"))
    return Turn(
        _words(body), by, f"{number}-{identity}" if identity else "", number,
        text_of(comment.get("created_at")) or (text_of(ticket.get("created_at")) if first else ""),
        customer=(author or requester) if by == "customer" else "", channel=channel,
    )  # fmt: skip


def _rated(ticket: Mapping[str, Any], number: str, requester: str) -> list[Turn]:
    """The answer to the satisfaction question; nothing where it was only offered."""
    rating = part(ticket, "satisfaction_rating")
    score, words = text_of(rating.get("score")).lower(), text_of(rating.get("comment"))
    if score in ("", "offered", "unoffered"):
        return []
    when = next((text_of(source[name]) for source, name in (
        (rating, "created_at"), (rating, "updated_at"), (ticket, "updated_at"), (ticket, "created_at"),
    ) if source.get(name)), "")  # fmt: skip
    score = score.split("_")[0]  # "good_with_comment"
    return [Turn(words, "customer", f"{number}-satisfaction", number, when, customer=requester, rating=score)]


def _person(document: Mapping[str, Any], name: str) -> str:
    return text_of(document.get(f"{name}_id")) or text_of(part(document, name).get("id"))


def _words(body: str) -> str:
    text = turns.plain(body) if re.search(r"</?(?:p|div|br|span)\b", body) else body
    return _MAIL_BELOW.split(text)[0].strip() or text
