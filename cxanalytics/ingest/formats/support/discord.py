"""Discord channels as DiscordChatExporter writes them: JSON with the server and its messages, or CSV."""

import re
from collections.abc import Mapping
from typing import Any

from cxanalytics.ingest.formats.base import Layout, aside, header_set, pick
from cxanalytics.ingest.formats.support import turns
from cxanalytics.ingest.formats.support.turns import SYSTEM, By, Turn, objects, part, text_of
from cxanalytics.ingest.grid import Grid

NAME = "discord export"

_ROLES = {
    "occurred_at": ("Date",),
    "text": ("Content",),
    "customer": ("AuthorID", "Author ID"),
    "author": ("Author",),
}
# What the exporter writes for events of the server.
_EVENTS = (
    r"(?i)(?:joined the server|pinned a message|started a call(?: that lasted .*)?|added .* to the group|"
    r"removed .* from the group|left the group|changed the channel (?:name|icon).*|started a thread\.?.*)\.?"
)
_TAGS = r"<a?(:\w+:)\d+>|<t:\d+(?::\w)?>"


def recognise(grid: Grid) -> float:
    """Sure by a server beside a channel and its messages, or by the exporter's columns in a row."""
    pages = [document for document in grid.documents[:20] if isinstance(document, dict)]
    if any(part(page, "guild") and part(page, "channel") and "messages" in page for page in pages):
        return 0.98
    names = header_set(grid)
    return 0.95 if {"author", "date", "content", "attachments", "reactions"} <= names else 0.0


def lay_out(grid: Grid) -> Layout:
    """A record per message; events of the server and bots are no customer's, people with a team's role are the
    company's.
    """
    pages = [document for document in grid.documents if isinstance(document, dict)]
    if not pages:
        return _table(grid)
    found = [
        _turn(message, text_of(part(page, "channel").get("name"))) for page in pages
        for message in objects(page.get("messages"))
    ]  # fmt: skip
    return turns.lay_out(turns.tabulate(found), "Discord", _untold(any(turn.by == "company" for turn in found)),
                         ("names of the authors",))  # fmt: skip


def _table(grid: Grid) -> Layout:
    table = grid.table()
    known = pick(table, _ROLES)
    body = next(name for name, role in known.items() if role == "text")
    cells = table[body]
    cleaned = cells.str.replace(r"<@!?&?\d+>", "[handle]", regex=True).str.replace(r"<#\d+>", "#channel", regex=True)
    events = cells.str.fullmatch(_EVENTS)
    table = table.assign(**{body: cleaned.str.replace(_TAGS, r"\1", regex=True)})
    settled = ("text", "title", "rating", "source_id", "segment", "touchpoint", "channel", "status", "reach")
    return Layout(table, "Discord", "support", known, settled, set_aside=aside(events, SYSTEM),
                  warnings=_untold(False))  # fmt: skip


def _turn(message: Mapping[str, Any], channel: str) -> Turn:
    author = part(message, "author")
    words = text_of(message.get("content"))
    person = text_of(author.get("id"))
    by = _by(message, author)
    return Turn(
        _clean(words), by, text_of(message.get("id")), time=text_of(message.get("timestamp")), person=person,
        customer=person if by == "customer" else "", channel=channel,
    )  # fmt: skip


def _by(message: Mapping[str, Any], author: Mapping[str, Any]) -> By:
    kind = text_of(message.get("type"))
    if kind not in ("", "Default", "Reply", "0", "19") or author.get("isBot") is True:
        return "system"
    badges = [text_of(role.get("name")) for role in objects(author.get("roles"))]
    return "company" if any(turns.is_staff(badge) for badge in badges) else "customer"


def _clean(text: str) -> str:
    text = re.sub(r"<@!?&?\d+>", "[handle]", text)
    return re.sub(_TAGS, r"\1", re.sub(r"<#\d+>", "#channel", text))


def _untold(told: bool) -> tuple[str, ...]:
    if told:
        return ()
    return ("Nothing in the file tells who speaks for the company, so the messages of all people count as customers'.",)
