"""Intercom messages as a table: a row per message with the kind of its author."""

import pandas as pd

from cxanalytics.ingest.formats.base import Layout, aside, header_set, pick
from cxanalytics.ingest.formats.support.turns import COMPANY, SYSTEM, plain
from cxanalytics.ingest.grid import Grid

NAME = "intercom messages csv"

_ROLES = {
    "source_id": ("message_id",),
    "occurred_at": ("message_created_at",),
    "text": ("message_body",),
    "customer": ("user_id", "customer_id", "message_author_id"),
    "channel": ("source_type", "channel"),
    "status": ("conversation_state",),
    "rating": ("conversation_rating", "rating"),
}


def recognise(grid: Grid) -> float:
    """Probable by message and conversation columns together; the names are not those of one vendor alone."""
    names = header_set(grid)
    if not {"message_id", "message_body", "conversation_id"} <= names:
        return 0.0
    return 0.8 if "message_author_type" in names else 0.6


def lay_out(grid: Grid) -> Layout:
    """Messages; those of teammates and bots are no customer's."""
    table = grid.table()
    known = pick(table, _ROLES)
    body = next(name for name, role in known.items() if role == "text")
    table = table.assign(**{body: pd.Series([plain(cell) for cell in table[body]], index=table.index, dtype="str")})
    lowered = {str(name).lower(): str(name) for name in table}
    author = lowered.get("message_author_type")
    if author is None:
        said = ("No column says who wrote a message, so all of them count as customers' words.",)
        return Layout(table, "Intercom", "support", known, ("text", "title"), warnings=said)
    kinds = table[author].str.lower()
    set_aside = pd.concat(
        [
            aside(kinds.isin(["admin", "team", "teammate", "agent"]), COMPANY),
            aside(kinds.isin(["bot", "operator"]), SYSTEM),
        ],
        ignore_index=True,
    )
    return Layout(table, "Intercom", "support", known, ("text", "title"), set_aside=set_aside)
