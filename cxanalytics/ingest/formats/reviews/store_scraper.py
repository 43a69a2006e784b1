"""Reviews of Google Play and the App Store as the usual scrapers write them."""

from cxanalytics.ingest.formats.base import Layout, header_set, ignored, last_version, no_records, pick, segments
from cxanalytics.ingest.grid import Grid

NAME = "store scraper"

_PLAY = ({"username", "score", "content", "at"}, {"reviewid", "score", "content", "at"},
         {"username", "score", "text", "thumbsup", "replytext"})  # fmt: skip
_APPLE = ({"developerresponse", "review", "rating", "username"}, {"review", "rating", "isedited", "title"},
          {"userurl", "score", "title", "text", "version"})  # fmt: skip
_CERTAIN = {"reviewid", "replycontent", "developerresponse", "thumbsupcount", "isedited", "thumbsup", "userurl"}
_ROLES = {
    "text": ("content", "review", "text"),
    "title": ("title",),
    "rating": ("score", "rating"),
    "occurred_at": ("at", "date", "updated"),
    "source_id": ("reviewId", "id"),
    "author": ("userName",),
    "url": ("url",),
    "reply": ("replyContent", "developerResponse", "replyText"),
}
_SEGMENTS = ("reviewCreatedVersion", "appVersion", "version", "bank", "app", "appId", "country")


def recognise(grid: Grid) -> float:
    """Sure by headers of which one is the scrapers' own; fairly so by their common words together."""
    names = header_set(grid)
    if any(names >= sign for sign in (*_PLAY, *_APPLE)):
        return 0.9 if names & _CERTAIN else 0.8
    return 0.0


def lay_out(grid: Grid) -> Layout:
    """Reviews, the developer's answers kept apart. Equal short texts of different people are all kept."""
    table = grid.table()
    names = header_set(grid)
    known = pick(table, _ROLES)
    known |= ignored(table, ("appVersion",)) if "reviewCreatedVersion" in table else {}
    known |= {name: role for name, role in segments(table, _SEGMENTS).items() if name not in known}
    identity = next((name for name, role in known.items() if role == "source_id"), None)
    when = next((name for name, role in known.items() if role == "occurred_at"), None)
    set_aside = no_records()
    if identity and when:
        table, set_aside = last_version(table, identity, when)
    play = any(names >= sign for sign in _PLAY)
    return Layout(table, "Google Play" if play else "App Store", "review", known, ("text", "rating"),
                  set_aside=set_aside)  # fmt: skip
