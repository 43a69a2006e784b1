"""Intercom conversations as JSON: the API's objects, one or many, in one document or one per line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.formats.support import turns
from cxanalytics.ingest.formats.support.turns import By, Turn, objects, part, text_of
from cxanalytics.ingest.grid import Grid

NAME = "intercom conversations"

_CUSTOMERS = ("user", "lead", "contact", "visitor")
_SYSTEM = ("bot", "operator", "workflow", "app")
# Of the parts of a conversation, these alone may be somebody's words; all others report what was done.
_SPOKEN = ("comment", "open", "close", "assignment", "snoozed", "unsnoozed", "quick_reply", "participant_added", "")


def recognise(grid: Grid) -> float:
    """Sure by conversations with Intercom's parts or with the message that opened them."""
    found = _conversations(turns.opening(grid.documents))[:20]
    if not found:
        return 0.0
    names = {name for conversation in found for name in conversation}
    if not names & {"conversation_parts", "conversation_message", "source", "conversation_rating"}:
        return 0.0
    typed = all(conversation.get("type") == "conversation" for conversation in found)
    opened = any("author" in (part(c, "source") or part(c, "conversation_message")) for c in found)
    if "conversation_parts" in names and (typed or opened):
        return 0.97
    return 0.9 if opened and typed else 0.0


def lay_out(grid: Grid) -> Layout:
    """A record per message and per rating; teammates' messages, notes and what the bot says are no customer's."""
    conversations = _conversations(grid.documents)
    found = [turn for conversation in conversations for turn in _turns(conversation)]
    said: tuple[str, ...] = ()
    if not any(part(conversation, "conversation_parts") for conversation in conversations):
        said = ("The conversations come without their parts, so only the first message of each is read.",)
    return turns.lay_out(turns.tabulate(found), "Intercom", said, ("names and addresses of customers and teammates",))


def _conversations(documents: Sequence[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for document in documents:
        listed = document.get("conversations", document.get("data")) if isinstance(document, dict) else document
        if isinstance(listed, list):
            found += objects(listed)
        elif isinstance(document, dict):
            found.append(document)
    return found


def _turns(conversation: Mapping[str, Any]) -> list[Turn]:
    number = text_of(conversation.get("id"))
    opening = part(conversation, "source") or part(conversation, "conversation_message")
    channel = text_of(opening.get("type"))
    channel = channel if channel not in ("conversation_message", "user_message", "admin_message") else ""
    status = text_of(conversation.get("state"))
    link = text_of(opening.get("url"))
    started = text_of(conversation.get("created_at"))
    identity = f"{number}-{text_of(opening.get('id'))}" if opening.get("id") else number
    found = [_message(opening, identity, started, subject=turns.plain(text_of(opening.get("subject"))))]
    parts = conversation.get("conversation_parts")
    listed = parts.get("conversation_parts") if isinstance(parts, dict) else parts
    for each in objects(listed):
        when = text_of(each.get("created_at"))
        found.append(_message(each, f"{number}-{text_of(each.get('id'))}" if each.get("id") else "", when))
    found += _rated(conversation, number)
    return [
        replace(turn, conversation=number, channel=channel, status=status, link=link if not i else "")
        for i, turn in enumerate(found)
    ]


def _message(message: Mapping[str, Any], identity: str, when: str, subject: str = "") -> Turn:
    author = part(message, "author")
    by = _by(author, message)
    key = text_of(author.get("id")) if by == "customer" else ""
    words = turns.plain(text_of(message.get("body")))
    if message.get("redacted") is True:
        words = ""
    return Turn(words, by, identity, time=when, customer=key, subject=subject if by == "customer" else "")


def _by(author: Mapping[str, Any], message: Mapping[str, Any]) -> By:
    kind = text_of(author.get("type"))
    part_type = text_of(message.get("part_type"))
    if part_type.startswith("note"):
        return "note"
    # A campaign or a greeting is sent by a machine, under whatever name.
    if (
        part_type not in _SPOKEN
        or kind in _SYSTEM
        or message.get("delivered_as") in ("automated", "operator_initiated")
    ):
        return "system"
    if part_type not in ("comment", "") and not message.get("body"):
        return "system"
    return "customer" if kind in _CUSTOMERS else "company"


def _rated(conversation: Mapping[str, Any], number: str) -> list[Turn]:
    rating = part(conversation, "conversation_rating")
    score, remark = text_of(rating.get("rating")), text_of(rating.get("remark"))
    if not score and not remark:
        return []
    # Older versions name the customer under the rating, newer ones the contact.
    key = next((text_of(part(rating, name).get("id")) for name in ("contact", "customer") if part(rating, name)), "")
    return [Turn(remark, "customer", f"{number}-rating", time=text_of(rating.get("created_at")), customer=key,
                 rating=score)]  # fmt: skip
