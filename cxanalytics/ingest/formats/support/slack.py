"""Slack: the messages of a channel and day as one file, or all channels of an export put together."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cxanalytics.ingest.formats.base import Layout
from cxanalytics.ingest.formats.support import turns
from cxanalytics.ingest.formats.support.turns import By, Turn, objects, part, text_of
from cxanalytics.ingest.grid import Grid

NAME = "slack export"

# Messages of these kinds are people's own words; all other kinds report what happened.
_SPOKEN = ("", "me_message", "thread_broadcast", "reply_broadcast", "file_share", "file_comment", "bot_message")
_UPLOADED = re.compile(r"(?s)<@[^>]+> (?:uploaded|shared|commented on|added).{0,40}\bfile\b.*")
_STAMP = re.compile(r"\d{9,11}\.\d{3,7}")
_UNTOLD = (
    "Slack tells customers from colleagues only in shared channels, so the messages of all people count as customers'; "
    "import only channels in which customers write."
)


def recognise(grid: Grid) -> float:
    """Sure by an export put together, or by messages with Slack's time stamps ("1577836800.000200")."""
    if any(isinstance(document, dict) and document.get("bundle") == "slack" for document in grid.documents):
        return 0.98
    found = [message for messages in _channels(turns.opening(grid.documents)).values() for message in messages[:20]][
        :40
    ]
    stamped = [m for m in found if m.get("type") == "message" and _STAMP.fullmatch(text_of(m.get("ts")))]
    return 0.95 if stamped and len(stamped) >= 0.8 * len(found) else 0.0


def lay_out(grid: Grid) -> Layout:
    """A record per message; joins, uploads and bots are no customer's. In a channel shared with another company, its
    people are the customers and one's own are the company.
    """
    people = {text_of(user.get("id")): user for document in grid.documents if isinstance(document, dict)
              for user in objects(document.get("users"))}  # fmt: skip
    home = _home(people)
    found = [
        _turn(message, channel, people, home)
        for channel, messages in _channels(grid.documents, grid.facts.get("path", "")).items() for message in messages
    ]  # fmt: skip
    shared = any(turn.by == "company" for turn in found)
    return turns.lay_out(turns.tabulate(found), "Slack", () if shared else (_UNTOLD,), ("profiles of the users",))


def _channels(documents: Sequence[Any], path: str = "") -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    folders = path.split("/")[:-1]
    folder = folders[-1] if folders and not folders[-1].endswith(".zip") else ""
    for document in documents:
        if isinstance(document, dict) and document.get("bundle") == "slack":
            for name, messages in part(document, "channels").items():
                found.setdefault(str(name), []).extend(objects(messages))
        elif isinstance(document, list):
            found.setdefault(folder, []).extend(objects(document))
        elif isinstance(document, dict):
            inner = document.get("messages")
            found.setdefault(folder, []).extend(objects(inner) if isinstance(inner, list) else [document])
    return found


def _home(people: Mapping[str, Mapping[str, Any]]) -> str:
    """The team of one's own company, where users of another one are among the people; else ""."""
    own = [text_of(user.get("team_id")) for user in people.values() if not user.get("is_stranger")]
    teams = {team for user in people.values() if (team := text_of(user.get("team_id")))}
    return max(own, key=own.count) if own and len(teams) > 1 else ""


def _turn(message: Mapping[str, Any], channel: str, people: Mapping[str, Mapping[str, Any]], home: str) -> Turn:
    author = text_of(message.get("user"))
    stamp = text_of(message.get("ts"))
    words = text_of(message.get("text"))
    by = _by(message, people.get(author, {}), words)
    team = text_of(people.get(author, {}).get("team_id")) or text_of(message.get("user_team"))
    if by == "customer" and home and team in ("", home):
        by = "company"
    return Turn(
        _clean(words), by, f"{channel}-{stamp}" if channel else stamp, time=stamp, person=author,
        customer=author if by == "customer" else "", channel=channel,
    )  # fmt: skip


def _by(message: Mapping[str, Any], author: Mapping[str, Any], words: str) -> By:
    subtype = text_of(message.get("subtype"))
    machine = subtype == "bot_message" or bool(message.get("bot_id")) or author.get("is_bot") is True
    if machine or subtype not in _SPOKEN or message.get("user") == "USLACKBOT":
        return "system"
    if _UPLOADED.fullmatch(words) or not words.strip():
        return "system"
    return "customer"


def _clean(text: str) -> str:
    """The text with people as "[handle]", channels as "#name", and links as their label or address."""
    text = re.sub(r"<@[UW][^<>]*>", "[handle]", text)
    text = re.sub(r"<#[^<>|]*\|([^<>]+)>", r"#\1", text)
    text = re.sub(r"<#[^<>]*>", "#channel", text)
    text = re.sub(r"<!(?:subteam\^[^<>|]*\|)?@?([^<>|^]*)[^<>]*>", r"\1", text)
    text = re.sub(r"<(?:mailto:|tel:)[^<>|]*\|([^<>]+)>", r"\1", text)
    text = re.sub(r"<[^<>|\s]+:[^<>|]*\|([^<>]+)>", r"\1", text)
    return re.sub(r"<((?:https?|mailto|tel|ftp):[^<>]*)>", r"\1", text)
