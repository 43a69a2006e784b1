"""Brandwatch: mentions below some lines about the query."""

import pandas as pd

from cxanalytics.ingest.formats.base import (
    RETWEET,
    SHARE,
    Layout,
    aside,
    begins_with_rt,
    header_at,
    ignored,
    named,
    pick,
    together,
)
from cxanalytics.ingest.grid import Grid

NAME = "brandwatch"

_SIGNATURE = {"query name", "date", "snippet", "page type"}
_ROLES = {
    "source_id": ("Mention Id", "Resource Id"),
    "occurred_at": ("Date",),
    "title": ("Title",),
    "text": ("Full Text", "Snippet"),
    "url": ("Url",),
    "channel": ("Page Type", "Domain"),
    "language": ("Language",),
    "author": ("Author",),
    "reach": ("Reach (new)", "Potential Audience", "X Followers", "Twitter Followers", "Impressions"),
    "segment": ("Country",),
}
# Counts, a machine's opinion and notes of the analysts; "Comments" is a number.
_IGNORED = ("Likes", "Comments", "Shares", "Sentiment", "Snippet", "Added", "Assignment", "Engagement Score",
            "Thread Author", "Mentioned Authors", "Category Details", "Query Id", "Query Name", "Emotion",
            "Thread Entry Type", "Starred", "Status", "Priority", "Checked")  # fmt: skip
_POSTS = ("twitter", "x", "facebook", "facebook_public", "instagram", "instagram_public", "threads", "bluesky",
          "tiktok", "linkedin")  # fmt: skip
_SETTLED = ("text", "rating", "title", "customer", "touchpoint", "segment", "status", "source_id", "reply")


def recognise(grid: Grid) -> float:
    """Sure by the query's name beside snippet and page type, wherever the header stands."""
    if grid.documents or header_at(grid, _SIGNATURE) is None:
        return 0.0
    return 0.97 if header_at(grid, {*_SIGNATURE, "full text"}) is not None else 0.85


def lay_out(grid: Grid) -> Layout:
    """Mentions; the full text, or the snippet where it is withheld. Shares and retweets are set aside."""
    header = header_at(grid, _SIGNATURE) or 0
    table = grid.table(grid.head[header], header + 1)
    known = pick(table, _ROLES)
    known |= {name: role for name, role in ignored(table, _IGNORED).items() if name not in known}
    text = next(name for name, role in known.items() if role == "text")
    said: tuple[str, ...] = ()
    if "Snippet" in table and text != "Snippet":
        withheld = (table[text] == "") & (table["Snippet"] != "")
        table = table.assign(**{text: table[text].where(~withheld, table["Snippet"])})
        if withheld.any():
            said = (f"The full text of {int(withheld.sum()):,} mentions is withheld; their snippet is read.",)
    page, title = named(table, "Page Type"), named(table, "Title")
    if page and title:
        # A post has no headline: what stands in the title is its beginning, or its author's name.
        table = table.assign(**{title: table[title].mask(table[page].str.lower().isin(_POSTS), "")})
    entry = _entry(table)
    retweet = entry.str.contains("retweet", regex=False) | begins_with_rt(table[text])
    shared = entry.isin(["share", "repost", "reblog"])
    set_aside = together(aside(retweet, RETWEET), aside(shared, SHARE))
    return Layout(table, "Brandwatch", "social", known, _SETTLED, set_aside=set_aside, warnings=said)


def _entry(table: pd.DataFrame) -> pd.Series:
    kind = next((str(name) for name in table if str(name).lower() == "thread entry type"), None)
    return table[kind].str.lower() if kind else pd.Series("", index=table.index)
