"""Sprinklr: the stream of conversations of a listening dashboard."""

from cxanalytics.ingest.formats.base import RETWEET, Layout, aside, begins_with_rt, header_at, ignored, pick
from cxanalytics.ingest.grid import Grid

NAME = "sprinklr"

_SIGNATURE = {"conversation stream"}
_OTHERS = ("created time", "sn type", "sender screen name", "permalink", "author screen name", "campaign id")
_ROLES = {
    "text": ("Conversation Stream",),
    "occurred_at": ("Created Time",),
    "channel": ("snType", "Source"),
    "url": ("Permalink",),
    "customer": ("Sender User Id", "Sender Id"),
    "author": ("Sender Screen Name", "User Name", "Author Screen Name"),
    "reach": ("Sender Follower Count", "Sender Followers Count", "Reach"),
    "language": ("Language",),
    "segment": ("Country",),
    "source_id": ("Message Id", "Universal Message Id"),
}
_IGNORED = ("Media Type", "Media URL", "Campaign ID", "Sentiment", "Message Type", "User Name", "Author Screen Name",
            "Profile URL", "Sender Bio")  # fmt: skip
_SETTLED = ("text", "rating", "title", "touchpoint", "status", "reply", "segment")


def recognise(grid: Grid) -> float:
    """Sure by the column of the stream beside the fields of its sender."""
    header = header_at(grid, _SIGNATURE)
    if header is None:
        return 0.0
    return 0.9 if sum(header_at(grid, {*_SIGNATURE, name}) == header for name in _OTHERS) >= 2 else 0.7


def lay_out(grid: Grid) -> Layout:
    """Messages of the stream; retweets are set aside."""
    header = header_at(grid, _SIGNATURE) or 0
    table = grid.table(grid.head[header], header + 1)
    known = pick(table, _ROLES)
    known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    text = next(name for name, role in known.items() if role == "text")
    retweet = aside(begins_with_rt(table[text]), RETWEET)
    return Layout(table, "Sprinklr", "social", known, _SETTLED, set_aside=retweet)
