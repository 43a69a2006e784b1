"""Hootsuite (Inbox, Sparkcentral): messages, with the conversations they belong to from a second file."""

from typing import Any

import pandas as pd

from cxanalytics.ingest.formats.base import (
    BY_COMPANY,
    BY_SYSTEM,
    Layout,
    aside,
    cell,
    frame,
    ignored,
    named,
    objects,
    pick,
    plain_set,
    together,
)
from cxanalytics.ingest.grid import Grid

NAME = "hootsuite"

_CONVERSATIONS = {"conversation id", "medium", "channel display name", "contact profile id"}
_MESSAGES = {"conversation id", "message id"}
_WORDS = ("Content", "Message", "Message Text", "Message Content", "Text", "Body")
_ROLES = {
    "source_id": ("Message ID",),
    "text": _WORDS,
    "occurred_at": ("Created at", "Sent at", "Message Created at", "Timestamp", "Date"),
    "channel": ("Medium", "Channel"),
    "customer": ("Contact Profile ID",),
    "author": ("Contact Primary Identifier",),
    "segment": ("Channel Display Name",),
    "url": ("Post URL", "Message URL"),
    "language": ("Language",),
}
_IGNORED = ("Contact Secondary Identifier", "Conversation ID", "Sentiment", "Direction", "Message Type", "Channel",
            "Agent ID", "Status", "Tags", "Topics")  # fmt: skip
_DIRECTIONS = ("Direction", "Message Direction", "Sender Type", "Author Type", "Sent by", "Type")
_PERSONAL = ("Contact Secondary Identifier",)
_SETTLED = ("text", "rating", "title", "touchpoint", "segment", "status", "reply", "reach")
_ALONE = ("The file holds conversations without their messages; export the messages too, and import both together "
          "(in one folder or zip archive).")  # fmt: skip


def recognise(grid: Grid) -> float:
    """Sure of the two files together; nearly so of one of them by its ids."""
    if any(document.get("bundle") == NAME for document in grid.documents[:1] if isinstance(document, dict)):
        return 0.98
    names = plain_set(grid)
    if names >= _CONVERSATIONS:
        return 0.9
    own = {"contact profile id", "contact primary identifier", "channel display name", "medium", "post url"}
    return 0.85 if names >= _MESSAGES and names & own and ("direction" in names or "medium" in names) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Customers' messages with channel and contact of their conversation; those of agents are set aside."""
    table = _joined(grid)
    known = pick(table, _ROLES)
    known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    way = named(table, *_DIRECTIONS)
    said = table[way].str.lower() if way else pd.Series("", index=table.index)
    agent = None if way else named(table, "Agent ID", "Agent", "Agent Name")
    ours = table[agent] != "" if agent else said.str.contains(r"\b(?:outbound|outgoing|agent|sent)\b", regex=True)
    robots = said.str.contains(r"\b(?:bot|system|automat\w*|event)\b", regex=True)
    warnings = (_ALONE,) if "text" not in known.values() else ()
    people = tuple(name for name in _PERSONAL if name in table)
    return Layout(table, "Hootsuite", "support", known, _SETTLED, warnings=warnings, personal=people,
                  set_aside=together(aside(ours, BY_COMPANY), aside(robots, BY_SYSTEM)))  # fmt: skip


def _joined(grid: Grid) -> pd.DataFrame:
    """The messages, each with those fields of its conversation that it does not have itself."""
    bundle = grid.documents[0] if grid.documents and isinstance(grid.documents[0], dict) else {}
    if bundle.get("bundle") != NAME:
        return grid.table()
    messages, conversations = _table(bundle.get("messages")), _table(bundle.get("conversations"))
    key, other = named(messages, "Conversation ID"), named(conversations, "Conversation ID")
    if not key or not other:
        return messages
    fields = [str(n) for n in conversations if n != other and named(messages, str(n)) is None and str(n) != "Status"]
    found = conversations.drop_duplicates(other).set_index(other)[fields]
    return messages.join(found, on=key).fillna("").astype("str")


def _table(rows: Any) -> pd.DataFrame:
    found = objects(rows)
    columns = list(dict.fromkeys(str(name) for row in found for name in row))
    return frame([{str(name): cell(value) for name, value in row.items()} for row in found], columns).fillna("")
