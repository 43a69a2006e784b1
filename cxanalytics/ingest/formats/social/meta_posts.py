"""Meta (Facebook, Instagram): tables of a page's own posts and their numbers; no customer speaks in them."""

from cxanalytics.ingest.formats.base import BY_SYSTEM, Layout, aside, ignored, no_records, pick, plain_set
from cxanalytics.ingest.grid import Grid

NAME = "meta posts"

_SIGNATURES = (
    ({"post id", "account username", "description", "publish time", "post type"}, 0.95),
    ({"post id", "page id", "page name", "publish time", "post type"}, 0.95),
    ({"post id", "permalink", "post message", "posted"}, 0.9),
    ({"status id", "status message", "status type", "status published"}, 0.95),
    ({"beitrags id", "permalink", "beschreibung", "veroffentlichungszeit"}, 0.7),
)
_ROLES = {
    "source_id": ("Post ID", "status_id", "Beitrags-ID"),
    "occurred_at": ("Publish time", "Posted", "status_published", "Veröffentlichungszeit"),
    "reply": ("Description", "Post Message", "status_message", "Beschreibung"),
    "url": ("Permalink", "status_link"),
    "reach": ("Reach", "Lifetime Post Total Reach", "Reichweite"),
}
# "Comments" is a count, and "Data comment" a note about the data.
_IGNORED = ("Comments", "Data comment", "Title", "Custom labels", "Kommentare", "Datenkommentar", "Titel",
            "link_name")  # fmt: skip
_OWN = "This file holds the page's own posts; what people answered is not in it. Export the comments for that."


def recognise(grid: Grid) -> float:
    """Sure by the ids, texts and times of posts together."""
    names = plain_set(grid)
    return max((sure for sign, sure in _SIGNATURES if names >= sign), default=0.0)


def lay_out(grid: Grid) -> Layout:
    """Posts as the company's words; the line of descriptions below the header is set aside."""
    table = grid.table()
    known = dict.fromkeys(map(str, table), "ignore") | pick(table, _ROLES) | ignored(table, _IGNORED)
    set_aside = no_records()
    when = next((name for name, role in known.items() if role == "occurred_at"), None)
    if when and len(table):
        # The line of descriptions says what each number counts; a time it is not.
        described = table[when].str.contains(r"^[^\d]*$", regex=True) & (table.index == 0)
        set_aside = aside(described & (table != "").any(axis=1), BY_SYSTEM)
    return Layout(table, "Meta", "social", known, ("text", "rating", "channel"), set_aside=set_aside, warnings=(_OWN,))
