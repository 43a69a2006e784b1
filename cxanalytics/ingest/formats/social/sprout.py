"""Sprout Social: messages of the inbox, as its API gives them or as a table."""

import pandas as pd

from cxanalytics.ingest.formats.base import BY_COMPANY, Layout, aside, ignored, named, pick, plain_set
from cxanalytics.ingest.grid import Grid

NAME = "sprout social"

_API = {"post type", "network", "text", "created time"}
_API_OWN = {"perma link", "guid", "customer profile id", "profile guid", "native id"}
_TABLES = (
    {"timestamp", "network", "message", "profile"},
    {"network", "message type", "message", "profile"},
    {"date", "network", "message", "profile", "sent by"},
)
_ROLES = {
    "source_id": ("guid", "native_id", "Message ID", "Post ID"),
    "occurred_at": ("created_time", "Timestamp", "Timestamp (UTC)", "Timestamp (ET)", "Date", "Time"),
    "text": ("text", "Message", "Post", "Content"),
    "channel": ("network", "Network"),
    "url": ("perma_link", "Message URL", "Permalink", "Link"),
    "customer": ("from.guid",),
    "author": ("from.screen_name", "from.name", "From", "Username", "Sender"),
    "language": ("language_code", "Language"),
    "segment": ("Profile", "profile_name"),
}
_IGNORED = ("Tags", "Sentiment", "hashtags", "Impressions", "Engagements", "Reactions", "Likes", "Comments", "Shares")
_TYPES = ("Message Type", "post_type", "Type", "Direction")
_SENT = r"(?i)(?:.*[\W_])?(?:sent|outbound|published)(?:[\W_].*)?"
_SETTLED = ("text", "rating", "title", "touchpoint", "status", "reply", "segment")


def recognise(grid: Grid) -> float:
    """Probable by the API's names together; by a table's common words it is a guess."""
    names = plain_set(grid)
    if names >= _API and names & _API_OWN:
        return 0.8
    # "Timestamp (UTC)" names the zone of the account.
    plain = {name.split(" ")[0] if name.startswith("timestamp") else name for name in names}
    return 0.6 if any(plain >= sign for sign in _TABLES) else 0.0


def lay_out(grid: Grid) -> Layout:
    """Messages; those that the type says were sent are the company's."""
    table = grid.table()
    known = pick(table, _ROLES)
    clock = next((str(name) for name in table if str(name).lower().startswith("timestamp")), None)
    if clock and "occurred_at" not in known.values():
        known[clock] = "occurred_at"
    known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    kind = named(table, *_TYPES)
    sent = table[kind].str.fullmatch(_SENT) if kind else pd.Series(False, index=table.index)
    if kind:
        known[kind] = "ignore"
    by = named(table, "Sent by")
    if by:
        sent |= table[by] != ""
        known[by] = "ignore"
    return Layout(table, "Sprout Social", "social", known, _SETTLED, set_aside=aside(sent, BY_COMPANY))
