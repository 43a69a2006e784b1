"""Facebook and Instagram, "download your information": JSON whose letters are bytes read as Latin-1."""

import re
from collections.abc import Iterator
from typing import Any

from cxanalytics.ingest.formats.base import BY_COMPANY, BY_SYSTEM, Layout, aside, cell, frame, inside, objects, together
from cxanalytics.ingest.grid import Grid

NAME = "meta download"

_COLUMNS = ("timestamp", "text", "author", "place", "by")
_KNOWN = {"timestamp": "occurred_at", "text": "text", "author": "author", "place": "ignore", "by": "ignore"}
_SETTLED = ("text", "rating", "title", "channel", "touchpoint", "segment", "status", "customer")
_COMMENTS = ("comments_v2", "comments", "comments_media_comments", "comments_reels_comments")
_WORDS = ("Comment", "Opmerking", "Kommentar", "Commentaire", "Comentario", "Commento", "Comentário")
_TIMES = ("Time", "Tijd", "Zeit", "Heure", "Hora", "Ora")
_MISREAD = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf]")
_OWN = "These are comments of the account that was downloaded; if that is your company, no customer is speaking."


def recognise(grid: Grid) -> float:
    """Nearly sure by the nested fields of comments, or by the senders of a conversation's messages."""
    documents = [document for document in grid.documents[:20] if isinstance(document, dict | list)]
    if not documents:
        return 0.0
    if all(_is_thread(document) for document in documents):
        return 0.9
    return 0.9 if all(next(_comments(document), None) is not None for document in documents) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Comments, or the messages of a conversation; there the person it is named after is the customer."""
    rows: list[dict[str, str]] = []
    threads = [document for document in grid.documents if _is_thread(document)]
    for document in grid.documents:
        rows += _messages(document) if _is_thread(document) else _comments(document)
    table = frame(rows, _COLUMNS)
    by = table["by"]
    set_aside = together(aside(by == "company", BY_COMPANY), aside(by == "system", BY_SYSTEM))
    said = () if threads else (_OWN,)
    return Layout(table, "Facebook" if threads else "Meta", "support" if threads else "social", dict(_KNOWN),
                  _SETTLED, set_aside=set_aside, warnings=said)  # fmt: skip


def _is_thread(document: Any) -> bool:
    return isinstance(document, dict) and {"participants", "messages"} <= document.keys()


def _messages(thread: dict[str, Any]) -> Iterator[dict[str, str]]:
    title = _repaired(thread.get("title"))
    senders = {_repaired(person.get("name")) for person in objects(thread.get("participants"))}
    for message in objects(thread.get("messages")):
        sender = _repaired(message.get("sender_name"))
        # A conversation is named after the other side; where no name fits, nobody can tell who is who.
        company = title in senders and sender != title
        silent = "content" not in message or cell(message.get("type")) in ("Subscribe", "Unsubscribe", "Call")
        yield {
            "timestamp": cell(message.get("timestamp_ms")),
            "text": _repaired(message.get("content")),
            "author": sender,
            "place": title,
            "by": "company" if company else "system" if silent else "",
        }


def _comments(document: Any) -> Iterator[dict[str, str]]:
    """Comments of either network, whichever key they stand under."""
    lists = [document] if isinstance(document, list) else [inside(document, key) for key in _COMMENTS]
    for item in (item for found in lists for item in objects(found)):
        fields = item.get("string_map_data")
        if isinstance(fields, dict):
            text, when = _field(fields, _WORDS), _field(fields, _TIMES)
            if isinstance(text, dict):
                yield _row(cell(inside(when, "timestamp")), text.get("value"), "", item.get("title"))
            continue
        for listed in objects(item.get("string_list_data")):
            if "value" in listed and "timestamp" in listed and isinstance(document, dict):
                yield _row(cell(listed["timestamp"]), listed["value"], "", item.get("title"))
        for entry in objects(item.get("data")):
            comment = entry.get("comment")
            if isinstance(comment, dict) and "comment" in comment:
                yield _row(cell(comment.get("timestamp") or item.get("timestamp")), comment["comment"],
                           comment.get("author"), item.get("title"))  # fmt: skip


def _row(timestamp: str, text: Any, author: Any, place: Any) -> dict[str, str]:
    return {"timestamp": timestamp, "text": _repaired(text), "author": _repaired(author),
            "place": _repaired(place), "by": ""}  # fmt: skip


def _field(fields: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((fields[name] for name in names if name in fields), None)


def _repaired(value: Any) -> str:
    """The text whose UTF-8 bytes were written as Latin-1 letters; as it stands where it was not."""
    text = cell(value)
    if not _MISREAD.search(text):
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
